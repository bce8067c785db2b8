/** Node groups of CDK programs that name no AMI type: what aws-cdk-lib picks for them, and where that is not certain. */
import { describe, expect, test } from 'vitest';
import { insertInto } from '../../src/model/slot.ts';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { edited, factOf, factsOf, type Files, readFiles, shown } from './support.ts';

const IMPORTS = "import { aws_ec2 as ec2, aws_eks as eks } from 'aws-cdk-lib';\n";
const CLUSTER = "const cluster = new eks.Cluster(this, 'main', { version: eks.KubernetesVersion.V1_33, defaultCapacity: 0 });\n";

function read(text: string, others: Files = {}, path = 'lib/stack.ts') {
  return readFiles(reader, { [path]: `${IMPORTS}${text}`, ...others });
}

function capacity(options: string, others: Files = {}) {
  return read(`${CLUSTER}cluster.addNodegroupCapacity('workers', { ${options} });`, others);
}

const LARGE = "instanceTypes: [new ec2.InstanceType('m5.large')]";

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
    ['ARM in words', 'instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.ARM1, ec2.InstanceSize.LARGE)]', 'AL2_ARM_64'],
    ['a flexible member', 'instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.M7I_FLEX, ec2.InstanceSize.LARGE)]', 'AL2_x86_64'],
    [
      'a member of many words',
      'instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.MEMORY6_INTEL_NVME_DRIVE_HIGH_PERFORMANCE, ec2.InstanceSize.LARGE)]',
      'AL2_x86_64',
    ],
    [
      'a member of many words and arm64',
      'instanceTypes: [ec2.InstanceType.of(ec2.InstanceClass.COMPUTE7_GRAVITON3_NVME_DRIVE, ec2.InstanceSize.LARGE)]',
      'AL2_ARM_64',
    ],
    ['newer GPUs', "instanceTypes: [new ec2.InstanceType('g6e.xlarge')]", 'AL2_x86_64_GPU'],
    ['a list that is joined', `${LARGE}.concat([new ec2.InstanceType('c5.large')])`, 'AL2_x86_64'],
    [
      'a list that is filtered',
      "instanceTypes: ['m5.large', 'm7g.large'].filter((t) => t.startsWith('m7')).map((t) => new ec2.InstanceType(t))",
      'AL2_ARM_64',
    ],
    ['what is given as `undefined`', `${LARGE}, amiType: undefined, launchTemplateSpec: undefined`, 'AL2_x86_64'],
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
    ['nothing where a launch template may be named', `${LARGE}, launchTemplateSpec: process.env.X ? { id: 'lt-1' } : undefined`, undefined],
    ['nothing where a spread may name a type', `${LARGE}, ...(process.env.X && { amiType: eks.NodegroupAmiType.CUSTOM })`, undefined],
    ['nothing where a spread is from outside', `${LARGE}, ...props`, undefined],
    ['nothing where there may be no types', `instanceTypes: process.env.X ? TYPES : undefined`, undefined],
    ['nothing where the list may be empty', `instanceTypes: process.env.X ? TYPES : []`, undefined],
    ['nothing where the types are spread on a condition', `...(process.env.X && { ${LARGE} })`, undefined],
    ['nothing where a spread of types may be empty', `instanceTypes: [...(process.env.X ? TYPES : [])]`, undefined],
    ['nobody knows: GPUs by AMD', "instanceTypes: [new ec2.InstanceType('g4ad.xlarge')]", undefined],
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

  const ON = '{"context": {"@aws-cdk/aws-eks:defaultToAL2023": true}}';
  test.each<[string, Files, string | undefined]>([
    ['of another program', { 'cdk.json': '{}', 'other/cdk.json': ON }, 'AL2_x86_64'],
    ['of those who may use a library', { 'other/cdk.json': ON }, undefined],
    ['in the cached context', { 'cdk.json': '{}', 'cdk.context.json': '{"@aws-cdk/aws-eks:defaultToAL2023": true}' }, undefined],
    ['a text, which counts as on', { 'cdk.json': '{"context": {"@aws-cdk/aws-eks:defaultToAL2023": "false"}}' }, undefined],
    [
      'on the command line',
      { 'package.json': '{"scripts": {"deploy": "cdk deploy -c @aws-cdk/aws-eks:defaultToAL2023=true"}}' },
      undefined,
    ],
    ['by its constant', { 'bin/app.ts': 'new App({ context: { [cxapi.EKS_DEFAULT_AL2023]: true } });' }, undefined],
    ['in a test only', { 'lib/stack.test.ts': "app.node.setContext('@aws-cdk/aws-eks:defaultToAL2023', true);" }, 'AL2_x86_64'],
  ])('where the flag is %s', async (_, others, wanted) => {
    expect(factOf(await capacity(LARGE, others), 'node-group').impliedAmiType?.value).toBe(wanted);
  });

  test.each([
    ["(ng.node.defaultChild as eks.CfnNodegroup).addPropertyOverride('AmiType', 'AL2023_x86_64_STANDARD');"],
    ["(ng.node.defaultChild as eks.CfnNodegroup).addOverride(\n  'Properties.AmiType', 'AL2023_x86_64_STANDARD');"],
    ["(ng.node.defaultChild as eks.CfnNodegroup).addPropertyDeletionOverride('AmiType');"],
    ["(ng.node.defaultChild as eks.CfnNodegroup).addDeletionOverride('Properties.AmiType');"],
    ["const NAME = 'AmiType';\n(ng.node.defaultChild as eks.CfnNodegroup).addPropertyOverride(NAME, 'AL2023_x86_64_STANDARD');"],
    ["cfn.amiType = 'AL2023_x86_64_STANDARD';"],
    ["cfn['amiType'] = 'AL2023_x86_64_STANDARD';"],
    ["cluster.node.tryRemoveChild('Nodegroupw');"],
  ])('where it is set past the construct: %s', async (line) => {
    const found = await read(`${CLUSTER}const ng = cluster.addNodegroupCapacity('w', { ${LARGE} });\n${line}`);
    expect(factOf(found, 'node-group').impliedAmiType).toBeUndefined();
  });
});

