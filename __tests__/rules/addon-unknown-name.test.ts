/** addon-unknown-name: slips and nicknames, never a name that may simply be new. */
import { expect, test } from 'vitest';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import type { Known } from '../../src/model/value.ts';
import { addonUnknownName as rule } from '../../src/rules/addon-unknown-name.ts';
import { addon, cluster, findingOf, findingsOf, fixed, TinyFile, unknown, view } from '../support/facts.ts';

function program(name: string) {
  const file = new TinyFile(`addonName: '${name}'`);
  return { file, clusters: [view(cluster(), { addons: [addon(file.known(name), undefined)] })] };
}

function literal(value: string): Known<string> {
  return { kind: 'known', value, span: { path: 'index.ts', start: 0, end: 0 }, notation: 'text', via: [] };
}

test.each([
  ['core-dns', 'coredns'],
  ['cordnz', 'coredns'],
  ['kubeproxy', 'kube-proxy'],
  ['kube-porxy', 'kube-proxy'],
  ['ebs-csi-driver', 'aws-ebs-csi-driver'],
  ['amazon-ebs-csi-driver', 'aws-ebs-csi-driver'],
  ['aws-ebs-csi', 'aws-ebs-csi-driver'],
  ['aws-vpc-cni', 'vpc-cni'],
  ['pod-identity-agent', 'eks-pod-identity-agent'],
  ['aws-cloudwatch-observability', 'amazon-cloudwatch-observability'],
])('%s -> %s', (name, expected) => {
  const { file, clusters } = program(name);
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: name, span: file.span(name) });
  expect(finding.message).toBe(
    `EKS has no add-on \`${name}\`, and the deployment is refused with \`Addon specified is not supported\`. The add-on is called \`${expected}\` (as of 2026-08-22, us-east-1).`,
  );
  expect(fixed(finding, file)).toBe(`addonName: '${expected}'`);
  expect(finding.fix?.disposition).toBe('safe');
});

test.each([
  'coredns',
  'adot',
  'kubecost_kubecosts',
  'acme_core-dns',
  'my-agent',
  'aws-vector-database-driver',
  'cordn',
  'a',
  '',
  'CoreDNS',
])('silent on %s', (name) => {
  expect(findingsOf(rule, [view(cluster(), { addons: [addon(literal(name), undefined)] })])).toEqual([]);
});

test('every name of the list is itself', () => {
  const addons = snapshotCatalog()
    .addonNames()
    .map((name) => addon(literal(name), undefined));
  expect(findingsOf(rule, [view(cluster(), { addons })])).toEqual([]);
});

test('silent on an unknown name; no fix inside a composed text; a warning from an old list', () => {
  expect(findingsOf(rule, [view(cluster(), { addons: [addon(unknown(), undefined)] })])).toEqual([]);
  const file = new TinyFile('${a}-${b}');
  const composed = file.known('${a}-${b}', { notation: 'composed', value: 'core-dns' });
  const finding = findingOf(rule, [view(cluster(), { addons: [addon(composed, undefined)] })], { today: '2027-06-01' });
  expect(finding.fix).toBeUndefined();
  expect(finding.severity).toBe('warning');
});
