/** The built Action at orders in comments. */
import { describe, expect, test } from 'vitest';
import { SUMMARY_MARKER } from '../../src/report/marker.ts';
import { ACTIONS_BOT } from '../support/fake-github-state.ts';
import { commentEvent, NEW_PROXY, OLD_PROXY, program, sha, type Stage, type StagePlan, startStage } from './stage.ts';

const GOOD = { 'index.ts': program() };
const BROKEN = { 'index.ts': program({ proxy: OLD_PROXY }) };
const WRITER = { collaborators: { octocat: 'write', reader: 'read' } };

function startBroken(plan: Partial<StagePlan> = {}): Promise<Stage> {
  return startStage({ base: GOOD, head: BROKEN, ...WRITER, ...plan });
}

function order(stage: Stage, body: string, { login = 'octocat', apply = 'command' } = {}) {
  return stage.run({ eventName: 'issue_comment', event: commentEvent(body, login), inputs: { apply } });
}

/** Our comments in the conversation, without the summary. */
function answers({ github }: Stage): readonly string[] {
  return github.state.issueComments.map(({ body }) => body).filter((body) => !body.includes(SUMMARY_MARKER));
}

describe.concurrent('/lockstep apply', () => {
  test('commits the safe fixes of the head for whoever may write, and answers', async () => {
    const stage = await startBroken();
    await stage.run();
    const { status, outputs } = await order(stage, ' /lockstep apply\n');
    const tip = sha(stage.git, 'feature');
    expect({ status, outputs }).toMatchObject({
      status: 0,
      outputs: { conclusion: 'success', 'applied-commit': tip, 'findings-count': '0' },
    });
    expect(stage.git.git('show', `${tip}:index.ts`)).toBe(program());
    const [headline = '', , ...body] = stage.git.git('log', '-1', '--format=%B', tip).trimEnd().split('\n');
    expect(headline.length).toBeLessThanOrEqual(72);
    expect(body.join('\n')).toMatch(/addon-incompatible[\s\S]*\n\nCo-authored-by: octocat <583231\+octocat@users\.noreply\.github\.com>$/);
    expect(answers(stage)).toEqual([expect.stringContaining(tip)]);
  });

  test('leaves a check run on the new commit, and resolves what it fixed: no workflow starts for it', async () => {
    const stage = await startBroken();
    await stage.run();
    await order(stage, '/lockstep apply');
    const { checkRuns, resolvedBy, issueComments } = stage.github.state;
    const tip = sha(stage.git, 'feature');
    expect(checkRuns.map(({ conclusion, head_sha: head }) => [conclusion, head === tip])).toEqual([
      ['failure', false],
      ['success', true],
    ]);
    expect([...resolvedBy.values()]).toEqual([ACTIONS_BOT]);
    expect(issueComments[0]?.body).toContain('starts no workflow');
    expect(issueComments[0]?.body.trimEnd().endsWith(SUMMARY_MARKER)).toBe(true);
  });

  test('also of what is older than the pull request, as somebody asked', async () => {
    const stage = await startStage({ base: BROKEN, head: { 'notes.md': 'a\n' }, ...WRITER });
    const { outputs } = await order(stage, '/lockstep apply');
    expect(outputs['applied-commit']).toBe(sha(stage.git, 'feature'));
    expect(stage.git.git('show', 'feature:index.ts')).toContain(NEW_PROXY);
  });

  test('with nothing safe to fix commits nothing', async () => {
    const stage = await startBroken({ head: { 'index.ts': `// fine\n${program()}` } });
    const before = sha(stage.git, 'feature');
    const { status, outputs } = await order(stage, '/lockstep apply');
    expect({ status, outputs }).toEqual({ status: 0, outputs: {} });
    expect(sha(stage.git, 'feature')).toBe(before);
    expect(answers(stage)).toEqual([expect.stringContaining('no finding on the head has a safe fix')]);
  });

  test('where the input says never is answered with what to set', async () => {
    const stage = await startBroken();
    const { status, outputs } = await order(stage, '/lockstep apply', { apply: 'never' });
    expect({ status, outputs }).toEqual({ status: 0, outputs: {} });
    expect(answers(stage)).toEqual([expect.stringMatching(/`apply: command`[\s\S]*`contents: write`/)]);
    expect(stage.git.git('log', '-1', '--format=%s', 'feature').trim()).toBe('Head');
  });

  test.each<readonly [string, Partial<StagePlan>, string]>([
    ['a fork', { headRepository: 'mallory/infra' }, 'fork'],
    ['a protected branch', { protection: 'Protected branch update failed for refs/heads/feature.' }, 'Protected branch'],
    ['a token that may not write contents', { permissions: { contents: 'read' } }, '`contents: write`'],
    ['a closed pull request', { isClosed: true }, 'closed'],
  ])('on %s commits nothing and says why', async (_, plan, why) => {
    const stage = await startBroken(plan);
    const { status, outputs } = await order(stage, '/lockstep apply');
    expect({ status, outputs }).toEqual({ status: 0, outputs: {} });
    expect(answers(stage)).toEqual([expect.stringContaining(why)]);
    expect(stage.git.git('log', '-1', '--format=%s', 'feature').trim()).toBe('Head');
  });

  test('on a head that moves meanwhile commits nothing', async () => {
    let isDone = false;
    const stage = await startBroken({
      meanwhile(operation, { plan }) {
        if (isDone || operation !== 'graphql createCommitOnBranch') return;
        isDone = true;
        plan.repository.commit({ 'notes.md': 'theirs\n' }, 'Theirs');
      },
    });
    const { outputs } = await order(stage, '/lockstep apply');
    expect(outputs).toEqual({});
    expect(stage.git.git('log', '-1', '--format=%s', 'feature').trim()).toBe('Theirs');
    expect(answers(stage)).toEqual([expect.stringContaining('moved on')]);
  });
});

