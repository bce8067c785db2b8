/** The files of a folder on disk. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderTree } from '../../src/sources/folder.ts';
import { createRepository, temporaryFolder, writeFiles } from '../support/git-repository.ts';

describe('a folder without git', () => {
  test('is all its regular files, save what tools wrote', async () => {
    const root = temporaryFolder();
    writeFiles(root, {
      'b.ts': 'b',
      'a.ts': 'a',
      'deep/er/c.ts': 'c',
      'odd \n"name" ü.ts': 'd',
      'examples/e.ts': 'e',
      'node_modules/x/f.ts': 'f',
      'link.ts': { link: 'a.ts' },
      'linked-folder': { link: 'deep' },
    });
    const tree = folderTree(root);
    expect(await tree.paths()).toEqual(['a.ts', 'b.ts', 'deep/er/c.ts', 'odd \n"name" ü.ts']);
    expect(await tree.leftOut()).toEqual(['examples/e.ts']);
    const { texts, problems } = await tree.read(await tree.paths());
    expect([...texts.values()]).toEqual(['a', 'b', 'c', 'd']);
    expect(problems).toEqual([]);
  });

  test('gives what a person named, even where it is left out', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'a.ts': 'a', 'node_modules/x/f.ts': 'f', 'examples/e.ts': 'e', 'examples/dist/g.ts': 'g' });
    expect(await folderTree(root, ['node_modules/x', 'examples']).paths()).toEqual(['a.ts', 'examples/e.ts', 'node_modules/x/f.ts']);
    expect(await folderTree(root, ['node_modules/x/f.ts']).paths()).toContain('node_modules/x/f.ts');
  });
});

describe('a work tree', () => {
  test('is what git tracks or would track, as it is on disk', async () => {
    const repository = createRepository();
    repository.commit({
      '.gitignore': 'ignored/\n*.log\n',
      'a.ts': 'a',
      'gone.ts': 'x',
      'forced.log': 'tracked all the same',
      'link.ts': { link: 'a.ts' },
      'examples/e.ts': 'e',
    });
    repository.write({
      'a.ts': 'changed',
      'new.ts': 'n',
      'ignored/i.ts': 'i',
      'x.log': 'l',
      'gone.ts': null,
      'new-link.ts': { link: 'a.ts' },
    });
    const tree = folderTree(repository.root);
    expect(await tree.paths()).toEqual(['.gitignore', 'a.ts', 'forced.log', 'new.ts']);
    expect(await tree.leftOut()).toEqual(['examples/e.ts']);
    expect((await tree.read(['a.ts'])).texts.get('a.ts')).toBe('changed');
  });

  test('seen from a folder inside it has paths relative to that folder', async () => {
    const repository = createRepository();
    repository.commit({ 'a.ts': 'a', 'infra/b.ts': 'b', 'infra/deep/c.ts': 'c' });
    expect(await folderTree(join(repository.root, 'infra')).paths()).toEqual(['b.ts', 'deep/c.ts']);
  });

  test('gives an ignored path that a person named', async () => {
    const repository = createRepository();
    repository.commit({ '.gitignore': 'out/\n', 'a.ts': 'a' });
    repository.write({ 'out/generated.ts': 'g' });
    expect(await folderTree(repository.root).paths()).toEqual(['.gitignore', 'a.ts']);
    expect(await folderTree(repository.root, ['out']).paths()).toEqual(['.gitignore', 'a.ts', 'out/generated.ts']);
  });

  test('does not enter submodules and repositories inside it', async () => {
    const inner = createRepository();
    inner.commit({ 'inner.ts': 'i' });
    const outer = createRepository();
    outer.commit({ 'a.ts': 'a' });
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'module');
    mkdirSync(join(outer.root, 'loose'));
    const loose = createRepository(join(outer.root, 'loose'));
    loose.commit({ 'l.ts': 'l' });
    expect(await folderTree(outer.root).paths()).toEqual(['.gitmodules', 'a.ts']);
  });
});

describe('reading', () => {
  test('says of each file why it is none of ours', async () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    writeFiles(outside, { 'secret.ts': 's' });
    writeFiles(root, {
      'binary.ts': Uint8Array.from([0]),
      'utf16.ts': Uint8Array.from([0xff, 0xfe, 0x61, 0x00]),
      'big.ts': 'x'.repeat(2 * 2 ** 20 + 1),
      'link.ts': { link: 'binary.ts' },
      'dir/a.ts': 'a',
    });
    symlinkSync(outside, join(root, 'out'));
    const { texts, problems } = await folderTree(root).read([
      'binary.ts',
      'utf16.ts',
      'big.ts',
      'link.ts',
      'dir',
      'missing.ts',
      'out/secret.ts',
      '../../../etc/hostname',
    ]);
    expect([...texts]).toEqual([]);
    expect(problems).toEqual([
      { path: 'binary.ts', message: 'is binary' },
      { path: 'utf16.ts', message: 'is UTF-16; only UTF-8 is read' },
      { path: 'big.ts', message: 'is 2.1 MB, larger than the 2 MB that are read' },
      { path: 'link.ts', message: 'is a symbolic link, which is not followed' },
      { path: 'dir', message: 'is not a file' },
      { path: 'missing.ts', message: 'could not be read (ENOENT)' },
      { path: 'out/secret.ts', message: 'lies outside the folder that is read' },
      { path: '../../../etc/hostname', message: expect.stringMatching(/lies outside|could not be read/) },
    ]);
  });

  test('a folder is entered through a link only when it is the root', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'real/a.ts': 'a' });
    symlinkSync(join(root, 'real'), join(root, 'way'));
    const tree = folderTree(join(root, 'way'));
    expect(await tree.paths()).toEqual(['a.ts']);
    expect((await tree.read(['a.ts'])).texts.get('a.ts')).toBe('a');
    await expect(folderTree(root, ['way']).paths()).rejects.toThrow('is a symbolic link, which is not followed: way');
  });
});

describe('what cannot be listed', () => {
  test.each([
    ['a folder that is not there', 'nowhere'],
    ['a file', 'a.ts'],
  ])('%s is a SourceError', async (_, name) => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'a.ts'), 'a');
    const listing = folderTree(join(root, name)).paths();
    await expect(listing).rejects.toMatchObject({ name: 'SourceError', message: expect.stringContaining('not a folder: ') });
  });

  test('a named path that is not there is a SourceError', async () => {
    await expect(folderTree(temporaryFolder(), ['nowhere']).paths()).rejects.toMatchObject({
      name: 'SourceError',
      message: 'cannot be read: nowhere',
    });
  });

  test.skipIf(process.getuid?.() === 0)('a folder that only others may open holds nothing', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'a.ts': 'a', 'closed/b.ts': 'b' });
    chmodSync(join(root, 'closed'), 0o000);
    expect(await folderTree(root).paths()).toEqual(['a.ts']);
    chmodSync(join(root, 'closed'), 0o700);
  });
});
