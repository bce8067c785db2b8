/** Node groups of Pulumi programs: what they run, where that is decided, and which cluster they belong to. */
import { expect, test } from 'vitest';
import { respell } from '../../src/model/notation.ts';
import { knowns } from '../../src/model/value.ts';
import { pulumiTypeScript as reader } from '../../src/readers/pulumi-typescript.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown, textAt } from './support.ts';

const AWS = 'import * as aws from "@pulumi/aws";\n';
const EKS = 'import * as eks from "@pulumi/eks";\n';

function read(text: string) {
  return readFiles(reader, { 'index.ts': text });
}

function group(rest: string) {
  return `${AWS}const c = new aws.eks.Cluster("c", { version: "1.34" });\nnew aws.eks.NodeGroup("workers", { clusterName: c.name, ${rest} });`;
}

test('a node group', async () => {
  const found = await read(group('amiType: "«AL2_x86_64»", version: "1.32", releaseVersion: "1.32.9-20251120"'));
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'text');
  expect(fact).toMatchObject({ dialect: 'pulumi-typescript', resource: 'aws.eks.NodeGroup workers', changesIgnored: false });
  expect(fact.cluster).toEqual({ kind: 'id', id: factOf(found, 'cluster').id });
  expect([shown(fact.version), shown(fact.releaseVersion)]).toEqual(['1.32', '1.32.9-20251120']);
  expect(textAt(found, fact.span)).toBe('new aws.eks.NodeGroup');
  expect(fact.bootstrapScript).toBeUndefined();
});

test.each([
  ['aws.eks.NodeGroup', AWS],
  ['native.eks.Nodegroup', 'import * as native from "@pulumi/aws-native";\n'],
  ['eks.ManagedNodeGroup', EKS],
  ['eks.NodeGroup', EKS],
  ['eks.NodeGroupV2', EKS],
  ['eks.NodeGroup', 'import { eks } from "@pulumi/aws";\n'],
])('%s of %j', async (type, imported) => {
  const found = await read(`${imported}new ${type}("w", { amiType: "«AL2_ARM_64»" });`);
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_ARM_64', 'text');
  expect(fact.resource.endsWith(' w')).toBe(true);
});

test.each([
  ['a member', 'amiType: eks.AmiType.«AL2X86_64»', 'AL2_x86_64', 'pulumi-ami-type-member', 'AL2023X86_64Standard'],
  ['a member of the GPUs', 'amiType: eks.AmiType.«AL2X86_64GPU»', 'AL2_x86_64_GPU', 'pulumi-ami-type-member', 'AL2023X86_64Standard'],
  ['a system', 'operatingSystem: eks.OperatingSystem.«AL2»', 'AL2', 'text', 'AL2023_x86_64_STANDARD'],
  ['a system as text', 'operatingSystem: "«AL2»"', 'AL2', 'text', 'AL2023_x86_64_STANDARD'],
  ['both', 'operatingSystem: "AL2023", amiType: "«AL2_x86_64»"', 'AL2_x86_64', 'text', 'AL2023_x86_64_STANDARD'],
] as const)('%s of the component', async (_, options, value, notation, respelt) => {
  const found = await read(`${EKS}new eks.ManagedNodeGroup("w", { ${options} });`);
  const { amiType } = factOf(found, 'node-group');
  expectDecidedAt(found, amiType, value, notation);
  expect(knowns(amiType).map((known) => respell(known, 'AL2023_x86_64_STANDARD').newText)).toEqual([respelt]);
});

test.each([
  ['nothing', '', 'absent'],
  ['what the component recommends', 'operatingSystem: eks.OperatingSystem.RECOMMENDED', 'absent'],
  ['an image of its own', 'amiType: "AL2_x86_64", amiId: "ami-1"', 'absent'],
  ['an image that may be there', 'amiType: "AL2_x86_64", nodeAmiId: process.env.AMI', 'absent'],
  ['a member that nobody knows', 'amiType: eks.AmiType.Beos', 'unknown: `eks.AmiType.Beos` is not written in this program'],
])('%s', async (_, options, wanted) => {
  const { amiType } = factOf(await read(`${EKS}new eks.NodeGroupV2("w", { ${options} });`), 'node-group');
  expect(String(shown(amiType)).slice(0, 7)).toBe(wanted.slice(0, 7));
});

