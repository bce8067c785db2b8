/** Answers that the AWS CLI saved. */
import { describe, expect, test } from 'vitest';
import { CatalogFileError, catalogFromFile } from '../../src/catalog/file.ts';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';

const base = snapshotCatalog();
const asOf = '2026-11-20';

/** As `aws eks describe-addon-versions --addon-name coredns` prints it, with fields that nobody asks about. */
const saved = {
  addons: [
    {
      addonName: 'coredns',
      type: 'networking',
      publisher: 'eks',
      owner: 'aws',
      addonVersions: [
        version('v1.15.0-eksbuild.1', ['1.38', '1.37']),
        version('v1.14.7-eksbuild.11', ['1.37', '1.36'], ['1.37']),
        version('v1.14.7-eksbuild.4', ['1.36', '1.35'], ['1.36']),
      ],
    },
  ],
};

function version(addonVersion: string, clusterVersions: readonly string[], defaults: readonly string[] = []) {
  const compatibilities = clusterVersions.map((clusterVersion) => ({
    clusterVersion,
    platformVersions: ['*'],
    defaultVersion: defaults.includes(clusterVersion),
  }));
  return { addonVersion, architecture: ['amd64', 'arm64'], computeTypes: ['ec2'], compatibilities, requiresConfiguration: false };
}

describe('a DescribeAddonVersions answer', () => {
  const catalog = catalogFromFile(JSON.stringify(saved), base, asOf);

  test('replaces the list of its add-ons and leaves the others', () => {
    expect(catalog.origin).toEqual({ source: 'file', asOf, region: undefined });
    expect(catalog.originOf('coredns').source).toBe('file');
    expect(catalog.originOf('vpc-cni')).toEqual(base.origin);
    expect(catalog.addonVersions('coredns', '1.36')).toEqual(['v1.14.7-eksbuild.11', 'v1.14.7-eksbuild.4']);
    expect(catalog.defaultVersion('coredns', '1.36')).toBe('v1.14.7-eksbuild.4');
    expect(catalog.clusterVersionsOf('coredns', 'v1.15.0-eksbuild.1')).toEqual(['1.37', '1.38']);
    expect(catalog.defaultVersion('kube-proxy', '1.36')).toBe('v1.36.0-eksbuild.21');
    expect(catalog.addonNames()).toEqual(base.addonNames());
  });

  test.each([
    ['v1.14.7-eksbuild.11', '1.36', 'compatible'],
    ['v1.14.7-eksbuild.4', '1.37', 'not-compatible'],
    ['v1.14.7-eksbuild.4', '1.34', 'unknown'],
    ['v1.14.7-eksbuild.4', 'latest', 'unknown'],
    ['v1.14.3-eksbuild.16', '1.36', 'unknown'],
    ['v9.9.9-eksbuild.1', '1.36', 'unknown'],
  ])('%s on %s: %s', (addonVersion, clusterVersion, compatibility) => {
    expect(catalog.compatibility('coredns', addonVersion, clusterVersion)).toBe(compatibility);
  });

  test('an answer asked for with --kubernetes-version proves nothing about other cluster versions', () => {
    const filtered = { addons: [{ addonName: 'coredns', addonVersions: [version('v1.14.7-eksbuild.11', ['1.36'], ['1.36'])] }] };
    const narrow = catalogFromFile(JSON.stringify(filtered), base, asOf);
    expect(narrow.compatibility('coredns', 'v1.14.7-eksbuild.11', '1.36')).toBe('compatible');
    expect(narrow.compatibility('coredns', 'v1.14.7-eksbuild.11', '1.37')).toBe('unknown');
  });

  test('an add-on that goes on in a second entry is one', () => {
    const [addon] = saved.addons;
    const split = {
      addons: [
        { ...addon, addonVersions: addon?.addonVersions.slice(0, 1) },
        { ...addon, addonVersions: addon?.addonVersions.slice(1) },
      ],
    };
    expect(catalogFromFile(JSON.stringify(split), base, asOf).addonVersions('coredns', '1.37')).toEqual(
      catalog.addonVersions('coredns', '1.37'),
    );
  });

  test('an add-on that the snapshot does not have gets a name', () => {
    const vendor = { addons: [{ addonName: 'vendor_product', addonVersions: [version('v1.0.0-eksbuild.1', ['1.36'])] }] };
    expect(catalogFromFile(JSON.stringify(vendor), base, asOf).addonNames()).toContain('vendor_product');
  });

  test('keeps what such an answer does not speak of', () => {
    expect(catalog.support('1.34', '2026-11-24')).toEqual(base.support('1.34', '2026-11-24'));
    expect(catalog.autoscalerTags('1.36')).toEqual(base.autoscalerTags('1.36'));
    expect(catalog.constants).toEqual(base.constants);
  });
});

