/** Images that tools put into manifests: kustomize, Helm, Argo CD, Flux, and templates of all of them. */
import { describe, expect, test } from 'vitest';
import { kubernetes } from '../../src/readers/kubernetes.ts';
import { expectDecidedAt, factOf, type Files, factsOf, readFiles, shown } from './support.ts';

const IMAGE = 'registry.k8s.io/autoscaling/cluster-autoscaler';

async function expectTag(files: Files, name?: string): Promise<void> {
  const read = await readFiles(kubernetes, files);
  const image = factOf(read, 'image');
  expectDecidedAt(read, image.tag, 'v1.34.2', 'text');
  expect(image.cluster).toMatchObject({ kind: 'anywhere', ...(name === undefined ? {} : { name }) });
  expect(read.problems).toEqual([]);
}

const VALUES = 'autoDiscovery:\n  clusterName: prod\nimage:\n  tag: "«v1.34.2»"\n';

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

describe('values of the chart', () => {
  test.each<[string, string, string]>([
    ['its folder', 'charts/cluster-autoscaler/values.yaml', VALUES],
    ['its file', 'helm_values/cluster_autoscaler.yaml', VALUES],
    ['its file with more', 'k8s/cluster-autoscaler-values-prod.yml', VALUES],
    ['its repository', 'values.yaml', `image:\n  repository: ${IMAGE}\n  tag: «v1.34.2»\nautoDiscovery: {clusterName: prod}\n`],
    ['its part of an umbrella', 'apps/values.yaml', `cluster-autoscaler:\n${indented(VALUES, 2)}`],
    ['a part in another spelling', 'values.yaml', `# cluster-autoscaler\naddons:\n  clusterAutoscaler:\n${indented(VALUES, 4)}`],
  ])('by %s', (_, path, text) => expectTag({ [path]: text }, 'prod'));

  test('a number loses its zero', async () => {
    const read = await readFiles(kubernetes, { 'cluster-autoscaler/values.yaml': 'image:\n  tag: «1.30»\n' });
    expectDecidedAt(read, factOf(read, 'image').tag, '1.3', 'number');
  });

  test.each<[string, string, string]>([
    ['no tag', 'cluster-autoscaler/values.yaml', 'image:\n  repository: x\n  tag:\n'],
    ['an empty tag', 'cluster-autoscaler/values.yaml', 'image:\n  tag: ""\n'],
    ['another cloud', 'cluster-autoscaler/values.yaml', 'cloudProvider: azure\nimage:\n  tag: v1.28.2\n'],
    ['another chart', 'other/values.yaml', '# cluster-autoscaler\nimage:\n  repository: x/y\n  tag: v1.28.2\n'],
    ['an image beside it', 'cluster-autoscaler/values.yaml', 'sidecar:\n  image: {repository: x/y, tag: v1.28.2}\n'],
  ])('%s says nothing', async (_, path, text) => {
    expect(await readFiles(kubernetes, { [path]: text })).toMatchObject({ facts: [], problems: [] });
  });

  test('a placeholder is unknown', async () => {
    const read = await readFiles(kubernetes, { 'cluster-autoscaler/values.yaml': 'image: {tag: "${CA_VERSION}"}\n' });
    expect(shown(factOf(read, 'image').tag)).toBe('unknown: it is a placeholder that something else fills in');
  });
});

