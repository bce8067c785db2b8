/** CDK programs: how clusters and add-ons are spelled, and the places that decide them. */
import { expect, test } from 'vitest';
import type { Notation } from '../../src/model/notation.ts';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown, textAt } from './support.ts';

const EKS = "import * as eks from 'aws-cdk-lib/aws-eks';\n";
const V2 = "import * as eks from 'aws-cdk-lib/aws-eks-v2';\n";

function read(text: string, path = 'lib/stack.ts') {
  return readFiles(reader, { [path]: text });
}

type Spelling = readonly [name: string, text: string, value: string, notation: Notation];
const MEMBER = 'kubernetes-version-member';
const KEY = 'kubernetes-version-key';

function cluster(version: string): string {
  return `new eks.Cluster(this, 'C', { version: ${version} });`;
}

const VERSIONS: readonly Spelling[] = [
  ['a constant of the class', `${EKS}${cluster('eks.KubernetesVersion.«V1_34»')}`, '1.34', MEMBER],
  [
    'the namespace of the library',
    `import { aws_eks as eks } from 'aws-cdk-lib';\n${cluster('eks.KubernetesVersion.«V1_34»')}`,
    '1.34',
    MEMBER,
  ],
  [
    'aws_eks itself',
    `import { aws_eks } from 'aws-cdk-lib';\nnew aws_eks.Cluster(this, 'C', { version: aws_eks.KubernetesVersion.«V1_34» });`,
    '1.34',
    MEMBER,
  ],
  [
    'the whole library',
    `import * as cdk from 'aws-cdk-lib';\nnew cdk.aws_eks.Cluster(this, 'C', { version: cdk.aws_eks.KubernetesVersion.«V1_34» });`,
    '1.34',
    MEMBER,
  ],
  ['CDK 1', `import * as eks from '@aws-cdk/aws-eks';\n${cluster('eks.KubernetesVersion.«V1_21»')}`, '1.21', MEMBER],
  ['aws-eks-v2', `${V2}${cluster('eks.KubernetesVersion.«V1_34»')}`, '1.34', MEMBER],
  ['aws_eks_v2', `import { aws_eks_v2 as eks } from 'aws-cdk-lib';\n${cluster('eks.KubernetesVersion.«V1_34»')}`, '1.34', MEMBER],
  ['the alpha module', `import * as eks from '@aws-cdk/aws-eks-v2-alpha';\n${cluster('eks.KubernetesVersion.«V1_34»')}`, '1.34', MEMBER],
  [
    'names of the module',
    `import { Cluster, KubernetesVersion } from 'aws-cdk-lib/aws-eks';\nnew Cluster(this, 'C', { version: KubernetesVersion.«V1_34» });`,
    '1.34',
    MEMBER,
  ],
  [
    'names under other names',
    `import { Cluster as K, KubernetesVersion as V } from 'aws-cdk-lib/aws-eks';\nnew K(this, 'C', { version: V.«V1_34» });`,
    '1.34',
    MEMBER,
  ],
  ['require', `const eks = require('aws-cdk-lib/aws-eks');\n${cluster('eks.KubernetesVersion.«V1_34»')}`, '1.34', MEMBER],
  [
    'a destructured require',
    `const { aws_eks: eks } = require('aws-cdk-lib');\n${cluster('eks.KubernetesVersion.«V1_34»')}`,
    '1.34',
    MEMBER,
  ],
  ['of', `${EKS}${cluster("eks.KubernetesVersion.of('«1.34»')")}`, '1.34', 'text'],
  ['of a constant', `${EKS}const V = '«1.34»';\n${cluster('eks.KubernetesVersion.of(V)')}`, '1.34', 'text'],
  ['of with a template', `${EKS}const MINOR = '34';\n${cluster('eks.KubernetesVersion.of(`«1.${MINOR}»`)')}`, '1.34', 'composed'],
  ['a key', `${EKS}${cluster("eks.KubernetesVersion['«V1_34»']")}`, '1.34', KEY],
  ['a key in a constant', `${EKS}const KEY = '«V1_34»';\n${cluster('eks.KubernetesVersion[KEY]')}`, '1.34', KEY],
  ['a key with a type', `${EKS}${cluster("(eks.KubernetesVersion as any)['«V1_34»']")}`, '1.34', KEY],
  ['a constant', `${EKS}const V = eks.KubernetesVersion.«V1_34»;\n${cluster('V')}`, '1.34', MEMBER],
  ['a constant of a call', `${EKS}const V = eks.KubernetesVersion.of('«1.34»');\n${cluster('V')}`, '1.34', 'text'],
  ['shorthand', `${EKS}const version = eks.KubernetesVersion.«V1_34»;\nnew eks.Cluster(this, 'C', { version });`, '1.34', MEMBER],
  ['a class under a shorter name', `${EKS}const V = eks.KubernetesVersion;\n${cluster('V.«V1_34»')}`, '1.34', MEMBER],
  [
    'the text of a version object',
    `${EKS}const V = eks.KubernetesVersion.«V1_34»;\nnew eks.CfnCluster(this, 'C', { version: V.version });`,
    '1.34',
    MEMBER,
  ],
  [
    'a version made from another',
    `${EKS}const V = eks.KubernetesVersion.of('«1.34»');\n${cluster('eks.KubernetesVersion.of(V.version)')}`,
    '1.34',
    'text',
  ],
  ['L1', `${EKS}new eks.CfnCluster(this, 'C', { version: '«1.34»' });`, '1.34', 'text'],
  ['L1 by name', `import { CfnCluster } from 'aws-cdk-lib/aws-eks';\nnew CfnCluster(this, 'C', { version: "«1.34»" });`, '1.34', 'text'],
  ['Fargate', `${EKS}new eks.FargateCluster(this, 'C', { version: eks.KubernetesVersion.«V1_34» });`, '1.34', MEMBER],
  ['a map', `${EKS}const VERSIONS = { dev: eks.KubernetesVersion.«V1_34» };\n${cluster('VERSIONS.dev')}`, '1.34', MEMBER],
  ['a field', `${EKS}class S { v = eks.KubernetesVersion.«V1_34»; f() { ${cluster('this.v')} } }`, '1.34', MEMBER],
  [
    'a spread',
    `${EKS}const base = { version: eks.KubernetesVersion.«V1_34» };\nnew eks.Cluster(this, 'C', { ...base, defaultCapacity: 0 });`,
    '1.34',
    MEMBER,
  ],
  ['CRLF and tabs', `${EKS}\r\nnew eks.Cluster(this, 'C', {\r\n\tversion:\teks.KubernetesVersion.«V1_34»,\r\n});\r\n`, '1.34', MEMBER],
  ['a byte order mark', `\uFEFF${EKS}${cluster('eks.KubernetesVersion.«V1_34»')}`, '1.34', MEMBER],
  ['a line of its own', `${EKS}${cluster('eks\n  .KubernetesVersion\n  .«V1_34»')}`, '1.34', MEMBER],
];

