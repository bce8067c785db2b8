/** Events, out of the JSON that GitHub writes. */
import { describe, expect, test } from 'vitest';
import { readEvent, readPullRequest } from '../../src/pull-request/event.ts';

const BASE = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);
const ZEROS = '0'.repeat(40);

const request = {
  number: 7,
  state: 'open',
  draft: false,
  base: { sha: BASE, ref: 'main', repo: { full_name: 'octo/infra' } },
  head: { sha: HEAD, ref: 'feature', repo: { full_name: 'octo/infra' } },
};
const payload = { action: 'synchronize', pull_request: request };

const expected = {
  kind: 'pull-request',
  trigger: 'pull_request',
  number: 7,
  base: { sha: BASE, ref: 'main' },
  head: { sha: HEAD, ref: 'feature' },
  headRepository: 'octo/infra',
  isFork: false,
  isDraft: false,
  isClosed: false,
};

function withHead(head: object) {
  return { ...payload, pull_request: { ...request, head: { ...request.head, ...head } } };
}

describe('a pull request', () => {
  test('has base, head and number', () => {
    expect(readEvent('pull_request', payload)).toEqual(expected);
    expect(readEvent('pull_request_target', payload)).toEqual({ ...expected, trigger: 'pull_request_target' });
  });

  test('of another repository is from a fork, also when that is gone', () => {
    expect(readEvent('pull_request', withHead({ repo: { full_name: 'mallory/infra' } }))).toMatchObject({
      isFork: true,
      headRepository: 'mallory/infra',
    });
    expect(readEvent('pull_request', withHead({ repo: null }))).toMatchObject({ isFork: true, headRepository: undefined });
  });

  test('may be a draft, and closed', () => {
    const changed = { ...payload, pull_request: { ...request, draft: true, state: 'closed' } };
    expect(readEvent('pull_request', changed)).toMatchObject({ isDraft: true, isClosed: true });
  });

  test('is the same in an answer of the API', () => {
    const { kind: _kind, trigger: _trigger, ...rest } = expected;
    expect(readPullRequest(request)).toEqual(rest);
  });

  test.each<readonly [what: string, payload: unknown, message: string]>([
    ['no object', null, 'pull_request.pull_request.number is not a number'],
    ['a commit id that is none', withHead({ sha: '--upload-pack=x' }), 'pull_request.pull_request.head.sha is not a commit id'],
    ['a short commit id', withHead({ sha: 'abc1234' }), 'pull_request.pull_request.head.sha is not a commit id'],
    [
      'a repository that is none',
      withHead({ repo: { full_name: 'a/b/c' } }),
      'pull_request.pull_request.head.repo.full_name is not a repository',
    ],
    [
      'a number that is none',
      { ...payload, pull_request: { ...request, number: '7' } },
      'pull_request.pull_request.number is not a number',
    ],
    ['no branch', withHead({ ref: '' }), 'pull_request.pull_request.head.ref is not a text'],
  ])('with %s is refused in one line', (_, broken, message) => {
    expect(() => readEvent('pull_request', broken)).toThrow(expect.objectContaining({ name: 'PayloadError', message }));
  });
});

describe('a push', () => {
  const push = { ref: 'refs/heads/main', before: BASE, after: HEAD };

  test('has what was before', () => {
    expect(readEvent('push', push)).toEqual({ kind: 'push', ref: 'refs/heads/main', before: BASE, head: HEAD });
  });

  test('of a new branch has nothing before, and one that deletes changes nothing', () => {
    expect(readEvent('push', { ...push, before: ZEROS })).toMatchObject({ kind: 'push', before: undefined });
    expect(readEvent('push', { ...push, after: ZEROS })).toEqual({ kind: 'other', why: 'The push deletes a branch or a tag.' });
  });
});

describe('a merge group', () => {
  test('has base and head', () => {
    const group = { merge_group: { base_sha: BASE, head_sha: HEAD } };
    expect(readEvent('merge_group', group)).toEqual({ kind: 'merge-group', base: BASE, head: HEAD });
  });
});

describe('a comment', () => {
  const comment = {
    action: 'created',
    issue: { number: 7, pull_request: { url: 'x' } },
    comment: { id: 99, body: '/lockstep apply', user: { login: 'ada', id: 1815 } },
  };

  test('on a pull request has author and words', () => {
    const author = { login: 'ada', id: 1815 };
    expect(readEvent('issue_comment', comment)).toEqual({ kind: 'comment', number: 7, id: 99, author, body: '/lockstep apply' });
  });

  test.each([
    ['edited', { ...comment, action: 'edited' }, 'The comment is not a new one.'],
    ['on an issue', { ...comment, issue: { number: 7 } }, 'The comment is not on a pull request.'],
  ])('%s is none of ours', (_, other, why) => {
    expect(readEvent('issue_comment', other)).toEqual({ kind: 'other', why });
  });

  test('without an author is refused', () => {
    expect(() => readEvent('issue_comment', { ...comment, comment: { ...comment.comment, user: null } })).toThrow(
      'issue_comment.comment.user.login is not a text',
    );
  });
});

describe('a workflow that ended', () => {
  test('gives the commit it ran on', () => {
    const run = { event: 'pull_request', head_sha: HEAD, pull_requests: [] };
    expect(readEvent('workflow_run', { action: 'completed', workflow_run: run })).toEqual({
      kind: 'workflow-run',
      head: HEAD,
      branch: undefined,
    });
  });

  test('gives the branch too, where GitHub still knows it', () => {
    const run = { event: 'pull_request', head_sha: HEAD, head_branch: 'feature', head_repository: { owner: { login: 'mallory' } } };
    const branch = { owner: 'mallory', name: 'feature' };
    expect(readEvent('workflow_run', { action: 'completed', workflow_run: run })).toMatchObject({ branch });
    expect(readEvent('workflow_run', { workflow_run: { ...run, head_repository: null } })).toMatchObject({ branch: undefined });
  });

  test.each(['requested', 'in_progress'])('is none yet where it is %s', (action) => {
    const run = { event: 'pull_request', head_sha: HEAD };
    expect(readEvent('workflow_run', { action, workflow_run: run })).toEqual({ kind: 'other', why: 'The workflow has not ended yet.' });
  });

  test('and was no check of a pull request is none of ours', () => {
    const run = { workflow_run: { event: 'push', head_sha: HEAD } };
    expect(readEvent('workflow_run', run)).toEqual({ kind: 'other', why: 'The workflow that ended did not run on a pull request.' });
  });
});

test.each(['schedule', 'workflow_dispatch'])('the event %s asks about the repository as it is', (name) => {
  expect(readEvent(name, {})).toEqual({ kind: 'tree' });
});

test.each(['star', ''])('the event "%s" is none of ours', (name) => {
  expect(readEvent(name, {})).toEqual({ kind: 'other', why: 'The event is none that changes infrastructure code.' });
});