describe('kustomize', () => {
  const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

  test.each<[string, string]>([
    ['a new tag', `${head}images:\n- name: ${IMAGE}\n  newTag: «v1.34.2»\n`],
    ['a new name', `${head}images:\n- name: autoscaler\n  newName: mirror/cluster-autoscaler\n  newTag: '«v1.34.2»'\n`],
    ['no kind', `images:\n- {name: ${IMAGE}, newTag: «v1.34.2»}\n`],
    ['a chart with values', `${head}helmCharts:\n- name: cluster-autoscaler\n  version: 9.53.0\n  valuesInline:\n${indented(VALUES, 4)}`],
    ['Flux', `kind: Kustomization\nspec:\n  images:\n  - name: ${IMAGE}\n    newTag: «v1.34.2»\n`],
  ])('%s', (_, text) => expectTag({ 'a/kustomization.yaml': text }));

  test.each<[string, string]>([
    ['another image', 'images:\n- name: other # cluster-autoscaler\n  newTag: v1.28.2\n'],
    ['a digest', `images:\n- name: ${IMAGE}\n  digest: sha256:abc\n`],
    ['a chart without values', 'helmCharts:\n- name: cluster-autoscaler\n  version: 9.53.0\n'],
    ['another cloud', 'helmCharts:\n- name: cluster-autoscaler\n  valuesInline: {cloudProvider: clusterapi, image: {tag: v1.28.2}}\n'],
  ])('%s says nothing', async (_, text) => {
    expect(await readFiles(kubernetes, { 'kustomization.yaml': `${head}${text}` })).toMatchObject({ facts: [], problems: [] });
  });
});

describe('Argo CD', () => {
  function application(helm: string, chart = 'cluster-autoscaler'): string {
    return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ca}\nspec:\n  source:\n    repoURL: https://kubernetes.github.io/autoscaler\n    chart: ${chart}\n    targetRevision: 9.46.0\n    helm:\n${indented(helm, 6)}`;
  }

  test.each<[string, string]>([
    ['values in a block', application(`values: |\n${indented(VALUES, 2)}`)],
    ['values in a block that is stripped', application(`values: |-\n${indented(VALUES, 4)}`)],
    ['values in a block with CRLF', application(`values: |\n${indented(VALUES, 2)}`).replaceAll('\n', '\r\n')],
    ['values as an object', application(`valuesObject:\n${indented(VALUES, 2)}`)],
    ['parameters', application('parameters:\n- {name: image.tag, value: "«v1.34.2»"}\n- {name: autoDiscovery.clusterName, value: prod}\n')],
    ['the values of an umbrella', application(`values: |\n  cluster-autoscaler:\n${indented(VALUES, 4)}`, 'platform')],
    [
      'several sources',
      `kind: Application\nspec:\n  sources:\n  - repoURL: x\n  - chart: cluster-autoscaler\n    helm:\n      valuesObject:\n${indented(VALUES, 8)}`,
    ],
    [
      'a set of them',
      `kind: ApplicationSet\nspec:\n  template:\n    spec:\n      source:\n        path: charts/cluster-autoscaler\n        helm:\n          values: |\n${indented(VALUES, 12)}`,
    ],
  ])('%s', (_, text) => expectTag({ 'app.yaml': text }, 'prod'));

  test('a set fills in the name of the cluster', async () => {
    const set = `kind: ApplicationSet\nspec:\n  template:\n    spec:\n      source:\n        chart: cluster-autoscaler\n        helm:\n          values: |\n${indented(VALUES.replace('prod', '{{name}}'), 12)}`;
    const image = factOf(await readFiles(kubernetes, { 'app.yaml': set }), 'image');
    expect(image.cluster).toEqual({ kind: 'anywhere', reason: 'it does not name its cluster' });
  });

  test.each<[string, string]>([
    ['the version of the chart', application('releaseName: cluster-autoscaler\n')],
    ['another chart', application('values: |\n  # cluster-autoscaler\n  image: {tag: v1.28.2}\n', 'karpenter')],
    ['another cloud', application('parameters: [{name: image.tag, value: v1.28.2}, {name: cloudProvider, value: gce}]\n')],
  ])('%s says nothing', async (_, text) => {
    expect((await readFiles(kubernetes, { 'app.yaml': text })).facts).toEqual([]);
  });
});

describe('Flux', () => {
  test.each<[string, string]>([
    [
      'a chart',
      `kind: HelmRelease\nspec:\n  chart:\n    spec: {chart: cluster-autoscaler, version: 9.18.0}\n  values:\n${indented(VALUES, 4)}`,
    ],
    [
      'a chart by its path',
      `kind: HelmRelease\nspec:\n  chart:\n    spec: {chart: ./charts/cluster-autoscaler}\n  values:\n${indented(VALUES, 4)}`,
    ],
    [
      'a release',
      `kind: HelmRelease\nmetadata: {name: cluster-autoscaler}\nspec:\n  chartRef: {kind: OCIRepository}\n  values:\n${indented(VALUES, 4)}`,
    ],
  ])('%s', (_, text) => expectTag({ 'release.yaml': text }, 'prod'));

  test('without values there is no tag', async () => {
    const text = 'kind: HelmRelease\nspec:\n  chart:\n    spec: {chart: cluster-autoscaler, version: 9.18.0}\n';
    expect((await readFiles(kubernetes, { 'release.yaml': text })).facts).toEqual([]);
  });
});

