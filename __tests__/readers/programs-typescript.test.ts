/** Programs of several files, loops and functions, as both frameworks write them. */
import { expect, test } from 'vitest';
import { knowns } from '../../src/model/value.ts';
import { cdkTypeScript } from '../../src/readers/cdk-typescript.ts';
import { pulumiTypeScript } from '../../src/readers/pulumi-typescript.ts';
import type { Reader } from '../../src/readers/reader.ts';
import { expectDecidedAt, factOf, factsOf, type Files, type Read, readFiles, shown } from './support.ts';

const AWS = 'import * as aws from "@pulumi/aws";\n';
const EKS = "import * as eks from 'aws-cdk-lib/aws-eks';\n";

test.each<readonly [string, Reader, Files]>([
  [
    'a constant of another file',
    pulumiTypeScript,
    {
      'index.ts': `import { V } from "./config";\n${AWS}new aws.eks.Cluster("c", { version: V });`,
      'config.ts': 'export const V = "«1.34»";',
    },
  ],
  [
    'an object of another file',
    pulumiTypeScript,
    {
      'index.ts': `import { config } from "./config";\n${AWS}new aws.eks.Cluster("c", { version: config.k8s.version });`,
      'config.ts': 'export const config = { k8s: { version: "«1.34»" } };',
    },
  ],
  [
    'a module that another file hands on',
    pulumiTypeScript,
    {
      'index.ts': 'import { eks } from "./lib";\nnew eks.Cluster("c", { version: "«1.34»" });',
      'lib.ts': 'export { eks } from "@pulumi/aws";',
    },
  ],
  [
    'the arguments of a component',
    pulumiTypeScript,
    {
      'index.ts': 'import { Platform } from "./platform";\nnew Platform("p", { version: "«1.34»" });',
      'platform.ts': `${AWS}export class Platform { constructor(name: string, args: { version: string }) { new aws.eks.Cluster(name, { version: args.version }); } }`,
    },
  ],
  [
    'a stack file',
    pulumiTypeScript,
    {
      'index.ts': `import * as pulumi from "@pulumi/pulumi";\n${AWS}const config = new pulumi.Config();\nnew aws.eks.Cluster("c", { version: config.require("k8sVersion") });`,
      'Pulumi.yaml': 'name: tap\nruntime: nodejs\n',
      'Pulumi.dev.yaml': 'config:\n  tap:k8sVersion: "«1.34»"\n',
    },
  ],
  [
    'an object in a stack file',
    pulumiTypeScript,
    {
      'index.ts': `import * as pulumi from "@pulumi/pulumi";\n${AWS}const cluster = new pulumi.Config("eks").requireObject<Cluster>("cluster");\nnew aws.eks.Cluster("c", { version: cluster.k8s.version });`,
      'Pulumi.yaml': 'name: tap\nruntime: nodejs\n',
      'Pulumi.dev.yaml': 'config:\n  eks:cluster:\n    k8s:\n      version: "«1.34»"\n',
    },
  ],
  [
    'a constant of another file',
    cdkTypeScript,
    {
      'lib/stack.ts': `import { V } from './config';\n${EKS}new eks.Cluster(this, 'C', { version: V });`,
      'lib/config.ts': `${EKS}export const V = eks.KubernetesVersion.«V1_34»;`,
    },
  ],
  [
    'the text of another file',
    cdkTypeScript,
    {
      'lib/stack.ts': `import { V } from './config';\n${EKS}new eks.Cluster(this, 'C', { version: eks.KubernetesVersion.of(V) });`,
      'lib/config.ts': "export const V = '«1.34»';",
    },
  ],
  [
    'the properties of a stack',
    cdkTypeScript,
    {
      'bin/app.ts': "import { EksStack } from '../lib/stack';\nnew EksStack(app, 'prod', { version: '«1.34»' });",
      'lib/stack.ts': `${EKS}export class EksStack { constructor(scope, id, props) { new eks.Cluster(this, 'C', { version: eks.KubernetesVersion.of(props.version) }); } }`,
    },
  ],
  [
    'a module that another file hands on',
    cdkTypeScript,
    {
      'lib/stack.ts': "import { eks } from '../config';\nnew eks.Cluster(this, 'C', { version: eks.KubernetesVersion.«V1_34» });",
      'config.ts': "export { aws_eks as eks } from 'aws-cdk-lib';",
    },
  ],
])('the version by %s', async (_name, reader, files) => {
  const reading = await readFiles(reader, files);
  const { version } = factOf(reading, 'cluster');
  expectDecidedAt(reading, version, '1.34', version?.kind === 'known' ? version.notation : 'text');
  expect(reading.problems).toEqual([]);
});

