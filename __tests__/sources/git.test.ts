/** What git knows of a repository. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { changedFiles, gitRoot, hasCommit, mergeBase, resolveCommit } from '../../src/sources/git.ts';
import { createRepository, temporaryFolder } from '../support/git-repository.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the root', () => {
  test('is found from below, and missing where there is none', async () => {
    const repository = createRepository();
    mkdirSync(join(repository.root, 'deep', 'er'), { recursive: true });
    expect(await gitRoot(join(repository.root, 'deep', 'er'))).toBe(repository.root);
    expect(await gitRoot(temporaryFolder())).toBeUndefined();
  });

  test('is not needed where there is no git', async () => {
    const { root } = createRepository();
    vi.stubEnv('PATH', temporaryFolder());
    expect(await gitRoot(root)).toBeUndefined();
    await expect(resolveCommit(root, 'HEAD')).rejects.toMatchObject({ kind: 'no-git', message: 'git was not found' });
  });

  test('is that of the folder, whatever a git around us says', async () => {
    const [one, other] = [createRepository(), createRepository()];
    const commit = one.commit({ 'one.ts': '1' });
    other.commit({ 'other.ts': '2' });
    vi.stubEnv('GIT_DIR', join(other.root, '.git'));
    expect(await resolveCommit(one.root, 'HEAD')).toBe(commit);
    vi.stubEnv('GIT_WORK_TREE', other.root);
    expect(await gitRoot(one.root)).toBe(one.root);
  });

  test('is not that of a folder that a pull request made look like a repository', async () => {
    const repository = createRepository();
    repository.commit({ 'a.ts': 'a' });
    const bare = join(temporaryFolder(), 'bare');
    repository.git('clone', '--quiet', '--bare', repository.root, bare);
    expect(await gitRoot(bare)).toBeUndefined();
    await expect(resolveCommit(bare, 'HEAD')).rejects.toMatchObject({ kind: 'not-a-repository' });
  });
});

describe('commits', () => {
  test('are resolved and looked up', async () => {
    const repository = createRepository();
    const commit = repository.commit({ 'a.ts': 'a' });
    repository.git('tag', '-a', 'v1', '-m', 'one');
    expect(await resolveCommit(repository.root, 'v1')).toBe(commit);
    expect(await resolveCommit(repository.root, commit.slice(0, 10))).toBe(commit);
    expect(await hasCommit(repository.root, commit)).toBe(true);
    expect(await hasCommit(repository.root, 'f'.repeat(40))).toBe(false);
    await expect(hasCommit(temporaryFolder(), commit)).rejects.toMatchObject({ kind: 'not-a-repository' });
    await expect(resolveCommit(repository.root, 'x\ny')).rejects.toThrow(String.raw`git knows no commit "x\ny"`);
  });

  test('have a merge base, or none', async () => {
    const repository = createRepository();
    const parted = repository.commit({ 'a.ts': '1' });
    repository.git('checkout', '-q', '-b', 'feature');
    repository.commit({ 'a.ts': '2' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'b.ts': '3' });
    expect(await mergeBase(repository.root, 'main', 'feature')).toBe(parted);
    repository.git('checkout', '-q', '--orphan', 'stranger');
    repository.commit({ 'c.ts': '4' });
    expect(await mergeBase(repository.root, 'main', 'stranger')).toBeUndefined();
    await expect(mergeBase(repository.root, 'main', 'nowhere')).rejects.toMatchObject({ kind: 'unknown-revision' });
  });
});

describe('the diff', () => {
  test('has the shape we read, whatever the configuration says', async () => {
    const repository = createRepository();
    const base = repository.commit({ 'a.ts': 'one\n\ntwo\n', 'ü.ts': 'x\n' });
    const head = repository.commit({ 'a.ts': 'one\n\nthree\n', 'ü.ts': 'y\n' });
    const plain = await changedFiles(repository.root, base, head);
    const settings = {
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.suppressBlankEmpty': 'true',
      'diff.context': '0',
      'color.ui': 'always',
      'diff.external': 'false',
      'diff.algorithm': 'patience',
      'core.quotePath': 'true',
      'diff.renames': 'false',
    };
    for (const [name, value] of Object.entries(settings)) repository.git('config', name, value);
    vi.stubEnv('GIT_EXTERNAL_DIFF', 'false');
    vi.stubEnv('GIT_DIFF_OPTS', '-u0');
    expect(await changedFiles(repository.root, base, head)).toEqual(plain);
    expect(plain.patch).toContain('--- a/a.ts\n+++ b/a.ts\n@@ -1,3 +1,3 @@\n one\n \n-two\n+three\n');
    expect(plain.patch).toContain('+++ b/ü.ts');
    expect(plain.raw.split('\0').filter((field) => field.endsWith('.ts'))).toEqual(['a.ts', 'ü.ts']);
  });

  test('runs nothing that a repository names', async () => {
    const repository = createRepository();
    repository.git('config', 'diff.evil.textconv', 'touch pwned; cat');
    repository.git('config', 'diff.evil.command', 'touch pwned');
    const base = repository.commit({ '.gitattributes': '*.ts diff=evil\n', 'a.ts': '1\n' });
    const head = repository.commit({ 'a.ts': '2\n' });
    expect((await changedFiles(repository.root, base, head)).patch).toContain('-1\n+2\n');
    expect(repository.git('status', '--porcelain')).toBe('');
  });
});
