/** A tree with other texts for some of its files. */
import { expect, test } from 'vitest';
import { folderTree } from '../../src/sources/folder.ts';
import { overlayTree } from '../../src/sources/overlay.ts';
import { temporaryFolder, writeFiles } from '../support/git-repository.ts';

test('lists what the tree lists, and reads what is laid over it', async () => {
  const root = temporaryFolder();
  writeFiles(root, { 'a.ts': 'a', 'b.ts': 'b', 'examples/c.ts': 'c' });
  const tree = overlayTree(folderTree(root), new Map([['b.ts', 'new']]));
  expect(await tree.paths()).toEqual(['a.ts', 'b.ts']);
  expect(await tree.leftOut()).toEqual(['examples/c.ts']);
  const { texts, problems } = await tree.read(['a.ts', 'b.ts', 'none.ts']);
  expect(Object.fromEntries(texts)).toEqual({ 'a.ts': 'a', 'b.ts': 'new' });
  expect(problems).toEqual([expect.objectContaining({ path: 'none.ts' })]);
});
