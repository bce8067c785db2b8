/** The README and the recipes against action.yml, and action.yml against the program. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../../src/action/inputs.ts';
import { PayloadError } from '../../src/pull-request/json.ts';
import { readEvent } from '../../src/pull-request/event.ts';
import { rules } from '../../src/rules/index.ts';
import { DEFAULT_CONFIG } from '../../src/settings/config.ts';
import { CONFIG_KEYS, readConfig } from '../../src/settings/read-config.ts';
import type { ActionField } from '../../tools/docs-tables.ts';

interface Action {
  readonly inputs: Readonly<Record<string, ActionField>>;
  readonly outputs: Readonly<Record<string, ActionField>>;
  readonly runs: { readonly using: string; readonly main: string };
}

type Permissions = Readonly<Record<string, string>>;

interface Workflow {
  readonly on: string | Readonly<Record<string, { readonly types?: readonly string[] } | null>>;
  readonly permissions: Permissions;
  readonly jobs: Readonly<Record<string, { readonly permissions?: Permissions; readonly steps: readonly Step[] }>>;
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

/** What `readEvent` says of an event without a payload; a complaint about that is one of an event that it knows. */
function whyNot(name: string): string | undefined {
  try {
    const event = readEvent(name, {});
    return event.kind === 'other' ? event.why : undefined;
  } catch (error) {
    if (error instanceof PayloadError) return undefined;
    throw error;
  }
}

const ON_PULL_REQUESTS: readonly string[] = ['pull_request', 'pull_request_target', 'workflow_run', 'issue_comment'];
/** The only types of an event that lead to anything. */
const TYPES: Readonly<Record<string, readonly string[]>> = { issue_comment: ['created'], workflow_run: ['completed'] };

describe.each(workflows)('the workflow %s', (_, body) => {
  const workflow = parse(body) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('runs this action with inputs that it has', () => {
    const ours = steps.filter(({ uses }) => uses?.startsWith('eks-lockstep/eks-lockstep@'));
    expect(ours).toHaveLength(1);
    expect(Object.keys(ours[0]?.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([]);
  });

  const triggers = typeof workflow.on === 'string' ? { [workflow.on]: null } : workflow.on;
  const events = Object.keys(triggers);

  test('is started by events that the action handles', () => {
    expect(events).not.toEqual([]);
    expect(events.filter((event) => whyNot(event) === whyNot('star'))).toEqual([]);
    for (const [event, trigger] of Object.entries(triggers)) expect(trigger?.types).toEqual(TYPES[event]);
  });

  test('may write what it has to, and nothing else', () => {
    expect(workflow.permissions['contents']).toBe('read');
    for (const job of Object.values(workflow.jobs)) {
      const granted = Object.entries({ ...workflow.permissions, ...job.permissions });
      expect(granted.filter(([, level]) => !['read', 'write'].includes(level))).toEqual([]);
      const needed = [
        ...(events.some((event) => ON_PULL_REQUESTS.includes(event)) ? ['checks', 'pull-requests'] : []),
        ...(job.steps.some((step) => step.with?.['apply'] !== undefined) ? ['contents'] : []),
        ...(job.steps.some(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif@')) ? ['security-events'] : []),
      ];
      expect(granted.flatMap(([name, level]) => (level === 'write' ? [name] : [])).toSorted()).toEqual(needed.toSorted());
    }
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
