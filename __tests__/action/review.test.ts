/** The built Action on a pull request, push after push. */
import { describe, expect, test } from 'vitest';
import { fingerprintsIn, SUMMARY_MARKER } from '../../src/report/marker.ts';
import { ACTIONS_BOT, type FakeReviewComment, OCTOCAT } from '../support/fake-github-state.ts';
import { brokenPrograms, NEW_PROXY, OLD_PROXY, program, pullRequestEvent, sha, type Stage, startStage } from './stage.ts';

const GOOD = { 'index.ts': program() };
const BROKEN = { 'index.ts': program({ proxy: OLD_PROXY }) };

let known: Promise<Stage> | undefined;

/** A pull request that pins a kube-proxy which EKS refuses, and was reviewed: commits and comments are the same for all tests. */
async function reviewed(): Promise<Stage> {
  known ??= startBroken(true);
  const stage = await startBroken(false);
  stage.github.state.continueFrom((await known).github.state);
  return stage;
}

async function startBroken(isRun: boolean): Promise<Stage> {
  const stage = await startStage({ base: GOOD, head: BROKEN });
  if (isRun) await stage.run();
  return stage;
}

function opening({ github }: Stage): FakeReviewComment {
  const [first] = github.state.threads();
  if (!first) throw new Error('no thread');
  return first.opening;
}

function posts(requests: readonly string[]): readonly string[] {
  return requests.filter((request) => !request.startsWith('get ') && !/^graphql (?:pullRequest|object) /.test(request));
}

describe.concurrent('the first review', () => {
  test('is one suggestion on the wrong line, one summary, and one check run on the head commit', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const { status, outputs, requests, stdout, report } = await stage.run();
    const { reviews, reviewComments, issueComments, checkRuns } = stage.github.state;
    expect({ status, outputs }).toMatchObject({
      status: 1,
      outputs: { conclusion: 'failure', 'findings-count': '1', 'new-findings-count': '1' },
    });
    expect(reviews).toHaveLength(1);
    expect(reviewComments).toEqual([expect.objectContaining({ path: 'index.ts', line: 12, side: 'RIGHT', user: ACTIONS_BOT })]);
    expect(reviewComments[0]?.body).toContain(`\`\`\`suggestion\n  addonVersion: '${NEW_PROXY}',\n\`\`\``);
    expect(fingerprintsIn(reviewComments[0]?.body ?? '')).toHaveLength(1);
    expect(issueComments.map(({ body }) => body.split('\n').at(-1))).toEqual([SUMMARY_MARKER]);
    expect(checkRuns).toEqual([
      expect.objectContaining({ head_sha: sha(stage.git, 'feature'), name: 'eks-lockstep', conclusion: 'failure', status: 'completed' }),
    ]);
    expect(checkRuns[0]?.output.annotations).toEqual([expect.objectContaining({ path: 'index.ts', start_line: 12 })]);
    expect(report).toMatchObject({
      conclusion: 'failure',
      counts: { error: 1 },
      findings: [{ status: 'new', placement: { kind: 'suggestion' } }],
    });
    expect(stdout).not.toContain('::');
    expect(requests.length).toBeLessThanOrEqual(12);
  });

  test('with thirty findings takes at most twelve requests, without a checkout too', async () => {
    const stage = await startStage({ head: brokenPrograms(30) });
    const { requests, outputs } = await stage.run();
    expect(outputs['new-findings-count']).toBe('30');
    expect(stage.github.state.reviewComments).toHaveLength(30);
    expect(requests.length).toBeLessThanOrEqual(12);
  });

  test('posts no more comments than the configuration allows, the worst first, and tells the rest in the summary', async () => {
    const config = { '.github/eks-lockstep.yml': 'max-comments: 10\n' };
    const stage = await startStage({ base: config, head: brokenPrograms(14) });
    const { outputs } = await stage.run();
    const { reviewComments, issueComments, reviews } = stage.github.state;
    expect(outputs['new-findings-count']).toBe('14');
    expect(reviewComments).toHaveLength(10);
    expect(reviews[0]?.body).toContain('4 more');
    const told = new Set(reviewComments.map(({ path }) => path));
    const untold = Object.keys(brokenPrograms(14)).filter((path) => !told.has(path));
    expect(untold.filter((path) => issueComments[0]?.body.includes(path))).toEqual(untold);
  });

  test('appends annotations beyond the fifty of one request', async () => {
    const stage = await startStage({ head: brokenPrograms(60) });
    const { requests, status } = await stage.run();
    expect(status).toBe(1);
    expect(stage.github.state.checkRuns.map(({ output }) => output.annotations.length)).toEqual([60]);
    expect(stage.github.state.reviewComments).toHaveLength(30);
    expect(requests.filter((request) => request.startsWith('patch '))).toHaveLength(1);
  });

  test('cuts what is too long for GitHub, and says so', async () => {
    const deep = Object.entries(brokenPrograms(130)).map(([path, text]) => [`${'deep-folder/'.repeat(16)}${path}`, text]);
    const stage = await startStage({ head: Object.fromEntries(deep) as Record<string, string> });
    const { status, summary } = await stage.run();
    const { issueComments, checkRuns } = stage.github.state;
    expect(status).toBe(1);
    expect(issueComments[0]?.body.length).toBeLessThanOrEqual(65_536);
    expect(issueComments[0]?.body).toMatch(/and \d+ more/);
    expect(checkRuns[0]?.output.summary.length).toBeLessThanOrEqual(65_535);
    expect(checkRuns[0]?.output.annotations).toHaveLength(130);
    expect(Buffer.byteLength(summary)).toBeLessThan(1_024 * 1_024);
  });
});

