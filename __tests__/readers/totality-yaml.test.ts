/** Whatever a file of YAML or JSON says, its readers end soon, never throw, and keep every known value at its place. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNotation } from '../../src/model/notation.ts';
import { cloudFormation } from '../../src/readers/cloudformation.ts';
import { eksctl } from '../../src/readers/eksctl.ts';
import { kubernetes } from '../../src/readers/kubernetes.ts';
import { pulumiYaml } from '../../src/readers/pulumi-yaml.ts';
import type { Reader, Reading } from '../../src/readers/reader.ts';
import { knownsIn } from './support.ts';

const IMAGE = 'registry.k8s.io/autoscaling/cluster-autoscaler';
const GOOD: readonly (readonly [Reader, string, string])[] = [
  [
    cloudFormation,
    'a.yaml',
    'Parameters:\n  V: {Type: String, Default: "1.34"}\nResources:\n  A:\n    Type: AWS::EKS::Cluster\n    Properties:\n      Version: !If [X, !Ref V, !Sub "1.${V}"]\n',
  ],
  [
    cloudFormation,
    'a.json',
    '{"Resources": {"A": {"Type": "AWS::EKS::Cluster", "Properties": {"Version": {"Fn::Join": ["", ["1.", "34"]]}}}}}',
  ],
  [
    eksctl,
    'a.yaml',
    'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: &m\n  name: a\n  version: "1.34"\naddons:\n- {name: coredns, version: v1.11.4-eksbuild.2}\n',
  ],
  [eksctl, 'a.sh', 'cat <<-EOF\n\tapiVersion: eksctl.io/v1alpha5\n\tkind: ClusterConfig\n\tmetadata: {version: 1.30}\n\tEOF\n'],
  [
    kubernetes,
    'a.yaml',
    `kind: Pod\nspec:\n  containers:\n  - image: ${IMAGE}:v1.34.2\n    args: [--cloud-provider=aws]\n---\nkind: Application\nspec:\n  source:\n    chart: cluster-autoscaler\n    helm:\n      values: |\n        image: {tag: v1.34.2}\n`,
  ],
  [kubernetes, 'c/templates/a.yaml', `{{ if x }}\nspec:\n  containers:\n  - image: ${IMAGE}:{{ .Values.a }}\n{{ end }}\n`],
  [
    pulumiYaml,
    'Pulumi.yaml',
    'name: a\nruntime: yaml\nconfig: {v: "1.34"}\nresources:\n  a:\n    type: aws:eks:Cluster\n    properties: {version: "${v}", name: "x-${b.name}"}\n',
  ],
];

async function read(reader: Reader, path: string, text: string): Promise<Reading> {
  const file = { path, text };
  const project = { text: (asked: string) => (asked === path ? text : undefined), paths: [path] };
  return reader.read([file], project);
}

/** The values whose place does not say them. */
function misplaced({ facts }: Reading, text: string): readonly unknown[] {
  return knownsIn(facts).filter(({ span, notation, value }) => {
    if (span.start > span.end || span.end > text.length) return true;
    return notation !== 'composed' && String(parseNotation(notation, text.slice(span.start, span.end))) !== String(value);
  });
}

const PIECES = [
  '\n',
  '  ',
  '\t',
  ': ',
  '- ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '<<: ',
  '!Ref ',
  '!Sub ',
  '${',
  '{{',
  '}}',
  '{% ',
  '#',
  '|',
  '>',
  '---\n',
  '\r\n',
  '\0',
  '\uFEFF',
  '\uD800',
  '%',
  '@',
  '?',
  ',',
  '0',
  '~',
];

