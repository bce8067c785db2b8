/** The life of our conversations on a pull request. */
import { describe, expect, test } from 'vitest';
import { readPullRequestState } from '../../src/github/threads.ts';
import { ACTIONS_BOT, type FakeUser, OCTOCAT } from '../support/fake-github-state.ts';
import { lineComment, review, run, type Stage, startStage } from '../support/publishing.ts';

const NOTHING = review([]);
const ANOTHER_BOT: FakeUser = { login: 'renovate[bot]', type: 'Bot' };

/** A thread about finding `a`, as an earlier run left it. */
async function withThread(plan: Parameters<typeof startStage>[0] = {}): Promise<Stage> {
  const stage = await startStage(plan);
  stage.github.state.comment(ACTIONS_BOT, lineComment(10, 'a').body);
  return stage;
}

function opening({ github }: Stage) {
  const [first] = github.state.threads();
  if (!first) throw new Error('no thread');
  return first.opening;
}

describe('a thread of ours', () => {
  test('is resolved when its finding is gone, and reopened when it is back', async () => {
    const stage = await withThread();
    const fixed = await run(stage, NOTHING);
    expect(fixed).toMatchObject({ resolved: 1, reopened: 0, refused: [] });
    expect(stage.github.state.resolvedBy.get(opening(stage).id)).toEqual(ACTIONS_BOT);
    expect(fixed.requests.filter((request) => request.includes('resolve'))).toEqual(['graphql resolveReviewThread 200']);

    expect(await run(stage, NOTHING)).toMatchObject({ resolved: 0, reopened: 0, requests: ['graphql pullRequest 200'] });

    const back = await run(stage, NOTHING, { findings: ['a'] });
    expect(back).toMatchObject({ resolved: 0, reopened: 1, posted: 0, refused: [] });
    expect(stage.github.state.resolvedBy.size).toBe(0);
  });

  test('stays while its finding is there', async () => {
    const stage = await withThread();
    const result = await run(stage, review([lineComment(10, 'a')]), { findings: ['a'] });
    expect(result).toMatchObject({ resolved: 0, posted: 0, skipped: 1 });
  });

  test('is left to the person who answered', async () => {
    const stage = await withThread();
    stage.github.state.reply(opening(stage), OCTOCAT);
    expect(await run(stage, NOTHING)).toMatchObject({ resolved: 0, requests: ['graphql pullRequest 200'] });
  });

  test('is ours to resolve when only programs answered', async () => {
    const stage = await withThread();
    stage.github.state.reply(opening(stage), ANOTHER_BOT);
    stage.github.state.reply(opening(stage), ACTIONS_BOT);
    expect(await run(stage, NOTHING)).toMatchObject({ resolved: 1 });
  });

  test('counts as answered when it holds more answers than are read', async () => {
    const stage = await withThread();
    for (let index = 0; index < 60; index++) stage.github.state.reply(opening(stage), ANOTHER_BOT);
    expect(await run(stage, NOTHING)).toMatchObject({ resolved: 0 });
  });

  test('stays resolved, and is not repeated, when a person resolved it', async () => {
    const stage = await withThread();
    stage.github.state.resolvedBy.set(opening(stage).id, OCTOCAT);
    const result = await run(stage, review([lineComment(10, 'a')]), { findings: ['a'] });
    expect(result).toMatchObject({ reopened: 0, posted: 0, skipped: 1 });
    expect(stage.github.state.resolvedBy.get(opening(stage).id)).toEqual(OCTOCAT);
  });

  test('that was resolved by an account GitHub does not name is taken for ours', async () => {
    const stage = await withThread();
    stage.github.state.resolvedBy.set(opening(stage).id, null);
    expect(await run(stage, NOTHING, { findings: ['a'] })).toMatchObject({ reopened: 1 });
  });

  test('is the same to a token of a person', async () => {
    const stage = await startStage({ token: 'github_pat_x' });
    stage.github.state.comment(OCTOCAT, lineComment(10, 'a').body);
    expect(await run(stage, NOTHING)).toMatchObject({ resolved: 1 });
    expect(await run(stage, NOTHING, { findings: ['a'] })).toMatchObject({ reopened: 1 });
  });

  test('is left to the person whose token it was made with, once that person answers', async () => {
    const stage = await startStage({ token: 'github_pat_x' });
    stage.github.state.reply(stage.github.state.comment(OCTOCAT, lineComment(10, 'a').body), OCTOCAT);
    expect(await run(stage, NOTHING)).toMatchObject({ resolved: 0 });
  });
});

