/** The bundle's heavy parts are loaded when they are needed, and only then: seen in what commands load on folders of every kind. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');

/** A text that only this part of the bundle has. */
const MARKS = {
  TypeScript: 'Unterminated string literal',
  HCL: 'ts_parser_new_wasm',
  YAML: 'BLOCK_AS_IMPLICIT_KEY',
  'AWS SDK': 'ResourcePropagationDelayException',
  Octokit: 'octokit-rest.js',
  'Actions toolkit': 'ACTIONS_ID_TOKEN_REQUEST_URL',
};
type Part = keyof typeof MARKS;

const HOLDERS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(MARKS).map(([part, mark]) => [
    part,
    readdirSync(dist).filter((name) => name.endsWith('.js') && readFileSync(join(dist, name), 'utf8').includes(mark)),
  ]),
);

/** No machine answers at that address, so that nothing leaves this one. */
const NO_AWS = {
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_REGION: 'eu-central-1',
  AWS_MAX_ATTEMPTS: '1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
};

interface Loaded {
  readonly status: number | null;
  readonly parts: readonly string[];
}

/** Runs a command of the bundle, and tells which of its heavy parts were loaded. */
function run(...args: readonly string[]): Loaded {
  const coverage = mkdtempSync(join(tmpdir(), 'eks-lockstep-loaded-'));
  try {
    const env = { ...process.env, ...NO_AWS, NODE_V8_COVERAGE: coverage };
    const { status } = spawnSync(process.execPath, [join(dist, 'cli.js'), ...args], { env, cwd: root, encoding: 'utf8' });
    const files = new Set(readdirSync(coverage).flatMap((name) => loadedFiles(join(coverage, name))));
    const parts = [...HOLDERS].filter(([, holders]) => holders.some((name) => files.has(name)));
    return { status, parts: parts.map(([part]) => part) };
  } finally {
    rmSync(coverage, { recursive: true });
  }
}

function loadedFiles(report: string): readonly string[] {
  const { result } = JSON.parse(readFileSync(report, 'utf8')) as { readonly result: readonly { readonly url: string }[] };
  return result.filter(({ url }) => url.includes('/dist/')).map(({ url }) => basename(url));
}

test.each(Object.keys(MARKS))('one chunk alone has %s', (part) => {
  expect(HOLDERS.get(part)).toHaveLength(1);
});

test.each(['rules', 'explain addon-incompatible', '--help'])('`%s` loads none of them', (command) => {
  expect(run(...command.split(' '))).toEqual({ status: 0, parts: [] });
});

/** What a repository says to the program itself is YAML. */
const ALWAYS: readonly Part[] = ['YAML'];

/** By folder: the parsers that its files need. Terraform gives charts their values in YAML. */
const FOLDERS: readonly (readonly [folder: string, ...parts: readonly Part[]])[] = [
  ['src/github'],
  ['leaves-pins-behind-terraform', 'HCL', 'YAML'],
  ['leaves-pins-behind-terraform-module', 'HCL', 'YAML'],
  ['leaves-pins-behind-cdk', 'TypeScript'],
  ['leaves-pins-behind-cloudformation', 'YAML'],
  ['leaves-pins-behind-eksctl-and-manifests', 'YAML'],
  ['leaves-pins-behind-pulumi-yaml', 'YAML'],
  ['leaves-pins-behind-mixed', 'HCL', 'YAML'],
  ['upgrade-leaves-pins-behind', 'TypeScript', 'YAML'],
];

describe('`check` loads the parsers that a folder needs', () => {
  test.each(FOLDERS)('%s', (folder, ...parts) => {
    const path = folder.startsWith('src/') ? folder : `__tests__/scenarios/${folder}/head`;
    const { status, parts: loaded } = run('check', path, '--fail-on', 'never');
    expect({ status, parts: new Set(loaded) }).toEqual({ status: 0, parts: new Set([...ALWAYS, ...parts]) });
  });
});

test('`--live` loads the AWS SDK, where there is something to ask', () => {
  const { parts } = run('check', '__tests__/scenarios/leaves-pins-behind-terraform/head', '--live', '--fail-on', 'never');
  expect(parts).toContain('AWS SDK');
  expect(parts).not.toContain('Octokit');
});
