/** k8s-version-unsupported: ended versions, and the one edit that leaves them. */
import { expect, test } from 'vitest';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import type { ClusterFact } from '../../src/model/fact.ts';
import { k8sVersionUnsupported as rule } from '../../src/rules/k8s-version-unsupported.ts';
import { addon, cluster, findingOf, findingsOf, fixed, image, oneOf, TinyFile, unknown, view } from '../support/facts.ts';

const file = new TinyFile(`new eks.Cluster('main', { version: '1.28' });`);

test.each([
  [
    '1.28',
    'Kubernetes 1.28 left extended support on 2025-11-26: creating a cluster on it is refused at deployment with `InvalidParameterException: unsupported Kubernetes version 1.28`.',
  ],
  [
    '1.30',
    'Kubernetes 1.30 left extended support on 2026-07-23: creating a cluster on it may be refused at deployment with `InvalidParameterException: unsupported Kubernetes version 1.30`.',
  ],
  [
    '1.19',
    'Kubernetes 1.19 is out of support: creating a cluster on it is refused at deployment with `InvalidParameterException: unsupported Kubernetes version 1.19`.',
  ],
])('%s', (version, sentence) => {
  const own = new TinyFile(`version: '${version}'`);
  const finding = findingOf(rule, [view(cluster({ version: own.known(version) }))]);
  expect(finding).toMatchObject({ severity: 'error', value: version, span: own.span(version), resource: 'aws.eks.Cluster main' });
  expect(finding.message).toContain(sentence);
  expect(fixed(finding, own)).toBe(`version: '1.36'`);
  expect(finding.fix?.disposition).toBe('unsafe');
});

test('the day of the end is the first day without support', () => {
  const versions = [view(cluster({ version: new TinyFile('1.31').known('1.31') }))];
  expect(findingsOf(rule, versions, { today: '2026-11-25' })).toEqual([]);
  expect(findingsOf(rule, versions, { today: '2026-11-26' })).toHaveLength(1);
});

test('half a year after the end it is certain that no cluster can be made', () => {
  const versions = [view(cluster({ version: new TinyFile('1.30').known('1.30') }))];
  expect(findingOf(rule, versions, { today: '2027-01-19' }).message).toContain('creating a cluster on it may be refused at deployment');
  expect(findingOf(rule, versions, { today: '2027-01-20' }).message).toContain('creating a cluster on it is refused at deployment');
});

test('says what happens to a cluster that may be running', () => {
  const views = [view(cluster({ version: file.known('1.28') }))];
  const running = findingOf(rule, views, { existingClusters: new Set(['aws.eks.Cluster main']) });
  expect(running.message).toContain('EKS upgrades it past that day by itself, so the code should name at least the version that runs now');
  expect(running.message).toContain('a running cluster goes up one minor at a time, and to 1.36 only from 1.35.');
  expect(fixed(running, file)).toContain(`'1.36'`);
  expect(findingOf(rule, views).message).toContain('this code would then ask for a lower version than it has');
});

test.each<[string, Partial<ClusterFact>]>([
  ['no version', { version: undefined }],
  ['an unknown version', { version: unknown() }],
  ['Outposts', { version: file.known('1.28'), onOutpost: true }],
  ['a wrong form', { version: new TinyFile('v1.28').known('v1.28') }],
  ['standard support', { version: new TinyFile('1.36').known('1.36') }],
  ['extended support', { version: new TinyFile('1.32').known('1.32') }],
  ['newer than the data', { version: new TinyFile('1.38').known('1.38') }],
])('silent: %s', (_, fact) => {
  expect(findingsOf(rule, [view(cluster(fact))])).toEqual([]);
});

test('a warning where the tool ignores the version', () => {
  expect(findingOf(rule, [view(cluster({ version: file.known('1.28'), versionIgnored: true }))]).severity).toBe('warning');
});

