/** The live catalog: the real AWS SDK against EKS on loopback. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasCredentials, liveCatalog } from '../../src/catalog/live.ts';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import { type FakeEks, type FakeEksPlan, startFakeEks } from '../support/fake-eks.ts';

const base = snapshotCatalog();
const today = '2026-11-24';
const patience = { connectionTimeout: 500, requestTimeout: 2_000, maxAttempts: 3 };
let eks: FakeEks | undefined;

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not-a-secret');
  vi.stubEnv('AWS_SESSION_TOKEN', undefined);
  vi.stubEnv('AWS_PROFILE', undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await eks?.close();
});

async function ask(plan: FakeEksPlan, addonNames: readonly string[], options: { patience?: typeof patience } = {}) {
  eks = await startFakeEks({ today, ...plan });
  vi.stubEnv('AWS_ENDPOINT_URL_EKS', eks.url);
  const answer = await liveCatalog({ addonNames, region: 'eu-central-1', base, today, patience, ...options });
  return { ...answer, requests: eks.requests, mostAtOnce: eks.mostAtOnce() };
}

function addon(addonName: string, versions: Readonly<Record<string, readonly string[]>>) {
  const addonVersions = Object.entries(versions).map(([addonVersion, clusterVersions]) => ({
    addonVersion,
    compatibilities: clusterVersions.map((clusterVersion) => ({ clusterVersion, defaultVersion: false, platformVersions: ['*'] })),
  }));
  return { addonName, addonVersions };
}

describe('an API that answers', () => {
  test('is asked once for each add-on, all pages, in the region, and for all cluster versions', async () => {
    const { catalog, degraded, requests } = await ask({ pageSize: 60 }, ['kube-proxy', 'coredns', 'coredns']);
    expect(degraded).toEqual([]);
    expect(catalog.origin).toEqual({ source: 'live', asOf: today, region: 'eu-central-1' });
    expect(catalog.originOf('vpc-cni')).toEqual(base.origin);

    const asked = requests.map(({ action, query }) =>
      [action, query['addonName'] ?? query['includeAll'], query['nextToken'] ?? '-'].join(' '),
    );
    expect(asked.toSorted()).toEqual([
      'eks:DescribeAddonVersions coredns -',
      'eks:DescribeAddonVersions coredns 60',
      ...['-', '120', '180', '240', '60'].map((token) => `eks:DescribeAddonVersions kube-proxy ${token}`),
      'eks:DescribeClusterVersions true -',
    ]);
    expect(new Set(requests.map(({ region }) => region))).toEqual(new Set(['eu-central-1']));
  });

  test('is asked several questions at once, at most four about add-ons beside the one about cluster versions', async () => {
    const { mostAtOnce } = await ask({ delayMs: 50 }, base.addonNames().slice(0, 12));
    expect(mostAtOnce).toBeGreaterThan(2);
    expect(mostAtOnce).toBeLessThanOrEqual(5);
  });

  test('gives the lists that the snapshot has, page by page', async () => {
    const { catalog } = await ask({ pageSize: 7 }, ['coredns']);
    for (const clusterVersion of base.clusterVersions()) {
      expect(catalog.addonVersions('coredns', clusterVersion)).toEqual(base.addonVersions('coredns', clusterVersion));
      expect(catalog.defaultVersion('coredns', clusterVersion)).toBe(base.defaultVersion('coredns', clusterVersion));
      expect(catalog.support(clusterVersion, today)).toEqual(base.support(clusterVersion, today));
    }
  });

  test('proves what a snapshot cannot', async () => {
    const { catalog } = await ask({}, ['vpc-cni', 'coredns', 'adot']);
    expect(catalog.compatibility('vpc-cni', 'v1.14.1-eksbuild.1', '1.29')).toBe('compatible');
    expect(catalog.compatibility('vpc-cni', 'v1.15.1-eksbuild.1', '1.29')).toBe('not-compatible');
    expect(catalog.compatibility('coredns', 'v1.14.3-eksbuild.16', '1.37')).toBe('not-compatible');
    expect(catalog.compatibility('coredns', 'v1.14.3-eksbuild.9999', '1.36')).toBe('unknown');
    expect(catalog.compatibility('coredns', 'v1.2.3-eksbuild.1', '1.36')).toBe('not-compatible');
    expect(catalog.compatibility('coredns', 'v1.14', '1.36')).toBe('unknown');
    expect(catalog.compatibility('coredns', 'v1.14.3-eksbuild.16', 'latest')).toBe('unknown');
  });

  test('goes before the snapshot where they differ', async () => {
    const newer = addon('coredns', { 'v1.15.0-eksbuild.1': ['1.38', '1.37'] });
    const calendar = [
      { clusterVersion: '1.38', releaseDate: '2026-11-23', endOfStandardSupportDate: '2028-01-23', endOfExtendedSupportDate: '2029-01-23' },
    ];
    const { catalog } = await ask({ addons: [newer], clusterVersions: calendar }, ['coredns']);
    expect(catalog.compatibility('coredns', 'v1.15.0-eksbuild.1', '1.38')).toBe('compatible');
    expect(catalog.hasAddonVersion('coredns', 'v1.14.3-eksbuild.16')).toBe(false);
    expect(catalog.clusterVersions()[0]).toBe('1.38');
    expect(catalog.support('1.38', today)).toEqual({
      status: 'standard',
      endOfStandardSupport: '2028-01-23',
      endOfExtendedSupport: '2029-01-23',
    });
    expect(catalog.support('1.39', '2030-01-01').status).toBe('not-available');
    expect(catalog.support('1.34', today)).toEqual(base.support('1.34', today));
    expect(catalog.autoscalerTags('1.36')).toEqual(base.autoscalerTags('1.36'));
  });

  test.each(['empty-list', 'invalid-parameter'] as const)(
    'a name that EKS does not have (%s) is an answer, no fault',
    async (unknownAddon) => {
      const { catalog, degraded, requests } = await ask({ unknownAddon }, ['core-dns', 'coredns']);
      expect(degraded).toEqual([]);
      expect(requests.filter(({ query }) => query['addonName'] === 'core-dns')).toHaveLength(1);
      expect(catalog.originOf('core-dns').source).toBe('live');
      expect(catalog.addonNames()).not.toContain('core-dns');
      expect(catalog.compatibility('core-dns', 'v1.14.3-eksbuild.16', '1.36')).toBe('unknown');
      expect(catalog.originOf('coredns').source).toBe('live');
    },
  );

  test('a known add-on that the region does not offer loses its name', async () => {
    const { catalog } = await ask({ addons: [addon('adot', {})] }, ['adot']);
    expect(catalog.addonNames()).not.toContain('adot');
    expect(catalog.compatibility('adot', 'v0.158.0-eksbuild.1', '1.36')).toBe('unknown');
  });

  test('no add-on to ask for: the cluster versions alone', async () => {
    const { catalog, requests } = await ask({}, []);
    expect(requests.map(({ action }) => action)).toEqual(['eks:DescribeClusterVersions']);
    expect(catalog.origin.source).toBe('live');
  });
});

describe('an API that falters', () => {
  test('throttled, then answered', async () => {
    const { catalog, degraded, requests } = await ask({ throttle: 1, faultsOnlyFor: 'adot' }, ['adot']);
    expect(degraded).toEqual([]);
    expect(requests.filter(({ query }) => query['addonName'] === 'adot')).toHaveLength(2);
    expect(catalog.originOf('adot').source).toBe('live');
  });

  test('failed twice, then answered', async () => {
    const { catalog, degraded } = await ask({ fail: 2, faultsOnlyFor: 'coredns' }, ['coredns']);
    expect(degraded).toEqual([]);
    expect(catalog.originOf('coredns').source).toBe('live');
  });
});

describe('an API that refuses: the snapshot answers, and one sentence says so', () => {
  const impatient = { ...patience, maxAttempts: 1 };

  test('throttled for one add-on: the others stay live', async () => {
    const plan = { throttle: Infinity, faultsOnlyFor: 'coredns' };
    const { catalog, degraded, requests } = await ask(plan, ['coredns', 'vpc-cni', 'kube-proxy'], {
      patience: { ...patience, maxAttempts: 2 },
    });
    expect(degraded).toEqual(['AWS throttled eks:DescribeAddonVersions (ThrottlingException); the snapshot of 2026-08-22 was used']);
    expect(requests.filter(({ query }) => query['addonName'] === 'coredns')).toHaveLength(2);
    expect(catalog.originOf('coredns')).toEqual(base.origin);
    expect(catalog.compatibility('coredns', 'v1.10.1-eksbuild.6', '1.31')).toBe('compatible');
    expect(catalog.originOf('vpc-cni').source).toBe('live');
    expect(catalog.origin.source).toBe('live');
  });

  test('denied: not asked again for every add-on, and said once', async () => {
    const names = base.addonNames().slice(0, 20);
    const { catalog, degraded, requests } = await ask({ deny: ['eks:DescribeAddonVersions'] }, names);
    expect(degraded).toEqual(['AWS denied eks:DescribeAddonVersions (AccessDeniedException); the snapshot of 2026-08-22 was used']);
    expect(requests.filter(({ action }) => action === 'eks:DescribeAddonVersions').length).toBeLessThanOrEqual(4);
    expect(catalog.origin).toEqual(base.origin);
    expect(catalog.support('1.39', '2030-01-01').status).toBe('not-available');
  });

  test('denied cluster versions: the bundled dates', async () => {
    const { catalog, degraded } = await ask({ deny: ['eks:DescribeClusterVersions'] }, ['coredns']);
    expect(degraded).toEqual([
      'AWS denied eks:DescribeClusterVersions (AccessDeniedException); the bundled dates of cluster versions were used',
    ]);
    expect(catalog.origin.source).toBe('live');
    expect(catalog.support('1.34', today)).toEqual(base.support('1.34', today));
    expect(catalog.support('1.39', '2030-01-01').status).toBe('unknown');
  });

  test('too late', async () => {
    const { catalog, degraded } = await ask({ delayMs: 400, faultsOnlyFor: 'coredns' }, ['coredns'], {
      patience: { ...impatient, requestTimeout: 100 },
    });
    expect(degraded).toEqual(['AWS did not answer eks:DescribeAddonVersions in time (TimeoutError); the snapshot of 2026-08-22 was used']);
    expect(catalog.originOf('coredns')).toEqual(base.origin);
  });

  test('an answer that breaks off', async () => {
    const { catalog, degraded } = await ask({ malformed: true, faultsOnlyFor: 'coredns' }, ['coredns'], { patience: impatient });
    expect(degraded).toEqual(['eks:DescribeAddonVersions failed (SyntaxError); the snapshot of 2026-08-22 was used']);
    expect(catalog.origin).toEqual(base.origin);
  });

  test('broken for good: given up after a few add-ons, both actions named', async () => {
    const names = base.addonNames().slice(0, 20);
    const { degraded, requests } = await ask({ fail: Infinity }, names, { patience: impatient });
    expect(degraded).toEqual([
      'eks:DescribeAddonVersions failed (ServerException); the snapshot of 2026-08-22 was used',
      'eks:DescribeClusterVersions failed (ServerException); the bundled dates of cluster versions were used',
    ]);
    expect(requests.length).toBeLessThanOrEqual(8);
  });

  test('nobody there', async () => {
    const gone = await startFakeEks();
    await gone.close();
    vi.stubEnv('AWS_ENDPOINT_URL_EKS', gone.url);
    const { catalog, degraded } = await liveCatalog({ addonNames: ['coredns'], region: 'us-east-1', base, today, patience: impatient });
    expect(degraded).toHaveLength(2);
    expect(degraded[0]).toMatch(/^eks:DescribeAddonVersions failed \(\w+\); the snapshot of 2026-08-22 was used$/);
    expect(catalog.origin).toEqual(base.origin);
  });

  test('no credentials', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    const { degraded, requests } = await ask({}, ['coredns']);
    expect(requests).toEqual([]);
    expect(degraded[0]).toBe(
      'No AWS credentials for eks:DescribeAddonVersions (CredentialsProviderError); the snapshot of 2026-08-22 was used',
    );
  });
});

describe('hasCredentials', () => {
  test.each([
    [{ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' }],
    [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token' }],
    [{ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials' }],
    [{ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials' }],
    [{ AWS_PROFILE: 'ci' }],
  ])('%j', (env) => {
    expect(hasCredentials(env)).toBe(true);
  });

  test.each([[{}], [{ AWS_REGION: 'eu-central-1' }], [{ AWS_ACCESS_KEY_ID: '' }], [{ AWS_PROFILE: ' ' }]])('not %j', (env) => {
    expect(hasCredentials(env)).toBe(false);
  });
});
