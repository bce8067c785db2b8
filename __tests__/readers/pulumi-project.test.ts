/** Pulumi project and stack files: what is read of them, in every spelling of the file. */
import { describe, expect, test } from 'vitest';
import type { ConfigNode } from '../../src/model/fact.ts';
import { pulumiProject as reader } from '../../src/readers/pulumi-project.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown, textAt } from './support.ts';

test.each([
  ['Pulumi.yaml', true],
  ['infra/Pulumi.yml', true],
  ['Pulumi.json', true],
  ['infra/Pulumi.dev.yaml', true],
  ['Pulumi.dev.eu-west-1.yaml', true],
  ['pulumi.yaml', false],
  ['PulumiPlugin.yaml', false],
  ['PulumiPolicy.yaml', false],
  ['Pulumi.yaml.bak', false],
  ['Pulumi.md', false],
])('%s is wanted: %s', (path, wanted) => {
  expect(reader.wantsPath(path)).toBe(wanted);
});

describe.each([
  ['Pulumi.yaml', 'name: «tap»\nruntime: nodejs\nconfig:\n  «aws:region»:\n    default: us-east-1\n'],
  ['Pulumi.yml', "# ours\r\nname: '«tap»' # the name\r\nconfig:\r\n  «aws:region»: { default: us-east-1 }\r\n"],
  ['Pulumi.yaml', '\uFEFFname: "«tap»"\nconfig: {"«aws:region»": {"default": "us-east-1"}}\n'],
  ['Pulumi.json', '{\n\t"name": "«tap»",\n\t"config": { "«aws:region»": { "default": "us-east-1" } }\n}\n'],
])('%s', (path, text) => {
  test(`is a project: ${JSON.stringify(text)}`, async () => {
    const reading = await readFiles(reader, { [path]: text });
    const project = factOf(reading, 'pulumi-project');
    expect(reading.problems).toEqual([]);
    expect(project).toMatchObject({ path, resource: 'Pulumi project tap', dialect: 'pulumi-project' });
    expect(project.isIncomplete).toBeUndefined();
    expectDecidedAt(reading, project.name, 'tap', 'text');
    expectDecidedAt(reading, project.config[0]?.key, 'aws:region', 'text', 1);
    const value = project.config[0]?.value;
    const inner = value?.kind === 'map' ? value.entries[0]?.value : undefined;
    expect(inner).toMatchObject({ kind: 'scalar', value: 'us-east-1', source: 'us-east-1' });
    expect(inner && textAt(reading, inner.span)).toBe('us-east-1');
  });
});

describe('the name', () => {
  test.each([
    ['name: 5\n', 'unknown: it is no text', "project is missing a non-empty string 'name' attribute", undefined],
    ['name: ""\n', 'unknown: it is no text', "project is missing a non-empty string 'name' attribute", undefined],
    ['name:\nruntime: go\n', 'unknown: it is no text', "project is missing a non-empty string 'name' attribute", undefined],
    ['runtime: go\n', 'absent', "project is missing a 'name' attribute", undefined],
    ['nmae: tap\nruntime: go\n', 'absent', "project is missing a 'name' attribute; found 'nmae' instead", 'nmae'],
    ['Name: tap\nnam: tap\n', 'absent', "project is missing a 'name' attribute; found 'Name' instead", 'Name'],
    ['nam: tap\nnamee: tap\n', 'absent', "project is missing a 'name' attribute; found 'nam' instead", 'nam'],
    ['names:\n  - tap\n', 'absent', "project is missing a 'name' attribute; found 'names' instead", undefined],
    ['main: bin\nruntime: go\n', 'absent', "project is missing a 'name' attribute", undefined],
    ['name: ${PROJECT}\n', 'unknown: it is a placeholder of a template', undefined, undefined],
    ['name: {{ cookiecutter.name }}\n', 'unknown: one of its keys is no text', undefined, undefined],
  ])('%j', async (text, name, nameProblem, misspelt) => {
    const project = factOf(await read(text), 'pulumi-project');
    expect(shown(project.name)).toBe(name);
    expect(project.nameProblem).toBe(nameProblem);
    expect(project.misspeltName?.value).toBe(misspelt);
  });
});

/** Without the checks of edits: changing a misspelt name may mend it. */
async function read(text: string, path = 'Pulumi.yaml') {
  return await reader.read([{ path, text }], { text: () => undefined, paths: [path] });
}

test('`config:` may name a folder, as `stackConfigDir:` does', async () => {
  const text = 'name: tap\nconfig: «stacks»\nstackConfigDir: "«./stacks»"\n';
  const reading = await readFiles(reader, { 'Pulumi.yaml': text });
  const project = factOf(reading, 'pulumi-project');
  expectDecidedAt(reading, project.configDirectory, 'stacks', 'text');
  expectDecidedAt(reading, project.stackConfigDir, './stacks', 'text', 1);
  expect(project.config).toEqual([]);
  expect(project.configDirectoryRemoval && textAt(reading, project.configDirectoryRemoval)).toBe('config: stacks\n');
});