test('names the alternative that fails, and where it is used', () => {
  const stacks = new TinyFile(`dev: '1.28'\nprod: '1.35'\nuse(version)`, 'Pulumi.dev.yaml');
  const dev = stacks.known('1.28', { when: 'stack `dev`', via: [{ span: stacks.span('version'), note: 'config.require' }] });
  const finding = findingOf(rule, [view(cluster({ version: oneOf([dev, stacks.known('1.35', { when: 'stack prod' })], [unknown()]) }))]);
  expect(finding.message).toContain('Kubernetes 1.28 (`` stack `dev` ``)');
  expect(finding.related).toEqual([{ span: stacks.span('version'), message: 'it is used here: `config.require`' }]);
});

test('no fix without a target: an add-on that no list has, an autoscaler without a release, a composed version', () => {
  const pinned = new TinyFile('acme_agent v1.0.0-eksbuild.1');
  const acme = addon(pinned.known('acme_agent'), pinned.known('v1.0.0-eksbuild.1'));
  const stuck = findingOf(rule, [view(cluster({ version: file.known('1.28') }), { addons: [acme] })]);
  expect(stuck.fix).toBeUndefined();
  expect(stuck.message).toContain('Choose a version in standard support');
  const unreleased = { catalog: { ...snapshotCatalog(), autoscalerTags: () => undefined } };
  const images = [image(new TinyFile('v1.28.2').known('v1.28.2'))];
  const autoscaled = findingOf(rule, [view(cluster({ version: file.known('1.28') }), { images })], unreleased);
  expect(autoscaled.fix).toBeUndefined();
  expect(autoscaled.message).toContain('Choose a version in standard support');
  expect(findingOf(rule, [view(cluster({ version: file.known('1.28') }))], unreleased).fix).toBeDefined();
  const composed = findingOf(rule, [view(cluster({ version: file.known(`version: '1.28'`, { notation: 'composed', value: '1.28' }) }))]);
  expect(composed.fix).toBeUndefined();
  expect(composed.message).toContain('Use 1.36, in standard support until 2027-08-02');
});

test('a number becomes a quoted string', () => {
  const own = new TinyFile('version: 1.28,');
  const tags = new TinyFile('v1.28.2');
  const finding = findingOf(rule, [
    view(cluster({ version: own.known('1.28', { notation: 'number' }) }), { images: [image(tags.known('v1.28.2'))] }),
  ]);
  expect(fixed(finding, own)).toBe(`version: "1.36",`);
});

test('no fix where another place does not allow the version to write', () => {
  const own = new TinyFile(`Default: '1.28'`);
  const allowed = ['1.28', '1.29'];
  expect(findingOf(rule, [view(cluster({ version: { ...own.known('1.28'), allowed } }))]).fix).toBeUndefined();
  const wider = { ...own.known('1.28'), allowed: [...allowed, '1.36'] };
  expect(fixed(findingOf(rule, [view(cluster({ version: wider }))]), own)).toBe(`Default: '1.36'`);
});

test('one text that is read under several conditions is one finding, without a condition', () => {
  const own = new TinyFile(`version: '1.28'`);
  const version = oneOf(['default', 'any other workspace'].map((when) => own.known('1.28', { when })));
  expect(findingOf(rule, [view(cluster({ version }))]).message).toMatch(/^Kubernetes 1\.28 left extended support/);
});

test('a constant where nobody knows a release of aws-cdk-lib becomes a call, which version 1 has too', () => {
  const own = new TinyFile('version: eks.KubernetesVersion.V1_20');
  const version = own.known('V1_20', { value: '1.20', notation: 'kubernetes-version-member' });
  expect(fixed(findingOf(rule, [view(cluster({ version }))]), own)).toBe("version: eks.KubernetesVersion.of('1.36')");
});

test('past the end of Amazon Linux 2 the nodes are spoken of', () => {
  const own = new TinyFile(`version: '1.28'`);
  expect(findingOf(rule, [view(cluster({ version: own.known('1.28') }))]).message).toMatch(
    / From 1\.33 on EKS refuses node groups of Amazon Linux 2, also where that is a default: move them too\.$/,
  );
});
