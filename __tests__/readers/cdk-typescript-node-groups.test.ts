/** Node groups of CDK programs: AMI types that are named, the nodes that clusters make themselves, user data. */
import { describe, expect, test } from 'vitest';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown, textAt } from './support.ts';

const IMPORTS = "import { aws_ec2 as ec2, aws_eks as eks } from 'aws-cdk-lib';\n";
const CLUSTER = "const cluster = new eks.Cluster(this, 'main', { version: eks.KubernetesVersion.V1_33, defaultCapacity: 0 });\n";

function read(text: string) {
  return readFiles(reader, { 'lib/stack.ts': `${IMPORTS}${text}` });
}

function capacity(options: string) {
  return read(`${CLUSTER}cluster.addNodegroupCapacity('workers', { ${options} });`);
}

test('a method of the cluster', async () => {
  const found = await capacity("amiType: eks.NodegroupAmiType.«AL2_X86_64», releaseVersion: '1.32.9-20251120'");
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'ami-type-member');
  expect(fact).toMatchObject({ dialect: 'cdk-typescript', resource: 'addNodegroupCapacity workers', changesIgnored: false });
  expect(fact.cluster).toEqual({ kind: 'id', id: factOf(found, 'cluster').id });
  expect([shown(fact.version), shown(fact.releaseVersion)]).toEqual(['absent', '1.32.9-20251120']);
  expect(textAt(found, fact.span)).toBe('cluster.addNodegroupCapacity');
});

test('a construct of its own', async () => {
  const found = await read(`${CLUSTER}new eks.Nodegroup(this, 'workers', { cluster, amiType: eks.NodegroupAmiType.«AL2_ARM_64» });`);
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_ARM_64', 'ami-type-member');
  expect(fact).toMatchObject({ resource: 'eks.Nodegroup workers', cluster: { kind: 'id', id: factOf(found, 'cluster').id } });
});

test('the construct of the template, which has a version', async () => {
  const found = await read(
    `${CLUSTER}new eks.CfnNodegroup(this, 'workers', { clusterName: cluster.clusterName, amiType: '«AL2_x86_64»', version: '1.32', instanceTypes: ['m5.large'] });`,
  );
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'text');
  expect([shown(fact.version), fact.cluster.kind, fact.impliedAmiType]).toEqual(['1.32', 'id', undefined]);
});

test.each([
  ['a constant', 'amiType: TYPE', 'const TYPE = eks.NodegroupAmiType.«AL2_X86_64»;\n'],
  ['a function', 'amiType: type()', 'function type() { return eks.NodegroupAmiType.«AL2_X86_64»; }\n'],
])('an AMI type by %s', async (_, options, before) => {
  const found = await read(`${before}${CLUSTER}cluster.addNodegroupCapacity('w', { ${options} });`);
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'ami-type-member');
  expect(fact.impliedAmiType).toBeUndefined();
});

describe('the default capacity', () => {
  test.each([
    ['two nodes', 'eks.Cluster', '', 'AL2_x86_64'],
    ['of an instance', 'eks.Cluster', "defaultCapacity: 3, defaultCapacityInstance: new ec2.InstanceType('m7g.large')", 'AL2_ARM_64'],
    ['none', 'eks.Cluster', 'defaultCapacity: 0', undefined],
    ['of nobody knows how many', 'eks.Cluster', 'defaultCapacity: Number(process.env.N)', undefined],
    ['of nobody knows what', 'eks.Cluster', 'defaultCapacityInstance: props.type', undefined],
    ['of instances without a node group', 'eks.Cluster', 'defaultCapacityType: eks.DefaultCapacityType.EC2', undefined],
    ['of Fargate', 'eks.FargateCluster', '', undefined],
  ])('%s', async (_, construct, options, wanted) => {
    const found = await read(`new ${construct}(this, 'main', { version: eks.KubernetesVersion.V1_33, ${options} });`);
    expect(factsOf(found, 'node-group').map(({ impliedAmiType }) => impliedAmiType?.value)).toEqual(wanted === undefined ? [] : [wanted]);
  });

  test.each([
    ['', []],
    ['defaultCapacityType: eks.DefaultCapacityType.NODEGROUP', ['eks.Cluster main DefaultCapacity']],
    ['defaultCapacityType: eks.DefaultCapacityType.AUTOMODE', []],
  ])('of aws-eks-v2: %s', async (options, wanted) => {
    const text = `import * as eks from 'aws-cdk-lib/aws-eks-v2';\nnew eks.Cluster(this, 'main', { version: eks.KubernetesVersion.V1_33, ${options} });`;
    const found = await readFiles(reader, { 'stack.ts': text });
    expect(factsOf(found, 'node-group').map(({ resource }) => resource)).toEqual(wanted);
  });

  test('what arguments from outside may say', async () => {
    expect(factsOf(await read("new eks.Cluster(this, 'main', props);"), 'node-group')).toEqual([]);
  });

  test('CDK 1 is left alone', async () => {
    const found = await readFiles(reader, {
      'stack.ts': "import * as eks from '@aws-cdk/aws-eks';\nnew eks.Cluster(this, 'main', { version: eks.KubernetesVersion.V1_21 });",
    });
    expect(factsOf(found, 'node-group')).toEqual([]);
  });
});

