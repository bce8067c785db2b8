/** A GitHub that fails: lost answers, limits, missing permissions, heads that move. */
import { describe, expect, test } from 'vitest';
import type { Fault } from '../support/fake-github.ts';
import { check, fileComment, lineComment, review, run, startStage, summary } from '../support/publishing.ts';

const REVIEW = 'post /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const FILE = 'post /repos/{owner}/{repo}/pulls/{pull_number}/comments';
const SUMMARY = 'post /repos/{owner}/{repo}/issues/{issue_number}/comments';
const CHECK = 'post /repos/{owner}/{repo}/check-runs';
const MORE = 'patch /repos/{owner}/{repo}/check-runs/{check_run_id}';

const everything = {
  ...review([lineComment(10, 'a'), lineComment(40, 'b')], [fileComment('index.ts', 'c'), fileComment('new.ts', 'd')]),
  summary: summary('Findings.'),
  check: check(70),
};
const findings = ['a', 'b', 'c', 'd'];

const LOST: readonly Pick<Fault, 'status' | 'isCarriedOut'>[] = [
  { status: 502, isCarriedOut: true },
  { status: 502, isCarriedOut: false },
  { isCarriedOut: true },
  { isCarriedOut: false },
];

describe.each([REVIEW, FILE, SUMMARY, CHECK, MORE])('a lost answer to %s', (operation) => {
  test.each(LOST)('with status $status, carried out: $isCarriedOut', async (lost) => {
    const stage = await startStage({ faults: [{ operation, times: 1, ...lost }] });
    const result = await run(stage, everything, { findings });
    expect(result).toMatchObject({ posted: 4, unposted: [], summary: 'created', check: 'created', refused: [] });
    const { state } = stage.github;
    expect(state.reviewComments).toHaveLength(4);
    expect(state.issueComments).toHaveLength(1);
    expect(state.checkRuns.map(({ output }) => output.annotations.length)).toEqual([70]);
  });
});

describe('an answer that comes too late', () => {
  test('is looked up, not asked for again', async () => {
    const stage = await startStage({
      timeout: 300,
      faults: [{ operation: REVIEW, status: 200, times: 1, isCarriedOut: true, delay: 900 }],
    });
    const result = await run(stage, review([lineComment(10, 'a')]), { findings });
    expect(result).toMatchObject({ posted: 1, unposted: [], refused: [] });
    expect(stage.github.state.reviews).toHaveLength(1);
  });
});

describe('a GitHub that stays broken', () => {
  test('leaves what was not posted to the caller, with a sentence for each thing', async () => {
    const faults = [REVIEW, SUMMARY, CHECK].map((operation): Fault => ({ operation, status: 500, times: 9 }));
    const stage = await startStage({ faults });
    const result = await run(stage, everything, { findings });
    expect(result).toMatchObject({ posted: 0, summary: 'refused', check: 'refused', missing: [] });
    expect(result.unposted.map(({ path }) => path)).toEqual(['index.ts', 'index.ts', 'index.ts', 'new.ts']);
    expect(result.refused).toEqual([
      'The check run failed (HTTP 500, `Server Error`).',
      'The review failed (HTTP 500, `Server Error`).',
      'The summary comment failed (HTTP 500, `Server Error`).',
    ]);
  });

  test('leaves a check run without some annotations, which the next run makes anew', async () => {
    const stage = await startStage({ faults: [{ operation: MORE, status: 500, times: 2 }] });
    const result = await run(stage, { check: check(70) });
    expect(result).toMatchObject({
      check: 'incomplete',
      refused: ['Some annotations of the check run failed (HTTP 500, `Server Error`).'],
    });
    expect(await run(stage, { check: check(70) })).toMatchObject({ check: 'created', refused: [] });
    expect(stage.github.state.checkRuns.map(({ output }) => output.annotations.length)).toEqual([50, 70]);
  });

  test('does not make us repeat a review when nobody can say whether it is there', async () => {
    let reads = 0;
    const faults: Fault[] = [
      { operation: REVIEW, status: 502, times: 1, isCarriedOut: true },
      { operation: 'get /repos/{owner}/{repo}/pulls/{pull_number}/comments', status: 500, times: 9 },
    ];
    const stage = await startStage({
      faults,
      meanwhile(operation) {
        if (operation === 'graphql pullRequest' && ++reads === 2) faults.push({ operation, status: 500, times: 9 });
      },
    });
    const result = await run(stage, review([lineComment(10, 'a')]), { findings });
    expect(result).toMatchObject({ posted: 0, refused: ['The review failed (HTTP 502, `Server Error`).'] });
    expect(stage.github.state.reviews).toHaveLength(1);
  });

  test('is asked for what is there thrice', async () => {
    const stage = await startStage({ faults: [{ operation: 'graphql pullRequest', status: 502, times: 2 }] });
    expect(await run(stage, everything, { findings })).toMatchObject({ posted: 4, refused: [] });
  });
});

