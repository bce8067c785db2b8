/** cluster-autoscaler images in manifests of Kubernetes, and the cluster that they name. */
import { describe, expect, test } from 'vitest';
import { kubernetes } from '../../src/readers/kubernetes.ts';
import { expectDecidedAt, factOf, type Files, factsOf, readFiles, shown } from './support.ts';

const IMAGE = 'registry.k8s.io/autoscaling/cluster-autoscaler';

function deployment(container: string, kind = 'Deployment'): string {
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: cluster-autoscaler}\nspec:\n  template:\n    spec:\n      containers:\n      - name: main\n${container.replaceAll(/^(?=.)/gm, '        ')}\n`;
}

test('the image of a deployment', async () => {
  const read = await readFiles(kubernetes, { 'ca.yaml': deployment(`image: ${IMAGE}:«v1.34.2» # pinned`) });
  const image = factOf(read, 'image');
  expectDecidedAt(read, image.tag, 'v1.34.2', 'text');
  expect(image).toMatchObject({
    dialect: 'kubernetes',
    resource: 'cluster-autoscaler image',
    repository: IMAGE,
    cluster: { kind: 'anywhere', reason: 'it does not name its cluster' },
  });
});

test.each([
  ['in quotes', `image: "${IMAGE}:«v1.34.2»"`, IMAGE],
  ['in single quotes, with CRLF', `image: '${IMAGE}:«v1.34.2»'\r`, IMAGE],
  ['with a digest behind it', `image: ${IMAGE}:«v1.34.2»@sha256:${'a'.repeat(64)}`, IMAGE],
  ['of old', 'image: k8s.gcr.io/cluster-autoscaler:«v1.34.2»', 'k8s.gcr.io/cluster-autoscaler'],
  [
    'of old with its architecture',
    'image: gcr.io/google-containers/cluster-autoscaler-amd64:«v1.34.2»',
    'gcr.io/google-containers/cluster-autoscaler-amd64',
  ],
  ['of a mirror with a port', 'image: mirror.local:5000/a/cluster-autoscaler:«v1.34.2»', 'mirror.local:5000/a/cluster-autoscaler'],
  ['of a mirror that is filled in', 'image: ${REGISTRY}/cluster-autoscaler:«v1.34.2»', '${REGISTRY}/cluster-autoscaler'],
])('an image %s', async (_, container, repository) => {
  const read = await readFiles(kubernetes, { 'ca.yaml': deployment(container) });
  expectDecidedAt(read, factOf(read, 'image').tag, 'v1.34.2', 'text');
  expect(factOf(read, 'image').repository).toBe(repository);
});

test.each<[string, string]>([
  ['a stateful set', deployment(`image: ${IMAGE}:«v1.34.2»`, 'StatefulSet')],
  ['a kind of one’s own', deployment(`image: ${IMAGE}:«v1.34.2»`, 'Thing')],
  ['an init container', `kind: Pod\nspec:\n  initContainers:\n  - {image: "${IMAGE}:«v1.34.2»"}\n`],
  ['a cron job', `kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{image: "${IMAGE}:«v1.34.2»"}]}}}}}\n`],
  [
    'a list',
    `kind: List\nitems:\n- kind: Service # cluster-autoscaler\n- kind: Pod\n  spec:\n    containers:\n    - image: ${IMAGE}:«v1.34.2»\n`,
  ],
  ['an alias', `x: &tag ${IMAGE}:«v1.34.2»\nkind: Pod\nspec:\n  containers:\n  - image: *tag\n`],
  ['containers by an alias', `x: &c [{image: "${IMAGE}:«v1.34.2»"}]\nkind: Pod\nspec: {containers: *c}\n`],
  ['a merged container', `x: &c {image: "${IMAGE}:«v1.34.2»"}\nkind: Pod\nspec:\n  containers:\n  - <<: *c\n    name: a\n`],
  ['a patch', `spec:\n  template:\n    spec:\n      containers:\n      - image: ${IMAGE}:«v1.34.2»\n`],
  ['a package', `kind: ZarfPackageConfig\ncomponents:\n- images:\n  - ${IMAGE}:«v1.34.2»\n  - other:v1\n`],
  [
    'the second document',
    `kind: Pod\nspec: {containers: [{image: other:v1.0.0}]}\n---\nkind: Pod\nspec:\n  containers:\n  - image: ${IMAGE}:«v1.34.2»\n`,
  ],
  ['a document behind a broken one', `a: b: [cluster-autoscaler\n---\nkind: Pod\nspec:\n  containers:\n  - image: ${IMAGE}:«v1.34.2»\n`],
])('in %s', async (_, text) => {
  const read = await readFiles(kubernetes, { 'ca.yaml': text });
  expectDecidedAt(read, factOf(read, 'image').tag, 'v1.34.2', 'text');
  expect(read.problems).toEqual([]);
});

