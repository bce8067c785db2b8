/** addon-behind-default: advice on versions that work. */
import { expect, test } from 'vitest';
import type { ClusterFact } from '../../src/model/fact.ts';
import { addonBehindDefault as rule } from '../../src/rules/addon-behind-default.ts';
import { addon, cluster, findingOf, findingsOf, fixed, oneOf, TinyFile, view } from '../support/facts.ts';

function program(clusterVersion: string, name: string, version: string, overrides: Partial<ClusterFact> = {}) {
  const file = new TinyFile(`version: '${clusterVersion}'; addonName: '${name}', addonVersion: '${version}'`);
  const addons = [addon(file.known(name), file.known(version))];
  return { file, clusters: [view(cluster({ version: file.known(clusterVersion), ...overrides }), { addons })] };
}

test('kube-proxy behind the control plane works, and is behind', () => {
  const { file, clusters } = program('1.31', 'kube-proxy', 'v1.28.1-eksbuild.1');
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'notice', value: 'v1.28.1-eksbuild.1', span: file.span('v1.28.1-eksbuild.1') });
  expect(finding.message).toBe(
    '`kube-proxy` `v1.28.1-eksbuild.1` is offered for Kubernetes 1.31, but is older than `v1.31.14-eksbuild.32`, which EKS itself would install. Consider an update, with its release notes in hand (default as of 2026-08-22, us-east-1).',
  );
  expect(fixed(finding, file)).toContain(`addonVersion: 'v1.31.14-eksbuild.32'`);
  expect(finding.fix?.disposition).toBe('unsafe');
});

test('vpc-cni: AWS recommends one minor at a time, said only where more lie between', () => {
  expect(findingOf(rule, program('1.31', 'vpc-cni', 'v1.18.1-eksbuild.1').clusters).message).toContain('one minor version at a time');
  expect(findingOf(rule, program('1.31', 'vpc-cni', 'v1.22.3-eksbuild.1').clusters).message).not.toContain('one minor version at a time');
});

test.each<[string, string, string, string, Partial<ClusterFact>]>([
  ['the default', '1.36', 'coredns', 'v1.14.3-eksbuild.16', {}],
  ['newer than the default', '1.36', 'coredns', 'v1.14.3-eksbuild.22', {}],
  ['not offered: another rule', '1.36', 'coredns', 'v1.10.1-eksbuild.6', {}],
  ['not in the data', '1.36', 'coredns', 'v1.14.1-eksbuild.999', {}],
  ['no default known', '1.37', 'coredns', 'v1.14.3-eksbuild.16', {}],
  ['the cluster version has to change', '1.29', 'coredns', 'v1.10.1-eksbuild.6', {}],
  ['another cluster may be running', '1.31', 'kube-proxy', 'v1.28.1-eksbuild.1', { versionIgnored: true }],
])('silent: %s', (_, clusterVersion, name, version, fact) => {
  expect(findingsOf(rule, program(clusterVersion, name, version, fact).clusters)).toEqual([]);
});

test.each([
  ['the whole version', 'v1.14.3-eksbuild.14', 1],
  ['a version that newer ones contain', 'v1.14.3-eksbuild.2', 0],
])('a tool that searches for %s', (_, version, count) => {
  const file = new TinyFile(`1.36 coredns ${version}`);
  const pin = addon(file.known('coredns'), file.known(version));
  const onto = cluster({ version: file.known('1.36') });
  expect(findingsOf(rule, [view(onto, { addons: [{ ...pin, versionIsSearched: true }] })])).toHaveLength(count);
  expect(findingsOf(rule, [view(onto, { addons: [pin] })])).toHaveLength(1);
});

test('two stacks: the oldest default that both offer', () => {
  const file = new TinyFile(`1.34 1.33 coredns v1.11.3-eksbuild.1`);
  const version = oneOf([file.known('1.34', { when: 'stack dev' }), file.known('1.33', { when: 'stack prod' })]);
  const addons = [addon(file.known('coredns'), file.known('v1.11.3-eksbuild.1'))];
  const finding = findingOf(rule, [view(cluster({ version }), { addons })]);
  expect(finding.message).toContain('1.34 (`stack dev`) and 1.33 (`stack prod`)');
  expect(fixed(finding, file)).toContain('v1.12.4-eksbuild.31');
});

test('one text that is read under several conditions is one finding, without a condition', () => {
  const { file, clusters } = program('1.31', 'kube-proxy', 'v1.28.1-eksbuild.1');
  const version = oneOf(['AWS_REGION is set', 'AWS_REGION is not set'].map((when) => file.known('v1.28.1-eksbuild.1', { when })));
  const [first] = clusters;
  const read = first ? [view(first.cluster, { addons: [addon(file.known('kube-proxy'), version)] })] : [];
  expect(findingOf(rule, read).message).toMatch(/^`kube-proxy` `v1\.28\.1-eksbuild\.1` is offered/);
});

test('one text for two clusters is judged, and replaced, for both', () => {
  const { clusters } = program('1.33', 'kube-proxy', 'v1.30.14-eksbuild.8');
  const addons = clusters.flatMap((item) => item.addons);
  const other = new TinyFile(`version: '1.32'`, 'other.ts');
  const findings = findingsOf(rule, [...clusters, view(cluster({ version: other.known('1.32') }), { addons })]);
  expect(findings.map(({ fix }) => fix?.title)).toEqual(['Pin kube-proxy v1.32.13-eksbuild.28', 'Pin kube-proxy v1.32.13-eksbuild.28']);
});