test.each(VERSIONS)('the version by %s', async (_name, text, value, notation) => {
  const reading = await read(text);
  expectDecidedAt(reading, factOf(reading, 'cluster').version, value, notation);
  expect(reading.problems).toEqual([]);
});

test('versions by condition', async () => {
  const reading = await read(`${EKS}${cluster("prod ? eks.KubernetesVersion.V1_33 : eks.KubernetesVersion.of('1.34')")}`);
  expect(shown(factOf(reading, 'cluster').version)).toEqual(['1.33', '1.34']);
});

test.each([
  ['a parameter', `${EKS}function f(props) { ${cluster('props.version')} }`],
  ['a computed key', `${EKS}${cluster('eks.KubernetesVersion[pick()]')}`],
  ['the environment', `${EKS}${cluster('eks.KubernetesVersion.of(process.env.V)')}`],
  ['a key that is no version', `${EKS}${cluster("eks.KubernetesVersion['LATEST']")}`],
])('no version is guessed from %s', async (_name, text) => {
  expect(factOf(await read(text), 'cluster').version?.kind).toBe('unknown');
});

test.each([
  ['an imported cluster', `${EKS}const c = eks.Cluster.fromClusterAttributes(this, 'C', { clusterName: 'prod' });`],
  ['ECS', "import * as ecs from 'aws-cdk-lib/aws-ecs';\nnew ecs.Cluster(this, 'C', { version: '1.28' });"],
  ['a class of that name', `${EKS}class Cluster {}\nnew Cluster(this, 'C', { version: eks.KubernetesVersion.V1_28 });`],
  ['a parameter that hides the import', `${EKS}function f(eks) { ${cluster('eks.KubernetesVersion.V1_28')} }`],
  ['a constant that hides the import', `${EKS}function f() { const eks = fake(); ${cluster('eks.KubernetesVersion.V1_28')} }`],
  ['the component of Pulumi', `import * as eks from '@pulumi/eks';\nnew eks.Cluster('c', { version: '1.28' });`],
])('%s is left alone', async (_name, text) => {
  expect((await read(text)).facts).toEqual([]);
});