describe('templates', () => {
  const head = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  labels:\n  {{- with .Values.labels }}\n    {{ toYaml . | nindent 4 }}\n  {{- end }}\nspec:\n  replicas: {{ .Values.replicas | default "1" }}\n`;
  const container = (image: string) =>
    `${head}  template:\n    spec:\n      containers:\n        - image: ${image}\n          command: [--cloud-provider=aws]\n`;

  test.each<[string, string]>([
    ['a plain image', container(`${IMAGE}:«v1.34.2»`)],
    ['a plain image in quotes', container(`"${IMAGE}:«v1.34.2»"`)],
    ['Jinja', `{% if autoscaler %}\nkind: Pod\nspec:\n  containers:\n  - image: ${IMAGE}:«v1.34.2»\n{% endif %}\nx: {{ y }} z\n`],
    [
      'a template that is no YAML even so',
      `{{ define "x" }}\n   a:\n - b\n{{ end }}\n        - image: ${IMAGE}:«v1.34.2» # pinned\n    {{ x }}: [\n`,
    ],
    ['variables that are no YAML', `kind: Pod\nmetadata: [\${A}, @b@]\nspec:\n  containers:\n  - image: ${IMAGE}:«v1.34.2»\n`],
    ['a directive over several lines', `{{- /*\n  a: b: c\n*/}}\n${container(`${IMAGE}:«v1.34.2»`)}`],
  ])('%s', (_, text) => expectTag({ 'chart/templates/a.yaml': text }));

  test('an image that the values of the chart decide', async () => {
    const files = {
      'ca/templates/a.yaml': container(`"${IMAGE}:{{ .Values.image.tag }}"`),
      'ca/values.yaml': 'image:\n  tag: «v1.34.2» # pinned\n',
    };
    const read = await readFiles(kubernetes, files);
    expectDecidedAt(read, factOf(read, 'image').tag, 'v1.34.2', 'text');
    expect(factOf(read, 'image').tag).toMatchObject({ via: [{ note: '.Values.image.tag' }] });
  });

  test('a template and its values lead to one text', async () => {
    const files = {
      'cluster-autoscaler/templates/a.yaml': container(`${IMAGE}:{{ .Values.image.tag | quote }}`),
      'cluster-autoscaler/values.yaml': 'image: {tag: v1.34.2}\n',
    };
    expect(factsOf(await readFiles(kubernetes, files), 'image')).toHaveLength(1);
  });

  test.each([
    ['{{ .Values.image.tag }}', 'the values of the chart do not say it'],
    ['{{ include "tag" . }}', 'it is filled in by a template'],
    ['v{{ .Values.k8s }}.0', 'it is filled in by a template'],
  ])('a tag of %s is unknown', async (tag, reason) => {
    const read = await readFiles(kubernetes, { 'ca/templates/a.yaml': container(`${IMAGE}:${tag}`) });
    expect(shown(factOf(read, 'image').tag)).toBe(`unknown: ${reason}`);
    expect(read.problems).toEqual([]);
  });

  test.each<[string, string]>([
    ['all of it is a template', container('{{ .Values.image.repository }}:{{ .Values.image.tag }}')],
    ['only a comment of it is plain', `${head}# image: ${IMAGE}:v1.28.2\n{{ x }}: [\n`],
    ['the text around it is no image', `${head}note: see ${IMAGE}:v1.28.2\n{{ x }}: [\n`],
  ])('nothing where %s', async (_, text) => {
    expect(await readFiles(kubernetes, { 'ca/templates/a.yaml': `# cluster-autoscaler\n${text}` })).toMatchObject({
      facts: [],
      problems: [],
    });
  });
});