test('an imported cluster is elsewhere', async () => {
  const found = await read(
    "const c = eks.Cluster.fromClusterAttributes(this, 'c', { clusterName: process.env.NAME! });\nc.addNodegroupCapacity('w', { minSize: 1 });",
  );
  expect(factOf(found, 'node-group').cluster.kind).toBe('elsewhere');
});

test('a loop over types', async () => {
  const found = await read(
    `${CLUSTER}for (const type of [eks.NodegroupAmiType.AL2_X86_64, eks.NodegroupAmiType.AL2_ARM_64]) cluster.addNodegroupCapacity('w', { amiType: type });`,
  );
  expect(shown(factOf(found, 'node-group').amiType)).toEqual(['AL2_x86_64', 'AL2_ARM_64']);
});

describe('user data for Amazon Linux 2', () => {
  const USED = 'launchTemplateSpec: { id: template.launchTemplateId!, version: template.latestVersionNumber }';
  test.each([
    ['custom', 'const userData = ec2.UserData.custom(`#!/bin/bash\n«/etc/eks/bootstrap.sh» prod`);'],
    ['of commands', "const userData = ec2.UserData.forLinux();\nuserData.addCommands('set -e', '«/etc/eks/bootstrap.sh» prod');"],
    [
      'in parts',
      "const shell = ec2.UserData.forLinux();\nshell.addCommands('sed -i s/a/b/ «/etc/eks/bootstrap.sh»');\nconst userData = new ec2.MultipartUserData();\nuserData.addUserDataPart(shell, ec2.MultipartBody.SHELL_SCRIPT, true);",
    ],
    ['in a constant', "const SCRIPT = '«/etc/eks/bootstrap.sh» prod';\nconst userData = ec2.UserData.custom(SCRIPT);"],
  ])('%s', async (_, before) => {
    const text = `${before}\nconst template = new ec2.LaunchTemplate(this, 'template', { userData });\n${CLUSTER}cluster.addNodegroupCapacity('w', { amiType: eks.NodegroupAmiType.AL2_X86_64, ${USED} });`;
    const found = await read(text);
    expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
  });

  test.each([
    ['Fn.base64', 'Fn.base64(`#!/bin/bash\n«/etc/eks/bootstrap.sh» prod`)'],
    ['Buffer', "Buffer.from('«/etc/eks/bootstrap.sh» prod').toString('base64')"],
  ])('in the construct of the template, by %s', async (_, data) => {
    const found = await read(
      `const template = new ec2.CfnLaunchTemplate(this, 'template', { launchTemplateData: { userData: ${data} } });\n${CLUSTER}new eks.CfnNodegroup(this, 'w', { clusterName: cluster.clusterName, amiType: 'AL2_x86_64', launchTemplate: { id: template.ref } });`,
    );
    expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
  });

  test.each([
    ['of another template', "ec2.UserData.custom('/etc/eks/bootstrap.sh')", "launchTemplateSpec: { id: 'lt-1' }"],
    ['without the script', "ec2.UserData.custom('echo')", USED],
    ['from outside', 'props.userData', USED],
    ['in a circle', 'template.userData', USED],
  ])('none: %s', async (_, data, options) => {
    const found = await read(
      `const template = new ec2.LaunchTemplate(this, 'template', { userData: ${data} });\n${CLUSTER}cluster.addNodegroupCapacity('w', { ${options} });`,
    );
    expect(factOf(found, 'node-group').bootstrapScript).toBeUndefined();
  });
});

test.each([
  ['no arguments', 'cluster.addNodegroupCapacity();'],
  ['a text for the properties', "cluster.addNodegroupCapacity('w', 'x');"],
  ['a circle of properties', "const a = { ...b };\nconst b = { ...a };\ncluster.addNodegroupCapacity('w', a);"],
  ['a circle of types', "const t = [...t];\ncluster.addNodegroupCapacity('w', { instanceTypes: t });"],
  ['a type that is itself', "const t = new ec2.InstanceType(t);\ncluster.addNodegroupCapacity('w', { instanceTypes: [t] });"],
  ['a member that is not there', "cluster.addNodegroupCapacity('w', { instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass)] });"],
  ['many types', `cluster.addNodegroupCapacity('w', { instanceTypes: [${"new ec2.InstanceType('m5.large'), ".repeat(60)}] });`],
])('what nobody can make sense of: %s', async (_, line) => {
  const fact = factOf(await read(`${CLUSTER}${line}`), 'node-group');
  expect([fact.amiType?.kind === 'known', fact.impliedAmiType]).toEqual([false, undefined]);
});