describe('a DescribeClusterVersions answer', () => {
  const entry = { clusterVersion: '1.38', clusterType: 'eks', releaseDate: '2027-01-31T16:00:00-08:00', versionStatus: 'STANDARD_SUPPORT' };
  const clusterVersions = [
    { ...entry, endOfStandardSupportDate: 1_838_160_000, endOfExtendedSupportDate: 1_869_782_400.0 },
    {
      clusterVersion: '1.31',
      clusterType: 'eks',
      endOfStandardSupportDate: '2025-11-26',
      endOfExtendedSupportDate: '2027-05-01',
      releaseDate: '2024-09-26',
    },
    { clusterVersion: '1.36', clusterType: 'outposts', endOfExtendedSupportDate: '2020-01-01', endOfStandardSupportDate: '2020-01-01' },
  ];
  const catalog = catalogFromFile(JSON.stringify({ clusterVersions }), base, asOf);

  test('its dates, in any spelling, go before the bundled ones', () => {
    expect(catalog.clusterVersions()[0]).toBe('1.38');
    expect(catalog.support('1.38', '2027-02-01')).toEqual({
      status: 'standard',
      endOfStandardSupport: '2028-04-01',
      endOfExtendedSupport: '2029-04-02',
    });
    expect(catalog.support('1.38', '2027-01-31').status).toBe('not-available');
    expect(catalog.support('1.31', '2026-11-26').status).toBe('extended');
  });

  test('other cluster types have another calendar', () => {
    expect(catalog.support('1.36', '2026-11-24')).toEqual(base.support('1.36', '2026-11-24'));
  });

  test('what it does not list stays as the base knows it: a file is no proof of the newest', () => {
    expect(catalog.support('1.35', '2026-11-24')).toEqual(base.support('1.35', '2026-11-24'));
    expect(catalog.support('1.39', '2027-06-01').status).toBe('unknown');
  });

  test('an entry without dates and status changes nothing', () => {
    const bare = catalogFromFile('{"clusterVersions": [{"clusterVersion": "1.35"}]}', base, asOf);
    expect(bare.support('1.35', '2026-11-24')).toEqual(base.support('1.35', '2026-11-24'));
  });

  test('both in one object', () => {
    const both = catalogFromFile(JSON.stringify({ ...saved, clusterVersions }), base, asOf);
    expect(both.originOf('coredns').source).toBe('file');
    expect(both.clusterVersions()[0]).toBe('1.38');
  });
});

describe('a file that is no answer', () => {
  test.each([
    ['{"addons": [', 'not JSON'],
    ['', 'not JSON'],
    ['[]', 'neither "addons" nor "clusterVersions"'],
    ['null', 'neither "addons" nor "clusterVersions"'],
    ['{"Addons": []}', 'neither "addons" nor "clusterVersions"'],
    ['{"addons": {}}', 'addons is not a list'],
    ['{"addons": [1]}', 'addons[0] is not an object'],
    ['{"addons": [{"addonVersions": []}]}', 'addons[0].addonName is not text'],
    ['{"addons": [{"addonName": "a", "addonVersions": [{}]}]}', 'addons[0].addonVersions[0].addonVersion is not text'],
    [
      '{"addons": [{"addonName": "a", "addonVersions": [{"addonVersion": "v", "compatibilities": [{"clusterVersion": 1.3}]}]}]}',
      'addons[0].addonVersions[0].compatibilities[0].clusterVersion is not text',
    ],
    ['{"clusterVersions": [{}]}', 'clusterVersions[0].clusterVersion is not text'],
    ['{"addons": [], "nextToken": "abc"}', 'only the first page'],
    ['{"addons": [], "NextToken": "abc"}', 'only the first page'],
  ])('%s', (text, message) => {
    function read() {
      return catalogFromFile(text, base, asOf);
    }
    expect(read).toThrow(CatalogFileError);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/\n/);
  });

  test('a byte order mark is no trouble', () => {
    expect(catalogFromFile(`\uFEFF${JSON.stringify(saved)}`, base, asOf).originOf('coredns').source).toBe('file');
  });
});
