/** The bundled catalog: figures checked against the lists it was cut from, and what absence proves. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import addonData from '../../data/addon-versions.json' with { type: 'json' };
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import { isAddonVersion } from '../../src/model/version.ts';

const catalog = snapshotCatalog();

/** Every pair of the raw rows, read with nothing of the program's. */
const pairs = Object.entries<Readonly<Record<string, string>>>(addonData.addons).flatMap(([addonName, rows]) =>
  Object.entries(rows).flatMap(([addonVersion, row]) =>
    row.split(' ').map((entry) => ({
      addonName,
      addonVersion,
      clusterVersion: entry.slice(0, 4),
      isDefault: entry[4] === '*',
    })),
  ),
);

describe('the lists', () => {
  test('are whole: 85 add-ons, 1537 versions, 9644 pairs', () => {
    expect(catalog.addonNames()).toHaveLength(85);
    expect(new Set(pairs.map((pair) => `${pair.addonName} ${pair.addonVersion}`)).size).toBe(1537);
    expect(pairs).toHaveLength(9644);
  });

  test('say of which day and region they are', () => {
    expect(catalog.origin).toEqual({ source: 'snapshot', asOf: '2026-08-22', region: 'us-east-1' });
    expect(catalog.originOf('coredns')).toEqual(catalog.origin);
  });

  test('every listed pair is compatible, found from both sides, and every version has the form of one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pairs), ({ addonName, addonVersion, clusterVersion }) => {
        expect(isAddonVersion(addonVersion)).toBe(true);
        expect(catalog.compatibility(addonName, addonVersion, clusterVersion)).toBe('compatible');
        expect(catalog.clusterVersionsOf(addonName, addonVersion)).toContain(clusterVersion);
        expect(catalog.addonVersions(addonName, clusterVersion)).toContain(addonVersion);
        expect(catalog.hasAddonVersion(addonName, addonVersion)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('no pair that is not listed is compatible', () => {
    const listed = new Set(pairs.map((pair) => Object.values(pair).slice(0, 3).join(' ')));
    const minors = fc.integer({ min: 18, max: 40 }).map((minor) => `1.${minor}`);
    fc.assert(
      fc.property(fc.constantFrom(...pairs), minors, ({ addonName, addonVersion }, clusterVersion) => {
        fc.pre(!listed.has(`${addonName} ${addonVersion} ${clusterVersion}`));
        expect(catalog.compatibility(addonName, addonVersion, clusterVersion)).not.toBe('compatible');
      }),
      { numRuns: 1000 },
    );
  });

  test('each (add-on, cluster version) has at most one default, and the default is compatible', () => {
    const defaults = pairs.filter((pair) => pair.isDefault);
    expect(new Set(defaults.map((pair) => `${pair.addonName} ${pair.clusterVersion}`)).size).toBe(defaults.length);
    for (const { addonName, addonVersion, clusterVersion } of defaults) {
      expect(catalog.defaultVersion(addonName, clusterVersion)).toBe(addonVersion);
      expect(catalog.compatibility(addonName, addonVersion, clusterVersion)).toBe('compatible');
    }
  });

  test.each([
    ['coredns', 'v1.10.1-eksbuild.6', ['1.27', '1.28', '1.29', '1.30', '1.31']],
    ['kube-proxy', 'v1.28.1-eksbuild.1', ['1.28', '1.29', '1.30', '1.31']],
    ['vpc-cni', 'v1.14.1-eksbuild.1', ['1.21', '1.22', '1.23', '1.24', '1.25', '1.26', '1.27', '1.28', '1.29']],
    ['adot', 'v0.156.0-eksbuild.1', ['1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37']],
  ])('%s %s', (addonName, addonVersion, clusterVersions) => {
    expect(catalog.clusterVersionsOf(addonName, addonVersion)).toEqual(clusterVersions);
  });

  test.each([
    ['kube-proxy', '1.36', 'v1.36.0-eksbuild.21'],
    ['coredns', '1.36', 'v1.14.3-eksbuild.16'],
    ['vpc-cni', '1.31', 'v1.22.4-eksbuild.3'],
    ['aws-ebs-csi-driver', '1.35', 'v1.64.0-eksbuild.1'],
    ['aws-guardduty-agent', '1.27', 'v1.10.0-eksbuild.2'],
  ])('the default of %s for %s', (addonName, clusterVersion, addonVersion) => {
    expect(catalog.defaultVersion(addonName, clusterVersion)).toBe(addonVersion);
  });

  test('versions come newest first, by build number', () => {
    expect(catalog.addonVersions('kube-proxy', '1.36').slice(0, 3)).toEqual([
      'v1.36.0-eksbuild.25',
      'v1.36.0-eksbuild.21',
      'v1.36.0-eksbuild.17',
    ]);
    expect(catalog.addonVersions('vpc-cni', '1.36')[0]).toBe('v1.23.2-eksbuild.1');
  });
});

describe('what is not listed', () => {
  test('is incompatible for a cluster version in support on the day of the list', () => {
    expect(catalog.compatibility('coredns', 'v1.10.1-eksbuild.6', '1.32')).toBe('not-compatible');
    expect(catalog.compatibility('kube-proxy', 'v1.36.0-eksbuild.21', '1.35')).toBe('not-compatible');
    expect(catalog.compatibility('amazon-sagemaker-hyperpod-observability', 'v1.0.10-eksbuild.3', '1.36')).toBe('not-compatible');
  });

  test('is unknown for a cluster version that had left support before', () => {
    expect(catalog.compatibility('coredns', 'v1.14.3-eksbuild.16', '1.30')).toBe('unknown');
    expect(catalog.clusterVersionsOf('vpc-cni', 'v1.15.1-eksbuild.1')).not.toContain('1.29');
    expect(catalog.compatibility('vpc-cni', 'v1.15.1-eksbuild.1', '1.29')).toBe('unknown');
    expect(catalog.compatibility('vpc-cni', 'v1.16.0-eksbuild.1', '1.29')).toBe('compatible');
  });

  test('is unknown for a cluster version that EKS released later', () => {
    expect(catalog.compatibility('coredns', 'v1.14.3-eksbuild.16', '1.37')).toBe('unknown');
    expect(catalog.compatibility('adot', 'v0.158.0-eksbuild.1', '1.37')).toBe('compatible');
    expect(catalog.compatibility('adot', 'v0.151.0-eksbuild.1', '1.37')).toBe('unknown');
  });

  test('is unknown for versions known by name, withdrawn, newer, or of no form', () => {
    expect(catalog.hasAddonVersion('coredns', 'v1.14.7-eksbuild.11')).toBe(true);
    expect(catalog.compatibility('coredns', 'v1.14.7-eksbuild.11', '1.36')).toBe('unknown');
    expect(catalog.hasAddonVersion('eks-node-monitoring-agent', 'v1.6.0-eksbuild.1')).toBe(true);
    expect(catalog.compatibility('eks-node-monitoring-agent', 'v1.6.0-eksbuild.1', '1.35')).toBe('unknown');
    expect(catalog.hasAddonVersion('coredns', 'v9.9.9-eksbuild.1')).toBe(false);
    expect(catalog.compatibility('coredns', 'v9.9.9-eksbuild.1', '1.36')).toBe('unknown');
    expect(catalog.compatibility('coredns', '1.14.3', '1.36')).toBe('unknown');
    expect(catalog.compatibility('coredns', 'v1.14.3-eksbuild.16', 'latest')).toBe('unknown');
  });

  test.each(['constructor', '__proto__', 'toString', 'no-such-addon'])('names that no list has are no trouble: %s', (name) => {
    expect(catalog.addonNames()).not.toContain(name);
    expect(catalog.compatibility(name, name, '1.36')).toBe('unknown');
    expect(catalog.compatibility('coredns', name, name)).toBe('unknown');
    expect(catalog.defaultVersion(name, '1.36')).toBeUndefined();
    expect(catalog.addonVersions(name, name)).toEqual([]);
    expect(catalog.hasAddonVersion(name, name)).toBe(false);
    expect(catalog.autoscalerTags(name)).toBeUndefined();
    expect(catalog.kubectlLayer(name)).toBeUndefined();
    expect(catalog.constantSince(name)).toBeUndefined();
  });
});

describe('releases of others', () => {
  test('cluster-autoscaler tags, newest first', () => {
    expect(catalog.autoscalerTags('1.27')?.[0]).toBe('v1.27.8');
    expect(catalog.autoscalerTags('1.27')).not.toContain('v1.27.0');
    expect(catalog.autoscalerTags('1.36')).toEqual(['v1.36.1', 'v1.36.0']);
    expect(catalog.autoscalerTags('1.37')).toBeUndefined();
  });

  test('kubectl layers: the package of 1.21 has a class name of its own, 1.37 has no package', () => {
    expect(catalog.kubectlLayer('1.34')).toEqual({
      packageName: '@aws-cdk/lambda-layer-kubectl-v34',
      className: 'KubectlV34Layer',
      latestVersion: '2.2.2',
      cdkRange: '^2.224.0',
    });
    expect(catalog.kubectlLayer('1.21')?.className).toBe('KubectlLayer');
    expect(catalog.kubectlLayer('1.37')).toBeUndefined();
  });

  test('KubernetesVersion constants', () => {
    expect(catalog.constantSince('1.36')).toBe('2.263.0');
    expect(catalog.constantSince('1.38')).toBeUndefined();
    expect(catalog.constants).toEqual({ newest: '1.37', asOf: '2026-11-22' });
  });
});
