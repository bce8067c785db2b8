/** The built Action, and what GitHub refuses, loses or changes meanwhile. */
import { describe, expect, test } from 'vitest';
import type { Fault } from '../support/fake-github.ts';
import { OLD_PROXY, program, sha, type StagePlan, startStage } from './stage.ts';

const GOOD = { 'index.ts': program() };
const BROKEN = { 'index.ts': program({ proxy: OLD_PROXY }) };
const CHECK = 'post /repos/{owner}/{repo}/check-runs';
const REVIEW = 'post /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const SUMMARY = 'post /repos/{owner}/{repo}/issues/{issue_number}/comments';

function startBroken(plan: Partial<StagePlan> = {}) {
  return startStage({ base: GOOD, head: BROKEN, ...plan });
}

function warningsIn({
  commands,
}: {
  readonly commands: readonly { readonly name: string; readonly message: string }[];
}): readonly string[] {
  return commands.filter(({ name }) => name === 'warning').map(({ message }) => message);
}

describe.concurrent('a token that may not write', () => {
  test('of a fork: nothing is tried, the verdict, annotations and the summary are there', async () => {
    const stage = await startBroken({
      headRepository: 'mallory/infra',
      permissions: { contents: 'read', 'pull-requests': 'read', checks: 'read' },
    });
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ status: 1, outputs: { conclusion: 'failure', 'new-findings-count': '1' } });
    expect(outcome.requests.filter((request) => request.startsWith('post '))).toEqual([]);
    expect(outcome.commands.map(({ name }) => name)).toEqual(['warning', 'error']);
    expect(outcome.commands[1]).toMatchObject({ properties: { file: 'index.ts', line: '12' } });
    expect(outcome.summary).toContain('addon-incompatible');
  });

  test('without pull-requests: write, the comments are in the job summary, and what is missing is named once', async () => {
    const stage = await startBroken({ permissions: { 'pull-requests': 'read' } });
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ status: 1, outputs: { conclusion: 'failure' } });
    expect(stage.github.state.checkRuns).toHaveLength(1);
    expect(warningsIn(outcome)).toEqual([expect.stringContaining('`pull-requests: write`')]);
    expect(outcome.summary).toContain('```suggestion');
    expect(outcome.summary.match(/`pull-requests: write`/g)).toHaveLength(1);
  });

  test('without checks: write, the comments are there, and the annotations in the log', async () => {
    const stage = await startBroken({ permissions: { checks: 'read' } });
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ status: 1, outputs: { conclusion: 'failure' } });
    expect(stage.github.state.reviewComments).toHaveLength(1);
    expect(outcome.commands.map(({ name }) => name)).toEqual(['warning', 'error']);
    expect(warningsIn(outcome)).toEqual([expect.stringContaining('`checks: write`')]);
  });

  test('without contents: write, a thread stays open, and the run passes all the same', async () => {
    const stage = await startBroken({ permissions: { contents: 'read' } });
    await stage.run();
    stage.push(GOOD);
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ status: 0, outputs: { conclusion: 'success' } });
    expect([...stage.github.state.resolvedBy]).toEqual([]);
    expect(warningsIn(outcome)).toEqual([expect.stringContaining('`contents: write`')]);
  });

  test('that may not even read the repository reaches no verdict, and says so in one line', async () => {
    const stage = await startBroken({ permissions: { contents: 'none' } });
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ status: 1, outputs: {} });
    expect(outcome.commands).toEqual([expect.objectContaining({ name: 'error', message: expect.stringContaining('`contents: read`') })]);
  });
});

