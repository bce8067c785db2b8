/** nodegroup-al2-eol: nodes that work, on an operating system that is over. */
import { expect, test } from 'vitest';
import type { NodeGroupFact } from '../../src/model/fact.ts';
import { nodegroupAl2Eol as rule } from '../../src/rules/nodegroup-al2-eol.ts';
import { cluster, findingOf, findingsOf, fixed, nodeGroup, TinyFile, unknown, view } from '../support/facts.ts';

function program(clusterVersion: string, amiType: string, group: Partial<NodeGroupFact> = {}) {
  const file = new TinyFile(`version: '${clusterVersion}'; amiType: '${amiType}'`);
  const nodeGroups = [nodeGroup({ amiType: file.known(amiType), ...group })];
  return { file, clusters: [view(cluster({ version: file.known(clusterVersion) }), { nodeGroups })] };
}

test('a cluster that still has images', () => {
  const { file, clusters } = program('1.32', 'AL2_ARM_64');
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'warning', value: 'AL2_ARM_64', span: file.span('AL2_ARM_64') });
  expect(finding.message).toBe(
    '`AL2_ARM_64`: EKS has published no images of Amazon Linux 2 since 2025-11-26, for any Kubernetes version, so these nodes get no more security fixes from it. Use `AL2023_ARM_64_STANDARD`. Another AMI type replaces the node group, and Amazon Linux 2023 takes user data for nodeadm.',
  );
  expect(fixed(finding, file)).toContain(`amiType: 'AL2023_ARM_64_STANDARD'`);
});

test('whatever the version of the cluster is, where that cannot be read', () => {
  const file = new TinyFile('AL2_x86_64');
  const nodeGroups = [nodeGroup({ amiType: file.known('AL2_x86_64') })];
  expect(findingsOf(rule, [view(cluster({ version: unknown() }), { nodeGroups })])).toHaveLength(1);
  expect(findingsOf(rule, [view(cluster(), { nodeGroups })])).toHaveLength(1);
});

test('not before the day of the last images', () => {
  const { clusters } = program('1.32', 'AL2_x86_64');
  expect(findingsOf(rule, clusters, { today: '2025-11-25' })).toEqual([]);
  expect(findingsOf(rule, clusters, { today: '2025-11-26' })).toHaveLength(1);
});

test.each<[string, string, string, Partial<NodeGroupFact>]>([
  ['refused already: another rule', '1.33', 'AL2_x86_64', {}],
  ['its successor', '1.32', 'AL2023_x86_64_STANDARD', {}],
  ['changes of it are ignored', '1.32', 'AL2_x86_64', { changesIgnored: true }],
  ['no type', '1.32', 'AL2_x86_64', { amiType: undefined }],
])('silent: %s', (_, clusterVersion, amiType, group) => {
  expect(findingsOf(rule, program(clusterVersion, amiType, group).clusters)).toEqual([]);
});
