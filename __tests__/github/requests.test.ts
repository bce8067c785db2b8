/** What a run costs: workflows of a repository share 1,000 requests an hour. */
import { describe, expect, test } from 'vitest';
import { listPullRequestFiles } from '../../src/github/remote-repository.ts';
import { check, fileComment, lineComment, repository, review, run, type Stage, startStage, summary } from '../support/publishing.ts';

const seeds = Array.from({ length: 30 }, (_, index) => `f${index}`);
const lines = seeds.slice(0, 26).map((seed, index) => lineComment(7 + (index % 7), seed));
const files = seeds.slice(26).map((seed) => fileComment('index.ts', seed));
const thirty = { ...review(lines, files), summary: summary('Thirty findings.'), check: check(30) };

/** A run with the list of changed files, which comes first. */
async function wholeRun(stage: Stage, ...rest: Parameters<typeof run> extends [Stage, ...infer R] ? R : never): Promise<readonly string[]> {
  const before = stage.github.requests.length;
  await listPullRequestFiles(stage.target.client, repository, 1);
  await run(stage, ...rest);
  return stage.github.requests.slice(before);
}

describe('the requests of a run', () => {
  test('with thirty findings are eleven', async () => {
    const stage = await startStage();
    const requests = await wholeRun(stage, thirty, { findings: seeds });
    expect(requests).toHaveLength(11);
    expect(stage.github.state.reviewComments).toHaveLength(30);
  });

  test('where nothing changed since the last are three', async () => {
    const stage = await startStage();
    await run(stage, thirty, { findings: seeds });
    const requests = await wholeRun(stage, { ...review([]), summary: thirty.summary, check: thirty.check }, { findings: seeds });
    expect(requests.map((request) => request.replace(/\?\S*/, ''))).toEqual([
      'get /repos/octo/infra/pulls/1/files 200',
      'graphql pullRequest 200',
      expect.stringMatching(/^get \/repos\/octo\/infra\/commits\/[0-9a-f]+\/check-runs 200$/),
    ]);
  });

  test('on a pull request with nothing to read are four', async () => {
    const stage = await startStage();
    expect(await wholeRun(stage, { ...review([]), summary: summary('Nothing.', true), check: check() })).toHaveLength(4);
  });
});
