/** The files of a commit in a local repository. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gitTree } from '../../src/sources/git-tree.ts';
import { createRepository, type Files, temporaryFolder } from '../support/git-repository.ts';

const FILES: Files = {
  'a.ts': 'a\r\n',
  'mark.ts': '\uFEFFm\n',
  'same.ts': 'a\r\n',
  'empty.ts': '',
  'deep/odd \n"name" \\ ü 🚀.ts': 'odd\n',
  '-rf.ts': 'dash\n',
  'binary.ts': Uint8Array.from([0, 1]),
  'utf16.ts': Uint8Array.from([0xff, 0xfe, 0x61, 0x00]),
  'big.ts': 'x'.repeat(2 * 2 ** 20 + 1),
  'link.ts': { link: 'a.ts' },
  'examples/e.ts': 'e\n',
  'node_modules/f.ts': 'f\n',
};

describe('a commit', () => {
  test('is its regular files, byte for byte, whatever the work tree holds', async () => {
    const repository = createRepository();
    const commit = repository.commit(FILES);
    repository.write({ 'a.ts': 'changed on disk', 'untracked.ts': 'u' });
    const tree = gitTree(repository.root, commit);
    expect(await tree.paths()).toEqual(
      ['-rf.ts', 'a.ts', 'big.ts', 'binary.ts', 'deep/odd \n"name" \\ ü 🚀.ts', 'empty.ts', 'mark.ts', 'same.ts', 'utf16.ts'].toSorted(),
    );
    expect(await tree.leftOut()).toEqual(['examples/e.ts', 'node_modules/f.ts']);
    const { texts, problems } = await tree.read([...(await tree.paths()), 'link.ts', 'missing.ts']);
    expect(Object.fromEntries(texts)).toEqual({
      '-rf.ts': 'dash\n',
      'a.ts': 'a\r\n',
      'deep/odd \n"name" \\ ü 🚀.ts': 'odd\n',
      'empty.ts': '',
      'mark.ts': '\uFEFFm\n',
      'same.ts': 'a\r\n',
    });
    expect(problems).toEqual([
      { path: 'big.ts', message: 'is 2.1 MB, larger than the 2 MB that are read' },
      { path: 'binary.ts', message: 'is binary' },
      { path: 'utf16.ts', message: 'is UTF-16; only UTF-8 is read' },
      { path: 'link.ts', message: 'is not in the commit' },
      { path: 'missing.ts', message: 'is not in the commit' },
    ]);
  });

  test('is read whole from a folder below the root, and for what a person named', async () => {
    const repository = createRepository();
    repository.commit({ 'a.ts': 'a', 'infra/b.ts': 'b', 'examples/e.ts': 'e' });
    expect(await gitTree(join(repository.root, 'infra'), 'HEAD').paths()).toEqual(['a.ts', 'infra/b.ts']);
    expect(await gitTree(repository.root, 'HEAD', ['examples']).paths()).toEqual(['a.ts', 'examples/e.ts', 'infra/b.ts']);
  });

  test('without files has none', async () => {
    const repository = createRepository();
    repository.commit({});
    const tree = gitTree(repository.root, 'HEAD');
    expect([await tree.paths(), await tree.leftOut(), (await tree.read([])).problems]).toEqual([[], [], []]);
  });

  test('holds nothing of its submodules', async () => {
    const inner = createRepository();
    inner.commit({ 'inner.ts': 'i' });
    const outer = createRepository();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'module');
    outer.commit({ 'a.ts': 'a' });
    expect(await gitTree(outer.root, 'HEAD').paths()).toEqual(['.gitmodules', 'a.ts']);
  });

  test('is the real one where a replacement is in place', async () => {
    const repository = createRepository();
    const honest = repository.commit({ 'a.ts': 'honest' });
    const other = repository.commit({ 'a.ts': 'replaced' });
    repository.git('replace', honest, other);
    expect((await gitTree(repository.root, honest).read(['a.ts'])).texts.get('a.ts')).toBe('honest');
  });

  test('of a clone that lacks a content says so', async () => {
    const repository = createRepository();
    repository.commit({ 'a.ts': 'a', 'lost.ts': 'lost' });
    const id = repository.git('rev-parse', 'HEAD:lost.ts').trim();
    rmSync(join(repository.root, '.git', 'objects', id.slice(0, 2), id.slice(2)));
    const tree = gitTree(repository.root, 'HEAD');
    expect(await tree.paths()).toEqual(['a.ts', 'lost.ts']);
    const { texts, problems } = await tree.read(['a.ts', 'lost.ts']);
    expect(Object.fromEntries(texts)).toEqual({ 'a.ts': 'a' });
    expect(problems).toEqual([{ path: 'lost.ts', message: 'is not in this clone' }]);
  });
});

describe('the search for strings', () => {
  test('gives the paths whose files hold one of them', async () => {
    const repository = createRepository();
    repository.commit({
      'a.ts': 'new eks.Cluster()\n',
      'b.tf': 'aws_eks_cluster\n',
      'c.ts': 'nothing\n',
      'd.md': 'eks.Cluster\n',
      'examples/e.ts': 'eks.Cluster\n',
      'odd \n.ts': 'eks.Cluster\n',
      'f.ts': 'eksXCluster\n',
    });
    const tree = gitTree(repository.root, 'HEAD');
    expect(await tree.containing(['eks.Cluster', 'aws_eks'], ['*.ts', '*.tf'])).toEqual(['a.ts', 'b.tf', 'odd \n.ts']);
    expect(await tree.containing(['eks.Cluster'], [])).toEqual(['a.ts', 'd.md', 'odd \n.ts']);
    expect(await tree.containing(['--all', '-e'], [])).toEqual([]);
    expect(await tree.containing([], ['*.ts'])).toEqual([]);
  });
});

describe('what is no commit', () => {
  test.each([
    ['a revision that is not there', 'nowhere'],
    ['an option', '--output=/tmp/x'],
    ['a file', 'HEAD:a.ts'],
    ['an id of nothing', '0'.repeat(40)],
    ['nothing', ''],
  ])('%s is unknown', async (_, revision) => {
    const repository = createRepository();
    repository.commit({ 'a.ts': 'a' });
    await expect(gitTree(repository.root, revision).paths()).rejects.toMatchObject({ name: 'GitError', kind: 'unknown-revision' });
  });

  test('a shallow clone does not know what came before', async () => {
    const repository = createRepository();
    const first = repository.commit({ 'a.ts': '1' });
    repository.commit({ 'a.ts': '2' });
    const clone = join(temporaryFolder(), 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${repository.root}`, clone], { stdio: 'pipe' });
    expect((await gitTree(clone, 'HEAD').read(['a.ts'])).texts.get('a.ts')).toBe('2');
    await expect(gitTree(clone, first).paths()).rejects.toMatchObject({ kind: 'unknown-revision' });
  });

  test('a folder without a repository', async () => {
    await expect(gitTree(temporaryFolder(), 'HEAD').paths()).rejects.toMatchObject({ name: 'GitError', kind: 'not-a-repository' });
  });
});
