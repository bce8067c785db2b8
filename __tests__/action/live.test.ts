/** The built Action, asking EKS. */
import { expect, test } from 'vitest';
import { type FakeEksPlan, startFakeEks } from '../support/fake-eks.ts';
import { atTheEnd, OLD_PROXY, program, startStage } from './stage.ts';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-central-1' };
const GOOD = { 'index.ts': program() };
const BROKEN = { 'index.ts': program({ proxy: OLD_PROXY }) };

async function start(plan: FakeEksPlan = {}) {
  const eks = await startFakeEks(plan);
  atTheEnd(() => eks.close());
  const stage = await startStage({ base: GOOD, head: BROKEN });
  const env = { ...CREDENTIALS, AWS_ENDPOINT_URL_EKS: eks.url };
  return { eks, stage, env };
}

test.concurrent('with credentials EKS itself is asked, page by page, in the region of the environment', async () => {
  const { eks, stage, env } = await start({ pageSize: 20 });
  const { status, report, commands } = await stage.run({ env });
  expect(status).toBe(1);
  expect(report).toMatchObject({ catalog: { source: 'live', asOf: '2026-11-26' }, degraded: [] });
  expect(commands).toEqual([]);
  expect(new Set(eks.requests.map(({ region }) => region))).toEqual(new Set(['eu-central-1']));
  expect(eks.requests.some(({ query }) => 'nextToken' in query)).toBe(true);
});

test.concurrent('what EKS says counts, not what was bundled', async () => {
  const offered = [{ clusterVersion: '1.36', defaultVersion: true, platformVersions: ['*'] }];
  const { stage, env } = await start({
    addons: [{ addonName: 'kube-proxy', addonVersions: [{ addonVersion: OLD_PROXY, compatibilities: offered }] }],
  });
  const { status, outputs } = await stage.run({ env, inputs: { region: 'us-west-2' } });
  expect({ status, outputs }).toMatchObject({ status: 0, outputs: { 'new-findings-count': '0' } });
});

test.concurrent('throttling is waited out', async () => {
  const { stage, env } = await start({ throttle: 2 });
  const { report } = await stage.run({ env });
  expect(report).toMatchObject({ catalog: { source: 'live' }, degraded: [] });
});

test.concurrent('where EKS refuses, the bundled lists answer, and that is said', async () => {
  const { stage, env } = await start({ deny: ['eks:DescribeAddonVersions', 'eks:DescribeClusterVersions'] });
  const { status, report, commands, summary } = await stage.run({ env });
  expect(status).toBe(1);
  expect(report).toMatchObject({ catalog: { source: 'snapshot' } });
  expect(commands.filter(({ name }) => name === 'warning').map(({ message }) => message)).toContainEqual(
    expect.stringContaining('eks:DescribeAddonVersions'),
  );
  expect(summary).toContain('eks:DescribeAddonVersions');
});

test.concurrent('without credentials nobody is asked, unless that was wanted, and then it is said', async () => {
  const { eks, stage, env } = await start();
  const bare = { AWS_ENDPOINT_URL_EKS: env.AWS_ENDPOINT_URL_EKS };
  expect(await stage.run({ env: bare })).toMatchObject({ commands: [], report: { catalog: { source: 'snapshot' }, degraded: [] } });
  const wanted = await stage.run({ env: bare, inputs: { live: 'true' } });
  expect(wanted.commands).toEqual([expect.objectContaining({ name: 'warning', message: expect.stringContaining('no AWS credentials') })]);
  expect(wanted.report).toMatchObject({ catalog: { source: 'snapshot' } });
  expect(eks.requests).toEqual([]);
});

test.concurrent('with credentials nobody is asked where that is not wanted, or nothing is read', async () => {
  const { eks, stage, env } = await start();
  await stage.run({ env, inputs: { live: 'false' } });
  const other = await startStage({ base: BROKEN, head: { 'notes.md': 'a\n' } });
  expect((await other.run({ env })).status).toBe(0);
  expect(eks.requests).toEqual([]);
});
