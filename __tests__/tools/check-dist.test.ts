/** The comparison of two bundles. That the real one is fresh is `npm run check-dist`'s own work. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { differences } from '../../tools/check-dist.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'eks-lockstep-test-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function folder(name: string, files: Record<string, string>): string {
  const path = join(root, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

test('equal bytes are no difference', () => {
  const files = { 'index.js': 'export {};\n', 'main.js': '' };
  expect(differences(folder('a', files), folder('b', files))).toEqual([]);
});

test('a changed byte, a file too few and a file too many are named', () => {
  const committed = folder('a', { 'index.js': 'a\r\n', 'main.js': '', 'old.index.js': '' });
  const fresh = folder('b', { 'index.js': 'a\n', 'main.js': '', 'new.index.js': '' });
  expect(differences(committed, fresh)).toEqual([
    'index.js: differs',
    'new.index.js: is built, and not committed',
    'old.index.js: is committed, and no longer built',
  ]);
});
