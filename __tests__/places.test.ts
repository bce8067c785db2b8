/** Which folder is read for the paths that a person named. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../src/options.ts';
import { placeOf } from '../src/places.ts';
import { createRepository, temporaryFolder, writeFiles } from './support/git-repository.ts';

test('the git root around the paths, and the paths below it', async () => {
  const repository = createRepository();
  const { root } = repository;
  repository.commit({ 'infra/eks/index.ts': '', 'web/a.ts': '' });
  expect(await placeOf([join(root, 'infra')])).toEqual({ root, named: ['infra'] });
  expect(await placeOf([join(root, 'infra/eks/index.ts'), join(root, 'web')])).toEqual({ root, named: ['infra/eks/index.ts', 'web'] });
});

test('the root itself names nothing: all of it is asked about', async () => {
  const repository = createRepository();
  const { root } = repository;
  repository.commit({ 'a.ts': '' });
  expect(await placeOf([root, join(root, 'a.ts')])).toEqual({ root, named: [] });
});

test('without git the folder that holds them all', async () => {
  const root = temporaryFolder();
  writeFiles(root, { 'one/x/a.ts': '', 'one/y/b.ts': '' });
  expect(await placeOf([join(root, 'one')])).toEqual({ root: join(root, 'one'), named: [] });
  expect(await placeOf([join(root, 'one/x'), join(root, 'one/y/b.ts')])).toEqual({ root: join(root, 'one'), named: ['x', 'y/b.ts'] });
});

test('paths of two repositories: the folder above both', async () => {
  const above = temporaryFolder();
  for (const name of ['a', 'b']) {
    writeFiles(above, { [`${name}/x.ts`]: '' });
    createRepository(join(above, name));
  }
  expect(await placeOf([join(above, 'a'), join(above, 'b')])).toEqual({ root: above, named: ['a', 'b'] });
});

test('a path that is not there is one clear line', async () => {
  await expect(placeOf([join(temporaryFolder(), 'nowhere')])).rejects.toThrow(UsageError);
});