describe('many threads', () => {
  test('are resolved and reopened in one request', async () => {
    const stage = await startStage();
    const seeds = Array.from({ length: 20 }, (_, index) => `f${index}`);
    for (const seed of seeds) stage.github.state.comment(ACTIONS_BOT, lineComment(10, seed).body);
    for (const { opening: first } of stage.github.state.threads().slice(0, 5)) stage.github.state.resolvedBy.set(first.id, ACTIONS_BOT);
    const result = await run(stage, NOTHING, { findings: seeds.slice(0, 5) });
    expect(result).toMatchObject({ resolved: 15, reopened: 5 });
    expect(result.requests).toEqual([
      'graphql pullRequest 200',
      'graphql pullRequest 200',
      'graphql resolveReviewThread,unresolveReviewThread 200',
    ]);
  });

  test('are changed fifty at a time', async () => {
    const stage = await startStage();
    for (let index = 0; index < 120; index++) stage.github.state.comment(ACTIONS_BOT, lineComment(10, `f${index}`).body);
    const result = await run(stage, NOTHING);
    expect(result).toMatchObject({ resolved: 120 });
    expect(result.requests.filter((request) => request.startsWith('graphql resolve'))).toHaveLength(3);
  });

  test('are not touched twice when another run was quicker, nor when a person answers meanwhile', async () => {
    let reads = 0;
    const stage = await startStage({
      meanwhile(operation, state) {
        const [first, second] = state.threads();
        if (operation !== 'graphql pullRequest' || ++reads < 2 || !first || !second) return;
        state.resolvedBy.set(first.opening.id, ACTIONS_BOT);
        if (second.comments.length === 1) state.reply(second.opening, OCTOCAT);
      },
    });
    stage.github.state.comment(ACTIONS_BOT, lineComment(10, 'a').body);
    stage.github.state.comment(ACTIONS_BOT, lineComment(10, 'b').body);
    const result = await run(stage, NOTHING);
    expect(result).toMatchObject({ resolved: 0, refused: [] });
    expect(result.requests).toEqual(['graphql pullRequest 200', 'graphql pullRequest 200']);
  });
});

describe('what GitHub refuses', () => {
  test('without contents: write nothing is resolved, which is said once, and the rest goes on', async () => {
    const stage = await startStage({ permissions: { contents: 'read' } });
    for (const seed of ['a', 'b']) stage.github.state.comment(ACTIONS_BOT, lineComment(10, seed).body);
    const result = await run(stage, review([lineComment(40, 'c')]), { findings: ['c'] });
    expect(result).toMatchObject({ resolved: 0, posted: 1, missing: ['contents: write'] });
    expect(result.refused).toEqual([
      'Resolving or reopening 2 threads was refused (GraphQL FORBIDDEN, `Resource not accessible by integration`): the token needs `contents: write`, which the event pull_request gives neither to forks nor to Dependabot.',
    ]);
  });

  test('one thread that is gone does not keep the others', async () => {
    const stage = await startStage({
      meanwhile(operation, state) {
        if (operation.includes('resolve')) state.reviewComments.shift();
      },
    });
    for (const seed of ['a', 'b', 'c']) stage.github.state.comment(ACTIONS_BOT, lineComment(10, seed).body);
    const result = await run(stage, NOTHING);
    expect(result).toMatchObject({
      resolved: 2,
      refused: [expect.stringContaining('Resolving or reopening a thread was refused (GraphQL NOT_FOUND')],
    });
  });

  test('GraphQL as a whole: the comments come by REST, nothing is resolved or repeated', async () => {
    const stage = await withThread({ faults: [{ operation: 'graphql', status: 403, message: 'No GraphQL here', times: 9 }] });
    const comments = [lineComment(10, 'a'), lineComment(40, 'b')];
    const result = await run(stage, review(comments), { findings: ['b'] });
    expect(result).toMatchObject({ posted: 1, skipped: 1, resolved: 0 });
    expect(result.refused).toEqual([
      expect.stringMatching(/^Reading review threads by GraphQL, without which none can be resolved, was refused/),
    ]);
    expect(result.state).toMatchObject({ headSha: undefined, ownLogin: undefined, isReadable: true });
  });

  test('by REST a person with the same words is told from us', async () => {
    const stage = await startStage({ token: 'github_pat_x', faults: [{ operation: 'graphql', status: 403, times: 9 }] });
    stage.github.state.comment({ login: 'mallory', type: 'User' }, lineComment(10, 'a').body);
    const ours = stage.github.state.comment(OCTOCAT, lineComment(10, 'b').body);
    stage.github.state.reply(ours, { login: 'ada', type: 'User' });
    const { threads, ownLogin } = await readPullRequestState(stage.target);
    expect(ownLogin).toBe('octocat');
    expect(threads.map(({ isByUs, isAnswered, state }) => ({ isByUs, isAnswered, state }))).toEqual([
      { isByUs: false, isAnswered: false, state: 'unknown' },
      { isByUs: true, isAnswered: true, state: 'unknown' },
    ]);
  });

  test('by REST somebody whose account is gone is a person, and not us', async () => {
    const stage = await withThread({ faults: [{ operation: 'graphql', status: 403, times: 9 }] });
    const gone = null as unknown as FakeUser;
    stage.github.state.reply(opening(stage), gone);
    stage.github.state.comment(gone, lineComment(10, 'b').body);
    const { threads } = await readPullRequestState(stage.target);
    expect(threads).toMatchObject([
      { isByUs: true, isAnswered: true },
      { isByUs: false, isAnswered: false },
    ]);
  });

  test('reading at all: nothing is posted, as it might be there', async () => {
    const stage = await withThread({ permissions: { 'pull-requests': 'none' } });
    const result = await run(stage, review([lineComment(40, 'b')]), { findings: ['b'] });
    expect(result).toMatchObject({ posted: 0, unposted: [expect.objectContaining({ line: 40 })], missing: ['pull-requests: read'] });
    expect(result.refused).toEqual([expect.stringContaining('`pull-requests: read`')]);
    expect(stage.github.state.reviews).toEqual([]);
  });
});
