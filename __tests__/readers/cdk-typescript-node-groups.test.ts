/** Node groups of CDK programs: AMI types that are named, and those that aws-cdk-lib picks. */
import { describe, expect, test } from 'vitest';
import { insertInto } from '../../src/model/slot.ts';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { edited, expectDecidedAt, factOf, factsOf, type Files, readFiles, shown, textAt } from './support.ts';

const IMPORTS = "import { aws_ec2 as ec2, aws_eks as eks } from 'aws-cdk-lib';\n";
const CLUSTER = "const cluster = new eks.Cluster(this, 'main', { version: eks.KubernetesVersion.V1_33, defaultCapacity: 0 });\n";

function read(text: string, others: Files = {}, path = 'lib/stack.ts') {
  return readFiles(reader, { [path]: `${IMPORTS}${text}`, ...others });
}

function capacity(options: string, others: Files = {}) {
  return read(`${CLUSTER}cluster.addNodegroupCapacity('workers', { ${options} });`, others);
}

const LARGE = "instanceTypes: [new ec2.InstanceType('m5.large')]";

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

describe('what aws-cdk-lib picks', () => {
  test.each([
    ['x86', LARGE, 'AL2_x86_64'],
    ['arm64', "instanceTypes: [new ec2.InstanceType('m7g.large'), new ec2.InstanceType('c6gd.xlarge')]", 'AL2_ARM_64'],
    ['a1', "instanceTypes: [new ec2.InstanceType('a1.large')]", 'AL2_ARM_64'],
    ['GPUs', "instanceTypes: [new ec2.InstanceType('g4dn.xlarge')]", 'AL2_x86_64_GPU'],
    ['a member', 'instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.M6I, ec2.InstanceSize.LARGE)]', 'AL2_x86_64'],
    ['a member of arm64', 'instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.LARGE)]', 'AL2_ARM_64'],
    ['a member in words', 'instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.BURSTABLE3, ec2.InstanceSize.SMALL)]', 'AL2_x86_64'],
    [
      'a member of Graviton',
      'instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.STANDARD6_GRAVITON, ec2.InstanceSize.LARGE)]',
      'AL2_ARM_64',
    ],
    ['an array that is mapped', "instanceTypes: ['m5.large', 'm5a.large'].map((type) => new ec2.InstanceType(type))", 'AL2_x86_64'],
    ['a constant', 'instanceTypes: TYPES', 'AL2_x86_64'],
    ['the old property', "instanceType: new ec2.InstanceType('m5.large')", 'AL2_x86_64'],
    [
      'a template of which the family is known',
      'instanceTypes: [new ec2.InstanceType(process.env.BIG ? "m5.xlarge" : "m5.large")]',
      'AL2_x86_64',
    ],
    ['nothing: EKS picks', 'minSize: 1', undefined],
    ['nothing for an empty list', 'instanceTypes: []', undefined],
    ['nothing where a type is named', `${LARGE}, amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD`, undefined],
    ['nothing where a type may be named', `${LARGE}, amiType: process.env.X ? eks.NodegroupAmiType.CUSTOM : undefined`, undefined],
    ['nothing with a launch template', `${LARGE}, launchTemplateSpec: { id: 'lt-1' }`, undefined],
    ['nobody knows: two processors', "instanceTypes: [new ec2.InstanceType('m5.large'), new ec2.InstanceType('m7g.large')]", undefined],
    ['nobody knows: from outside', 'instanceTypes: [new ec2.InstanceType(process.env.TYPE!)]', undefined],
    ['nobody knows: a list from outside', 'instanceTypes: props.types', undefined],
    ['nobody knows: an accelerator', "instanceTypes: [new ec2.InstanceType('inf2.xlarge')]", undefined],
    ['nobody knows: GPUs of arm64', "instanceTypes: [new ec2.InstanceType('g5g.xlarge')]", undefined],
    [
      'nobody knows: a member of that name',
      'instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.HIGH_MEMORY_3TB_1, ec2.InstanceSize.METAL)]',
      undefined,
    ],
    ['nobody knows: no type', "instanceTypes: [new ec2.InstanceType('large')]", undefined],
    ['nobody knows: a class of its own', "instanceTypes: [new InstanceType('m5.large')]", undefined],
  ])('for %s', async (_, options, wanted) => {
    const found = await read(
      `const TYPES = [new ec2.InstanceType('m5.large')];\n${CLUSTER}cluster.addNodegroupCapacity('workers', { ${options} });`,
    );
    expect(factOf(found, 'node-group').impliedAmiType?.value).toBe(wanted);
  });

  test.each([
    ['on', '{"context": {"@aws-cdk/aws-eks:defaultToAL2023": true}}', undefined, 'AL2_x86_64_GPU'],
    ['off', '{"context": {"@aws-cdk/aws-eks:defaultToAL2023": false}}', 'AL2_x86_64', 'AL2_x86_64_GPU'],
    ['not there', '{"app": "npx ts-node bin/app.ts"}', 'AL2_x86_64', 'AL2_x86_64_GPU'],
    ['broken', '{"context": {"@aws-cdk/aws-eks:defaultToAL2023"', undefined, 'AL2_x86_64_GPU'],
  ])('where the flag is %s', async (_, json, plain, gpu) => {
    const found = await read(
      `${CLUSTER}cluster.addNodegroupCapacity('a', { ${LARGE} });\ncluster.addNodegroupCapacity('b', { instanceTypes: [new ec2.InstanceType('p3.2xlarge')] });`,
      { 'cdk.json': json },
    );
    expect(factsOf(found, 'node-group').map(({ impliedAmiType }) => impliedAmiType?.value)).toEqual([plain, gpu]);
  });

  test('where a program speaks of the flag', async () => {
    const found = await capacity(LARGE, { 'bin/app.ts': "app.node.setContext('@aws-cdk/aws-eks:defaultToAL2023', true);" });
    expect(factOf(found, 'node-group').impliedAmiType).toBeUndefined();
  });

  test('where the flag is that of another program', async () => {
    const found = await capacity(LARGE, { 'other/cdk.json': '{"context": {"@aws-cdk/aws-eks:defaultToAL2023": true}}' });
    expect(factOf(found, 'node-group').impliedAmiType?.value).toBe('AL2_x86_64');
  });

  test.each([
    ["(ng.node.defaultChild as eks.CfnNodegroup).addPropertyOverride('AmiType', 'AL2023_x86_64_STANDARD');"],
    ["cfn.amiType = 'AL2023_x86_64_STANDARD';"],
  ])('where it is set past the construct: %s', async (line) => {
    const found = await read(`${CLUSTER}const ng = cluster.addNodegroupCapacity('w', { ${LARGE} });\n${line}`);
    expect(factOf(found, 'node-group').impliedAmiType).toBeUndefined();
  });
});

