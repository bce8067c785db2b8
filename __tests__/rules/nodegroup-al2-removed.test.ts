/** nodegroup-al2-removed: by the version that the nodes get, in the words of each tool. */
import { expect, test } from 'vitest';
import type { ClusterFact, NodeGroupFact } from '../../src/model/fact.ts';
import { nodegroupAl2Removed as rule } from '../../src/rules/nodegroup-al2-removed.ts';
import { cluster, findingOf, findingsOf, fixed, lock, nodeGroup, oneOf, TinyFile, unknown, view } from '../support/facts.ts';

function program(clusterVersion: string, amiType: string, group: Partial<NodeGroupFact> = {}, fact: Partial<ClusterFact> = {}) {
  const file = new TinyFile(`version: '${clusterVersion}'; amiType: '${amiType}'`);
  const nodeGroups = [nodeGroup({ amiType: file.known(amiType), ...group })];
  return { file, clusters: [view(cluster({ version: file.known(clusterVersion), ...fact }), { nodeGroups })] };
}

test('a cluster past 1.32', () => {
  const { file, clusters } = program('1.34', 'AL2_x86_64');
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: 'AL2_x86_64', span: file.span('AL2_x86_64') });
  expect(finding.message).toBe(
    'EKS has images of Amazon Linux 2 up to Kubernetes 1.32: creating nodes of `AL2_x86_64` on 1.34, or updating them to it, fails at deployment with `InvalidParameterException: AMI Type AL2_x86_64 is only supported for kubernetes versions 1.32 or earlier`. Use `AL2023_x86_64_STANDARD`. Another AMI type replaces the node group, and Amazon Linux 2023 takes user data for nodeadm.',
  );
  expect(finding.related).toEqual([{ span: file.span('1.34'), message: 'the cluster version `1.34` is decided here' }]);
  expect(fixed(finding, file)).toContain(`amiType: 'AL2023_x86_64_STANDARD'`);
  expect(finding.fix?.disposition).toBe('unsafe');
});

test.each([
  ['AL2_x86_64_GPU', 'AL2023_x86_64_NVIDIA', 'AMI Type AL2_x86_64_GPU is only supported'],
  ['AL2_ARM_64', 'AL2023_ARM_64_STANDARD', 'AMI Type AL2_ARM_64 is only supported'],
  ['AmazonLinux2', 'AmazonLinux2023', '`AmazonLinux2 is not supported for Kubernetes version 1.33`'],
  ['AL2', 'AL2023', 'or updating them to it, fails at deployment, as no image is there to be found. Use `AL2023`'],
])('%s becomes %s', (amiType, successor, words) => {
  const { file, clusters } = program('1.33', amiType);
  const finding = findingOf(rule, clusters);
  expect(finding.message).toContain(words);
  expect(fixed(finding, file)).toContain(`amiType: '${successor}'`);
});

test.each<[string, string, string, Partial<NodeGroupFact>]>([
  ['1.32', '1.32', 'AL2_x86_64', {}],
  ['its successor', '1.36', 'AL2023_x86_64_STANDARD', {}],
  ['Bottlerocket', '1.36', 'BOTTLEROCKET_x86_64', {}],
  ['a type that the data does not have', '1.36', 'AL2_x86_65', {}],
  ['a version that is none', 'latest', 'AL2_x86_64', {}],
  ['changes of it are ignored', '1.36', 'AL2_x86_64', { changesIgnored: true }],
  ['no type', '1.36', 'AL2_x86_64', { amiType: undefined }],
  ['a type that cannot be read', '1.36', 'AL2_x86_64', { amiType: unknown() }],
  ['a version of its own that cannot be read', '1.36', 'AL2_x86_64', { version: unknown() }],
])('silent: %s', (_, clusterVersion, amiType, group) => {
  expect(findingsOf(rule, program(clusterVersion, amiType, group).clusters)).toEqual([]);
});

