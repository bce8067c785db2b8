/** Which catalog answers: the bundled lists, a saved answer, AWS. */
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { snapshotCatalog } from '../src/catalog/snapshot.ts';
import { catalogLoader, type LiveSource } from '../src/catalogs.ts';
import { temporaryFolder } from './support/git-repository.ts';

const TODAY = '2026-11-26';
const ANSWER = JSON.stringify({
  addons: [
    {
      addonName: 'coredns',
      addonVersions: [{ addonVersion: 'v9.9.9-eksbuild.1', compatibilities: [{ clusterVersion: '1.36', defaultVersion: true }] }],
    },
  ],
});

function source(hasCredentials: boolean): LiveSource & { readonly ask: ReturnType<typeof vi.fn<LiveSource['ask']>> } {
  return {
    hasCredentials,
    region: 'eu-west-1',
    ask: vi.fn<LiveSource['ask']>(async ({ base }) => ({ catalog: base, degraded: ['asked'] })),
  };
}

test('the bundled lists, where nobody asks for more', async () => {
  const load = await catalogLoader({ today: TODAY, file: undefined, live: undefined });
  const { catalog, degraded } = await load(['coredns']);
  expect(catalog.origin).toEqual(snapshotCatalog().origin);
  expect(degraded).toEqual([]);
});

test.each([
  ['older than the day of the run', '2026-10-01', '2026-10-01'],
  ['younger', '2027-01-01', TODAY],
])('a saved answer %s is of the day of its file, at the most of today', async (_, written, asOf) => {
  const path = join(temporaryFolder(), 'answer.json');
  writeFileSync(path, ANSWER);
  utimesSync(path, new Date(written), new Date(written));
  const { catalog } = await (await catalogLoader({ today: TODAY, file: path, live: undefined }))(['coredns']);
  expect(catalog.originOf('coredns')).toEqual({ source: 'file', asOf, region: undefined });
  expect(catalog.defaultVersion('coredns', '1.36')).toBe('v9.9.9-eksbuild.1');
});

test.each([
  ['is not there', undefined, 'cannot be read'],
  ['is no answer', '{}', 'neither "addons" nor "clusterVersions" in it'],
])('a file that %s is one clear line', async (_, text, message) => {
  const path = join(temporaryFolder(), 'answer.json');
  if (text !== undefined) writeFileSync(path, text);
  await expect(catalogLoader({ today: TODAY, file: path, live: undefined })).rejects.toThrow(message);
});

test('AWS is asked for the add-ons, in the region, over the bundled lists', async () => {
  const live = source(true);
  const { degraded } = await (await catalogLoader({ today: TODAY, file: undefined, live }))(['coredns', 'vpc-cni']);
  expect(live.ask).toHaveBeenCalledWith(expect.objectContaining({ addonNames: ['coredns', 'vpc-cni'], region: 'eu-west-1', today: TODAY }));
  expect(degraded).toEqual(['asked']);
});

test('AWS is not asked where there is no cluster', async () => {
  const live = source(true);
  await (
    await catalogLoader({ today: TODAY, file: undefined, live })
  )([]);
  expect(live.ask).not.toHaveBeenCalled();
});

test('without credentials the bundled lists answer, and it says so', async () => {
  const live = source(false);
  const { degraded } = await (await catalogLoader({ today: TODAY, file: undefined, live }))(['coredns']);
  expect(live.ask).not.toHaveBeenCalled();
  expect(degraded).toEqual(['There are no AWS credentials; the snapshot of 2026-08-22 was used']);
});