describe.concurrent('an answer that fails', () => {
  const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

  test.each<readonly [string, Omit<Fault, 'times'>]>([
    ['429 with retry-after', { operation: REVIEW, status: 429, message: 'Too many requests', headers: { 'retry-after': '1' } }],
    ['a secondary limit', { operation: CHECK, status: 403, message: secondary, headers: { 'retry-after': '1' } }],
    ['502 on a review that was posted', { operation: REVIEW, status: 502, isCarriedOut: true }],
    ['502 on a review that was not', { operation: REVIEW, status: 502 }],
    ['a cut connection after the summary was posted', { operation: SUMMARY, isCarriedOut: true }],
    ['a cut connection before the check run was made', { operation: CHECK }],
  ])('%s: everything is posted once', async (_, fault) => {
    const stage = await startBroken({ faults: [{ ...fault, times: 1 }] });
    const outcome = await stage.run();
    const { reviews, issueComments, checkRuns } = stage.github.state;
    expect(outcome).toMatchObject({ status: 1, outputs: { conclusion: 'failure' } });
    expect([reviews.length, issueComments.length, checkRuns.length]).toEqual([1, 1, 1]);
    expect(warningsIn(outcome)).toEqual([]);
  });

  test('for good: the run passes by its verdict alone, and says what was not done', async () => {
    const head = { 'index.ts': `// tidy\n${program()}` };
    const stage = await startStage({
      base: GOOD,
      head,
      faults: [{ operation: CHECK, status: 422, message: 'Validation Failed', times: 9 }],
    });
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ status: 0, outputs: { conclusion: 'success' } });
    expect(warningsIn(outcome)).toEqual([expect.stringContaining('The check run was refused (HTTP 422')]);
    expect(outcome.summary).toContain('The check run was refused');
  });

  test('to every GraphQL request: comments come by REST, contents too', async () => {
    const stage = await startBroken({ faults: [{ operation: 'graphql', status: 403, message: 'No GraphQL here', times: 99 }] });
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ status: 1, outputs: { conclusion: 'failure' } });
    expect(stage.github.state.reviewComments).toHaveLength(1);
    expect(warningsIn(outcome)).toEqual([expect.stringContaining('GraphQL')]);
  });

  test('in a locked conversation is no missing permission', async () => {
    const message = 'Unable to create comment because issue is locked.';
    const stage = await startBroken({ faults: [{ operation: SUMMARY, status: 403, message, times: 1 }] });
    const outcome = await stage.run();
    expect(outcome.status).toBe(1);
    expect(warningsIn(outcome)).toEqual([expect.stringContaining('locked')]);
    expect(warningsIn(outcome)[0]).not.toContain('token needs');
  });
});

describe.concurrent('meanwhile', () => {
  test('the head moved: the check run stays with its commit, the comments are left to the next run', async () => {
    let isDone = false;
    const stage = await startBroken({
      meanwhile(operation, { plan }) {
        if (isDone || operation !== CHECK) return;
        isDone = true;
        plan.repository.commit({ 'README.md': 'more\n' }, 'More');
      },
    });
    const judged = sha(stage.git, 'feature');
    const outcome = await stage.run();
    expect(outcome).toMatchObject({ status: 1, outputs: { conclusion: 'failure' } });
    expect(stage.github.state.checkRuns.map(({ head_sha: head }) => head)).toEqual([judged]);
    expect([stage.github.state.reviews, stage.github.state.issueComments].flat()).toEqual([]);
    expect(warningsIn(outcome)).toEqual([expect.stringContaining('moved on')]);
  });

  test('another run posted the same: nothing is there twice', async () => {
    const other = await startBroken();
    await other.run();
    let isDone = false;
    const stage = await startBroken({
      meanwhile(operation, state) {
        if (isDone || operation !== CHECK) return;
        isDone = true;
        state.continueFrom(other.github.state);
      },
    });
    const { status } = await stage.run();
    const { reviewComments, issueComments } = stage.github.state;
    expect([status, reviewComments.length, issueComments.length]).toEqual([1, 1, 1]);
  });

  test('two runs start at once: both reach the verdict, and a third finds nothing to add', async () => {
    const stage = await startBroken();
    const [first, second] = await Promise.all([stage.run(), stage.run()]);
    expect([first.outputs['conclusion'], second.outputs['conclusion']]).toEqual(['failure', 'failure']);
    const count = stage.github.state.reviewComments.length;
    const third = await stage.run();
    expect(third.status).toBe(1);
    expect(stage.github.state.reviewComments).toHaveLength(count);
  });
});
