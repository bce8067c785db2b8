/** nodegroup-release-version-mismatch: releases of Amazon Linux begin with the Kubernetes version that they are for. */
import { expect, test } from 'vitest';
import type { NodeGroupFact } from '../../src/model/fact.ts';
import { nodegroupReleaseVersionMismatch as rule } from '../../src/rules/nodegroup-release-version-mismatch.ts';
import { cluster, findingOf, findingsOf, nodeGroup, oneOf, TinyFile, unknown, view } from '../support/facts.ts';

function program(clusterVersion: string, release: string, group: (file: TinyFile) => Partial<NodeGroupFact> = () => ({})) {
  const clusterFile = new TinyFile(`version: '${clusterVersion}'`, 'cluster.ts');
  const file = new TinyFile(`releaseVersion: '${release}'; AL2_x86_64 BOTTLEROCKET_x86_64 version: own`);
  const nodeGroups = [nodeGroup({ releaseVersion: file.known(release), ...group(file) })];
  return { file, clusters: [view(cluster({ version: clusterFile.known(clusterVersion) }), { nodeGroups })] };
}

test('a cluster that left its release behind', () => {
  const { file, clusters } = program('1.33', '1.32.9-20251120');
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: '1.32.9-20251120', span: file.span('1.32.9-20251120') });
  expect(finding.message).toBe(
    'The AMI release `1.32.9-20251120` is for Kubernetes 1.32, and the nodes get 1.33: creating the node group, or updating it, fails at deployment with `Requested release version 1.32.9-20251120 is not valid for kubernetes version 1.33`. Leave the release version out to get the newest, or name one of that Kubernetes version.',
  );
  expect(finding.fix).toBeUndefined();
});

test.each<[string, string, string, (file: TinyFile) => Partial<NodeGroupFact>]>([
  ['the same version', '1.33', '1.33.5-20251120', () => ({})],
  ['Bottlerocket, by its form', '1.33', '1.20.0-fa0b5ec1', () => ({})],
  ['Bottlerocket, by its type', '1.33', '1.20.0-12345678', (file) => ({ amiType: file.known('BOTTLEROCKET_x86_64') })],
  ['a type that cannot be read', '1.33', '1.32.9-20251120', () => ({ amiType: unknown() })],
  ['changes of it are ignored', '1.33', '1.32.9-20251120', () => ({ changesIgnored: true })],
  ['nodes that EKS does not know', '1.33', '1.32.9-20251120', () => ({ isSelfManaged: true })],
  ['a version of its own', '1.33', '1.30.9-20251120', (file) => ({ version: file.known('own', { value: '1.30' }) })],
  [
    'a type that may be another',
    '1.33',
    '1.32.9-20251120',
    (file) => ({ amiType: oneOf([file.known('AL2_x86_64'), file.known('BOTTLEROCKET_x86_64')]) }),
  ],
])('silent: %s', (_, clusterVersion, release, group) => {
  expect(findingsOf(rule, program(clusterVersion, release, group).clusters)).toEqual([]);
});

test('a version of its own that it does not go with', () => {
  const { clusters } = program('1.33', '1.33.5-20251120', (file) => ({ version: file.known('own', { value: '1.32' }) }));
  expect(findingOf(rule, clusters).related[0]?.message).toBe("the node group's version `1.32` is decided here");
});

test('Amazon Linux, by its type', () => {
  const { clusters } = program('1.33', '1.32.9-20251120', (file) => ({ amiType: file.known('AL2_x86_64') }));
  expect(findingsOf(rule, clusters)).toHaveLength(1);
});
