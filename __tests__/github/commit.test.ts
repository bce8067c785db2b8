/** Committing fixes to the branch of a pull request. */
import { describe, expect, test } from 'vitest';
import { type CommitRequest, commitFiles } from '../../src/github/commit.ts';
import type { Fault } from '../support/fake-github.ts';
import { repository, type Stage, type StagePlan, startStage } from '../support/publishing.ts';

const FILES = new Map([
  ['new.ts', '\uFEFFb\r\n'],
  ['sub/"odd" 🚀.ts', 'added\n'],
]);

async function commit(plan: StagePlan = {}, changes: Partial<CommitRequest> = {}, before: (stage: Stage) => void = () => undefined) {
  const stage = await startStage(plan);
  before(stage);
  const { client, headSha } = stage.target;
  const request = {
    branch: 'feature',
    expectedHead: headSha,
    isFork: false,
    headline: 'Fix it',
    body: 'Because.',
    files: FILES,
    ...changes,
  };
  const result = await commitFiles(client, repository, request);
  expect(stage.github.breaches).toEqual([]);
  return { stage, result, tip: stage.git.git('rev-parse', 'feature').trim() };
}

describe('a commit', () => {
  test('holds the files byte for byte, on top of what was judged', async () => {
    const { stage, result, tip } = await commit();
    expect(result).toEqual({ kind: 'committed', sha: tip });
    expect(stage.git.git('rev-parse', `${tip}^`).trim()).toBe(stage.target.headSha);
    expect(stage.git.git('log', '-1', '--format=%B', tip).trim()).toBe('Fix it\n\nBecause.');
    for (const [path, text] of FILES) expect(Buffer.from(stage.git.blob(`${tip}:${path}`) ?? []).toString('utf8')).toBe(text);
    expect(stage.git.git('diff', '--name-only', '-z', `${tip}^`, tip).split('\0').filter(Boolean)).toHaveLength(2);
  });

  test.each<Omit<Fault, 'operation' | 'times'>>([{ status: 502, isCarriedOut: true }, { status: 502 }, { isCarriedOut: true }, {}])(
    'whose answer got lost is made once: %o',
    async (lost) => {
      const { stage, result, tip } = await commit({ faults: [{ operation: 'graphql createCommitOnBranch', times: 1, ...lost }] });
      expect(result).toEqual({ kind: 'committed', sha: tip });
      expect(stage.git.git('rev-list', '--count', `${stage.target.headSha}..${tip}`).trim()).toBe('1');
    },
  );
});

describe('no commit is made', () => {
  test('when the branch moved on', async () => {
    const { result } = await commit({}, {}, ({ git }) => git.commit({ 'new.ts': 'theirs\n' }));
    expect(result).toEqual({ kind: 'moved-head', why: 'The branch moved on while its commit was judged: nothing was committed.' });
  });

  test('when somebody else pushed while the answer got lost', async () => {
    const { result, stage, tip } = await commit({
      faults: [{ operation: 'graphql createCommitOnBranch', times: 1, status: 502 }],
      meanwhile(operation, { plan }) {
        if (operation === 'graphql ref') plan.repository.commit({ 'new.ts': 'theirs\n' }, 'Theirs');
      },
    });
    expect(result.kind).toBe('moved-head');
    expect(stage.git.git('log', '-1', '--format=%s', tip).trim()).toBe('Theirs');
  });

  test.each([
    'Protected branch update failed for refs/heads/feature.',
    'Repository rule violations found\n\nChanges must be made through a pull request.',
    'Required status check "test" is expected.',
  ])('to a protected branch: %s', async (protection) => {
    const { result, stage, tip } = await commit({ protection });
    expect(result).toEqual({ kind: 'protected-branch', why: expect.stringContaining('The commit was refused (GraphQL UNPROCESSABLE') });
    expect(tip).toBe(stage.target.headSha);
  });

  test('to a fork, not even tried', async () => {
    const { result, stage } = await commit({}, { isFork: true });
    expect(result.kind).toBe('fork');
    expect(stage.github.requests).toEqual([]);
  });

  test('without contents: write', async () => {
    const { result } = await commit({ permissions: { contents: 'read' } });
    expect(result).toEqual({ kind: 'missing-permission', why: expect.stringContaining('the token needs `contents: write`') });
  });

  test('when GitHub keeps failing', async () => {
    const { result } = await commit({ faults: [{ operation: 'graphql', times: 99, status: 500 }] });
    expect(result).toEqual({ kind: 'failed', why: 'The commit failed (HTTP 500, `Server Error`).' });
  });

  test('for a reason nobody foresaw', async () => {
    const { result } = await commit({ protection: 'A file is too large.' });
    expect(result).toEqual({ kind: 'failed', why: 'The commit was refused (GraphQL UNPROCESSABLE, `A file is too large.`).' });
  });
});
