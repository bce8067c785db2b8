/** cluster-autoscaler-version-mismatch: advice by distance, and the release that goes with the cluster. */
import { expect, test } from 'vitest';
import type { ClusterFact, ImageFact } from '../../src/model/fact.ts';
import { clusterAutoscalerVersionMismatch as rule } from '../../src/rules/cluster-autoscaler-version-mismatch.ts';
import { cluster, findingOf, findingsOf, fixed, image, oneOf, TinyFile, unknown, view } from '../support/facts.ts';

const UPSTREAM = 'registry.k8s.io/autoscaling/cluster-autoscaler';

function program(clusterVersion: string, tag: string, repository = UPSTREAM, overrides: Partial<ClusterFact> = {}) {
  const file = new TinyFile(`image: '${repository}:${tag}@'`);
  const config = new TinyFile(`version: '${clusterVersion}'`, 'config.ts');
  const images = [image(file.known(tag), repository)];
  return { file, config, clusters: [view(cluster({ version: config.known(clusterVersion), ...overrides }), { images })] };
}

test.each([
  ['1.36', 'v1.28.2', 'warning', 'v1.36.1'],
  ['1.34', 'v1.33.6', 'warning', 'v1.34.5'],
  ['1.34', 'v1.35.0', 'notice', 'v1.34.5'],
  ['1.34', 'v1.36.0', 'warning', 'v1.34.5'],
  ['1.37', 'v1.34.2', 'notice', 'v1.36.1'],
])('%s with %s: %s, %s', (clusterVersion, tag, severity, expected) => {
  const { file, config, clusters } = program(clusterVersion, tag);
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity, value: tag, span: file.span(tag), resource: 'cluster-autoscaler image' });
  expect(finding.message).toContain(`cluster-autoscaler \`${tag}\` runs on Kubernetes ${clusterVersion}: no API refuses that`);
  expect(finding.message).toContain(`Use \`${expected}\`, and compare its ClusterRole`);
  expect(finding.related).toEqual([
    { span: config.span(clusterVersion), message: `the cluster version \`${clusterVersion}\` is decided here` },
  ]);
  expect(fixed(finding, file)).toBe(`image: '${UPSTREAM}:${expected}@'`);
  expect(finding.fix?.disposition).toBe('unsafe');
});

test.each([
  ['1.36', 'v1.36.0'],
  ['1.37', 'v1.36.1'],
  ['1.36', 'latest'],
  ['1.36', '9.29.0'],
  ['1.36', 'v1.28'],
  ['v1.36', 'v1.28.2'],
])('silent: %s with %s', (clusterVersion, tag) => {
  expect(findingsOf(rule, program(clusterVersion, tag).clusters)).toEqual([]);
});

test('silent on unknown values', () => {
  const { clusters, file } = program('1.36', 'v1.28.2');
  const images: ImageFact[] = [image(unknown())];
  expect(findingsOf(rule, [view(cluster({ version: file.known('v1.28.2', { value: '1.36' }) }), { images })])).toEqual([]);
  expect(
    findingsOf(
      rule,
      clusters.map((item) => ({ ...item, cluster: cluster({ version: unknown() }) })),
    ),
  ).toEqual([]);
});

test('a mirror may not have the tag; an ignored version makes it a notice', () => {
  const mirror = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/cluster-autoscaler';
  const finding = findingOf(rule, program('1.36', 'v1.28.2', mirror, { versionIgnored: true }).clusters);
  expect(finding.message).toContain('Use `v1.36.1`, if this repository has that tag, and compare');
  expect(finding.severity).toBe('notice');
});

test('two stacks with one image: names the failing one, no fix suits both', () => {
  const file = new TinyFile('v1.35.2');
  const config = new TinyFile('1.36 1.35');
  const version = oneOf([config.known('1.36', { when: 'stack dev' }), config.known('1.35', { when: 'stack prod' })]);
  const finding = findingOf(rule, [view(cluster({ version }), { images: [image(file.known('v1.35.2'))] })]);
  expect(finding.message).toContain('1.36 (`stack dev`)');
  expect(finding.message).toContain('Use a release of the same minor');
  expect(finding.fix).toBeUndefined();
});

test('a registry that was frozen before that release gets no tag that it can never have', () => {
  const frozen = 'k8s.gcr.io/autoscaling/cluster-autoscaler';
  const finding = findingOf(rule, program('1.36', 'v1.28.2', frozen).clusters);
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain('Use `v1.36.1` of `registry.k8s.io`, as the registry named here takes no new images since 2023, and');
});

test('a registry that was frozen after that release has it', () => {
  const frozen = 'k8s.gcr.io/autoscaling/cluster-autoscaler';
  const { file, clusters } = program('1.26', 'v1.24.0', frozen);
  const finding = findingOf(rule, clusters);
  expect(finding.message).toMatch(/Use `v1\.26\.\d+`, if this repository has that tag, and/);
  expect(fixed(finding, file)).toMatch(/^image: 'k8s\.gcr\.io\/autoscaling\/cluster-autoscaler:v1\.26\.\d+@'$/);
});
