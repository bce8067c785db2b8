/** The README and the recipes against action.yml, and action.yml against the program. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../../src/action/inputs.ts';
import { rules } from '../../src/rules/index.ts';
import { readConfig } from '../../src/settings/read-config.ts';
import { type ActionField, inputsTable, outputsTable, rulesTable, withSection } from '../../tools/docs-tables.ts';
import { recorded } from './recorded.ts';

interface Action {
  readonly inputs: Readonly<Record<string, ActionField>>;
  readonly outputs: Readonly<Record<string, ActionField>>;
  readonly runs: { readonly using: string; readonly main: string };
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const action = parse(readFileSync('action.yml', 'utf8')) as Action;
const DOCUMENTS = ['README.md', ...globSync('docs/*.md')];

function blocksOf(path: string, language: string): readonly string[] {
  const blocks = readFileSync(path, 'utf8').matchAll(/^```(?<language>\w+)\n(?<body>[\s\S]*?)^```$/gm);
  return [...blocks].flatMap(({ groups }) => (groups?.['language'] === language ? [groups['body'] ?? ''] : []));
}

const workflows = DOCUMENTS.flatMap((path) =>
  blocksOf(path, 'yaml')
    .filter((body) => body.includes('\njobs:'))
    .map((body, index) => [`${path} ${index + 1}`, body] as const),
);

test('the tables of the README say what the code says', () => {
  const tables = {
    rules: rulesTable(
      rules.map(({ meta }) => meta),
      'docs/rules',
    ),
    inputs: inputsTable(action.inputs),
    outputs: outputsTable(action.outputs),
  };
  let readme = readFileSync('README.md', 'utf8');
  for (const [name, content] of Object.entries(tables)) readme = withSection(readme, name, content);
  expect(recorded('README.md', readme, 'UPDATE_DOCS')).toBe(readme);
});

test('the program reads every input of action.yml and no other', () => {
  const asked = new Set<string>();
  const inputs = readInputs((name) => {
    asked.add(name);
    return name === 'github-token' ? 'token' : (action.inputs[name]?.default ?? '');
  });
  expect([...asked].toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  expect(inputs).toEqual({ ...readInputs((name) => (name === 'github-token' ? 'token' : '')) });
  expect(action.runs).toEqual({ using: 'node24', main: 'dist/main.js' });
});

test('the workflow of the README has twelve lines', () => {
  expect(workflows[0]?.[1].trimEnd().split('\n')).toHaveLength(12);
});

describe.each(workflows)('the workflow %s', (_, body) => {
  const workflow = parse(body) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('runs this action with inputs that it has', () => {
    const ours = steps.filter(({ uses }) => uses?.startsWith('eks-lockstep/eks-lockstep@'));
    expect(ours).toHaveLength(1);
    expect(Object.keys(ours[0]?.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([]);
  });

  test('says what starts it and what it may do', () => {
    expect(workflow.on).toBeTruthy();
    expect(Object.values(workflow.permissions).filter((level) => !['read', 'write'].includes(level))).toEqual([]);
    expect(workflow.permissions['contents']).toBe('read');
  });
});

test('the configuration of the README is read without a complaint', () => {
  const example = blocksOf('README.md', 'yaml').find((body) => body.startsWith('fail-on:')) ?? '';
  const { config, problems } = readConfig(
    example,
    '.github/eks-lockstep.yml',
    rules.map(({ meta }) => meta.id),
  );
  expect(problems).toEqual([]);
  expect({ ignored: config.ignore.length, assumed: config.assume.length, rules: [...config.rules] }).toEqual({
    ignored: 1,
    assumed: 1,
    rules: [['addon-behind-default', 'off']],
  });
});
