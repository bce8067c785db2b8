/** Templates of manifests, which are no YAML before a tool has filled them in. */
import { describe, expect, test } from 'vitest';
import { kubernetes } from '../../src/readers/kubernetes.ts';
import { IMAGE, seen } from './kubernetes-support.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown } from './support.ts';

const HEAD = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  labels:\n  {{- with .Values.labels }}\n    {{ toYaml . | nindent 4 }}\n  {{- end }}\nspec:\n  replicas: {{ .Values.replicas | default "1" }}\n`;

function container(image: string): string {
  return `${HEAD}  template:\n    spec:\n      containers:\n        - image: ${image}\n          command: [--cloud-provider=aws]\n`;
}

describe('templates', () => {
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
  ])('%s', async (_, text) => {
    expect(await seen({ 'chart/templates/a.yaml': text })).toMatchObject({ tag: 'v1.34.2', isAtMark: true, problems: 0 });
  });

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
    ['only a comment of it is plain', `${HEAD}# image: ${IMAGE}:v1.28.2\n{{ x }}: [\n`],
    ['the text around it is no image', `${HEAD}note: see ${IMAGE}:v1.28.2\n{{ x }}: [\n`],
  ])('nothing where %s', async (_, text) => {
    expect(await readFiles(kubernetes, { 'ca/templates/a.yaml': `# cluster-autoscaler\n${text}` })).toMatchObject({
      facts: [],
      problems: [],
    });
  });
});