const THREE =
  'computeConfig: { enabled: A }, kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: B } }, storageConfig: { blockStorage: { enabled: C } }';

test.each([
  ['aws-eks', `${EKS}new eks.Cluster(this, 'C', {});`, false],
  ['CDK 1', "import * as eks from '@aws-cdk/aws-eks';\nnew eks.Cluster(this, 'C', {});", false],
  ['aws-eks-v2', `${V2}new eks.Cluster(this, 'C', {});`, true],
  ['aws-eks-v2 without properties', `${V2}new eks.Cluster(this, 'C');`, true],
  ['aws-eks-v2, said', `${V2}new eks.Cluster(this, 'C', { defaultCapacityType: eks.DefaultCapacityType.AUTOMODE });`, true],
  ['aws-eks-v2 with node groups', `${V2}new eks.Cluster(this, 'C', { defaultCapacityType: eks.DefaultCapacityType.NODEGROUP });`, false],
  [
    'aws-eks-v2 with instances',
    `${V2}const t = eks.DefaultCapacityType.EC2;\nnew eks.Cluster(this, 'C', { defaultCapacityType: t });`,
    false,
  ],
  ['aws-eks-v2 on Fargate', `${V2}new eks.FargateCluster(this, 'C', {});`, false],
  ['L1', `${EKS}new eks.CfnCluster(this, 'C', {});`, false],
  ['L1 with three switches', `${EKS}const A = true, B = true, C = true;\nnew eks.CfnCluster(this, 'C', { ${THREE} });`, true],
  ['L1 with two of three', `${EKS}const A = true, B = true, C = false;\nnew eks.CfnCluster(this, 'C', { ${THREE} });`, false],
])('Auto Mode of %s', async (_name, text, wanted) => {
  const reading = await read(text);
  expect(shown(factOf(reading, 'cluster').autoMode)).toBe(wanted);
});

test.each([
  ['a capacity type that cannot be read', `${V2}new eks.Cluster(this, 'C', { defaultCapacityType: props.type });`],
  ['a spread', `${V2}new eks.Cluster(this, 'C', { ...props });`],
])('Auto Mode of aws-eks-v2 is unknown with %s', async (_name, text) => {
  expect(factOf(await read(text), 'cluster').autoMode.kind).toBe('unknown');
});

const CLUSTER = "const cluster = new eks.Cluster(this, 'C', { clusterName: 'prod', version: eks.KubernetesVersion.V1_34 });\n";
const L1 = "const cluster = new eks.CfnCluster(this, 'C', { version: '1.34' });\n";

const L1_OF = 'const l1 = cluster.node.defaultChild as eks.CfnCluster;\n';

test.each([
  ['Auto Mode', `${EKS}${CLUSTER}${L1_OF}l1.addPropertyOverride('ComputeConfig.Enabled', true);`, 'unknown', 'known'],
  ['the version', `${EKS}${CLUSTER}${L1_OF}l1.addPropertyOverride('Version', '1.30');`, 'known', 'unknown'],
  ['the version of an L1 construct', `${EKS}${L1}cluster.addOverride('Properties.Version', '1.30');`, 'known', 'unknown'],
  ['something computed', `${EKS}${CLUSTER}${L1_OF}l1.addPropertyOverride(path(), true);`, 'unknown', 'unknown'],
  ['something else', `${EKS}${CLUSTER}${L1_OF}l1.addPropertyOverride('Logging', {});`, 'known', 'known'],
  ['another construct', `${EKS}${CLUSTER}bucket.addPropertyOverride('Version', '1.30');`, 'known', 'known'],
])('an override of %s', async (_name, text, autoMode, version) => {
  const fact = factOf(await read(text), 'cluster');
  expect([fact.autoMode.kind, fact.version?.kind]).toEqual([autoMode, version]);
});

test('what else a cluster says', async () => {
  const reading = await read(
    `${EKS}new eks.CfnCluster(this, 'Payments', { name: 'prod', version: '1.33', upgradePolicy: { supportType: 'STANDARD' }, outpostConfig: o });`,
  );
  const fact = factOf(reading, 'cluster');
  expect(fact).toMatchObject({ resource: 'eks.CfnCluster Payments', onOutpost: true, versionIgnored: false });
  expect(fact.kubectl).toBeUndefined();
  expect([shown(fact.name), shown(fact.supportType)]).toEqual(['prod', 'STANDARD']);
  expect(textAt(reading, fact.span)).toBe('new eks.CfnCluster');
});