describe('what another file does to every node group', () => {
  test.each([
    [
      'an aspect',
      "import { CfnNodegroup } from 'aws-cdk-lib/aws-eks';\nexport class Newer { visit(node) { if (node instanceof CfnNodegroup) node.amiType = 'AL2023_x86_64_STANDARD'; } }",
    ],
    ['an override', "export const raise = (group) => group.node.defaultChild.addPropertyOverride('AmiType', 'AL2023_x86_64_STANDARD');"],
    ['an injector', 'export class Newer { uniqueId = Nodegroup.PROPERTY_INJECTION_ID; inject(p) { return { ...p, amiType: TYPE }; } }'],
  ])('%s', async (_, text) => {
    const others = { 'lib/newer.ts': text };
    expect(factOf(await capacity(LARGE, others), 'node-group').impliedAmiType).toBeUndefined();
    expect(shown(factOf(await capacity('amiType: eks.NodegroupAmiType.AL2_X86_64', others), 'node-group').amiType)).toContain('unknown');
  });

  test.each([
    ['properties of its own', 'export class Settings { constructor(props) { this.amiType = props.amiType; } }'],
    ['another property of the construct', "export const tag = (group) => group.node.defaultChild.addPropertyOverride('Tags', {});"],
    ['nodes that are no node groups', "launch.amiType = 'x';"],
  ])('%s is none of that', async (_, text) => {
    const found = await capacity(LARGE, { 'lib/other.ts': text });
    expect(factOf(found, 'node-group').impliedAmiType?.value).toBe('AL2_x86_64');
  });
});

test('a class of its own that completes the properties', async () => {
  const found = await read(
    `class Own extends eks.Cluster { addNodegroupCapacity(id, options) { return super.addNodegroupCapacity(id, { amiType: eks.NodegroupAmiType.AL2023_X86_64_STANDARD, ...options }); } }
const cluster = new Own(this, 'main', { version: eks.KubernetesVersion.V1_33 });
cluster.addNodegroupCapacity('w', { ${LARGE} });`,
  );
  expect(factsOf(found, 'node-group').map(({ impliedAmiType }) => impliedAmiType)).toEqual([undefined, undefined]);
});

test.each([
  ["import * as eks from 'aws-cdk-lib/aws-eks';", 'eks.Nodegroup', 'eks.NodegroupAmiType'],
  ["import eks = require('aws-cdk-lib/aws-eks');", 'eks.Nodegroup', 'eks.NodegroupAmiType'],
  ["import * as eks from 'aws-cdk-lib/aws-eks/lib/managed-nodegroup';", 'eks.Nodegroup', undefined],
  [
    "import * as old from 'aws-cdk-lib/aws-eks';\nimport * as eks from '@aws-cdk/aws-eks-v2-alpha';",
    'eks.Nodegroup',
    'eks.NodegroupAmiType',
  ],
  ["import { NodegroupAmiType } from 'aws-cdk-lib/aws-eks';\nimport { Nodegroup } from 'aws-cdk-lib/aws-eks-v2';", 'Nodegroup', undefined],
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

test.each([
  ['an `undefined` that stands there', `{ ${LARGE}, amiType: undefined }`],
  ['properties in a constant', 'options'],
])('no place for the property: %s', async (_, options) => {
  const found = await read(`const options = { ${LARGE} };\n${CLUSTER}cluster.addNodegroupCapacity('w', ${options});`);
  expect(factOf(found, 'node-group').impliedAmiType).toEqual({ value: 'AL2_x86_64', enumeration: 'eks.NodegroupAmiType' });
});
