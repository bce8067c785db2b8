/** The bundle's heavy parts are loaded when they are needed: seen in what a command that needs none of them loads. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const dist = join(import.meta.dirname, '../../dist');
/** A text that only this part of the bundle has. */
const MARKS = {
  'ts-morph': 'Unterminated string literal',
  yaml: 'BLOCK_AS_IMPLICIT_KEY',
  '@aws-sdk/client-eks': 'ResourcePropagationDelayException',
  '@octokit/rest': 'octokit-rest.js',
  '@actions/core': 'ACTIONS_ID_TOKEN_REQUEST_URL',
};

let coverage: string;
let run: SpawnSyncReturns<string>;
let loaded: readonly string[];

beforeAll(() => {
  coverage = mkdtempSync(join(tmpdir(), 'eks-lockstep-loaded-'));
  const env = { ...process.env, NODE_V8_COVERAGE: coverage };
  run = spawnSync(process.execPath, [join(dist, 'cli.js'), 'rules'], { env, encoding: 'utf8' });
  const reports = readdirSync(coverage).map(
    (name) => JSON.parse(readFileSync(join(coverage, name), 'utf8')) as { result: readonly { url: string }[] },
  );
  const urls = reports.flatMap(({ result }) => result.map(({ url }) => url));
  loaded = urls.filter((url) => url.includes('/dist/')).map((url) => basename(url));
});

afterAll(() => {
  rmSync(coverage, { recursive: true });
});

function holding(mark: string): readonly string[] {
  return readdirSync(dist).filter((name) => name.endsWith('.js') && readFileSync(join(dist, name), 'utf8').includes(mark));
}

test('`rules` loads the entry and its own chunk', () => {
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(loaded).toEqual(expect.arrayContaining(['cli.js', 'index.js']));
});

test.each(Object.entries(MARKS))('`rules` does not load %s', (_, mark) => {
  const chunks = holding(mark);
  expect(chunks).not.toEqual([]);
  expect(loaded.filter((name) => chunks.includes(name))).toEqual([]);
});