describe.concurrent('another run', () => {
  test('on the same head posts nothing, in at most six requests', async () => {
    const stage = await reviewed();
    const { requests, status, outputs } = await stage.run();
    expect(posts(requests)).toEqual([]);
    expect(requests.length).toBeLessThanOrEqual(6);
    expect({ status, conclusion: outputs['conclusion'] }).toEqual({ status: 1, conclusion: 'failure' });
  });

  test('after a push that moves the lines repeats nothing', async () => {
    const stage = await reviewed();
    stage.push({ 'index.ts': `// a line\n// and another\n${program({ proxy: OLD_PROXY })}` });
    const { requests, outputs } = await stage.run();
    expect(outputs['new-findings-count']).toBe('1');
    expect(stage.github.state.reviewComments).toHaveLength(1);
    expect(requests.filter((request) => request.includes('resolve') || request.includes('/reviews'))).toEqual([]);
  });

  test('after the fix resolves the thread, passes, and gives the all clear', async () => {
    const stage = await reviewed();
    stage.push(GOOD);
    const { status, outputs } = await stage.run();
    const { resolvedBy, issueComments, checkRuns } = stage.github.state;
    expect({ status, conclusion: outputs['conclusion'] }).toEqual({ status: 0, conclusion: 'success' });
    expect([...resolvedBy]).toEqual([[opening(stage).id, ACTIONS_BOT]]);
    expect(issueComments).toHaveLength(1);
    expect(issueComments[0]?.body).toMatch(/^### eks-lockstep passed/);
    expect(checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
  });

  test('reopens the thread where the finding is back', async () => {
    const stage = await reviewed();
    stage.push(GOOD);
    await stage.run();
    stage.push(BROKEN);
    const { status } = await stage.run();
    expect(status).toBe(1);
    expect([...stage.github.state.resolvedBy]).toEqual([]);
    expect(stage.github.state.reviewComments).toHaveLength(1);
  });

  test('leaves a thread that a person answered', async () => {
    const stage = await reviewed();
    stage.github.state.reply(opening(stage), OCTOCAT);
    stage.push(GOOD);
    await stage.run();
    expect([...stage.github.state.resolvedBy]).toEqual([]);
  });

  test('neither reopens nor repeats what a person resolved, and still counts it', async () => {
    const stage = await reviewed();
    stage.github.state.resolvedBy.set(opening(stage).id, OCTOCAT);
    const { status, outputs } = await stage.run();
    expect({ status, fresh: outputs['new-findings-count'] }).toEqual({ status: 1, fresh: '1' });
    expect([...stage.github.state.resolvedBy]).toEqual([[opening(stage).id, OCTOCAT]]);
    expect(stage.github.state.reviewComments).toHaveLength(1);
  });

  test('takes no notice of a stranger who copies our markers', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const mallory = { login: 'mallory', type: 'User' } as const;
    const marker = '<!-- eks-lockstep:findings 0fd43be018a360d4 -->';
    stage.github.state.comment(mallory, marker);
    stage.github.state.issueComments.push({ id: 9_000, body: `All is well.\n\n${SUMMARY_MARKER}`, user: mallory });
    await stage.run();
    expect(stage.github.state.reviewComments).toHaveLength(2);
    expect(stage.github.state.issueComments.map(({ user }) => user.login)).toEqual(['mallory', ACTIONS_BOT.login]);
  });
});

describe.concurrent('silence', () => {
  test('where a change of infrastructure code breaks nothing', async () => {
    const stage = await startStage({ base: GOOD, head: { 'index.ts': `// tidy\n${program()}` } });
    const { status, outputs } = await stage.run();
    const { issueComments, reviews, checkRuns } = stage.github.state;
    expect({ status, conclusion: outputs['conclusion'] }).toEqual({ status: 0, conclusion: 'success' });
    expect([issueComments, reviews].flat()).toEqual([]);
    expect(checkRuns.map(({ conclusion }) => conclusion)).toEqual(['success']);
  });

  test('where nothing is changed that is ever read: at most five requests, and no tree', async () => {
    const stage = await startStage({ base: { ...BROKEN, 'docs/a.md': 'a\n' }, head: { 'docs/a.md': 'b\n', 'logo.svg': '<svg/>' } });
    const { status, outputs, requests, summary, report } = await stage.run();
    expect({ status, outputs }).toMatchObject({ status: 0, outputs: { conclusion: 'success', 'findings-count': '0' } });
    expect(requests.length).toBeLessThanOrEqual(5);
    expect(requests.filter((request) => request.includes('/git/') || request.startsWith('graphql object'))).toEqual([]);
    expect(stage.github.state.issueComments).toEqual([]);
    expect(stage.github.state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['success']);
    expect(summary).toContain('No changed file is one that is read.');
    expect(report).toMatchObject({ findings: [], conclusion: 'success' });
  });

  test('but what was said before is settled where the change was taken back', async () => {
    const stage = await reviewed();
    stage.push({ ...GOOD, 'docs/a.md': 'a\n' });
    const { requests } = await stage.run();
    expect(requests.some((request) => request.includes('/git/trees/'))).toBe(false);
    expect([...stage.github.state.resolvedBy.values()]).toEqual([ACTIONS_BOT]);
    expect(stage.github.state.issueComments[0]?.body).toMatch(/^### eks-lockstep passed/);
  });

  test('on a pull request that is closed', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const event = pullRequestEvent(stage.git);
    const closed = { ...event, action: 'closed', pull_request: { ...event.pull_request, state: 'closed' } };
    const { status, outputs, requests } = await stage.run({ event: closed });
    expect({ status, outputs, requests }).toEqual({ status: 0, outputs: {}, requests: [] });
  });
});

describe.concurrent('the inputs', () => {
  test('comment: summary tells everything in one comment, and touches no thread', async () => {
    const stage = await reviewed();
    stage.push(brokenPrograms(1));
    stage.push(GOOD);
    await stage.run({ inputs: { comment: 'summary' } });
    const { resolvedBy, reviewComments, issueComments } = stage.github.state;
    expect([...resolvedBy]).toEqual([]);
    expect(reviewComments).toHaveLength(1);
    expect(issueComments.map(({ body }) => body.includes('c001.ts'))).toEqual([true]);
  });

  test('comment: none leaves a check run only', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const { status, requests } = await stage.run({ inputs: { comment: 'none' } });
    expect(status).toBe(1);
    expect([stage.github.state.reviews, stage.github.state.issueComments].flat()).toEqual([]);
    expect(posts(requests)).toEqual(['post /repos/octo/infra/check-runs 201']);
  });

  test('working-directory judges its folder alone, and so resolves nothing', async () => {
    const stage = await reviewed();
    stage.push({ ...GOOD, 'infra/b.ts': program({ name: 'b', proxy: OLD_PROXY }) });
    const { outputs } = await stage.run({ inputs: { 'working-directory': './infra/' } });
    expect(outputs['findings-count']).toBe('1');
    expect([...stage.github.state.resolvedBy]).toEqual([]);
  });

  test('fail-on: never passes with the findings told', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const { status, outputs } = await stage.run({ inputs: { 'fail-on': 'never', 'check-name': 'EKS' } });
    expect({ status, outputs }).toMatchObject({ status: 0, outputs: { conclusion: 'success', 'new-findings-count': '1' } });
    expect(stage.github.state.checkRuns.map(({ name, conclusion }) => [name, conclusion])).toEqual([['EKS', 'success']]);
  });

  test('that say something wrong fail in one line, before anything is asked', async () => {
    const stage = await startStage({ head: BROKEN });
    const { status, commands, requests, outputs } = await stage.run({ inputs: { comment: 'loud' } });
    expect({ status, requests, outputs }).toEqual({ status: 1, requests: [], outputs: {} });
    expect(commands).toEqual([expect.objectContaining({ name: 'error', message: expect.stringContaining('the input comment is one of') })]);
  });

  test('sarif-file leaves the findings for code scanning', async () => {
    const stage = await startStage({ head: BROKEN });
    const { outputs } = await stage.run({ inputs: { 'sarif-file': 'out/findings.sarif' } });
    expect(outputs['sarif-file']).toMatch(/\/out\/findings\.sarif$/);
  });
});

test.concurrent('a draft is reviewed like any other', async () => {
  const stage = await startStage({ base: GOOD, head: BROKEN });
  const event = pullRequestEvent(stage.git);
  const { status } = await stage.run({ event: { ...event, pull_request: { ...event.pull_request, draft: true } } });
  expect(status).toBe(1);
  expect(stage.github.state.reviewComments).toHaveLength(1);
});

test.concurrent('what stands on the base is listed, and does not fail the pull request', async () => {
  const stage = await startStage({ base: BROKEN, head: { 'index.ts': `// tidy\n${BROKEN['index.ts']}` } });
  const { status, outputs } = await stage.run();
  expect({ status, outputs }).toMatchObject({
    status: 0,
    outputs: { conclusion: 'success', 'findings-count': '1', 'new-findings-count': '0' },
  });
  expect(stage.github.state.reviews).toEqual([]);
});
