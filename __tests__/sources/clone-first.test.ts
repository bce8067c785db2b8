/** A clone at hand before the network. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RemoteFile, RemoteRepository } from '../../src/sources/api.ts';
import { cloneFirst } from '../../src/sources/clone-first.ts';
import { isShallow } from '../../src/sources/git.ts';
import { createRepository, temporaryFolder } from '../support/git-repository.ts';

const ELSEWHERE: RemoteFile = { path: 'far.ts', sha: 'f'.repeat(40), size: 3 };

function remote() {
  const asked: string[] = [];
  const repository: RemoteRepository = {
    tree: async (commit) => {
      asked.push(`tree ${commit}`);
      return { files: [ELSEWHERE], isTruncated: false };
    },
    blobs: async (wanted) => {
      asked.push(...wanted.map(({ sha }) => `blob ${sha}`));
      return new Map(wanted.map(({ sha }) => [sha, { bytes: Buffer.from('far') }]));
    },
  };
  return { asked, repository };
}

describe('a clone', () => {
  test('answers for the commits and contents that it has, by their ids', async () => {
    const git = createRepository();
    const commit = git.commit({ 'a.ts': 'a\n', 'sub/b.ts': 'bb\n', 'link.ts': { link: 'a.ts' } });
    git.commit({ 'a.ts': 'changed\n' });
    const { asked, repository } = remote();
    const files = cloneFirst(git.root, repository);
    const tree = await files.tree(commit);
    expect(tree.isTruncated).toBe(false);
    expect(tree.files.map(({ path, size }) => [path, size])).toEqual([
      ['a.ts', 2],
      ['sub/b.ts', 3],
    ]);
    const blobs = await files.blobs(tree.files);
    expect(tree.files.map(({ sha }) => blobs.get(sha))).toEqual([{ bytes: Buffer.from('a\n') }, { bytes: Buffer.from('bb\n') }]);
    expect(asked).toEqual([]);
  });

  test('leaves the rest to the network, in one question', async () => {
    const git = createRepository();
    git.commit({ 'a.ts': 'a\n' });
    const own: RemoteFile = { path: 'a.ts', sha: git.git('rev-parse', 'HEAD:a.ts').trim(), size: 2 };
    const { asked, repository } = remote();
    const files = cloneFirst(git.root, repository);
    expect((await files.tree('e'.repeat(40))).files).toEqual([ELSEWHERE]);
    const blobs = await files.blobs([own, ELSEWHERE]);
    expect([...blobs.values()]).toEqual([{ bytes: Buffer.from('a\n') }, { bytes: Buffer.from('far') }]);
    expect(asked).toEqual([`tree ${'e'.repeat(40)}`, `blob ${ELSEWHERE.sha}`]);
  });

  test('that is none, or broken, answers nothing', async () => {
    const broken = createRepository();
    broken.write({ '.git/HEAD': null });
    for (const root of [undefined, temporaryFolder(), broken.root, join(broken.root, 'nowhere')]) {
      const { asked, repository } = remote();
      const files = cloneFirst(root, repository);
      expect((await files.tree('a'.repeat(40))).files).toEqual([ELSEWHERE]);
      expect([...(await files.blobs([ELSEWHERE])).values()]).toEqual([{ bytes: Buffer.from('far') }]);
      expect(asked).toHaveLength(2);
    }
  });

  test('may be cut off, and says so', async () => {
    const git = createRepository();
    git.commit({ 'a.ts': 'a\n' });
    git.commit({ 'a.ts': 'b\n' });
    const shallow = temporaryFolder();
    git.git('clone', '-q', '--depth=1', `file://${git.root}`, shallow);
    expect([await isShallow(git.root), await isShallow(shallow)]).toEqual([false, true]);
  });
});