test.each([
  ['the cluster', `${EKS}${CLUSTER}new eks.Addon(this, 'A', { cluster, addonName: 'coredns', addonVersion: '«v1.11.4-eksbuild.2»' });`],
  [
    'its name',
    `${EKS}${CLUSTER}new eks.CfnAddon(this, 'A', { clusterName: cluster.clusterName, addonName: 'coredns', addonVersion: '«v1.11.4-eksbuild.2»' });`,
  ],
  [
    'its reference',
    `${EKS}${L1}new eks.CfnAddon(this, 'A', { clusterName: cluster.ref, addonName: 'coredns', addonVersion: '«v1.11.4-eksbuild.2»' });`,
  ],
  [
    'a field',
    `${EKS}class S { constructor() { this.cluster = new eks.Cluster(this, 'C', {}); new eks.Addon(this, 'A', { cluster: this.cluster, addonName: 'coredns', addonVersion: '«v1.11.4-eksbuild.2»' }); } }`,
  ],
  ['aws-eks-v2', `${V2}${CLUSTER}new eks.Addon(this, 'A', { cluster, addonName: 'coredns', addonVersion: '«v1.11.4-eksbuild.2»' });`],
])('an add-on names its cluster by %s', async (_name, text) => {
  const reading = await read(text);
  const addon = factOf(reading, 'addon');
  expect(addon.cluster).toEqual({ kind: 'id', id: factOf(reading, 'cluster').id });
  expect(addon.resource).toMatch(/^eks\.(?:Cfn)?Addon coredns$/);
  expectDecidedAt(reading, addon.addonVersion, 'v1.11.4-eksbuild.2', 'text');
});

test('add-ons of clusters that are not in the program', async () => {
  const reading = await read(
    `${EKS}const known = eks.Cluster.fromClusterAttributes(this, 'K', { clusterName: 'prod' });
const other = eks.Cluster.fromClusterAttributes(this, 'O', { clusterName: props.name });
new eks.Addon(this, 'A', { cluster: known, addonName: 'coredns' });
new eks.Addon(this, 'B', { cluster: other, addonName: 'coredns' });
new eks.CfnAddon(this, 'D', { clusterName: 'dev', addonName: 'coredns' });
new eks.CfnAddon(this, 'E', props);`,
  );
  const [known, other, named, passed] = factsOf(reading, 'addon');
  expect([known?.cluster, named?.cluster]).toEqual([
    { kind: 'name', name: 'prod' },
    { kind: 'name', name: 'dev' },
  ]);
  expect([other?.cluster.kind, passed?.cluster.kind]).toEqual(['elsewhere', 'unknown']);
  expect(passed?.resource).toBe('eks.CfnAddon E');
});

test('two clusters in one file stay apart', async () => {
  const reading = await read(
    `${EKS}const blue = new eks.Cluster(this, 'Blue', { version: eks.KubernetesVersion.V1_33 });
const green = new eks.Cluster(this, 'Green', { version: eks.KubernetesVersion.V1_34 });
new eks.Addon(this, 'A', { cluster: green, addonName: 'coredns' });`,
  );
  const [blue, green] = factsOf(reading, 'cluster');
  expect([shown(blue?.version), shown(green?.version)]).toEqual(['1.33', '1.34']);
  expect(factOf(reading, 'addon').cluster).toEqual({ kind: 'id', id: green?.id });
});

test('a syntax error leaves what stands before it, and is one problem', async () => {
  const reading = await read(`${EKS}${cluster('eks.KubernetesVersion.«V1_34»')}\nclass {{{ (`);
  expectDecidedAt(reading, factOf(reading, 'cluster').version, '1.34', MEMBER);
  expect(reading.problems).toHaveLength(1);
});

test.each(['', '\uFEFF', EKS])('nothing to read in %j', async (text) => {
  expect(await read(text)).toMatchObject({ facts: [], problems: [] });
});

test.each([
  ["import { KubectlV34Layer } from '@aws-cdk/lambda-layer-kubectl-v34';", false],
  ["import * as eks from 'aws-cdk-lib/aws-eks';", true],
  ["import { aws_eks } from 'aws-cdk-lib';", true],
  ["import { eks } from '../config';\nnew eks.Cluster(this, 'C', {});", true],
  ["import * as cdk from 'aws-cdk-lib';\nconst image = 'cluster-autoscaler:v1.28.0';", true],
  ['import * as aws from "@pulumi/aws";', false],
])('accepts %j: %s', (text, accepted) => {
  expect(reader.accepts({ path: 'lib/stack.ts', text })).toBe(accepted);
});
