/** The diff that `fix` prints is one that git takes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/fix/unified.ts';
import { createRepository } from '../support/git-repository.ts';

const BEFORE = { 'a b.ts': 'one\r\ntwo\r\nthree\r\n', 'deep/c.yaml': 'x: 1\ny: 2', 'same.ts': 'same\n' };
const AFTER = new Map([
  ['deep/c.yaml', 'x: 1\ny: 3'],
  ['a b.ts', 'one\r\n2\r\nthree\r\n'],
  ['same.ts', 'same\n'],
]);

test('git apply makes of the old texts the new ones', () => {
  const repository = createRepository();
  const { root } = repository;
  repository.commit(BEFORE);
  const diff = unifiedDiff((path) => Reflect.get(BEFORE, path) as string | undefined, AFTER);
  execFileSync('git', ['-C', root, 'apply', '-'], { input: diff });
  expect([...AFTER].map(([path]) => readFileSync(join(root, path), 'utf8'))).toEqual([...AFTER.values()]);
});

test('files that stay as they are are not in it', () => {
  expect(unifiedDiff(() => 'same\n', new Map([['same.ts', 'same\n']]))).toBe('');
});
