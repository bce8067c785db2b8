/** The built Action at every event that may start it. */
import { describe, expect, test } from 'vitest';
import { brokenPrograms, checkout, OLD_PROXY, program, pullRequestEvent, sha, startStage, type Stage } from './stage.ts';

const GOOD = { 'index.ts': program() };
const BROKEN = { 'index.ts': program({ proxy: OLD_PROXY }) };
const FORK = { headRepository: 'mallory/infra' };

function mergeGroupEvent({ git }: Stage) {
  return { action: 'checks_requested', merge_group: { base_sha: sha(git, 'main'), head_sha: sha(git, 'feature') } };
}

function workflowRunEvent({ git }: Stage, head: object = {}) {
  const run = { event: 'pull_request', head_sha: sha(git, 'feature'), pull_requests: [], ...head };
  return { action: 'completed', workflow_run: run };
}

describe.concurrent('a merge group', () => {
  test('gets a check run on its head, and no comment', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const { status, outputs, requests } = await stage.run({ eventName: 'merge_group', event: mergeGroupEvent(stage) });
    const { checkRuns, issueComments, reviews } = stage.github.state;
    expect({ status, outputs }).toMatchObject({ status: 1, outputs: { conclusion: 'failure', 'new-findings-count': '1' } });
    expect(checkRuns).toEqual([expect.objectContaining({ head_sha: sha(stage.git, 'feature'), conclusion: 'failure' })]);
    expect([issueComments, reviews].flat()).toEqual([]);
    expect(requests.length).toBeLessThanOrEqual(6);
  });

  test('with nothing to read passes in three requests', async () => {
    const stage = await startStage({ base: BROKEN, head: { 'notes.md': 'a\n' } });
    const { status, requests } = await stage.run({ eventName: 'merge_group', event: mergeGroupEvent(stage) });
    expect(status).toBe(0);
    expect(requests).toHaveLength(3);
  });
});

describe.concurrent('events about no change', () => {
  const push = { ref: 'refs/heads/main', before: '0'.repeat(40), after: 'a'.repeat(40) };

  test.each([
    ['push', push],
    ['schedule', {}],
    ['workflow_dispatch', {}],
  ])('%s judges the checkout as it is: everything found counts, and annotates the log', async (eventName, event) => {
    const stage = await startStage({ head: BROKEN });
    const { status, outputs, commands, requests, summary } = await stage.run({ eventName, event, workspace: checkout(stage.git) });
    expect({ status, outputs }).toMatchObject({ status: 1, outputs: { conclusion: 'failure', 'findings-count': '1' } });
    expect(commands).toEqual([expect.objectContaining({ name: 'error', properties: expect.objectContaining({ file: 'index.ts' }) })]);
    expect(summary).toContain('addon-incompatible');
    expect(requests).toEqual([]);
  });

  test('without a checkout the commit is read through the API: an empty folder would always pass', async () => {
    const stage = await startStage({ head: BROKEN });
    const { status, requests } = await stage.run({ eventName: 'schedule', event: {} });
    expect(status).toBe(1);
    expect(requests).toHaveLength(2);
  });

  test('what cannot be judged is neutral, and passes', async () => {
    const unreadable = program()
      .replace("'1.36'", 'process.env.VERSION!')
      .replace(/\nnew aws[\s\S]*/, '\nexport const { name } = cluster;\n');
    const stage = await startStage({ head: { 'index.ts': unreadable } });
    const { status, outputs } = await stage.run({ eventName: 'schedule', event: {} });
    expect({ status, outputs }).toMatchObject({ status: 0, outputs: { conclusion: 'neutral', 'findings-count': '0' } });
  });

  test('a push that deletes a branch has nothing to judge', async () => {
    const stage = await startStage({ head: BROKEN });
    const { status, outputs } = await stage.run({ eventName: 'push', event: { ...push, after: '0'.repeat(40) } });
    expect({ status, outputs }).toEqual({ status: 0, outputs: {} });
  });
});

describe.concurrent('pull_request_target', () => {
  test('posts on the pull request of a fork', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN, ...FORK });
    const { status } = await stage.run({ eventName: 'pull_request_target' });
    expect(status).toBe(1);
    expect(stage.github.state.reviewComments).toHaveLength(1);
  });

  test('takes nothing from the files of a checkout', async () => {
    const stage = await startStage({ base: GOOD, head: { 'index.ts': `// fine\n${program()}` }, ...FORK });
    const workspace = checkout(stage.git, { revision: 'main' });
    stage.git.git('-C', workspace, 'config', 'core.fsmonitor', 'touch /tmp/eks-lockstep-never');
    const { status, outputs } = await stage.run({ eventName: 'pull_request_target', workspace });
    expect({ status, outputs }).toMatchObject({ status: 0, outputs: { 'findings-count': '0' } });
  });
});