test.each([
  ["import * as eks from 'aws-cdk-lib/aws-eks';", 'eks.Nodegroup', 'eks.NodegroupAmiType'],
  ["import { Nodegroup, NodegroupAmiType as Ami } from 'aws-cdk-lib/aws-eks';", 'Nodegroup', 'Ami'],
  ["import { aws_eks } from 'aws-cdk-lib';", 'aws_eks.Nodegroup', 'aws_eks.NodegroupAmiType'],
  ["import { aws_eks_v2 as v2 } from 'aws-cdk-lib';", 'v2.Nodegroup', 'v2.NodegroupAmiType'],
  ["import { Nodegroup } from 'aws-cdk-lib/aws-eks';", 'Nodegroup', undefined],
  ["const eks = require('aws-cdk-lib/aws-eks');", 'eks.Nodegroup', undefined],
])('the name of the enumeration: %s', async (imported, construct, wanted) => {
  const text = `import * as ec2 from 'aws-cdk-lib/aws-ec2';\n${imported}\nnew ${construct}(this, 'w', {\n  ${LARGE},\n});`;
  const found = await readFiles(reader, { 'stack.ts': text });
  const fact = factOf(found, 'node-group');
  expect(fact.impliedAmiType).toMatchObject({ value: 'AL2_x86_64' });
  expect(fact.impliedAmiType?.enumeration).toBe(wanted);
  const slot = fact.impliedAmiType?.property;
  const after = edited(found.texts, slot ? [insertInto(slot, 'amiType: X')] : []);
  expect(after.get('stack.ts')).toContain(`  ${LARGE},\n  amiType: X,\n}`);
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
