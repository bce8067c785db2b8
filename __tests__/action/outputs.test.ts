/** What a run leaves behind, where a file cannot be written or a sentence quotes a stranger. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { leave, type Told } from '../../src/action/outputs.ts';
import { temporaryFolder } from '../support/git-repository.ts';

const told: Told = {
  conclusion: 'success',
  head: {
    clusters: [],
    findings: [],
    unresolved: [],
    problems: [],
    degraded: [],
    leftOut: 0,
    ignored: 0,
    texts: new Map(),
    today: '2026-11-26',
    origin: { source: 'snapshot', asOf: '2026-08-22', region: undefined },
  },
  newFindings: [],
  report: '{}',
  jobSummary: [],
  sentences: ['EKS said <img> [here](https://example.com) for `a_b`.'],
  isForTheLog: false,
};

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function world() {
  const temp = temporaryFolder();
  const files = { outputs: join(temp, 'outputs'), summary: join(temp, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  vi.stubEnv('GITHUB_OUTPUT', files.outputs);
  vi.stubEnv('GITHUB_STEP_SUMMARY', files.summary);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const workspace = join(temp, 'workspace');
  mkdirSync(workspace);
  return { temp, workspace, files };
}

describe('a run', () => {
  test('leaves SARIF at an absolute path too, and nothing of a sentence becomes markup', async () => {
    const { temp, workspace, files } = world();
    const sarif = join(temp, 'findings.sarif');
    await leave(told, sarif, { temp, workspace });
    expect(readFileSync(sarif, 'utf8')).toContain('"version"');
    expect(readFileSync(files.outputs, 'utf8')).toContain(sarif);
    const summary = readFileSync(files.summary, 'utf8');
    expect(summary).toContain('`a_b`');
    expect(summary).not.toMatch(/<img>|\[here\]\(/);
  });

  test('whose SARIF cannot be written sets no conclusion, as its exit status will be none', async () => {
    const { temp, workspace, files } = world();
    writeFileSync(join(workspace, 'file'), '');
    await expect(leave(told, 'file/findings.sarif', { temp, workspace })).rejects.toThrow('the input sarif-file names');
    expect(readFileSync(files.outputs, 'utf8')).toBe('');
  });
});