test.each(GOOD)('%o: a good file with pieces put in, taken out and turned around', async (reader, path, good) => {
  const edit = fc.record({ at: fc.nat(good.length), cut: fc.nat(12), piece: fc.constantFrom(...PIECES) });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      let text = good;
      for (const { at, cut, piece } of edits) text = text.slice(0, at) + piece + text.slice(at + cut);
      expect(misplaced(await read(reader, path, text), text)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

function chain(length: number, first: string, next: (name: string) => string): string {
  return [`x0: &x0 ${first}`, ...Array.from({ length }, (_, index) => `x${index + 1}: &x${index + 1} ${next(`*x${index}`)}`)].join('\n');
}

function template(section: string, version: string): string {
  return `${section}\nResources:\n  A:\n    Type: AWS::EKS::Cluster\n    Properties: {Version: ${version}}\n`;
}

function config(text: string): string {
  return `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n${text}\n`;
}

function loop(inner: string, depth: number): string {
  if (depth === 0) return inner;
  const names = Array.from({ length: 50 }, (_, index) => `a${index}`).join(', ');
  return `{"Fn::ForEach::L${depth}": [V${depth}, [${names}], ${loop(inner, depth - 1)}]}`;
}

describe('what grows without end when it is followed', () => {
  const variables = Array.from({ length: 40 }, (_, index) => `  v${index + 1}: "\${v${index}}\${v${index}}"`).join('\n');
  const alternatives = Array.from({ length: 60 }, (_, index) => `!If [C${index}, a, b]`).join(', ');

  test.each<[string, Reader, string, string]>([
    [
      'texts joined twice',
      cloudFormation,
      'a.yaml',
      template(
        chain(40, 'a', (name) => `!Join ["", [${name}, ${name}]]`),
        '*x40',
      ),
    ],
    [
      'branches in branches',
      cloudFormation,
      'a.yaml',
      template(
        chain(40, 'a', (name) => `!If [C, ${name}, ${name}]`),
        '*x40',
      ),
    ],
    [
      'conditions of conditions',
      cloudFormation,
      'a.yaml',
      template(`${chain(40, '!Equals [a, b]', (name) => `!And [${name}, ${name}]`)}\nConditions: {C: *x40}`, '!If [C, a, b]'),
    ],
    [
      'references in conditions',
      cloudFormation,
      'a.yaml',
      template(`${chain(60, '{a: b}', (name) => `{a: ${name}, b: ${name}}`)}\nConditions: {C: !Equals [*x60, b]}`, '!If [C, a, b]'),
    ],
    ['loops in loops', cloudFormation, 'a.yaml', `Resources: ${loop('{"R${V1}${V2}${V3}${V4}": {Type: "AWS::EKS::Cluster"}}', 4)}\n`],
    ['many alternatives', cloudFormation, 'a.yaml', template('', `!Join ["", [${alternatives}]]`)],
    ['a template of many variables', cloudFormation, 'a.yaml', template('', `!Sub "${'${A}'.repeat(20_000)}"`)],
    ['openings of variables', cloudFormation, 'a.yaml', template('', `!Sub "${'${'.repeat(200_000)}"`)],
    ['a condition of itself', cloudFormation, 'a.yaml', template('Conditions: {C: !Not [!Condition C]}', '!If [C, a, b]')],
    [
      'maps that merge maps',
      eksctl,
      'a.yaml',
      config(`${chain(60, '{version: "1.34"}', (name) => `{<<: [${name}, ${name}]}`)}\nmetadata: *x60`),
    ],
    ['many add-ons by one alias', eksctl, 'a.yaml', config(`x: &x {name: a, version: b}\naddons: [${'*x, '.repeat(5000)}*x]`)],
    [
      'values in values',
      kubernetes,
      'cluster-autoscaler/values.yaml',
      chain(60, '{a: {tag: b}}', (name) => `{a: ${name}, b: ${name}, c: ${name}}`),
    ],
    [
      'lists of lists',
      kubernetes,
      'a.yaml',
      `${chain(60, '{image: cluster-autoscaler:v1}', (name) => `[${name}, ${name}]`)}\nkind: Pod\nspec: {containers: *x60}`,
    ],
    [
      'variables of variables',
      pulumiYaml,
      'Pulumi.yaml',
      `runtime: yaml\nvariables:\n  v0: a\n${variables}\nresources: {a: {type: "aws:eks:Cluster", properties: {version: "\${v40}"}}}\n`,
    ],
    [
      'joins of joins',
      pulumiYaml,
      'Pulumi.yaml',
      `runtime: yaml\n${chain(40, 'a', (name) => `{fn::join: ["", [${name}, ${name}]]}`)}\nresources: {a: {type: "aws:eks:Cluster", properties: {version: *x40}}}\n`,
    ],
    [
      'resources of each other',
      pulumiYaml,
      'Pulumi.yaml',
      'runtime: yaml\nresources:\n  a: {type: "aws:eks:Cluster", properties: {version: "${b.version}"}}\n  b: {type: "aws:eks:Cluster", properties: {version: "${a.version}"}}\n',
    ],
  ])('%s', { timeout: 5000 }, async (_, reader, path, text) => {
    const reading = await read(reader, path, text);
    expect(reading.facts.length).toBeLessThan(10_000);
    expect(misplaced(reading, text)).toEqual([]);
  });
});

describe('what is no file of theirs', () => {
  const words = `AWS::EKS::Cluster eksctl.io/ ClusterConfig ${IMAGE}:v1.28.2 resources aws:eks:Cluster`;

  test.each<[string, string]>([
    ['brackets without end', `# ${words}\n${'['.repeat(50_000)}`],
    ['maps without end', `${'{"a": '.repeat(50_000)}"${words}"`],
    ['one line of two million characters', `a: "${words} ${'x'.repeat(2_000_000)}"`],
    ['binary', `\0\u0001\u0002 ${words} \uFFFD\uD800`],
    ['tabs', `\t${words}\n\t\ta:\n\t b`],
    ['a conflict', `<<<<<<< HEAD\n${words}\n=======\n>>>>>>> x\n`],
    ['nothing but words', words],
    ['a heredoc without end', `cat <<EOF\n${words}\n`],
  ])('%s', { timeout: 20_000 }, async (_, text) => {
    const paths = ['a.yaml', 'a.json', 'a.sh', 'a.template', 'cluster-autoscaler/values.yaml', 'Pulumi.yaml'];
    for (const reader of [cloudFormation, eksctl, kubernetes, pulumiYaml]) {
      for (const path of paths.filter((candidate) => reader.wantsPath(candidate) && reader.accepts({ path: candidate, text }))) {
        expect((await read(reader, path, text)).facts).toEqual([]);
      }
    }
  });
});
