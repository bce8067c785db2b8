/** nodegroup-version-skew: three minors older at most, never newer. */
import { expect, test } from 'vitest';
import type { ClusterFact, NodeGroupFact } from '../../src/model/fact.ts';
import { nodegroupVersionSkew as rule } from '../../src/rules/nodegroup-version-skew.ts';
import { cluster, findingOf, findingsOf, fixed, nodeGroup, oneOf, TinyFile, unknown, view } from '../support/facts.ts';

function program(clusterVersion: string, nodes: string, group: Partial<NodeGroupFact> = {}, fact: Partial<ClusterFact> = {}) {
  const file = new TinyFile(`cluster: '${clusterVersion}'; nodes: '${nodes} '`);
  const version = { ...file.known(`${nodes} `), value: nodes, span: { ...file.span(`${nodes} `), end: file.span(`${nodes} `).end - 1 } };
  const clusterFact = cluster({ version: file.known(`${clusterVersion}'`, { value: clusterVersion, notation: 'composed' }), ...fact });
  return { file, clusters: [view(clusterFact, { nodeGroups: [nodeGroup({ version, ...group })] })] };
}

test('a cluster that left its nodes behind', () => {
  const { file, clusters } = program('1.35', '1.31');
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: '1.31' });
  expect(finding.message).toBe(
    'The node group asks for Kubernetes `1.31` on a cluster of 1.35, and fails at deployment with `Cluster Kubernetes version 1.35 supports the following Nodegroup Kubernetes versions: [1.35, 1.34, 1.33, 1.32]`. Nodes may be 3 minors older than the control plane, and never newer; of a running cluster the nodes go up first.',
  );
  expect(fixed(finding, file)).toContain(`nodes: '1.35 '`);
});

test.each([
  ['1.35', '1.31', 1],
  ['1.35', '1.32', 0],
  ['1.35', '1.35', 0],
  ['1.35', '1.36', 1],
  ['latest', '1.31', 0],
  ['1.35', '$Latest', 0],
])('a cluster of %s with nodes of %s: %i', (clusterVersion, nodes, count) => {
  expect(findingsOf(rule, program(clusterVersion, nodes).clusters)).toHaveLength(count);
});

test.each<[string, Partial<NodeGroupFact>, Partial<ClusterFact>]>([
  ['no version of its own', { version: undefined }, {}],
  ['a version that cannot be read', { version: unknown() }, {}],
  ['changes of it are ignored', { changesIgnored: true }, {}],
  ['no version of the cluster', {}, { version: undefined }],
  ['on an Outpost', {}, { onOutpost: true }],
  ['nodes that EKS does not know', { isSelfManaged: true }, {}],
])('silent: %s', (_, group, fact) => {
  expect(findingsOf(rule, program('1.35', '1.31', group, fact).clusters)).toEqual([]);
});

test('of a cluster that runs, nodes that are too old go up before it does: no edit is right', () => {
  const existingClusters = new Set(['aws.eks.Cluster main']);
  expect(findingOf(rule, program('1.35', '1.31').clusters, { existingClusters }).fix).toBeUndefined();
  const newer = findingOf(rule, program('1.35', '1.36').clusters, { existingClusters });
  expect(newer.fix?.edits.map(({ newText }) => newText)).toEqual(['1.35']);
});

test('a version for two clusters of two versions has no right value', () => {
  const file = new TinyFile(`'1.34' '1.35' '1.29'`);
  const version = oneOf([file.known('1.34', { when: 'stack dev' }), file.known('1.35', { when: 'stack prod' })]);
  const finding = findingOf(rule, [view(cluster({ version }), { nodeGroups: [nodeGroup({ version: file.known('1.29') })] })]);
  expect(finding.message).toContain('on a cluster of 1.34 (`stack dev`) and 1.35 (`stack prod`)');
  expect(finding.fix).toBeUndefined();
});
