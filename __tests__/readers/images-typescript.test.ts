/** cluster-autoscaler images in programs: the tag, and the place in the text that decides it. */
import { expect, test } from 'vitest';
import type { Notation } from '../../src/model/notation.ts';
import { cdkTypeScript } from '../../src/readers/cdk-typescript.ts';
import { pulumiTypeScript } from '../../src/readers/pulumi-typescript.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown } from './support.ts';

const K8S = 'import * as k8s from "@pulumi/kubernetes";\nimport * as pulumi from "@pulumi/pulumi";\nimport * as aws from "@pulumi/aws";\n';
const UPSTREAM = 'registry.k8s.io/autoscaling/cluster-autoscaler';
const OLD = 'k8s.gcr.io/autoscaling/cluster-autoscaler-amd64';

function deployment(image: string, before = ''): string {
  return `${K8S}${before}\nnew k8s.apps.v1.Deployment("ca", { spec: { template: { spec: { containers: [{ image: ${image} }] } } } });`;
}

type Spelling = readonly [name: string, text: string, repository: string, tag: string, notation: Notation];

const TAGS: readonly Spelling[] = [
  ['a literal', deployment(`"${UPSTREAM}:«v1.34.2»"`), UPSTREAM, 'v1.34.2', 'text'],
  ['an old mirror', deployment(`"${OLD}:«v1.12.3»"`), OLD, 'v1.12.3', 'text'],
  [
    'a registry with a port',
    deployment('"localhost:5000/cluster-autoscaler:«v1.34.2»"'),
    'localhost:5000/cluster-autoscaler',
    'v1.34.2',
    'text',
  ],
  ['a digest behind it', deployment(`"${UPSTREAM}:«v1.34.2»@sha256:0123abc"`), UPSTREAM, 'v1.34.2', 'text'],
  ['a constant', deployment('IMAGE', `const IMAGE = "${UPSTREAM}:«v1.34.2»";`), UPSTREAM, 'v1.34.2', 'text'],
  ['a tag of its own', deployment(`\`${UPSTREAM}:\${TAG}\``, 'const TAG = "«v1.34.2»";'), UPSTREAM, 'v1.34.2', 'text'],
  ['pulumi.interpolate', deployment(`pulumi.interpolate\`${UPSTREAM}:\${TAG}\``, 'const TAG = "«v1.34.2»";'), UPSTREAM, 'v1.34.2', 'text'],
  ['a repository of its own', deployment(`\`\${REPOSITORY}:«v1.34.2»\``, `const REPOSITORY = "${UPSTREAM}";`), UPSTREAM, 'v1.34.2', 'text'],
  [
    'a registry of its own',
    deployment(`\`\${R}/cluster-autoscaler:«v1.34.2»\``, 'const R = "example.com";'),
    'example.com/cluster-autoscaler',
    'v1.34.2',
    'text',
  ],
  ['a number behind v', deployment(`\`${UPSTREAM}:«v\${V}»\``, 'const V = "1.34.2";'), UPSTREAM, 'v1.34.2', 'composed'],
  [
    'the version of the cluster',
    deployment(
      `pulumi.interpolate\`${UPSTREAM}:«v\${cluster.version}.2»\``,
      'const cluster = new aws.eks.Cluster("c", { version: "1.34" });',
    ),
    UPSTREAM,
    'v1.34.2',
    'composed',
  ],
  ['a sum', deployment(`"${UPSTREAM}:" + TAG`, 'const TAG = "«v1.34.2»";'), UPSTREAM, 'v1.34.2', 'text'],
  [
    'a chart',
    `${K8S}new k8s.helm.v3.Release("ca", { chart: "cluster-autoscaler", values: { image: { tag: "«v1.34.2»" } } });`,
    UPSTREAM,
    'v1.34.2',
    'text',
  ],
  [
    'a chart of a registry, with a repository',
    `${K8S}new k8s.helm.v4.Chart("ca", { chart: "oci://example.com/charts/cluster-autoscaler", values: { image: { repository: "example.com/ca", tag: "«v1.34.2»" } } });`,
    'example.com/ca',
    'v1.34.2',
    'text',
  ],
  [
    'values in a constant',
    `${K8S}const values = { image: { tag: "«v1.34.2»" } };\nconst chart = "cluster-autoscaler";\nnew k8s.helm.v3.Release("ca", { chart, values });`,
    UPSTREAM,
    'v1.34.2',
    'text',
  ],
];