describe.concurrent('workflow_run', () => {
  test('judges the pull request of a fork again, and posts with its own token', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN, ...FORK });
    const head = { head_branch: 'feature', head_repository: { owner: { login: 'mallory' } } };
    const { status, outputs, requests } = await stage.run({ eventName: 'workflow_run', event: workflowRunEvent(stage, head) });
    expect({ status, outputs }).toMatchObject({ status: 1, outputs: { conclusion: 'failure' } });
    expect(stage.github.state.reviewComments).toHaveLength(1);
    expect(stage.github.state.checkRuns.map(({ head_sha: judged }) => judged)).toEqual([sha(stage.git, 'feature')]);
    expect(requests.filter((request) => request.includes('artifact'))).toEqual([]);
  });

  test('finds a pull request of the repository by its commit alone', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const { status } = await stage.run({ eventName: 'workflow_run', event: workflowRunEvent(stage) });
    expect(status).toBe(1);
    expect(stage.github.state.reviewComments).toHaveLength(1);
  });

  test.each([
    [
      'is not the head of that branch any more',
      { head_sha: 'f'.repeat(40), head_branch: 'feature', head_repository: { owner: { login: 'mallory' } } },
    ],
    ['lies on the branch of somebody else', { head_branch: 'other', head_repository: { owner: { login: 'mallory' } } }],
  ])('whose commit %s does nothing', async (_, head) => {
    const stage = await startStage({ base: GOOD, head: BROKEN, ...FORK });
    const { status, outputs, stdout } = await stage.run({ eventName: 'workflow_run', event: workflowRunEvent(stage, head) });
    expect({ status, outputs }).toEqual({ status: 0, outputs: {} });
    expect(stdout).toContain('head of no open pull request');
    expect(stage.github.state.reviewComments).toEqual([]);
  });

  test('never commits, whatever the inputs say', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const before = sha(stage.git, 'feature');
    const { status } = await stage.run({ eventName: 'workflow_run', event: workflowRunEvent(stage), inputs: { apply: 'always' } });
    expect(status).toBe(1);
    expect(sha(stage.git, 'feature')).toBe(before);
  });
});

describe.concurrent('GitHub Enterprise Server', () => {
  test('is asked at its own addresses, and linked to', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN, isEnterprise: true });
    const { status } = await stage.run({ env: { GITHUB_SERVER_URL: 'https://ghe.example.com' } });
    expect(status).toBe(1);
    expect(stage.github.state.issueComments[0]?.body).toContain('](https://ghe.example.com/octo/infra/blob/');
    expect(stage.github.state.issueComments[0]?.body).not.toContain('](https://github.com/octo/');
  });
});

describe.concurrent('an event that is none', () => {
  test('of infrastructure code is left alone', async () => {
    const stage = await startStage({ head: brokenPrograms(1) });
    const { status, outputs, requests, commands } = await stage.run({ eventName: 'star', event: {} });
    expect({ status, outputs, requests, commands }).toEqual({ status: 0, outputs: {}, requests: [], commands: [] });
  });

  test.each([
    ['JSON that breaks off', '{"pull_request": {', 'cannot be read'],
    ['no pull request', {}, 'pull_request.number is not a number'],
    ['a head that is no commit', withHead('--upload-pack=touch x'), 'head.sha is not a commit id'],
  ])('%s fails in one line', async (_, event, message) => {
    const stage = await startStage({ head: BROKEN });
    const { status, outputs, commands, requests } = await stage.run({ event });
    expect({ status, outputs, requests }).toEqual({ status: 1, outputs: {}, requests: [] });
    expect(commands).toEqual([expect.objectContaining({ name: 'error', message: expect.stringContaining(message) })]);
  });
});

function withHead(commit: string): unknown {
  const end = { sha: 'a'.repeat(40), ref: 'main', repo: { full_name: 'octo/infra' } };
  return { action: 'opened', pull_request: { number: 1, state: 'open', base: end, head: { ...end, sha: commit } } };
}

test.concurrent('a commit that was judged under one event is not told twice under another', async () => {
  const stage = await startStage({ base: GOOD, head: BROKEN });
  await stage.run();
  await stage.run({ eventName: 'pull_request_target', event: pullRequestEvent(stage.git) });
  const { reviewComments, issueComments, checkRuns } = stage.github.state;
  expect([reviewComments.length, issueComments.length, checkRuns.length]).toEqual([1, 1, 1]);
});