describe('a stack file', () => {
  test('says its stack and what it sets', async () => {
    const text = 'encryptionsalt: v1:abc\nconfig:\n  «aws:region»: eu-west-1\n  tap:token:\n    secure: AAAB\n  tap:zones: [a, b]\n';
    const reading = await readFiles(reader, { 'infra/Pulumi.dev.eu.yaml': text });
    const stack = factOf(reading, 'pulumi-stack');
    expect(stack).toMatchObject({
      stack: 'dev.eu',
      path: 'infra/Pulumi.dev.eu.yaml',
      resource: 'Pulumi stack dev.eu',
      hasEnvironment: false,
    });
    expect(stack.config.map(({ key, value }) => [key.value, value.kind])).toEqual([
      ['aws:region', 'scalar'],
      ['tap:token', 'map'],
      ['tap:zones', 'list'],
    ]);
    expectDecidedAt(reading, stack.config[0]?.key, 'aws:region', 'text');
  });

  test.each([
    ['environment:\n  - shared\n', true],
    ['environment: {imports: [shared]}\n', true],
    ['mainEnvironment: shared/dev\n', true],
    ['environment:\nconfig: {}\n', false],
    ['config: {}\n', false],
  ])('imports an environment: %j', async (text, hasEnvironment) => {
    expect(factOf(await readFiles(reader, { 'Pulumi.dev.yaml': text }), 'pulumi-stack').hasEnvironment).toBe(hasEnvironment);
  });

  test.each(['README', 'example', 'dev.example', 'stack-template', 'prod.sample'])(
    'that is there to be copied is none: %s',
    async (name) => {
      const { facts, problems } = await read('config:\n  aws:region:\n', `Pulumi.${name}.yaml`);
      expect({ facts, problems }).toEqual({ facts: [], problems: [] });
    },
  );
});

describe('what cannot be read', () => {
  test.each([
    ['Pulumi.yaml', 'name: tap\nconfig:\n\taws:region: x\n', 18],
    ['Pulumi.yaml', 'name: tap\nname: tip\n', 10],
    ['Pulumi.json', '{ "name": "tap", }', 17],
    ['Pulumi.dev.yaml', 'config:\n  a: 1\n  a: 2\n', 17],
  ])('%s with %j is incomplete, and a problem', async (path, text, offset) => {
    const { facts, problems } = await read(text, path);
    expect(problems).toMatchObject([{ path, offset }]);
    expect(facts).toMatchObject([{ isIncomplete: true }]);
  });

  test.each([
    ['Pulumi.dev.yaml', 'config: *shared\n'],
    ['Pulumi.dev.yaml', 'config:\n  <<: {tap:x: 1}\n  tap:y: 1\n'],
    ['Pulumi.yaml', 'name: tap\nconfig: [a]\n'],
  ])('%s with %j may set more than can be seen', async (path, text) => {
    expect((await read(text, path)).facts).toMatchObject([{ config: [], isIncomplete: true }]);
  });

  test.each(['- a\n- b\n', 'just text\n'])('a file without a mapping is none of ours: %j', async (text) => {
    const { facts, problems } = await read(text);
    expect(facts).toEqual([]);
    expect(problems).toMatchObject([{ path: 'Pulumi.yaml', offset: 0, message: 'is no Pulumi file: it holds no mapping' }]);
  });

  test.each(['{% if x %}\nname: tap\n{% endif %}\n', 'name: tap\n{{- if .x }}\nconfig: {}\n{{- end }}\n', 'name: <%= name %>\n  x: [\n'])(
    'a template that is no YAML yet says nothing: %j',
    async (text) => {
      expect(await read(text)).toEqual({ facts: [], problems: [] });
    },
  );

  test('a broken program with interpolations is no template', async () => {
    expect((await read('name: tap\nruntime: yaml\noutputs:\n\tx: ${cluster.name}\n')).problems).toHaveLength(1);
  });

  test('an empty file is not even accepted', () => {
    expect(reader.accepts({ path: 'Pulumi.yaml', text: '\n' })).toBe(false);
  });
});

test('reads all files of a tree together, with numbers as they are spelled', async () => {
  const reading = await readFiles(reader, {
    'a/Pulumi.yaml': 'name: a\nruntime: nodejs\n',
    'a/Pulumi.dev.yaml': 'config:\n  a:k8sVersion: «1.30»\n',
    'b/Pulumi.yaml': 'name: b\nruntime: yaml\nconfiguration:\n  old: {type: String}\nresources: {}\n',
  });
  expect(factsOf(reading, 'pulumi-project').map(({ config }) => config)).toEqual([[], []]);
  const node: ConfigNode | undefined = factOf(reading, 'pulumi-stack').config[0]?.value;
  expect(node).toMatchObject({ kind: 'scalar', value: 1.3, source: '1.30', quoted: false, span: reading.marks[0] });
});
