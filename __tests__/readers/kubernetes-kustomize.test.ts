/** Images that kustomizations put into manifests, and manifests whose image they replace. */
import { describe, expect, test } from 'vitest';
import { kubernetes } from '../../src/readers/kubernetes.ts';
import { IMAGE, indented, seen, VALUES } from './kubernetes-support.ts';
import { type Files, factsOf, readFiles, shown } from './support.ts';

function overlay(more: string): string {
  return `resources: [../../base]\n${more}`;
}

describe('kustomize', () => {
  const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

  test.each<[string, string]>([
    ['a new tag', `${head}images:\n- name: ${IMAGE}\n  newTag: «v1.34.2»\n`],
    ['a new name', `${head}images:\n- name: autoscaler\n  newName: mirror/cluster-autoscaler\n  newTag: '«v1.34.2»'\n`],
    ['no kind', `images:\n- {name: ${IMAGE}, newTag: «v1.34.2»}\n`],
    ['a chart with values', `${head}helmCharts:\n- name: cluster-autoscaler\n  version: 9.53.0\n  valuesInline:\n${indented(VALUES, 4)}`],
    ['a patch', `${head}patches:\n- patch: |-\n    kind: Deployment\n    spec:\n      containers:\n      - image: ${IMAGE}:«v1.34.2»\n`],
    [
      'a patch of old',
      `${head}patchesStrategicMerge:\n- |\n  kind: Deployment\n  spec: {containers: [{image: "${IMAGE}:«v1.34.2»"}]}\n- other.yaml\n`,
    ],
    [
      'an operation',
      `${head}patches:\n- target: {kind: Deployment}\n  patch: |\n    - op: replace\n      path: /spec/template/spec/containers/0/image\n      value: ${IMAGE}:«v1.34.2»\n`,
    ],
    ['Flux', `kind: Kustomization\nspec:\n  images:\n  - name: ${IMAGE}\n    newTag: «v1.34.2»\n`],
  ])('%s', async (_, text) => {
    expect(await seen({ 'a/kustomization.yaml': text })).toMatchObject({ tag: 'v1.34.2', isAtMark: true, problems: 0 });
  });

  test.each<[string, string]>([
    ['another image', 'images:\n- name: other # cluster-autoscaler\n  newTag: v1.28.2\n'],
    ['a digest', `images:\n- name: ${IMAGE}\n  digest: sha256:abc\n`],
    ['a chart without values', 'helmCharts:\n- name: cluster-autoscaler\n  version: 9.53.0\n'],
    ['another cloud', 'helmCharts:\n- name: cluster-autoscaler\n  valuesInline: {cloudProvider: clusterapi, image: {tag: v1.28.2}}\n'],
  ])('%s says nothing', async (_, text) => {
    expect(await readFiles(kubernetes, { 'kustomization.yaml': `${head}${text}` })).toMatchObject({ facts: [], problems: [] });
  });
});

describe('a manifest whose image a kustomization replaces', () => {
  const manifest = `kind: Pod\nspec: {containers: [{image: "${IMAGE}:v1.30.0"}]}\n`;
  const base = { 'base/kustomization.yaml': 'resources: [ca.yaml]\n', 'base/ca.yaml': manifest };
  const replacing = overlay(`images: [{name: ${IMAGE}, newTag: v1.34.2}]\n`);

  test.each<[string, Files, readonly string[]]>([
    ['is not deployed as it is written', { ...base, 'over/dev/kustomization.yaml': replacing }, ['v1.34.2']],
    [
      'is not, where a patch has another',
      {
        ...base,
        'over/dev/kustomization.yaml': overlay('patches: [{path: p.yaml}]\n'),
        'over/dev/p.yaml': manifest.replace('v1.30.0', 'v1.34.2'),
      },
      ['v1.34.2'],
    ],
    [
      'is not, where operations have another',
      {
        ...base,
        'over/dev/kustomization.yaml': overlay('patches: [{path: p.yaml}]\n'),
        'over/dev/p.yaml': `- {op: replace, path: /spec/containers/0/image, value: "${IMAGE}:v1.34.2"}\n`,
      },
      ['v1.34.2'],
    ],
    [
      'is, where a patch leaves the image',
      {
        ...base,
        'over/dev/kustomization.yaml': overlay('patches: [{path: p.yaml}]\n'),
        'over/dev/p.yaml': 'kind: Pod\nmetadata: {name: cluster-autoscaler}\n',
      },
      ['v1.30.0'],
    ],
    [
      'is, where another overlay leaves it',
      { ...base, 'over/dev/kustomization.yaml': replacing, 'over/b/kustomization.yaml': overlay('') },
      ['v1.30.0', 'v1.34.2'],
    ],
    [
      'is, where another image is replaced',
      { ...base, 'over/dev/kustomization.yaml': overlay('images: [{name: x, newTag: v1}] # cluster-autoscaler\n') },
      ['v1.30.0'],
    ],
    [
      'is, where only its name is replaced',
      { ...base, 'over/dev/kustomization.yaml': overlay(`images: [{name: ${IMAGE}, newName: y/cluster-autoscaler}]\n`) },
      ['v1.30.0'],
    ],
    ['is, where no kustomization leads to it', { 'ca.yaml': manifest, 'over/kustomization.yaml': replacing }, ['v1.30.0', 'v1.34.2']],
    [
      'is, in a circle',
      {
        'a/kustomization.yaml': 'resources: [../b, ca.yaml]\n',
        'a/ca.yaml': manifest,
        'b/kustomization.yaml': replacing.replace('../../base', '../a'),
      },
      ['v1.30.0', 'v1.34.2'],
    ],
  ])('%s', async (_, files, wanted) => {
    const read = await readFiles(kubernetes, files);
    expect(factsOf(read, 'image').map(({ tag }) => shown(tag))).toEqual(wanted);
  });

  test('that is the same is raised with it', async () => {
    const texts = new Map(Object.entries({ ...base, 'over/dev/kustomization.yaml': replacing.replace('v1.34.2', 'v1.30.0') }));
    const project = { paths: [...texts.keys()], text: (path: string) => texts.get(path) };
    const files = project.paths.map((path) => ({ path, text: texts.get(path) ?? '' }));
    const { facts } = await kubernetes.read(files, project);
    expect(facts.map(({ span }) => span.path)).toEqual(['base/ca.yaml', 'over/dev/kustomization.yaml']);
  });
});
