/** Programs that use the package eks-blueprints: the node groups of their cluster providers. */
import { expect, test } from 'vitest';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown } from './support.ts';

const IMPORTS =
  "import * as blueprints from '@aws-quickstart/eks-blueprints';\nimport * as eks from 'aws-cdk-lib/aws-eks';\nimport * as ec2 from 'aws-cdk-lib/aws-ec2';\n";

function read(provider: string, before = '') {
  const text = `${IMPORTS}${before}blueprints.EksBlueprint.builder().clusterProvider(${provider}).build(app, 'main');`;
  return readFiles(reader, { 'lib/stack.ts': text });
}

test('a provider of managed nodes', async () => {
  const found = await read(
    "new blueprints.MngClusterProvider({ version: eks.KubernetesVersion.V1_33, amiType: eks.NodegroupAmiType.«AL2_X86_64», amiReleaseVersion: '1.32.9-20251120' })",
  );
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'ami-type-member');
  expect(fact).toMatchObject({ resource: 'EksBlueprint main node group', cluster: { kind: 'id', id: factOf(found, 'cluster').id } });
  expect(shown(fact.releaseVersion)).toBe('1.32.9-20251120');
});

test('properties in a constant', async () => {
  const found = await read('new blueprints.MngClusterProvider(props)', 'const props = { amiType: eks.NodegroupAmiType.«AL2_ARM_64» };\n');
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_ARM_64', 'ami-type-member');
  expect(fact.impliedAmiType).toBeUndefined();
});

test('several node groups', async () => {
  const found = await read(
    "new blueprints.GenericClusterProvider({ managedNodeGroups: [{ id: 'a', amiType: eks.NodegroupAmiType.AL2_X86_64 }, { id: 'b', instanceTypes: [new ec2.InstanceType('m5.large')] }] })",
  );
  expect(factsOf(found, 'node-group').map(({ resource, amiType }) => `${resource}: ${String(shown(amiType))}`)).toEqual([
    'EksBlueprint main node group a: AL2_x86_64',
    'EksBlueprint main node group b: absent',
  ]);
});

test.each([
  ['none', 'new blueprints.GenericClusterProvider({ version: eks.KubernetesVersion.V1_33 })', []],
  ['a list from outside', 'new blueprints.GenericClusterProvider({ managedNodeGroups: props.groups })', []],
  ['an imported cluster', "new blueprints.ImportClusterProvider({ clusterName: 'x' })", []],
  ['Fargate', 'new blueprints.FargateClusterProvider({ version: eks.KubernetesVersion.V1_33 })', []],
  [
    'an image of its own',
    'new blueprints.MngClusterProvider({ amiType: eks.NodegroupAmiType.AL2_X86_64, launchTemplate: { machineImage: image } })',
    ['absent'],
  ],
])('%s', async (_, provider, wanted) => {
  expect(factsOf(await read(provider), 'node-group').map(({ amiType }) => shown(amiType))).toEqual(wanted);
});

test('groups of a chain', async () => {
  const found = await read(
    "blueprints.clusterBuilder().withCommonOptions({ version: eks.KubernetesVersion.V1_33 }).managedNodeGroup({ id: 'a', amiType: eks.NodegroupAmiType.AL2_X86_64 }).managedNodeGroup({ id: 'b' }, ...others).build()",
  );
  expect(factsOf(found, 'node-group').map(({ resource, amiType }) => `${resource}: ${String(shown(amiType))}`)).toEqual([
    'EksBlueprint main node group a: AL2_x86_64',
    'EksBlueprint main node group b: absent',
  ]);
});

test('user data for Amazon Linux 2', async () => {
  const found = await read(
    "new blueprints.MngClusterProvider({ amiType: eks.NodegroupAmiType.AL2_X86_64, launchTemplate: { userData: ec2.UserData.custom('«/etc/eks/bootstrap.sh»') } })",
  );
  expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
});

test.each([
  ['what may have one', '{ amiType: eks.NodegroupAmiType.AL2_X86_64, launchTemplate: props.launchTemplate }'],
  ['properties from outside', 'props'],
])('an image of its own that nobody sees: %s', async (_, properties) => {
  const found = await read(`new blueprints.MngClusterProvider(${properties})`);
  expect(factOf(found, 'node-group').amiType?.kind).toBe('unknown');
});