describe('limits', () => {
  const secondary = { status: 403, message: 'You have exceeded a secondary rate limit.', headers: { 'retry-after': '2' } };

  test('are waited out twice', async () => {
    const stage = await startStage({ faults: [{ operation: REVIEW, times: 2, ...secondary }] });
    expect(await run(stage, everything, { findings })).toMatchObject({ posted: 4, refused: [] });
  });

  test('that somebody on the way sets are waited out as often', async () => {
    const stage = await startStage({
      faults: [{ operation: REVIEW, times: 2, status: 429, message: 'Slow down', headers: { 'retry-after': '2' } }],
    });
    expect(await run(stage, everything, { findings })).toMatchObject({ posted: 4, refused: [] });
    const other = await startStage({
      faults: [{ operation: CHECK, times: 9, status: 429, message: 'Slow down', headers: { 'retry-after': '120' } }],
    });
    expect(await run(other, { check: check() })).toMatchObject({
      check: 'refused',
      requests: expect.arrayContaining([expect.stringContaining(' 429')]),
    });
    expect(other.github.requests.filter((request) => request.endsWith(' 429'))).toHaveLength(1);
  });

  test('that last end the talking: whatever else would be refused too', async () => {
    const stage = await startStage({ faults: [{ operation: REVIEW, times: 9, ...secondary }] });
    const result = await run(stage, everything, { findings });
    expect(result).toMatchObject({ posted: 0, summary: 'refused', check: 'created', missing: [] });
    expect(result.unposted).toHaveLength(4);
    expect(result.refused).toEqual([
      'The review was refused (HTTP 403, `You have exceeded a secondary rate limit.`): the token has used up its requests for now.',
    ]);
  });

  test('that end in an hour are not waited for', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1_000) + 3_600) };
    const stage = await startStage({ faults: [{ operation: CHECK, status: 403, message: 'API rate limit exceeded', times: 9, headers }] });
    const result = await run(stage, everything, { findings });
    expect(result).toMatchObject({ check: 'refused', posted: 0, summary: 'refused' });
    expect(result.refused).toHaveLength(1);
    expect(result.requests.filter((request) => request.startsWith('post'))).toHaveLength(1);
  });

  test('that end soon are waited for', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1_000) + 5) };
    const stage = await startStage({ faults: [{ operation: CHECK, status: 429, message: 'API rate limit exceeded', times: 1, headers }] });
    expect(await run(stage, { check: check() })).toMatchObject({ check: 'created', refused: [] });
  });

  test('of GraphQL, which come in a good answer, send us to REST', async () => {
    const limit: Fault = { operation: 'graphql', status: 200, type: 'RATE_LIMITED', message: 'API rate limit exceeded', times: 99 };
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1_000) + 3_600) };
    const stage = await startStage({ faults: [{ ...limit, headers }] });
    const result = await run(stage, review([lineComment(10, 'a')]), { findings });
    expect(result).toMatchObject({ posted: 1, refused: [expect.stringContaining('(GraphQL RATE_LIMITED, `API rate limit exceeded`)')] });
  });
});

describe('missing permissions', () => {
  test('are named once each, and not run into twice', async () => {
    const stage = await startStage({ permissions: { 'pull-requests': 'read', checks: 'read' } });
    const result = await run(stage, everything, { findings });
    expect(result).toMatchObject({ posted: 0, summary: 'refused', check: 'refused', missing: ['checks: write', 'pull-requests: write'] });
    expect(result.unposted).toHaveLength(4);
    expect(result.refused).toEqual([expect.stringContaining('`checks: write`'), expect.stringContaining('`pull-requests: write`')]);
    expect(result.requests.filter((request) => request.startsWith('post'))).toHaveLength(2);
  });

  test('are not tried out where the event tells', async () => {
    const stage = await startStage({ readOnly: 'Forks can only read.' });
    const result = await run(stage, everything, { findings });
    expect(result).toMatchObject({ posted: 0, summary: 'refused', check: 'refused', refused: ['Forks can only read.'] });
    expect(result.unposted).toHaveLength(4);
    expect(result.requests).toEqual(['graphql pullRequest 200']);
  });

  test('a token that is no longer valid', async () => {
    const stage = await startStage({ faults: [{ operation: CHECK, status: 401, message: 'Bad credentials', times: 1 }] });
    const result = await run(stage, { check: check() });
    expect(result.refused).toEqual(['The check run was refused (HTTP 401, `Bad credentials`): the token is not valid, or no longer.']);
  });
});