test('a constant, a ternary and a loop', async () => {
  const constant = await read(`const TYPE = "«AL2_x86_64»";\n${group('amiType: TYPE')}`);
  expectDecidedAt(constant, factOf(constant, 'node-group').amiType, 'AL2_x86_64', 'text');
  const ternary = await read(group('amiType: process.env.ARM ? "AL2_ARM_64" : "AL2_x86_64"'));
  expect(shown(factOf(ternary, 'node-group').amiType)).toEqual(['AL2_ARM_64', 'AL2_x86_64']);
  const loop = await read(`${AWS}for (const amiType of ["AL2_ARM_64", "AL2_x86_64"]) new aws.eks.NodeGroup("w", { amiType });`);
  expect(shown(factOf(loop, 'node-group').amiType)).toEqual(['AL2_ARM_64', 'AL2_x86_64']);
});

test('the version of the cluster, as a reference to it', async () => {
  const { version } = factOf(await read(group('version: c.version')), 'node-group');
  expect(shown(version)).toBe('1.34');
});

test('createManagedNodeGroup', async () => {
  const found = await read(
    `${EKS}const c = new eks.Cluster("c", { version: "1.34" });\neks.createManagedNodeGroup("w", { cluster: c, amiType: "«AL2_x86_64»" });`,
  );
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'text');
  expect(fact).toMatchObject({ resource: 'eks.createManagedNodeGroup w', cluster: { kind: 'id', id: factOf(found, 'cluster').id } });
  expect(
    factsOf(await read(`import { createManagedNodeGroup } from "./own";\n${EKS}createManagedNodeGroup("w", {});`), 'node-group'),
  ).toEqual([]);
});

test('the nodes that the cluster component makes', async () => {
  const own = await read(`${EKS}new eks.Cluster("c", { version: "1.34", nodeGroupOptions: { operatingSystem: "«AL2»" } });`);
  const fact = factOf(own, 'node-group');
  expectDecidedAt(own, fact.amiType, 'AL2', 'text');
  expect(fact.resource).toBe('eks.Cluster c nodeGroupOptions');
});

test.each([
  ['skipped', 'skipDefaultNodeGroup: true, nodeGroupOptions: { amiType: "AL2_x86_64" }'],
  ['perhaps skipped', 'skipDefaultNodeGroup: process.env.X === "1", nodeGroupOptions: { amiType: "AL2_x86_64" }'],
  ['in Auto Mode', 'autoMode: { enabled: true }, nodeGroupOptions: { amiType: process.env.AMI }'],
  ['not described', 'version: "1.34"'],
])('no nodes of the component: %s', async (_, options) => {
  expect(factsOf(await read(`${EKS}new eks.Cluster("c", { ${options} });`), 'node-group')).toEqual([]);
});

test.each([
  ['amiType', true],
  ['releaseVersion', true],
  ['scalingConfig', false],
])('changes of %s ignored', async (name, wanted) => {
  const { changesIgnored } = factOf(await read(`${AWS}new aws.eks.NodeGroup("w", {}, { ignoreChanges: ["${name}"] });`), 'node-group');
  expect(changesIgnored).toBe(wanted);
});

const SCRIPT = '«/etc/eks/bootstrap.sh»';

test.each([
  ['a template', `userData: \`#!/bin/bash\n${SCRIPT} \${c.name}\``],
  ['base64', `userData: Buffer.from("#!/bin/bash\\n${SCRIPT} main").toString("base64")`],
  ['a constant in base64', `userData: Buffer.from(script).toString("base64")`, `const script = "${SCRIPT} main";\n`],
])('user data of a launch template: %s', async (_, data, before = '') => {
  const found = await read(
    `${AWS}${before}const t = new aws.ec2.LaunchTemplate("t", { ${data} });\nnew aws.eks.NodeGroup("w", { launchTemplate: { id: t.id, version: "1" } });`,
  );
  expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
});

test('user data of another template, and of none', async () => {
  const other = `${AWS}const t = new aws.ec2.LaunchTemplate("t", { userData: "/etc/eks/bootstrap.sh" });\nnew aws.eks.NodeGroup("w", { launchTemplate: { id: "lt-1" } });`;
  expect(factOf(await read(other), 'node-group').bootstrapScript).toBeUndefined();
  const own = await read(`${EKS}new eks.NodeGroup("w", { nodeUserDataOverride: "${SCRIPT} main" });`);
  expect(factOf(own, 'node-group').bootstrapScript).toEqual(own.marks[0]);
});

test.each([
  ['aws.eks.NodeGroup', AWS, undefined],
  ['eks.ManagedNodeGroup', EKS, undefined],
  ['eks.NodeGroup', EKS, true],
  ['eks.NodeGroupV2', EKS, true],
])('whether EKS knows the group: %s', async (type, imported, wanted) => {
  expect(factOf(await read(`${imported}new ${type}("w", {});`), 'node-group').isSelfManaged).toBe(wanted);
});
