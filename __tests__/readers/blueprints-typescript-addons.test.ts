/** Programs that use the package eks-blueprints: their add-ons, the cluster of each, the image of the autoscaler. */
import { expect, test } from 'vitest';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown } from './support.ts';

const BLUEPRINTS = "import * as blueprints from '@aws-quickstart/eks-blueprints';\nimport * as eks from 'aws-cdk-lib/aws-eks';\n";
const BUILDER = 'blueprints.EksBlueprint.builder()';

function read(text: string) {
  return readFiles(reader, { 'lib/stack.ts': `${BLUEPRINTS}${text}` });
}

const PINNED = "'«v1.11.4-eksbuild.2»'";

test.each([
  ['CoreDnsAddOn', `new blueprints.addons.CoreDnsAddOn(${PINNED})`, 'coredns'],
  ['CoreDnsAddOn with properties', `new blueprints.CoreDnsAddOn(${PINNED}, { configurationValues: {} })`, 'coredns'],
  ['KubeProxyAddOn', `new blueprints.addons.KubeProxyAddOn(${PINNED})`, 'kube-proxy'],
  ['EksPodIdentityAgentAddOn', `new blueprints.addons.EksPodIdentityAgentAddOn(${PINNED})`, 'eks-pod-identity-agent'],
  ['VpcCniAddOn', `new blueprints.addons.VpcCniAddOn({ version: ${PINNED} })`, 'vpc-cni'],
  ['VpcCniAddOn of old', `new blueprints.addons.VpcCniAddOn(${PINNED})`, 'vpc-cni'],
  ['EbsCsiDriverAddOn', `new blueprints.addons.EbsCsiDriverAddOn({ version: ${PINNED}, kmsKeys: [] })`, 'aws-ebs-csi-driver'],
  ['AdotCollectorAddOn', `new blueprints.addons.AdotCollectorAddOn({ version: ${PINNED} })`, 'adot'],
  ['CloudWatchInsights', `new blueprints.addons.CloudWatchInsights({ version: ${PINNED} })`, 'amazon-cloudwatch-observability'],
  [
    'CoreAddOn',
    `new blueprints.addons.CoreAddOn({ addOnName: 'snapshot-controller', version: ${PINNED}, saName: 's' })`,
    'snapshot-controller',
  ],
])('the version of %s', async (_name, addOn, name) => {
  const reading = await read(`${BUILDER}.addOns(${addOn}).build(app, 'x');`);
  const addon = factOf(reading, 'addon');
  expect(shown(addon.addonName)).toBe(name);
  expectDecidedAt(reading, addon.addonVersion, 'v1.11.4-eksbuild.2', 'text');
  expect(addon.cluster).toEqual({ kind: 'id', id: factOf(reading, 'cluster').id });
});

test.each([
  ['nothing', 'new blueprints.addons.CoreDnsAddOn()', 'absent'],
  ['nothing, without parentheses', 'new blueprints.addons.CoreDnsAddOn', 'absent'],
  ['auto', "new blueprints.addons.CoreDnsAddOn('auto')", 'absent'],
  ['auto in properties', "new blueprints.addons.EbsCsiDriverAddOn({ version: 'auto' })", 'absent'],
  ['undefined', 'new blueprints.addons.CoreDnsAddOn(undefined, {})', 'absent'],
  ['properties without a version', 'new blueprints.addons.VpcCniAddOn({ enableNetworkPolicy: true })', 'absent'],
  ['properties of a class that once took them', "new blueprints.addons.CoreDnsAddOn({ version: 'v1' })", 'v1'],
  ['auto under a condition', "new blueprints.addons.CoreDnsAddOn(prod ? 'v1' : 'auto')", 'v1'],
  ['a word that blueprints does not know', "new blueprints.addons.CoreDnsAddOn('latest')", 'latest'],
  ['a call', 'new blueprints.addons.CoreDnsAddOn(pick())', 'unknown: `pick()` is computed'],
  ['a spread', 'new blueprints.addons.VpcCniAddOn({ ...pick() })', 'unknown: `...pick()` may set it: `pick()` is computed'],
])('an add-on with %s', async (_name, addOn, version) => {
  expect(shown(factOf(await read(`${BUILDER}.addOns(${addOn}).build(app, 'x');`), 'addon').addonVersion)).toBe(version);
});

const CNI = 'new blueprints.addons.VpcCniAddOn()';

