/** cluster-autoscaler-tag-missing: holes in the list of releases, never its end. */
import { expect, test } from 'vitest';
import { clusterAutoscalerTagMissing as rule } from '../../src/rules/cluster-autoscaler-tag-missing.ts';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import { cluster, findingOf, findingsOf, fixed, image, TinyFile, view } from '../support/facts.ts';

const UPSTREAM = 'registry.k8s.io/autoscaling/cluster-autoscaler';

function program(tag: string, repository = UPSTREAM, clusterVersion = '1.36') {
  const file = new TinyFile(`image: '${repository}:${tag}'`);
  const version = new TinyFile(clusterVersion, 'config.ts').known(clusterVersion);
  return { file, clusters: [view(cluster({ version }), { images: [image(file.known(tag), repository)] })] };
}

test('there is no v1.27.0', () => {
  const { file, clusters } = program('v1.27.0');
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: 'v1.27.0', span: file.span('v1.27.0') });
  expect(finding.message).toBe(
    'cluster-autoscaler `v1.27.0` was never released: the deployment goes through, and then no node can pull the image. That minor has `v1.27.8`, `v1.27.7`, `v1.27.6`, `v1.27.5`, `v1.27.4`, `v1.27.3`, `v1.27.2` and `v1.27.1`; use `v1.36.1`.',
  );
  expect(fixed(finding, file)).toBe(`image: '${UPSTREAM}:v1.36.1'`);
  expect(finding.fix?.disposition).toBe('safe');
});

test('the newest of its own minor where the cluster version is unknown', () => {
  const { file, clusters } = program('v1.27.0', UPSTREAM, 'custom');
  expect(fixed(findingOf(rule, clusters), file)).toContain(':v1.27.8');
});

test('a tag made of the cluster version fires too, without a fix', () => {
  const file = new TinyFile('registry.k8s.io/autoscaling/cluster-autoscaler:v${cluster.version}.0');
  const tag = file.known(file.text, { notation: 'composed', value: 'v1.27.0' });
  const version = new TinyFile('1.27').known('1.27');
  const finding = findingOf(rule, [view(cluster({ version }), { images: [image(tag)] })]);
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain('use `v1.27.8`');
});

test.each(['v1.36.1', 'v1.36.2', 'v1.36.99', 'v1.37.0', 'v1.27.0-debug', 'v2.27.0', 'latest', 'v1.27'])('silent on %s', (tag) => {
  expect(findingsOf(rule, program(tag).clusters)).toEqual([]);
});

test.each(['111122223333.dkr.ecr.eu-west-1.amazonaws.com/cluster-autoscaler', 'ghcr.io/acme/autoscaling/cluster-autoscaler'])(
  'silent on %s: a mirror may hold what upstream does not',
  (repository) => {
    expect(findingsOf(rule, program('v1.27.0', repository).clusters)).toEqual([]);
  },
);

test.each([
  'k8s.gcr.io/autoscaling/cluster-autoscaler',
  'us.gcr.io/k8s-artifacts-prod/autoscaling/cluster-autoscaler',
  `${UPSTREAM}-arm64`,
])('%s is upstream', (repository) => {
  expect(findingsOf(rule, program('v1.27.0', repository).clusters)).toHaveLength(1);
});

test('silent where the data has no release of the minor', () => {
  const catalog = { ...snapshotCatalog(), autoscalerTags: () => undefined };
  expect(findingsOf(rule, program('v1.27.0').clusters, { catalog })).toEqual([]);
});