test('nodes that stay on an older version keep their images, and newer ones do not', () => {
  const file = new TinyFile(`cluster '1.33', amiType: 'AL2_x86_64', own '1.32'`);
  const onto = cluster({ version: file.known('1.33') });
  const group = nodeGroup({ amiType: file.known('AL2_x86_64'), version: file.known('1.32') });
  expect(findingsOf(rule, [view(onto, { nodeGroups: [group] })])).toEqual([]);
  const raised = findingOf(rule, [view(onto, { nodeGroups: [{ ...group, version: file.known('1.33') }] })]);
  expect(raised.related).toEqual([{ span: file.span('1.33'), message: "the node group's version `1.33` is decided here" }]);
});

test('user data for Amazon Linux 2 has to change too, so nothing is suggested', () => {
  const file = new TinyFile(`version: '1.33'; amiType: 'AL2_x86_64'; userData: '/etc/eks/bootstrap.sh main'`);
  const group = nodeGroup({ amiType: file.known('AL2_x86_64'), bootstrapScript: file.span('/etc/eks/bootstrap.sh') });
  const finding = findingOf(rule, [view(cluster({ version: file.known('1.33') }), { nodeGroups: [group] })]);
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toMatch(
    /user data calls `\/etc\/eks\/bootstrap\.sh`, which Amazon Linux 2023 does not have: change both together\.$/,
  );
  expect(finding.related.map(({ span }) => span)).toContainEqual(file.span('/etc/eks/bootstrap.sh'));
});

test.each([
  ['2.276.0', 'NodegroupAmiType.AL2023_X86_64_STANDARD'],
  ['2.134.0', 'NodegroupAmiType.AL2_X86_64'],
  [undefined, 'NodegroupAmiType.AL2_X86_64'],
])('a member of the CDK of %s becomes %s', (cdk, text) => {
  const file = new TinyFile(`V1_33 NodegroupAmiType.AL2_X86_64`);
  const group = nodeGroup({ amiType: file.known('AL2_X86_64', { notation: 'ami-type-member' }) });
  const packages = { manifests: [], lock: cdk === undefined ? undefined : lock({ 'aws-cdk-lib': cdk }) };
  const version = file.known('V1_33', { notation: 'kubernetes-version-member' });
  const finding = findingOf(rule, [view(cluster({ version }), { nodeGroups: [group], packages })]);
  expect(finding.value).toBe('AL2_x86_64');
  expect(finding.fix ? fixed(finding, file) : file.text).toBe(`V1_33 ${text}`);
});

test('two stacks: only the one that fails is named', () => {
  const file = new TinyFile(`'1.32' '1.33' 'AL2_x86_64'`);
  const version = oneOf([file.known('1.32', { when: 'stack dev' }), file.known('1.33', { when: 'stack prod' })]);
  const group = nodeGroup({ amiType: file.known('AL2_x86_64') });
  const finding = findingOf(rule, [view(cluster({ version }), { nodeGroups: [group] })]);
  expect(finding.message).toContain('on 1.33 (`stack prod`), or');
});

test('milder where the tool ignores the version of the cluster', () => {
  expect(findingOf(rule, program('1.33', 'AL2_x86_64', {}, { versionIgnored: true }).clusters).severity).toBe('warning');
});

test('nodes that EKS does not know: the API refuses nothing', () => {
  const { message } = findingOf(rule, program('1.33', 'AL2_x86_64', { isSelfManaged: true }).clusters);
  expect(message).toContain(
    'fails at deployment, as no image is there to be found. Use `AL2023_x86_64_STANDARD`. The nodes are made anew, and',
  );
  expect(message).not.toContain('InvalidParameterException');
});

test('eksctl changes no node group that exists', () => {
  const { message } = findingOf(rule, program('1.33', 'AmazonLinux2', { dialect: 'eksctl' }).clusters);
  expect(message).toContain(
    'Use `AmazonLinux2023`. A node group that exists is left as it is by eksctl, so the new one needs another name, and',
  );
});