describe('a head that moves', () => {
  test('before the comments are posted leaves them to the next run; the check run stays with its commit', async () => {
    const stage = await startStage();
    stage.git.commit({ 'new.ts': 'b\n' });
    const result = await run(stage, everything, { findings });
    expect(result).toMatchObject({ posted: 0, resolved: 0, summary: 'left', check: 'created', missing: [] });
    expect(result.refused).toEqual([expect.stringMatching(/^The pull request moved on to [0-9a-f]{7} while [0-9a-f]{7} was judged: /)]);
    expect(stage.github.state.checkRuns.map(({ head_sha: sha }) => sha)).toEqual([stage.target.headSha]);
    expect(stage.github.state.issueComments).toEqual([]);
  });

  test('by force in the very last moment: GitHub refuses the commit, and we say so', async () => {
    const stage = await startStage({
      meanwhile(operation, { plan }) {
        if (operation === REVIEW) plan.repository.git('reset', '-q', '--hard', 'main');
      },
    });
    const result = await run(stage, everything, { findings });
    expect(result).toMatchObject({ posted: 0, summary: 'left', check: 'created' });
    expect(result.unposted).toHaveLength(4);
    expect(result.refused).toEqual([
      expect.stringMatching(
        /^The review was refused \(HTTP 422, .*commit_id is not part of the pull request.*\): it is left to the run on the new head\.$/,
      ),
    ]);
  });
});

describe('what GitHub would not take', () => {
  const good = [7, 8, 9, 10, 11, 12, 13, 38, 39, 40].map((line) => lineComment(line, `g${line}`));
  const bad = lineComment(25, 'bad');

  test.each([0, 3, 5, 10])('one comment beside the diff, as number %i of eleven: the others are posted', async (index) => {
    const stage = await startStage();
    const result = await run(stage, review(good.toSpliced(index, 0, bad), [fileComment('new.ts', 'c')]), { findings });
    expect(result).toMatchObject({ posted: 11, unposted: [bad] });
    expect(result.refused).toEqual([expect.stringContaining('Line could not be resolved')]);
    expect(stage.github.state.reviewComments).toHaveLength(11);
    expect(result.requests.length).toBeLessThanOrEqual(14);
  });

  test('one beside the diff, and then a limit: the search for it ends', async () => {
    const faults: Fault[] = [];
    const stage = await startStage({
      faults,
      meanwhile(operation) {
        if (operation === REVIEW) faults.push({ operation, status: 403, message: 'Resource not accessible by integration', times: 9 });
      },
    });
    const result = await run(stage, review([...good, bad]), { findings });
    expect(result).toMatchObject({ posted: 0, missing: ['pull-requests: write'] });
    expect(result.unposted).toHaveLength(11);
    expect(result.requests.filter((request) => request.startsWith('post'))).toHaveLength(2);
  });

  test('many: the rest comes back after ten tries', async () => {
    const stage = await startStage();
    const comments = Array.from({ length: 30 }, (_, index) => lineComment(20, `b${index}`));
    const result = await run(stage, review(comments), { findings });
    expect(result).toMatchObject({ posted: 0 });
    expect(result.unposted).toHaveLength(30);
    expect(result.refused).toHaveLength(1);
    expect(result.requests.filter((request) => request.startsWith('post'))).toHaveLength(10);
  });

  test('a summary that is too long', async () => {
    const stage = await startStage();
    const result = await run(stage, { summary: summary('x'.repeat(70_000)) });
    expect(result).toMatchObject({ summary: 'refused', refused: [expect.stringContaining('Body is too long')] });
  });

  test('words in a locked conversation, which no permission helps', async () => {
    const message = 'Unable to create comment because issue is locked.';
    const stage = await startStage({ faults: [{ operation: SUMMARY, status: 403, message, times: 1 }] });
    const result = await run(stage, { summary: summary('Findings.') });
    expect(result).toMatchObject({
      summary: 'refused',
      missing: [],
      refused: [`The summary comment was refused (HTTP 403, \`${message}\`).`],
    });
  });
});
