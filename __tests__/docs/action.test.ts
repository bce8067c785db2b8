/** The README and the recipes against action.yml, and action.yml against the program. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../../src/action/inputs.ts';
import { rules } from '../../src/rules/index.ts';
import { DEFAULT_CONFIG } from '../../src/settings/config.ts';
import { CONFIG_KEYS, readConfig } from '../../src/settings/read-config.ts';
import type { ActionField } from '../../tools/docs-tables.ts';

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

const configurations = DOCUMENTS.flatMap((path) =>
  blocksOf(path, 'yaml')
    .filter((body) => CONFIG_KEYS.some((key) => body.startsWith(`${key}:`)))
    .map((body, index) => [`${path} ${index + 1}`, body] as const),
);

test.each(configurations)('the configuration %s is read without a complaint', (_, body) => {
  const ids = rules.map(({ meta }) => meta.id);
  const { config, problems } = readConfig(body, '.github/eks-lockstep.yml', ids);
  expect(problems).toEqual([]);
  expect(config).not.toEqual(DEFAULT_CONFIG);
});

test('the README and the recipes show a configuration', () => {
  expect(configurations.map(([name]) => name)).toEqual(['README.md 1', 'docs/recipes.md 1']);
});
