/** The built Action where safe fixes are always committed. */
import { expect, test } from 'vitest';
import { ACTIONS_BOT } from '../support/fake-github-state.ts';
import { OLD_PROXY, program, pullRequestEvent, sha, type Stage, type StagePlan, startStage } from './stage.ts';

const GOOD = { 'index.ts': program() };
const BROKEN = { 'index.ts': program({ proxy: OLD_PROXY }) };

function startBroken(plan: Partial<StagePlan> = {}): Promise<Stage> {
  return startStage({ base: GOOD, head: BROKEN, ...plan });
}

/** With a byte order mark and the line ends of Windows. */
function dressed(text: string): string {
  return `\uFEFF${text.replaceAll('\n', '\r\n')}`;
}

const ALWAYS = { inputs: { apply: 'always' } };

test.concurrent('after the review the fixes are committed, and the new head has a verdict of its own', async () => {
  const stage = await startBroken();
  const judged = sha(stage.git, 'feature');
  const { status, outputs, report, summary } = await stage.run(ALWAYS);
  const tip = sha(stage.git, 'feature');
  expect(sha(stage.git, 'feature~1')).toBe(judged);
  expect(stage.git.git('show', 'feature:index.ts')).toBe(program());
  expect(stage.git.git('log', '-1', '--format=%B', tip)).not.toContain('Co-authored-by');
  expect({ status, outputs }).toMatchObject({
    status: 0,
    outputs: { conclusion: 'success', 'applied-commit': tip, 'new-findings-count': '0' },
  });
  expect(report).toMatchObject({ conclusion: 'success' });
  expect(summary).toContain(tip);
  const { reviewComments, resolvedBy, checkRuns, issueComments } = stage.github.state;
  expect(reviewComments).toHaveLength(1);
  expect([...resolvedBy.values()]).toEqual([ACTIONS_BOT]);
  expect(checkRuns.map(({ head_sha: head, conclusion }) => [head, conclusion])).toEqual([
    [judged, 'failure'],
    [tip, 'success'],
  ]);
  expect(issueComments.map(({ body }) => body.includes(tip) && body.includes('starts no workflow'))).toEqual([true]);
});

test.concurrent('a run on the new head finds nothing left to commit', async () => {
  const stage = await startBroken();
  await stage.run(ALWAYS);
  const tip = sha(stage.git, 'feature');
  const { status, outputs } = await stage.run(ALWAYS);
  expect(sha(stage.git, 'feature')).toBe(tip);
  expect(outputs).not.toHaveProperty('applied-commit');
  expect(status).toBe(0);
});

test.concurrent('a run on the old head does not commit again', async () => {
  const stage = await startBroken();
  const event = pullRequestEvent(stage.git);
  await stage.run({ ...ALWAYS, event });
  const tip = sha(stage.git, 'feature');
  const { outputs } = await stage.run({ ...ALWAYS, event });
  expect(outputs['conclusion']).toBe('failure');
  expect(sha(stage.git, 'feature')).toBe(tip);
  expect(outputs).not.toHaveProperty('applied-commit');
});

test.concurrent('two runs at once commit once', async () => {
  const stage = await startBroken();
  const runs = await Promise.all([stage.run(ALWAYS), stage.run(ALWAYS)]);
  expect(stage.git.git('rev-list', '--count', 'main..feature').trim()).toBe('2');
  expect(runs.filter(({ outputs }) => 'applied-commit' in outputs)).toHaveLength(1);
});

test.concurrent('only what the pull request brought is fixed', async () => {
  const older = program({ name: 'old', proxy: 'v1.31.14-eksbuild.9' });
  const stage = await startStage({ base: { ...GOOD, 'old.ts': older }, head: BROKEN });
  const { status } = await stage.run(ALWAYS);
  expect(status).toBe(0);
  expect(stage.git.git('show', 'feature:old.ts')).toBe(older);
  expect(stage.git.git('show', 'feature:index.ts')).toBe(program());
});

test.concurrent('with nothing to fix nothing is committed', async () => {
  const stage = await startBroken({ head: { 'index.ts': `// fine\n${program()}` } });
  const { outputs, requests } = await stage.run(ALWAYS);
  expect(outputs['conclusion']).toBe('success');
  expect(outputs).not.toHaveProperty('applied-commit');
  expect(requests.some((request) => request.includes('createCommitOnBranch'))).toBe(false);
});

test.concurrent('files keep their line ends and byte order marks', async () => {
  const stage = await startStage({
    base: { 'index.ts': dressed(program()) },
    head: { 'index.ts': dressed(program({ proxy: OLD_PROXY })) },
  });
  await stage.run(ALWAYS);
  expect(Buffer.from(stage.git.blob('feature:index.ts') ?? []).toString('utf8')).toBe(dressed(program()));
});

test.concurrent.each<readonly [string, Partial<StagePlan>, string]>([
  ['a protected branch', { protection: 'Changes must be made through a pull request.' }, 'through a pull request'],
  ['a token that may not write contents', { permissions: { contents: 'read' } }, '`contents: write`'],
])('%s takes no commit: the review stands, and what was refused is said', async (_, plan, why) => {
  const stage = await startBroken(plan);
  const { status, outputs, commands } = await stage.run(ALWAYS);
  expect({ status, outputs }).toMatchObject({ status: 1, outputs: { conclusion: 'failure' } });
  expect(outputs).not.toHaveProperty('applied-commit');
  expect(commands.filter(({ name }) => name === 'warning')).toEqual([expect.objectContaining({ message: expect.stringContaining(why) })]);
});

test.concurrent('a fork is never committed to', async () => {
  const stage = await startBroken({ headRepository: 'mallory/infra' });
  const { status, requests, commands } = await stage.run({ ...ALWAYS, eventName: 'pull_request_target' });
  expect(status).toBe(1);
  expect(requests.some((request) => request.includes('createCommitOnBranch'))).toBe(false);
  expect(commands).toEqual([]);
});

test.concurrent('the commit of a person or an app starts workflows, so nothing is said of that', async () => {
  const stage = await startBroken();
  await stage.run({ inputs: { ...ALWAYS.inputs, 'github-token': 'github_pat_x' } });
  const [comment] = stage.github.state.issueComments;
  expect(comment?.body).toContain(sha(stage.git, 'feature'));
  expect(comment?.body).not.toContain('starts no workflow');
});