test.each(TAGS)('the tag by %s', async (_name, text, repository, tag, notation) => {
  const reading = await readFiles(pulumiTypeScript, { 'index.ts': text });
  const image = factOf(reading, 'image');
  expect(image.repository).toBe(repository);
  expectDecidedAt(reading, image.tag, tag, notation);
});

test.each([
  ['another autoscaler', deployment('"registry.k8s.io/cpa/cluster-proportional-autoscaler:1.8.5"')],
  ['a longer name', deployment('"example.com/cluster-autoscaler-exporter:v1.0.0"')],
  ['no tag', deployment(`"${UPSTREAM}"`)],
  ['a digest alone', deployment(`"${UPSTREAM}@sha256:0123abc"`)],
  ['something unknown', deployment('image()')],
  ['another chart', `${K8S}new k8s.helm.v3.Release("ca", { chart: "karpenter", values: { image: { tag: "v1.28.0" } } });`],
  ['a chart without a tag', `${K8S}new k8s.helm.v3.Release("ca", { chart: "cluster-autoscaler", version: "9.37.0" });`],
])('no image: %s', async (_name, text) => {
  expect(factsOf(await readFiles(pulumiTypeScript, { 'index.ts': text }), 'image')).toEqual([]);
});

test('a tag that cannot be read is unknown, not absent', async () => {
  const reading = await readFiles(pulumiTypeScript, { 'index.ts': deployment(`\`${UPSTREAM}:\${process.env.TAG}\``) });
  expect(factOf(reading, 'image').tag.kind).toBe('unknown');
});

test('tags by condition', async () => {
  const text = deployment(`prod ? "${UPSTREAM}:v1.33.0" : "${UPSTREAM}:v1.34.2"`);
  const reading = await readFiles(pulumiTypeScript, { 'index.ts': text });
  expect(shown(factOf(reading, 'image').tag)).toEqual(['v1.33.0', 'v1.34.2']);
});

const CDK =
  "import * as eks from 'aws-cdk-lib/aws-eks';\nconst cluster = new eks.Cluster(this, 'C', { version: eks.KubernetesVersion.V1_34 });\nconst other = new eks.Cluster(this, 'O', { version: eks.KubernetesVersion.V1_33 });\n";
const MANIFEST = `{ spec: { template: { spec: { containers: [{ image: '${UPSTREAM}:«v1.34.2»' }] } } } }`;

test.each([
  ['addManifest', `${CDK}cluster.addManifest('ca', ${MANIFEST});`],
  ['addManifest of a constant', `${CDK}const manifest = ${MANIFEST};\ncluster.addManifest('ca', { kind: 'ServiceAccount' }, manifest);`],
  ['KubernetesManifest', `${CDK}new eks.KubernetesManifest(this, 'ca', { cluster, manifest: [${MANIFEST}] });`],
  ['addHelmChart', `${CDK}cluster.addHelmChart('ca', { chart: 'cluster-autoscaler', values: { image: { tag: '«v1.34.2»' } } });`],
  ['HelmChart', `${CDK}new eks.HelmChart(this, 'ca', { cluster, chart: 'cluster-autoscaler', values: { image: { tag: '«v1.34.2»' } } });`],
])('an image on a CDK cluster by %s', async (_name, text) => {
  const reading = await readFiles(cdkTypeScript, { 'lib/stack.ts': text });
  const image = factOf(reading, 'image');
  expectDecidedAt(reading, image.tag, 'v1.34.2', 'text');
  expect(image.cluster).toEqual({ kind: 'id', id: factsOf(reading, 'cluster')[0]?.id });
});

test('a manifest that nothing applies has no cluster', async () => {
  const reading = await readFiles(cdkTypeScript, { 'lib/stack.ts': `${CDK}export const manifest = ${MANIFEST};` });
  expect(factOf(reading, 'image').cluster.kind).toBe('unknown');
});