test('one version a stack, with the default of the program where a stack has none', async () => {
  const reading = await readFiles(pulumiTypeScript, {
    'index.ts': `import * as pulumi from "@pulumi/pulumi";\n${AWS}const config = new pulumi.Config();\nnew aws.eks.Cluster("c", { version: config.get("k8sVersion") ?? "1.33" });`,
    'Pulumi.yaml': 'name: tap\nruntime: nodejs\n',
    'Pulumi.dev.yaml': 'config:\n  tap:k8sVersion: "1.34"\n',
    'Pulumi.prod.yaml': 'config: {}\n',
  });
  const { version } = factOf(reading, 'cluster');
  if (version?.kind !== 'one-of') throw new Error('one version');
  expect(version.alternatives.map(({ value, when, span }) => [value, when?.split(',')[0], span.path])).toEqual([
    ['1.34', 'stack dev', 'Pulumi.dev.yaml'],
    ['1.33', 'stack prod', 'index.ts'],
  ]);
});

function addonsOf(reading: Read): unknown {
  return factsOf(reading, 'addon').map(({ resource, addonVersion, cluster }) => [resource, shown(addonVersion), cluster.kind]);
}

const CLUSTER = 'const cluster = new aws.eks.Cluster("c", { version: "1.34" });\n';
const TWO = [
  ['aws.eks.Addon coredns', 'v1.11.4-eksbuild.2', 'id'],
  ['aws.eks.Addon vpc-cni', 'v1.20.1-eksbuild.1', 'id'],
];

test.each([
  [
    'a loop over a list',
    `${AWS}${CLUSTER}for (const a of [{ name: "coredns", version: "v1.11.4-eksbuild.2" }, { name: "vpc-cni", version: "v1.20.1-eksbuild.1" }]) new aws.eks.Addon(a.name, { clusterName: cluster.name, addonName: a.name, addonVersion: a.version });`,
  ],
  [
    'forEach over entries',
    `${AWS}${CLUSTER}const addons = { coredns: "v1.11.4-eksbuild.2", "vpc-cni": "v1.20.1-eksbuild.1" };\nObject.entries(addons).forEach(([name, version]) => { new aws.eks.Addon(name, { clusterName: cluster.name, addonName: name, addonVersion: version }); });`,
  ],
  [
    'a function',
    `${AWS}${CLUSTER}function install(name: string, version: string) { return new aws.eks.Addon(name, { clusterName: cluster.name, addonName: name, addonVersion: version }); }\ninstall("coredns", "v1.11.4-eksbuild.2");\ninstall("vpc-cni", "v1.20.1-eksbuild.1");`,
  ],
])('add-ons of %s are told apart', async (_name, text) => {
  expect(addonsOf(await readFiles(pulumiTypeScript, { 'index.ts': text }))).toEqual(TWO);
});

