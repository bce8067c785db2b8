/** Values of the chart, as files and as Argo CD, Flux and Helmfile hold them. */
import { describe, expect, test } from 'vitest';
import { kubernetes } from '../../src/readers/kubernetes.ts';
import { AT_MARK, IMAGE, indented, seen, VALUES } from './kubernetes-support.ts';
import { expectDecidedAt, factOf, type Files, readFiles, shown } from './support.ts';

describe('values of the chart', () => {
  test.each<[string, string, string]>([
    ['its folder', 'charts/cluster-autoscaler/values.yaml', VALUES],
    ['its file', 'helm_values/cluster_autoscaler.yaml', VALUES],
    ['its file with more', 'k8s/cluster-autoscaler-values-prod.yml', VALUES],
    ['its repository', 'values.yaml', `image:\n  repository: ${IMAGE}\n  tag: «v1.34.2»\nautoDiscovery: {clusterName: prod}\n`],
    ['its part of an umbrella', 'apps/values.yaml', `cluster-autoscaler:\n${indented(VALUES, 2)}`],
    ['a part in another spelling', 'values.yaml', `# cluster-autoscaler\naddons:\n  clusterAutoscaler:\n${indented(VALUES, 4)}`],
  ])('by %s', async (_, path, text) => {
    expect(await seen({ [path]: text })).toEqual(AT_MARK);
  });

  test.each<[string, string, string]>([
    ['a variable', 'group_vars/all.yml', `cluster_autoscaler_image: ${IMAGE}:«v1.34.2»\n`],
    ['Argo CD', 'app.yaml', `kind: Application\nspec:\n  source:\n    kustomize:\n      images: ["${IMAGE}:«v1.34.2»", "x=y:v1"]\n`],
    [
      'Argo CD that renames',
      'app.yaml',
      `kind: Application\nspec:\n  source:\n    kustomize: {images: ["x=mirror/cluster-autoscaler:«v1.34.2»"]}\n`,
    ],
    [
      'Flux that renders',
      'release.yaml',
      `kind: HelmRelease\nspec:\n  postRenderers:\n  - kustomize:\n      images: [{name: ${IMAGE}, newTag: "«v1.34.2»"}]\n`,
    ],
  ])('a whole image in %s', async (_, path, text) => {
    expect(await seen({ [path]: text })).toEqual({ ...AT_MARK, clusterName: undefined });
  });

  test('a number loses its zero', async () => {
    const read = await readFiles(kubernetes, { 'cluster-autoscaler/values.yaml': 'image:\n  tag: «1.30»\n' });
    expectDecidedAt(read, factOf(read, 'image').tag, '1.3', 'number');
    expect(read.problems).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['no tag', 'cluster-autoscaler/values.yaml', 'image:\n  repository: x\n  tag:\n'],
    ['an empty tag', 'cluster-autoscaler/values.yaml', 'image:\n  tag: ""\n'],
    ['a part that is off', 'values.yaml', 'cluster-autoscaler:\n  enabled: false\n  image: {tag: v1.28.2}\n'],
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

describe('other tools', () => {
  test.each<[string, Files]>([
    [
      'Helmfile',
      {
        'helmfile.yaml': `releases:\n- name: ca\n  chart: autoscaler/cluster-autoscaler\n  values:\n  - secrets.yaml\n  -\n${indented(VALUES, 4)}`,
      },
    ],
    [
      'Helmfile that sets',
      {
        'helmfile.yaml':
          'releases:\n- chart: autoscaler/cluster-autoscaler\n  set: [{name: image.tag, value: «v1.34.2»}, {name: autoDiscovery.clusterName, value: prod}]\n',
      },
    ],
    [
      'a values file of a chart of kustomize',
      { 'a/kustomization.yaml': 'helmCharts:\n- {name: cluster-autoscaler, valuesFile: v.yaml}\n', 'a/v.yaml': VALUES },
    ],
  ])('%s', async (_, files) => {
    expect(await seen(files)).toEqual(AT_MARK);
  });

  test.each<[string, Files]>([
    [
      'an object as the API gave it',
      { 'a.yaml': `kind: Pod\nmetadata: {resourceVersion: "1"}\nspec: {containers: [{image: "${IMAGE}:v1.28.2"}]}\n` },
    ],
    [
      'the state of a stack',
      { 'a.json': `{"deployment": {"resources": [{"inputs": {"spec": {"containers": [{"image": "${IMAGE}:v1.28.2"}]}}}]}}` },
    ],
  ])('%s says nothing', async (_, files) => {
    expect(await readFiles(kubernetes, files)).toMatchObject({ facts: [], problems: [] });
  });
});

function application(helm: string, chart = 'cluster-autoscaler'): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ca}\nspec:\n  source:\n    repoURL: https://kubernetes.github.io/autoscaler\n    chart: ${chart}\n    targetRevision: 9.46.0\n    helm:\n${indented(helm, 6)}`;
}

describe('Argo CD', () => {
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
  ])('%s', async (_, text) => {
    expect(await seen({ 'app.yaml': text })).toEqual(AT_MARK);
  });

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
  ])('%s', async (_, text) => {
    expect(await seen({ 'release.yaml': text })).toEqual(AT_MARK);
  });

  test('without values there is no tag', async () => {
    const text = 'kind: HelmRelease\nspec:\n  chart:\n    spec: {chart: cluster-autoscaler, version: 9.18.0}\n';
    expect((await readFiles(kubernetes, { 'release.yaml': text })).facts).toEqual([]);
  });
});
