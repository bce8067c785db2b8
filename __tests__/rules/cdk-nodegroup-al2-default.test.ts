/** cdk-nodegroup-al2-default: what aws-cdk-lib writes where the program names no AMI type. */
import { expect, test } from 'vitest';
import type { ImpliedAmiType } from '../../src/model/fact.ts';
import { cdkNodegroupAl2Default as rule } from '../../src/rules/cdk-nodegroup-al2-default.ts';
import { cluster, findingOf, findingsOf, fixed, lock, nodeGroup, TinyFile, view } from '../support/facts.ts';

function program(member: string, implied: Partial<ImpliedAmiType> = {}, cdk = '2.276.0') {
  const file = new TinyFile(
    `eks.KubernetesVersion.${member}; cluster.addNodegroupCapacity('workers', { instanceTypes: [large] });`,
    'lib/stack.ts',
  );
  const impliedAmiType: ImpliedAmiType = {
    value: 'AL2_x86_64',
    property: file.slot(' });', ', '),
    enumeration: 'eks.NodegroupAmiType',
    ...implied,
  };
  const group = nodeGroup({
    dialect: 'cdk-typescript',
    resource: 'eks.Nodegroup workers',
    span: file.span('cluster.addNodegroupCapacity'),
    impliedAmiType,
  });
  const version = file.known(member, { notation: 'kubernetes-version-member' });
  const packages = { manifests: [], lock: lock({ 'aws-cdk-lib': cdk }) };
  return { file, clusters: [view(cluster({ version }), { nodeGroups: [group], packages })] };
}

test('names the successor where the options are', () => {
  const { file, clusters } = program('V1_33');
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: 'AL2_x86_64', span: file.span('cluster.addNodegroupCapacity') });
  expect(finding.message).toBe(
    'On Kubernetes 1.33 creating this node group, or updating it, fails at deployment with `AMI Type AL2_x86_64 is only supported for kubernetes versions 1.32 or earlier`: it names no `amiType`, and aws-cdk-lib then writes `AL2_x86_64` for its instance types on every Kubernetes version. Name the `amiType` `AL2023_x86_64_STANDARD`, or set the context flag `@aws-cdk/aws-eks:defaultToAL2023` (aws-cdk-lib 2.259.0 or later). Another AMI type replaces a node group that exists.',
  );
  expect(fixed(finding, file)).toContain(`{ instanceTypes: [large], amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD });`);
  expect(finding.fix?.disposition).toBe('unsafe');
});

test.each<[string, string, Partial<ImpliedAmiType>, string, string | undefined]>([
  ['arm64', 'V1_36', { value: 'AL2_ARM_64' }, '2.276.0', 'AL2023_ARM_64_STANDARD'],
  ['GPUs', 'V1_36', { value: 'AL2_x86_64_GPU' }, '2.276.0', 'AL2023_X86_64_NVIDIA'],
  ['a CDK without it', 'V1_36', {}, '2.134.0', undefined],
])('%s', (_, member, implied, cdk, successor) => {
  const { file, clusters } = program(member, implied, cdk);
  const finding = findingOf(rule, clusters);
  const property = successor === undefined ? '' : `, amiType: eks.NodegroupAmiType.${successor}`;
  expect(finding.fix ? fixed(finding, file) : file.text).toContain(`{ instanceTypes: [large]${property} });`);
  expect(finding.message.includes('defaultToAL2023')).toBe(implied.value !== 'AL2_x86_64_GPU');
});

test('without a place for the property, or a name for the enumeration, in words only', () => {
  const { file, clusters } = program('V1_33');
  const [first] = clusters;
  const group = first?.nodeGroups[0];
  if (!first || !group) throw new Error('no node group');
  const { property } = group.impliedAmiType ?? {};
  for (const impliedAmiType of [
    { value: 'AL2_x86_64', enumeration: 'eks.NodegroupAmiType' },
    { value: 'AL2_x86_64', ...(property ? { property } : {}) },
  ]) {
    const finding = findingOf(rule, [{ ...first, nodeGroups: [{ ...group, impliedAmiType }] }]);
    expect(finding.fix).toBeUndefined();
    expect(finding.span).toEqual(file.span('cluster.addNodegroupCapacity'));
  }
});

test.each([
  ['1.32', program('V1_32').clusters],
  ['Amazon Linux 2023', program('V1_36', { value: 'AL2023_x86_64_STANDARD' }).clusters],
])('silent: %s', (_, clusters) => {
  expect(findingsOf(rule, clusters)).toEqual([]);
});

test('the default capacity has no property to name', () => {
  const [first] = program('V1_33').clusters;
  const group = first?.nodeGroups[0];
  if (!first || !group) throw new Error('no node group');
  const { message, fix } = findingOf(rule, [
    { ...first, nodeGroups: [{ ...group, resource: 'eks.Cluster main DefaultCapacity', impliedAmiType: { value: 'AL2_x86_64' } }] },
  ]);
  expect(message).toContain(
    'Set `defaultCapacity: 0` and add a node group with the `amiType` `AL2023_x86_64_STANDARD`, or set the context flag',
  );
  expect(fix).toBeUndefined();
});