describe.concurrent('/lockstep recheck', () => {
  test('judges the head again and publishes what it comes to', async () => {
    const stage = await startBroken();
    const { status, outputs } = await order(stage, '/lockstep recheck', { apply: 'never' });
    expect({ status, outputs }).toMatchObject({ status: 1, outputs: { conclusion: 'failure', 'new-findings-count': '1' } });
    const { reviewComments, checkRuns } = stage.github.state;
    expect(reviewComments).toHaveLength(1);
    expect(checkRuns.map(({ head_sha: head }) => head)).toEqual([sha(stage.git, 'feature')]);
    expect(answers(stage)).toEqual([expect.stringContaining(sha(stage.git, 'feature'))]);
  });
});

describe.concurrent('/lockstep plan', () => {
  test('answers with the upgrade in single-minor steps, each with its diff', async () => {
    const old = program({ version: '1.34', proxy: 'v1.31.14-eksbuild.9' });
    const stage = await startBroken({ base: { 'index.ts': old }, head: { 'notes.md': 'a\n' } });
    const { status, outputs } = await order(stage, '/lockstep plan 1.36');
    expect({ status, outputs }).toEqual({ status: 0, outputs: {} });
    const [answer = ''] = answers(stage);
    expect([...answer.matchAll(/^#### (?<step>1\.\d+ -> 1\.\d+)/gm)].map(({ groups }) => groups?.['step'])).toEqual([
      '1.34 -> 1.35',
      '1.35 -> 1.36',
    ]);
    expect(answer.match(/```diff/g)).toHaveLength(2);
    expect(answer).toContain("+  version: '1.36',");
    expect(stage.git.git('log', '-1', '--format=%s', 'feature').trim()).toBe('Head');
  });

  test('to a version that nobody knows says so', async () => {
    const stage = await startBroken();
    await order(stage, '/lockstep plan 1.99');
    expect(answers(stage)).toEqual([expect.stringContaining('EKS is not known to offer 1.99')]);
  });
});

describe.concurrent('who and what is heard', () => {
  test.each(['/lockstep apply', '/lockstep recheck', '/lockstep plan 1.36', '/lockstep help'])(
    'a stranger is refused politely, in one comment, and nothing is read for them: %s',
    async (body) => {
      const stage = await startBroken();
      const { status, outputs, requests } = await order(stage, body, { login: 'mallory' });
      expect({ status, outputs }).toEqual({ status: 0, outputs: {} });
      expect(answers(stage)).toEqual([expect.stringMatching(/^Sorry, .*`mallory`/)]);
      expect(requests).toHaveLength(2);
    },
  );

  test('whoever may only read is a stranger too, and where nobody says who may write, everybody is', async () => {
    const stage = await startBroken();
    await order(stage, '/lockstep apply', { login: 'reader' });
    const other = await startBroken({
      faults: [
        {
          operation: 'get /repos/{owner}/{repo}/collaborators/{username}/permission',
          status: 403,
          message: 'Resource not accessible by integration',
          times: 9,
        },
      ],
    });
    await order(other, '/lockstep apply');
    expect([answers(stage), answers(other)].flat()).toEqual([expect.stringMatching(/^Sorry/), expect.stringMatching(/^Sorry/)]);
    expect([sha(stage.git, 'feature'), sha(other.git, 'feature')]).toEqual([sha(stage.git, 'feature~0'), sha(other.git, 'feature~0')]);
  });

  test('an order of ours that is none of them is answered with those that are', async () => {
    const stage = await startBroken();
    await order(stage, '/lockstep aply');
    expect(answers(stage)).toEqual([expect.stringMatching(/\/lockstep apply[\s\S]*\/lockstep recheck[\s\S]*\/lockstep plan/)]);
  });

  test.each(['Please run /lockstep apply', '/lockstep apply\nthanks', '> /lockstep apply', 'lockstep apply', ''])(
    'talk is no order, and costs no request: %j',
    async (body) => {
      const stage = await startBroken();
      const { status, requests } = await order(stage, body);
      expect({ status, requests }).toEqual({ status: 0, requests: [] });
    },
  );

  test('neither is an order on an issue, or an old comment that was edited', async () => {
    const stage = await startBroken();
    const onIssue = commentEvent('/lockstep apply', 'octocat', { number: 1 });
    const edited = { ...commentEvent('/lockstep apply'), action: 'edited' };
    for (const event of [onIssue, edited]) {
      const { status, requests } = await stage.run({ eventName: 'issue_comment', event, inputs: { apply: 'command' } });
      expect({ status, requests }).toEqual({ status: 0, requests: [] });
    }
  });

  test('an order that cannot be carried out is answered with the reason, and fails', async () => {
    const stage = await startBroken({ base: { ...GOOD, '.github/eks-lockstep.yml': 'fail-on: sometimes\n' } });
    const { status, outputs } = await order(stage, '/lockstep recheck');
    expect({ status, outputs }).toEqual({ status: 1, outputs: {} });
    expect(answers(stage)).toEqual([expect.stringMatching(/^Nothing was done: .*eks-lockstep\.yml/)]);
  });

  test('an answer that cannot be posted is in the job summary and the log, and no failure', async () => {
    const stage = await startBroken({ permissions: { 'pull-requests': 'read' } });
    const { status, commands, summary } = await order(stage, '/lockstep apply', { apply: 'never' });
    expect(status).toBe(0);
    expect(commands).toEqual([expect.objectContaining({ name: 'warning', message: expect.stringContaining('The answer was refused') })]);
    expect(summary).toContain('`apply: command`');
  });

  test('an answer whose confirmation gets lost is there once', async () => {
    const operation = 'post /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const stage = await startBroken({ faults: [{ operation, status: 502, times: 1, isCarriedOut: true }] });
    await order(stage, '/lockstep help');
    expect(answers(stage)).toHaveLength(1);
  });
});
