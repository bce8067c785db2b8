/** The Action where something of ours breaks, or GitHub's answers are longer than a page of the runner. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaveNote } from '../src/action/outputs.ts';
import { runAction } from '../src/main.ts';
import { temporaryFolder } from './support/git-repository.ts';

const runWholeTree = vi.hoisted(() => vi.fn<() => Promise<never>>());
vi.mock('../src/action/whole-tree.ts', () => ({ runWholeTree }));

/** One for all: the toolkit remembers where it wrote first. */
const folder = temporaryFolder({ keep: true });
const page = join(folder, 'summary');

beforeEach(() => writeFileSync(page, ''));
afterAll(() => rmSync(folder, { recursive: true }));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = 0;
});

/** What a scheduled run prints and leaves when its work ends like that. */
async function brokenRun(error: Error) {
  writeFileSync(join(folder, 'event.json'), '{}');
  vi.stubEnv('GITHUB_EVENT_NAME', 'schedule');
  vi.stubEnv('GITHUB_EVENT_PATH', join(folder, 'event.json'));
  vi.stubEnv('GITHUB_STEP_SUMMARY', page);
  vi.stubEnv('INPUT_GITHUB-TOKEN', 'ghs_x');
  runWholeTree.mockRejectedValue(error);
  let stdout = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  await runAction();
  return { stdout, status: process.exitCode, summary: readFileSync(page, 'utf8') };
}

test('a bug fails the run and names the rule or the reader, in the log and in the job summary', async () => {
  const { stdout, status, summary } = await brokenRun(new Error('rule addon-incompatible broke: x is undefined'));
  expect(status).toBe(1);
  expect(stdout).toContain('::error::eks-lockstep broke, and that is a bug of ours: rule addon-incompatible broke: x is undefined');
  expect(summary).toMatch(/^### eks-lockstep reached no verdict\n\n.*addon-incompatible/);
});

test('what a repository says inside a bug steers neither the runner nor the page', async () => {
  vi.stubEnv('EKS_LOCKSTEP_DEBUG', '1');
  const { stdout, summary } = await brokenRun(
    new Error('reader x broke: \n::set-output name=conclusion::success\n##[error]y <img> @octo/admins'),
  );
  expect(stdout.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([expect.stringMatching(/^::error::/)]);
  expect(summary).not.toMatch(/<img>|@octo/);
});

test('a job summary keeps what comes first within a megabyte', async () => {
  vi.stubEnv('GITHUB_STEP_SUMMARY', page);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await leaveNote({
    jobSummary: ['### First', ...Array.from({ length: 40 }, () => 'ü'.repeat(30_000))],
    sentences: ['GitHub refused it.'],
  });
  const text = readFileSync(page, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThan(1_024 * 1_024);
  expect(text.startsWith('### First\n\nü')).toBe(true);
  expect(text).toMatch(/\n\n\d+ more did not fit here\.\n\n> GitHub refused it\.\n$/);
});

test('a server without job summaries is no reason to fail', async () => {
  vi.stubEnv('GITHUB_STEP_SUMMARY', '');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await expect(leaveNote({ jobSummary: ['Some.'], sentences: [] })).resolves.toBeUndefined();
});
