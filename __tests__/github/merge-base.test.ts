/** Where two commits parted, as GitHub sees it. */
import { expect, test } from 'vitest';
import { findMergeBase } from '../../src/github/merge-base.ts';
import { repository, startStage } from '../support/publishing.ts';

test('is where the branch left, whatever the base did since', async () => {
  const { target, github, git } = await startStage();
  const parted = git.git('rev-parse', 'main').trim();
  git.git('checkout', '-q', 'main');
  git.commit({ 'later.ts': 'on the base only\n' });
  const compared = await findMergeBase(target.client, repository, ['main'], target.headSha);
  expect(compared.mergeBase).toBe(parted);
  expect(compared.files?.map(({ filename, status }) => [filename, status])).toEqual([
    ['index.ts', 'modified'],
    ['new.ts', 'added'],
  ]);
  expect(github.breaches).toEqual([]);
});

test('is found by the commit where there is no such branch', async () => {
  const { target, git } = await startStage();
  const base = git.git('rev-parse', 'main').trim();
  expect((await findMergeBase(target.client, repository, ['release/2', base], target.headSha)).mergeBase).toBe(base);
  await expect(findMergeBase(target.client, repository, ['release/2'], target.headSha)).rejects.toThrow('HTTP 404');
});

test('that may not be read rejects with a sentence', async () => {
  const { target } = await startStage({ permissions: { contents: 'none' } });
  const sought = findMergeBase(target.client, repository, ['main'], target.headSha);
  await expect(sought).rejects.toThrow('The comparison of base and head was refused (HTTP 403');
});
