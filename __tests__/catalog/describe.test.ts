/** The answer to `catalog ADDON`, as data and as text. */
import { describe, expect, test } from 'vitest';
import { describeAddon } from '../../src/catalog/describe.ts';
import { catalogFromFile } from '../../src/catalog/file.ts';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import { compareAddonVersions } from '../../src/model/version.ts';
import { formatAddon } from '../../src/report/catalog-text.ts';

const catalog = snapshotCatalog();

describe('describeAddon', () => {
  test('every version, newest first, with where it is listed and where it is the default', () => {
    const { versions, ...about } = describeAddon(catalog, 'kube-proxy');
    expect(about).toEqual({ addonName: 'kube-proxy', isKnown: true, origin: catalog.origin, clusterVersion: undefined });
    expect(versions[0]).toEqual({ addonVersion: 'v1.36.0-eksbuild.25', clusterVersions: ['1.36'], defaultFor: [] });
    expect(versions.find((row) => row.addonVersion === 'v1.35.3-eksbuild.25')).toEqual({
      addonVersion: 'v1.35.3-eksbuild.25',
      clusterVersions: ['1.35', '1.36'],
      defaultFor: ['1.35'],
    });
  });

  test.each(['coredns', 'vpc-cni', 'aws-guardduty-agent', 'adot'])('in order, whatever lists them: %s', (addonName) => {
    const versions = describeAddon(catalog, addonName).versions.map((row) => row.addonVersion);
    expect(versions).toEqual(versions.toSorted((a, b) => compareAddonVersions(b, a)));
    expect(new Set(versions).size).toBe(versions.length);
  });

  test('only those of one cluster version', () => {
    const { versions } = describeAddon(catalog, 'coredns', '1.36');
    expect(versions.map((row) => row.addonVersion)).toEqual(catalog.addonVersions('coredns', '1.36'));
    expect(versions.filter((row) => row.defaultFor.includes('1.36')).map((row) => row.addonVersion)).toEqual(['v1.14.3-eksbuild.16']);
  });
});

describe('formatAddon', () => {
  test('a table that says of which source, day and region it is', () => {
    expect(formatAddon(describeAddon(catalog, 'adot', '1.37'))).toBe(
      [
        'adot: bundled snapshot, as of 2026-08-22, us-east-1',
        '',
        'VERSION              CLUSTER VERSIONS  DEFAULT FOR',
        'v0.158.0-eksbuild.1  1.31-1.37         1.31-1.37',
        'v0.156.0-eksbuild.1  1.31-1.37',
        '',
      ].join('\n'),
    );
  });

  test('gaps are gaps', () => {
    const clusterVersions = ['1.27', '1.28', '1.30', '1.32', '1.33'];
    const table = { ...describeAddon(catalog, 'adot'), versions: [{ addonVersion: 'v1.0.0-eksbuild.1', clusterVersions, defaultFor: [] }] };
    expect(formatAddon(table)).toContain('v1.0.0-eksbuild.1  1.27-1.28, 1.30, 1.32-1.33\n');
  });

  test('nothing listed, and no such name', () => {
    expect(formatAddon(describeAddon(catalog, 'coredns', '1.37'))).toBe(
      'coredns: bundled snapshot, as of 2026-08-22, us-east-1\nno version listed for 1.37\n',
    );
    expect(formatAddon(describeAddon(catalog, 'core-dns'))).toContain('no add-on of that name');
  });

  test('a file cannot steer the terminal', () => {
    const text = JSON.stringify({
      addons: [{ addonName: 'a', addonVersions: [{ addonVersion: 'v1\u001b[2J\r\n', compatibilities: [{ clusterVersion: '1.36' }] }] }],
    });
    const printed = formatAddon(describeAddon(catalogFromFile(text, catalog, '2026-11-20'), 'a'));
    expect(printed).toContain('a: catalog file, as of 2026-11-20, region not recorded');
    expect(printed).toMatch(/^v1\[2J {2,}1\.36$/m);
    expect(printed).not.toContain('\u001b');
    expect(printed).not.toContain('\r');
  });
});