test.each([
  ['a list in a variable', `const addOns = [${CNI}];\n${BUILDER}.addOns(...addOns).build(app, 'x');`],
  ['an add-on in a variable', `const cni = ${CNI};\n${BUILDER}.addOns(cni).build(app, 'x');`],
  ['a list that grows', `const addOns = [];\naddOns.push(${CNI});\n${BUILDER}.addOns(...addOns).build(app, 'x');`],
  ['a function', `const all = (more) => [${CNI}, more];\n${BUILDER}.addOns(...all(1)).build(app, 'x');`],
  ['a list in a list', `const core = [${CNI}];\nconst addOns = [...core];\n${BUILDER}.addOns(...addOns).build(app, 'x');`],
  ['a field', `class S { addOns = [${CNI}]; f() { ${BUILDER}.addOns(...this.addOns).build(app, 'x'); } }`],
  ['a condition', `${BUILDER}.addOns(...(a ? [${CNI}] : [])).build(app, 'x');`],
  ['a later call', `const b = ${BUILDER};\nif (a) b.addOns(${CNI});\nb.build(app, 'x');`],
  ['the properties of a builder', `${BUILDER}.withBlueprintProps({ addOns: [${CNI}] }).build(app, 'x');`],
  ['the properties of a stack', `new blueprints.EksBlueprint(app, { id: 'x', addOns: [${CNI}] });`],
  ['a class that extends it', `class Cni extends blueprints.addons.VpcCniAddOn {}\n${BUILDER}.addOns(new Cni()).build(app, 'x');`],
])('the cluster of an add-on by %s', async (_name, text) => {
  const other = `${BUILDER}.version('1.30').addOns(new blueprints.addons.CoreDnsAddOn()).build(app, 'other');`;
  const reading = await read(`${text}\n${other}`);
  const cluster = factsOf(reading, 'cluster').find(({ resource }) => resource === 'EksBlueprint x');
  const addon = factsOf(reading, 'addon').find(({ addonName }) => shown(addonName) === 'vpc-cni');
  expect(addon?.cluster).toEqual({ kind: 'id', id: cluster?.id });
});

test.each([
  ['no builder takes it', CNI, { kind: 'unknown', reason: 'the program does not say which blueprint takes it' }],
  [
    'two take it',
    `const c = ${CNI};\n${BUILDER}.addOns(c).build(app, 'a');\n${BUILDER}.addOns(c).build(app, 'b');`,
    { kind: 'unknown', reason: '2 blueprints take it' },
  ],
  [
    'its cluster is imported',
    `${BUILDER}.clusterProvider(new blueprints.ImportClusterProvider({})).addOns(${CNI}).build(app, 'x');`,
    { kind: 'elsewhere', reason: 'its blueprint takes a cluster that is imported' },
  ],
])('an add-on where %s', async (_name, text, cluster) => {
  expect(factOf(await read(text), 'addon').cluster).toEqual(cluster);
});

test.each([
  ['the driver for EFS', "new blueprints.addons.EfsCsiDriverAddOn({ version: '2.2.3' })"],
  ['metrics', "new blueprints.addons.MetricsServerAddOn({ version: '3.9.0' })"],
  ['the autoscaler', "new blueprints.addons.ClusterAutoScalerAddOn({ version: '9.50.1' })"],
])('a Helm chart is neither an add-on nor an image: %s', async (_name, addOn) => {
  const reading = await read(`${BUILDER}.addOns(${addOn}).build(app, 'x');`);
  expect(reading.facts.map(({ kind }) => kind)).toEqual(['cluster']);
});

test.each([
  ['the tag alone', "{ tag: '«v1.34.2»' }", 'registry.k8s.io/autoscaling/cluster-autoscaler'],
  ['a mirror', "{ repository: 'mirror.example/cluster-autoscaler', tag: '«v1.34.2»' }", 'mirror.example/cluster-autoscaler'],
])('the image of the autoscaler by %s', async (_name, image, repository) => {
  const reading = await read(
    `${BUILDER}.addOns(new blueprints.ClusterAutoScalerAddOn({ version: '9.50.1', values: { image: ${image} } })).build(app, 'x');`,
  );
  const fact = factOf(reading, 'image');
  expectDecidedAt(reading, fact.tag, 'v1.34.2', 'text');
  expect(fact).toMatchObject({ repository, cluster: { kind: 'id', id: factOf(reading, 'cluster').id } });
});
