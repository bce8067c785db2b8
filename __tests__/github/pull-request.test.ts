/** Pull requests that an event only points at. */
import { expect, test } from 'vitest';
import { fetchPullRequest, findPullRequest } from '../../src/github/pull-request.ts';
import { readPullRequest } from '../../src/pull-request/event.ts';
import { repository, startStage } from '../support/publishing.ts';

test('a number leads to base and head', async () => {
  const { target, github, git } = await startStage();
  expect(readPullRequest(await fetchPullRequest(target.client, repository, 1))).toEqual({
    number: 1,
    base: { ref: 'main', sha: git.git('rev-parse', 'main').trim() },
    head: { ref: 'feature', sha: target.headSha },
    headRepository: 'octo/infra',
    isFork: false,
    isDraft: false,
    isClosed: false,
  });
  expect(github.breaches).toEqual([]);
});

test('a commit leads to the open pull request whose head it is, and to no other', async () => {
  const { target, github, git } = await startStage();
  expect(await findPullRequest(target.client, repository, target.headSha)).toBe(1);
  git.commit({ 'new.ts': 'more\n' });
  expect(await findPullRequest(target.client, repository, target.headSha)).toBeUndefined();
  expect(await findPullRequest(target.client, repository, git.git('rev-parse', 'main').trim())).toBeUndefined();
  expect(github.breaches).toEqual([]);
});

test('a commit of a fork leads there by its branch, as GitHub does not connect it otherwise', async () => {
  const { target, github, git } = await startStage({ headRepository: 'mallory/infra' });
  const branch = { owner: 'mallory', name: 'feature' };
  expect(await findPullRequest(target.client, repository, target.headSha)).toBeUndefined();
  expect(await findPullRequest(target.client, repository, target.headSha, branch)).toBe(1);
  expect(await findPullRequest(target.client, repository, target.headSha, { ...branch, name: 'main' })).toBeUndefined();
  git.commit({ 'new.ts': 'more\n' });
  expect(await findPullRequest(target.client, repository, target.headSha, branch)).toBeUndefined();
  expect(github.breaches).toEqual([]);
});

test('a closed pull request is none', async () => {
  const { target } = await startStage({ isClosed: true });
  expect(await findPullRequest(target.client, repository, target.headSha)).toBeUndefined();
});

test('what may not be read rejects with a sentence', async () => {
  const { target } = await startStage({ permissions: { 'pull-requests': 'none' } });
  await expect(fetchPullRequest(target.client, repository, 1)).rejects.toThrow('The pull request was refused');
  await expect(findPullRequest(target.client, repository, target.headSha)).rejects.toThrow('the token needs `pull-requests: read`');
});
