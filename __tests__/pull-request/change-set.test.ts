/** The change set, from a local repository and from GitHub's list: both must say the same. */
import { describe, expect, test } from 'vitest';
import { type ChangeSet, changeSetFromApi, changeSetFromGit, MOST_LISTED } from '../../src/pull-request/change-set.ts';
import { changedFiles, mergeBase } from '../../src/sources/git.ts';
import { filesOf } from '../support/fake-pull-request.ts';
import { createRepository, type Files } from '../support/git-repository.ts';

const LONG = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join('');

async function bothWays(before: Files, after: Files): Promise<{ readonly git: ChangeSet; readonly api: ChangeSet }> {
  const repository = createRepository();
  repository.commit(before);
  repository.git('checkout', '-q', '-b', 'feature');
  repository.commit(after);
  repository.git('checkout', '-q', 'main');
  repository.commit({ 'unrelated.ts': 'on the base only\n' });
  const base = (await mergeBase(repository.root, 'main', 'feature')) ?? '';
  const head = repository.git('rev-parse', 'feature').trim();
  const listed = filesOf({ repository, base: 'main', head }) as Parameters<typeof changeSetFromApi>[2];
  return {
    git: changeSetFromGit(base, head, await changedFiles(repository.root, base, head)),
    api: changeSetFromApi(base, head, listed),
  };
}

const CHANGES: readonly (readonly [
  name: string,
  before: Files,
  after: Files,
  files: readonly (readonly [path: string, status: string])[],
])[] = [
  ['an edit', { 'a.ts': LONG }, { 'a.ts': LONG.replace('line 20', 'new') }, [['a.ts', 'modified']]],
  ['a new file', {}, { 'sub/a b.ts': 'x\n' }, [['sub/a b.ts', 'added']]],
  ['a file that is gone', { 'a.ts': LONG }, { 'a.ts': null }, [['a.ts', 'removed']]],
  ['a rename with an edit', { 'a.ts': LONG }, { 'a.ts': null, 'b.ts': LONG.replace('line 3\n', '') }, [['b.ts', 'renamed']]],
  [
    'an odd name',
    {},
    { 'ü "q"\\ é.ts': 'x\n', '-rf': 'y\n' },
    [
      ['-rf', 'added'],
      ['ü "q"\\ é.ts', 'added'],
    ],
  ],
  ['no line break at the end', { 'a.ts': 'a' }, { 'a.ts': 'b' }, [['a.ts', 'modified']]],
  ['CRLF', { 'a.ts': 'a\r\nb\r\n' }, { 'a.ts': 'a\r\nc\r\n' }, [['a.ts', 'modified']]],
];

describe('git and GitHub agree on', () => {
  test.each(CHANGES)('%s', async (_, before, after, files) => {
    const { git, api } = await bothWays({ 'keep.ts': 'k\n', ...before }, after);
    expect(git).toEqual(api);
    expect(git.files.map(({ path, status }) => [path, status])).toEqual(files);
    expect(git.isComplete).toBe(true);
  });
});

describe('what has no lines', () => {
  test('is known to have none from git, and unknown from GitHub, which gives no patch', async () => {
    const { git, api } = await bothWays({ 'a.ts': LONG }, { 'a.ts': null, 'b.ts': LONG, 'empty.ts': '' });
    expect(git.files.map(({ path, hunks }) => [path, hunks])).toEqual([
      ['b.ts', []],
      ['empty.ts', []],
    ]);
    expect(api.files.map(({ path, hunks }) => [path, hunks])).toEqual([
      ['b.ts', 'unknown'],
      ['empty.ts', 'unknown'],
    ]);
    expect(git.files[0]?.previousPath).toBe('a.ts');
  });

  test('a binary file is unknown', async () => {
    const { git } = await bothWays({ 'x.png': Uint8Array.from([0, 1]) }, { 'x.png': Uint8Array.from([0, 2]) });
    expect(git.files).toEqual([{ path: 'x.png', status: 'modified', hunks: 'unknown' }]);
  });

  test('a file that became a link has changed', async () => {
    const { git } = await bothWays({ 'l.ts': 'text\n' }, { 'l.ts': { link: 'keep.ts' } });
    expect(git.files.map(({ path, status }) => [path, status])).toEqual([['l.ts', 'changed']]);
  });
});

describe('a list that GitHub cut', () => {
  test('a file without a patch is unknown, whatever its counts say', () => {
    const { files } = changeSetFromApi('b', 'h', [{ filename: 'a.ts', status: 'modified' }]);
    expect(files).toEqual([{ path: 'a.ts', status: 'modified', hunks: 'unknown' }]);
  });

  test('three thousand files may not be all, nor three hundred of a comparison', () => {
    const listed = Array.from({ length: 3_000 }, (_, index) => ({ filename: `f${index}`, status: 'added' as const }));
    expect(changeSetFromApi('b', 'h', listed).isComplete).toBe(false);
    expect(changeSetFromApi('b', 'h', listed.slice(1)).isComplete).toBe(true);
    expect(changeSetFromApi('b', 'h', listed.slice(0, 300), MOST_LISTED.comparison).isComplete).toBe(false);
    expect(changeSetFromApi('b', 'h', listed.slice(0, 299), MOST_LISTED.comparison).isComplete).toBe(true);
  });

  test('a diff too large to hold leaves the files, without their lines', () => {
    const raw = `:100644 100644 ${'a'.repeat(40)} ${'b'.repeat(40)} M\0a.ts\0`;
    expect(changeSetFromGit('b', 'h', { raw, patch: undefined }).files).toEqual([{ path: 'a.ts', status: 'modified', hunks: 'unknown' }]);
  });
});