test('in JSON, and in a script', async () => {
  const json = await readFiles(kubernetes, { 'ca.json': `{"kind": "Pod", "spec": {"containers": [{"image": "${IMAGE}:«v1.34.2»"}]}}` });
  expectDecidedAt(json, factOf(json, 'image').tag, 'v1.34.2', 'text');
  expect(json.problems).toEqual([]);
  const script = await readFiles(kubernetes, { 'a.sh': `kubectl apply -f - <<EOF\n${deployment(`image: ${IMAGE}:«v1.34.2»`)}EOF\n` });
  expectDecidedAt(script, factOf(script, 'image').tag, 'v1.34.2', 'text');
});

describe('the cluster', () => {
  test.each<[string, string, string | undefined]>([
    [
      'by the tags of its groups',
      '- --node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/prod',
      'prod',
    ],
    [
      'by those tags the other way round',
      '- --node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/prod,k8s.io/cluster-autoscaler/enabled',
      'prod',
    ],
    ['by those tags with a value', '- --node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/prod=owned', 'prod'],
    ['by a flag', '- --cluster-name=prod', 'prod'],
    [
      'not by a placeholder',
      '- --node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/<YOUR CLUSTER NAME>',
      undefined,
    ],
    ['not by a variable', '- --node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/${CLUSTER_NAME}', undefined],
    ['not by a switch alone', '- --node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled', undefined],
  ])('%s', async (_, flag, name) => {
    for (const key of ['command', 'args']) {
      const container = `image: ${IMAGE}:v1.34.2\n${key}:\n- ./cluster-autoscaler\n- --cloud-provider=aws\n${flag}`;
      const { cluster } = factOf(await readFiles(kubernetes, { 'ca.yaml': deployment(container) }), 'image');
      expect(cluster.kind === 'anywhere' ? cluster.name : cluster).toBe(name);
    }
  });
});

test.each<[string, Files]>([
  ['another cloud', { 'a.yaml': deployment(`image: ${IMAGE}:v1.34.2\nargs: [--cloud-provider=azure]`) }],
  [
    'another cloud, in two words',
    { 'a.yaml': deployment(`image: ${IMAGE}:v1.34.2\ncommand: [sh, -c, "cluster-autoscaler --cloud-provider oci"]`) },
  ],
  ['another autoscaler', { 'a.yaml': deployment('image: iad.ocir.io/oracle/oci-cluster-autoscaler:1.33.0-3') }],
  ['its proportional neighbour', { 'a.yaml': deployment('image: registry.k8s.io/cpa/cluster-proportional-autoscaler:v1.8.6') }],
  ['no tag', { 'a.yaml': deployment(`image: ${IMAGE}`) }],
  ['a digest alone', { 'a.yaml': deployment(`image: ${IMAGE}@sha256:${'a'.repeat(64)}`) }],
  ['a comment', { 'a.yaml': `kind: Pod\nspec:\n  containers:\n  # - image: ${IMAGE}:v1.28.2\n  - image: other:v1\n` }],
  ['a description', { 'a.yaml': `kind: ConfigMap\ndata:\n  text: "image: ${IMAGE}:v1.28.2"\n` }],
  ['a policy', { 'a.json': '{"Version": "2012-10-17", "Condition": {"k8s.io/cluster-autoscaler/enabled": "true"}}' }],
  ['a file of commands', { 'a.yaml': 'kubectl apply -f cluster-autoscaler.yaml \\\n  --x: [\n' }],
  [
    'a chart',
    { 'cluster-autoscaler/Chart.yaml': 'name: x\nappVersion: v1.30.0\ndependencies:\n- name: cluster-autoscaler\n  version: 9.37.0\n' },
  ],
  [
    'a lock file',
    { 'cluster-autoscaler/Chart.lock': 'image: {tag: v1.30.0}', 'cluster-autoscaler/pnpm-lock.yaml': 'image: {tag: v1.30.0}' },
  ],
])('%s gives nothing', async (_, files) => {
  expect(await readFiles(kubernetes, files)).toMatchObject({ facts: [], problems: [] });
});

test('a tag that a syntax error touches is unknown', async () => {
  const read = await readFiles(kubernetes, { 'ca.yaml': deployment(`image: '${IMAGE}:v1.34.2'4`) });
  expect(factsOf(read, 'image').map(({ tag }) => shown(tag))).not.toContain('v1.34.2');
  expect(read.problems).toMatchObject([{ path: 'ca.yaml' }]);
});

test('a manifest that is broken is told of, and what can be read is read', async () => {
  const read = await readFiles(kubernetes, {
    'a.yaml': `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: ${IMAGE}:«v1.34.2»\n  x: [\n`,
  });
  expect(read.problems).toMatchObject([{ path: 'a.yaml' }]);
  expect(factsOf(read, 'image').map(({ tag }) => shown(tag))).toEqual(['v1.34.2']);
});
