/** Pulumi programs: how clusters, add-ons and images are spelled, and the places that decide them. */
import { expect, test } from 'vitest';
import type { Notation } from '../../src/model/notation.ts';
import { pulumiTypeScript as reader } from '../../src/readers/pulumi-typescript.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown, textAt } from './support.ts';

const AWS = 'import * as aws from "@pulumi/aws";\n';
const EKS = 'import * as eks from "@pulumi/eks";\n';
const PULUMI = 'import * as pulumi from "@pulumi/pulumi";\n';
const K8S = 'import * as k8s from "@pulumi/kubernetes";\n';

function read(text: string, path = 'index.ts') {
  return readFiles(reader, { [path]: text });
}

type Spelling = readonly [name: string, text: string, value: string, notation: Notation];

const VERSIONS: readonly Spelling[] = [
  ['a literal', `${AWS}new aws.eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['single quotes', `${AWS}new aws.eks.Cluster('c', { version: '«1.34»' });`, '1.34', 'text'],
  ['a template without parts', `${AWS}new aws.eks.Cluster("c", { version: \`«1.34»\` });`, '1.34', 'text'],
  ['a number', `${AWS}new aws.eks.Cluster("c", { version: «1.30» });`, '1.3', 'number'],
  ['a quoted key', `${AWS}new aws.eks.Cluster("c", { "version": "«1.34»" });`, '1.34', 'text'],
  ['{ eks } of the package', `import { eks } from "@pulumi/aws";\nnew eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['eks under another name', `import { eks as k } from "@pulumi/aws";\nnew k.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['the module of the service', `import * as eks from "@pulumi/aws/eks";\nnew eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['the class of the service', `import { Cluster } from "@pulumi/aws/eks";\nnew Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['the file of the class', `import { Cluster as C } from "@pulumi/aws/eks/cluster";\nnew C("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['a default import', `import aws from "@pulumi/aws";\nnew aws.eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['require', `const aws = require("@pulumi/aws");\nnew aws.eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['import require', `import aws = require("@pulumi/aws");\nnew aws.eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['a destructured require', `const { eks } = require("@pulumi/aws");\nnew eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['the component', `${EKS}new eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['aws-native', `import * as native from "@pulumi/aws-native";\nnew native.eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['a constant', `${AWS}const VERSION = "«1.34»";\nnew aws.eks.Cluster("c", { version: VERSION });`, '1.34', 'text'],
  ['shorthand', `${AWS}const version = "«1.34»";\nnew aws.eks.Cluster("c", { version });`, '1.34', 'text'],
  ['a constant as const', `${AWS}const V = "«1.34»" as const;\nnew aws.eks.Cluster("c", { version: V });`, '1.34', 'text'],
  [
    'a member',
    `${AWS}const config = { k8s: { version: "«1.34»" } };\nnew aws.eks.Cluster("c", { version: config.k8s.version });`,
    '1.34',
    'text',
  ],
  ['an enum', `${AWS}enum K8s { V = "«1.34»" }\nnew aws.eks.Cluster("c", { version: K8s.V });`, '1.34', 'text'],
  ['arguments in a constant', `${AWS}const args = { version: "«1.34»" };\nnew aws.eks.Cluster("c", args);`, '1.34', 'text'],
  ['a spread', `${AWS}const base = { version: "«1.34»" };\nnew aws.eks.Cluster("c", { ...base, tags: {} });`, '1.34', 'text'],
  [
    'a spread that is overruled',
    `${AWS}const base = { version: "1.30" };\nnew aws.eks.Cluster("c", { ...base, version: "«1.34»" });`,
    '1.34',
    'text',
  ],
  [
    'a field of a class',
    `${AWS}class S { version = "«1.34»"; make() { new aws.eks.Cluster("c", { version: this.version }); } }`,
    '1.34',
    'text',
  ],
  ['pulumi.output', `${AWS}${PULUMI}new aws.eks.Cluster("c", { version: pulumi.output("«1.34»") });`, '1.34', 'text'],
  ['tabs', `${AWS}new aws.eks.Cluster("c", {\n\t\tversion:\t"«1.34»",\n});`, '1.34', 'text'],
  ['CRLF', `${AWS}const x = 1;\r\nnew aws.eks.Cluster("c", {\r\n  version: "«1.34»",\r\n});\r\n`, '1.34', 'text'],
  ['a byte order mark', `\uFEFF${AWS}new aws.eks.Cluster("c", { version: "«1.34»" });`, '1.34', 'text'],
  ['text beyond the basic plane', `${AWS}// 𝕏 ü\nnew aws.eks.Cluster("ü𝕏", { version: "«1.34»" });`, '1.34', 'text'],
];

test.each(VERSIONS)('the version by %s', async (_name, text, value, notation) => {
  const reading = await read(text);
  expectDecidedAt(reading, factOf(reading, 'cluster').version, value, notation);
  expect(reading.problems).toEqual([]);
});

test.each([
  ['is absent', `${AWS}new aws.eks.Cluster("c", {});`, 'absent'],
  ['is undefined', `${AWS}new aws.eks.Cluster("c", { version: undefined });`, 'absent'],
  ['has no arguments', `${AWS}new aws.eks.Cluster("c");`, 'absent'],
  ['depends on a condition', `${AWS}new aws.eks.Cluster("c", { version: prod ? "1.33" : "1.34" });`, ['1.33', '1.34']],
])('the version that %s', async (_name, text, wanted) => {
  const reading = await read(text);
  expect(shown(factOf(reading, 'cluster').version)).toEqual(wanted);
});

test.each([
  ['a spread of something unknown after it', `${AWS}new aws.eks.Cluster("c", { version: "1.34", ...f() });`],
  ['the environment', `${AWS}new aws.eks.Cluster("c", { version: process.env.K8S });`],
  ['a call', `${AWS}new aws.eks.Cluster("c", { version: pick() });`],
  ['an output that is mapped', `${AWS}${PULUMI}new aws.eks.Cluster("c", { version: pulumi.output(x).apply((v) => v) });`],
])('no version is guessed from %s', async (_name, text) => {
  const reading = await read(text);
  expect(factOf(reading, 'cluster').version?.kind).toBe('unknown');
});

test.each([
  ['AKS', 'import * as azure from "@pulumi/azure-native";\nnew azure.containerservice.ManagedCluster("c", { kubernetesVersion: "1.28" });'],
  ['a cluster of another service', `${AWS}new aws.rds.Cluster("c", { version: "1.28" });`],
  ['GKE', 'import * as gcp from "@pulumi/gcp";\nnew gcp.container.Cluster("c", { version: "1.28" });'],
  ['a class of that name', `${AWS}class Cluster {}\nnew Cluster("c", { version: "1.28" });`],
  [
    'a name that hides the import',
    `import { eks } from "@pulumi/aws";\nfunction f(eks) { return new eks.Cluster("c", { version: "1.28" }); }`,
  ],
  ['a constant that hides the import', `${AWS}{ const aws = fake();\nnew aws.eks.Cluster("c", { version: "1.28" }); }`],
  ['an existing cluster', `${AWS}const c = aws.eks.Cluster.get("c", "id");`],
  ['a comment', `${AWS}// new aws.eks.Cluster("c", { version: "1.28" });\nexport const x = "new aws.eks.Cluster({version: '1.28'})";`],
])('%s is left alone', async (_name, text) => {
  const reading = await read(text);
  expect(factsOf(reading, 'cluster')).toEqual([]);
  expect(factsOf(reading, 'addon')).toEqual([]);
});

const THREE =
  'computeConfig: { enabled: A }, kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: B } }, storageConfig: { blockStorage: { enabled: C } }';

test.each([
  ['no switches', `${AWS}new aws.eks.Cluster("c", {});`, false],
  ['three switches on', `${AWS}const A = true, B = true, C = true;\nnew aws.eks.Cluster("c", { ${THREE} });`, true],
  ['one of three off', `${AWS}const A = true, B = true, C = false;\nnew aws.eks.Cluster("c", { ${THREE} });`, false],
  ['one of three missing', `${AWS}new aws.eks.Cluster("c", { computeConfig: { enabled: true } });`, false],
  ['the component', `${EKS}new eks.Cluster("c", {});`, false],
  ['the component with its switch', `${EKS}new eks.Cluster("c", { autoMode: { enabled: true } });`, true],
])('Auto Mode of %s', async (_name, text, wanted) => {
  const reading = await read(text);
  expect(shown(factOf(reading, 'cluster').autoMode)).toBe(wanted);
});

test('Auto Mode is unknown where a switch is', async () => {
  const reading = await read(`${AWS}const A = true, B = f(), C = true;\nnew aws.eks.Cluster("c", { ${THREE} });`);
  expect(factOf(reading, 'cluster').autoMode.kind).toBe('unknown');
});

test('what else a cluster says', async () => {
  const reading = await read(
    `${AWS}const ignored = ["version"];\nnew aws.eks.Cluster("payments", { name: "prod", version: "1.33", upgradePolicy: { supportType: "STANDARD" }, outpostConfig: {} }, { ignoreChanges: ignored });`,
  );
  const cluster = factOf(reading, 'cluster');
  expect(cluster).toMatchObject({ resource: 'aws.eks.Cluster payments', versionIgnored: true, onOutpost: true });
  expect(shown(cluster.name)).toBe('prod');
  expect(shown(cluster.supportType)).toBe('STANDARD');
  expect(textAt(reading, cluster.span)).toBe('new aws.eks.Cluster');
});

const CLUSTER = 'const cluster = new aws.eks.Cluster("c", { name: "prod", version: "1.34" });\n';
const COMPONENT = 'const cluster = new eks.Cluster("c", { version: "1.34" });\n';

test.each([
  ['cluster.name', `${AWS}${CLUSTER}new aws.eks.Addon("a", { clusterName: cluster.name, addonName: "coredns" });`],
  ['cluster.id', `${AWS}${CLUSTER}new aws.eks.Addon("a", { clusterName: cluster.id, addonName: "coredns" });`],
  [
    'pulumi.interpolate',
    `${AWS}${PULUMI}${CLUSTER}new aws.eks.Addon("a", { clusterName: pulumi.interpolate\`\${cluster.name}\`, addonName: "coredns" });`,
  ],
  ['a constant', `${AWS}${CLUSTER}const clusterName = cluster.name;\nnew aws.eks.Addon("a", { clusterName, addonName: "coredns" });`],
  ['an output', `${AWS}${CLUSTER}new aws.eks.Addon("a", { clusterName: cluster.name.apply((n) => n), addonName: "coredns" });`],
  [
    'a field',
    `${AWS}class S { cluster = new aws.eks.Cluster("c", {}); f() { new aws.eks.Addon("a", { clusterName: this.cluster.name, addonName: "coredns" }); } }`,
  ],
  [
    'core.cluster.name',
    `${AWS}${EKS}${COMPONENT}new aws.eks.Addon("a", { clusterName: cluster.core.cluster.name, addonName: "coredns" });`,
  ],
  ['eksCluster.name', `${AWS}${EKS}${COMPONENT}new aws.eks.Addon("a", { clusterName: cluster.eksCluster.name, addonName: "coredns" });`],
  ['the component itself', `${EKS}${COMPONENT}new eks.Addon("a", { cluster, addonName: "coredns" });`],
])('an add-on names its cluster by %s', async (_name, text) => {
  const reading = await read(text);
  expect(factOf(reading, 'addon').cluster).toEqual({ kind: 'id', id: factOf(reading, 'cluster').id });
});

test('an add-on names its cluster in quotes, or by something unknown', async () => {
  const reading = await read(
    `${AWS}new aws.eks.Addon("a", { clusterName: "prod", addonName: "coredns" });\nnew aws.eks.Addon("b", { clusterName: config.require("c"), addonName: "vpc-cni" });\nnew aws.eks.Addon("d", { addonName: "vpc-cni" });`,
  );
  expect(factsOf(reading, 'addon').map(({ cluster }) => cluster)).toEqual([
    { kind: 'name', name: 'prod' },
    { kind: 'unknown', reason: '`config.require("c")` does not lead to a cluster of this program' },
    { kind: 'unknown', reason: 'it does not name its cluster' },
  ]);
});

test.each([
  ['a literal', `${AWS}new aws.eks.Addon("a", { clusterName: "c", addonName: "coredns", addonVersion: "«v1.11.4-eksbuild.2»" });`],
  [
    'a constant',
    `${AWS}const V = "«v1.11.4-eksbuild.2»";\nnew aws.eks.Addon("a", { clusterName: "c", addonName: "coredns", addonVersion: V });`,
  ],
  [
    'a map',
    `${AWS}const versions = { coredns: "«v1.11.4-eksbuild.2»" };\nnew aws.eks.Addon("a", { clusterName: "c", addonName: "coredns", addonVersion: versions.coredns });`,
  ],
  ['the component', `${EKS}new eks.Addon("a", { cluster: c, addonName: "coredns", addonVersion: "«v1.11.4-eksbuild.2»" });`],
  ['an option of the component', `${EKS}new eks.Cluster("c", { corednsAddonOptions: { version: "«v1.11.4-eksbuild.2»" } });`],
])('the add-on version by %s', async (_name, text) => {
  const reading = await read(text);
  const addon = factOf(reading, 'addon');
  expect(shown(addon.addonName)).toBe('coredns');
  expectDecidedAt(reading, addon.addonVersion, 'v1.11.4-eksbuild.2', 'text');
});

test('add-ons that the component makes by itself', async () => {
  const reading = await read(
    `${EKS}new eks.Cluster("c", { kubeProxyAddonOptions: { version: "v1.34.0-eksbuild.2" }, vpcCniOptions: { addonVersion: "v1.20.1-eksbuild.1" }, corednsAddonOptions: { enabled: false, version: "v1.1.1-eksbuild.1" } });`,
  );
  const cluster = factOf(reading, 'cluster');
  expect(factsOf(reading, 'addon').map((addon) => [addon.resource, shown(addon.addonName), shown(addon.addonVersion)])).toEqual([
    ['eks.Cluster c kubeProxyAddonOptions', 'kube-proxy', 'v1.34.0-eksbuild.2'],
    ['eks.Cluster c vpcCniOptions', 'vpc-cni', 'v1.20.1-eksbuild.1'],
  ]);
  expect(factsOf(reading, 'addon').every((addon) => addon.cluster.kind === 'id' && addon.cluster.id === cluster.id)).toBe(true);
});

test.each([
  ['no property', 'addonName: "coredns"'],
  ['undefined', 'addonName: "coredns", addonVersion: undefined'],
  ['a lookup', 'addonName: "coredns", addonVersion: latest.version'],
  ['a lookup that names the add-on too', 'addonName: latest.addonName, addonVersion: latest.version'],
  ['a lookup inside', 'addonName: "coredns", addonVersion: aws.eks.getAddonVersionOutput({ addonName: "coredns" }).version'],
  ['a lookup in time', 'addonName: "coredns", addonVersion: aws.eks.getAddonVersion({ addonName: "coredns" }).then((v) => v.version)'],
])('EKS picks the add-on version: %s', async (_name, properties) => {
  const reading = await read(
    `${AWS}const latest = aws.eks.getAddonVersionOutput({ addonName: "coredns", mostRecent: true });\nnew aws.eks.Addon("a", { clusterName: "c", ${properties} });`,
  );
  const addon = factOf(reading, 'addon');
  expect(addon.addonVersion).toBeUndefined();
  expect(addon.resource).toBe('aws.eks.Addon coredns');
});

test('two clusters in one file stay apart', async () => {
  const reading = await read(
    `${AWS}const blue = new aws.eks.Cluster("blue", { version: "1.33" });\nconst green = new aws.eks.Cluster("green", { version: "1.34" });\nnew aws.eks.Addon("b", { clusterName: blue.name, addonName: "coredns" });\nnew aws.eks.Addon("g", { clusterName: green.name, addonName: "coredns" });`,
  );
  const [blue, green] = factsOf(reading, 'cluster');
  expect([shown(blue?.version), shown(green?.version)]).toEqual(['1.33', '1.34']);
  expect(factsOf(reading, 'addon').map(({ cluster }) => cluster)).toEqual([
    { kind: 'id', id: blue?.id },
    { kind: 'id', id: green?.id },
  ]);
});

test('a syntax error leaves what stands before it, and is one problem', async () => {
  const reading = await read(`${AWS}new aws.eks.Cluster("c", { version: "«1.34»" });\nfunction ( {{{`);
  expectDecidedAt(reading, factOf(reading, 'cluster').version, '1.34', 'text');
  expect(reading.problems).toHaveLength(1);
});

test.each([
  ['', 'index.ts'],
  ['\uFEFF', 'index.ts'],
  [AWS, 'index.ts'],
])('nothing to read in %j', async (text, path) => {
  expect(await read(text, path)).toMatchObject({ facts: [], problems: [] });
});

test('nesting too deep to walk is a problem, not a crash', async () => {
  const reading = await read(`${AWS}const x = ${'a.'.repeat(20_000)}b;\nnew x.eks.Cluster("c", {});`);
  expect(reading.problems.length).toBeLessThanOrEqual(1);
});

test.each([
  ['index.ts', true],
  ['src/main.mts', true],
  ['lib/app.cjs', true],
  ['ui/view.tsx', true],
  ['types.d.ts', false],
  ['types.d.mts', false],
  ['index.test.ts', false],
  ['index.spec.js', false],
  ['app.min.js', false],
  ['__snapshots__/a.test.ts.snap', false],
  ['Pulumi.yaml', false],
  ['tsconfig.json', false],
])('wants %s: %s', (path, wanted) => {
  expect(reader.wantsPath(path)).toBe(wanted);
});

test('a program in another language of the same cloud is not accepted', () => {
  expect(reader.accepts({ path: 'index.ts', text: 'import * as cdk from "aws-cdk-lib";' })).toBe(false);
});

test('clusters by their providers', async () => {
  const reading = await read(
    `${AWS}${EKS}${K8S}${PULUMI}const a = new aws.eks.Cluster("a", {});
const b = new eks.Cluster("b", {});
const pa = new k8s.Provider("pa", { kubeconfig: pulumi.jsonStringify({ clusters: [{ cluster: { server: a.endpoint } }] }) });
const image = "registry.k8s.io/autoscaling/cluster-autoscaler:v1.34.2";
new k8s.apps.v1.Deployment("da", { spec: { template: { spec: { containers: [{ image }] } } } }, { provider: pa });
new k8s.apps.v1.Deployment("db", { spec: { template: { spec: { containers: [{ image }] } } } }, { provider: b.provider });
new k8s.apps.v1.Deployment("dc", { spec: { template: { spec: { containers: [{ image }] } } } });`,
  );
  const [a, b] = factsOf(reading, 'cluster');
  expect(factsOf(reading, 'image').map(({ cluster }) => cluster)).toEqual([
    { kind: 'id', id: a?.id },
    { kind: 'id', id: b?.id },
    { kind: 'unknown', reason: 'it names no provider' },
  ]);
});