test('add-ons of a helper in a CDK stack', async () => {
  const reading = await readFiles(cdkTypeScript, {
    'lib/stack.ts': `${EKS}class S { constructor() {
  const cluster = new eks.Cluster(this, 'C', { version: eks.KubernetesVersion.V1_34 });
  const add = (id: string, addonName: string, addonVersion?: string) => { new eks.CfnAddon(this, id, { addonName, addonVersion, clusterName: cluster.clusterName }); };
  add('dns', 'coredns', 'v1.11.4-eksbuild.2');
  add('cni', 'vpc-cni');
} }`,
  });
  expect(addonsOf(reading)).toEqual([
    ['eks.CfnAddon coredns', 'v1.11.4-eksbuild.2', 'id'],
    ['eks.CfnAddon vpc-cni', 'absent', 'id'],
  ]);
});

function stackThatStandsTwice(version: string): string {
  return `${EKS}export class S { constructor(scope, id, props) { const cluster = new eks.Cluster(this, 'C', { version: props.k8s }); for (const name of ['coredns', 'vpc-cni']) new eks.Addon(this, name, { cluster, addonName: name, addonVersion: ${version} }); } }\nnew S(app, 'dev', { k8s: eks.KubernetesVersion.V1_34, addon: 'v1.2.3-eksbuild.4' });\nnew S(app, 'prod', { k8s: eks.KubernetesVersion.V1_33, addon: 'v1.2.2-eksbuild.1' });`;
}

test('an add-on of a stack that stands twice has one version for each, or one for both', async () => {
  const apart = await readFiles(cdkTypeScript, { 'lib/stack.ts': stackThatStandsTwice('props.addon') });
  expect(shown(factOf(apart, 'cluster').version)).toEqual(['1.34', '1.33']);
  expect(addonsOf(apart)).toEqual([
    ['eks.Addon coredns', ['v1.2.3-eksbuild.4', 'v1.2.2-eksbuild.1'], 'id'],
    ['eks.Addon vpc-cni', ['v1.2.3-eksbuild.4', 'v1.2.2-eksbuild.1'], 'id'],
  ]);
  // the names of the alternatives are those of the cluster's, so that rules can pair them
  const names = [factOf(apart, 'cluster').version, ...factsOf(apart, 'addon').map(({ addonVersion }) => addonVersion)];
  expect(names.map((value) => knowns(value).map(({ when }) => when))).toEqual([
    ['dev', 'prod'],
    ['dev', 'prod'],
    ['dev', 'prod'],
  ]);
  const together = await readFiles(cdkTypeScript, { 'lib/stack.ts': stackThatStandsTwice("'v1.2.3-eksbuild.4'") });
  expect(addonsOf(together)).toEqual([
    ['eks.Addon coredns', 'v1.2.3-eksbuild.4', 'id'],
    ['eks.Addon vpc-cni', 'v1.2.3-eksbuild.4', 'id'],
  ]);
});

test('an add-on names a cluster of another file', async () => {
  const reading = await readFiles(pulumiTypeScript, {
    'addons.ts': `import { cluster } from "./cluster";\n${AWS}new aws.eks.Addon("a", { clusterName: cluster.name, addonName: "coredns" });`,
    'cluster.ts': `${AWS}export ${CLUSTER}`,
  });
  expect(factOf(reading, 'addon').cluster).toEqual({ kind: 'id', id: factOf(reading, 'cluster').id });
});

test('a layer that another file makes is known by the import of that file', async () => {
  const reading = await readFiles(cdkTypeScript, {
    'lib/stack.ts': `import { layer } from './layer';\n${EKS}new eks.Cluster(this, 'C', { kubectlLayer: layer });`,
    'lib/layer.ts':
      "import { «KubectlV34Layer» } from '@aws-cdk/lambda-layer-kubectl-v34';\nexport const layer = new KubectlV34Layer(app, 'k');",
  });
  const layer = factOf(reading, 'cluster').kubectl?.layer;
  if (typeof layer !== 'object' || !('version' in layer)) throw new Error('no layer');
  expectDecidedAt(reading, layer.version, '1.34', 'kubectl-layer-class');
  expect(layer.packageName.span.path).toBe('lib/layer.ts');
});
