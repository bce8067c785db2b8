/** The tables of docs/architecture.md against the folders and imports that there are. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

const text = readFileSync('docs/architecture.md', 'utf8');
const imports = text.slice(text.indexOf('<!-- begin imports -->'), text.indexOf('<!-- end imports -->'));

/** By folder with its slash: the beginnings of what its files may import. */
const zones = new Map(
  [...imports.matchAll(/^\| `(?<folder>[a-z-]+\/)` \| (?<targets>.+) \|$/gm)].map(({ groups }) => [
    groups?.['folder'] ?? '',
    [...(groups?.['targets'] ?? '').matchAll(/`(?<target>[^`]+)`/g)].map((match) => match.groups?.['target'] ?? ''),
  ]),
);

/** `rules/a.ts` and what it imports, both relative to src. */
function importsOf(path: string): readonly string[] {
  const specifiers = readFileSync(path, 'utf8').matchAll(/(?:from|import\() ?'(?<specifier>\.[^']+)'/g);
  return [...specifiers].map(({ groups }) => posix.relative('src', posix.join(dirname(path), groups?.['specifier'] ?? '')));
}

test('every folder of src is told of', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const untold = folders.filter(({ name }) => !text.includes(`| \`src/${name}\` |`)).map(({ name }) => name);
  expect(untold).toEqual([]);
});

test('every path that is named exists', () => {
  const named = [...text.matchAll(/`(?<path>(?:src|data|docs)\/[\w./-]*)`/g)].map(({ groups }) => groups?.['path'] ?? '');
  expect(named.filter((path) => globSync(path).length === 0)).toEqual([]);
  expect(named.length).toBeGreaterThan(10);
});

test('every dialect is told of, with files that there are', () => {
  const declared = /type Dialect =(?<names>[^;]+);/.exec(readFileSync('src/model/fact.ts', 'utf8'))?.groups?.['names'] ?? '';
  const rows = [...text.matchAll(/^\| `(?<name>[a-z-]+)` \| (?<files>.*`src\/readers\/.*) \|/gm)];
  const names = [...declared.matchAll(/'(?<name>[a-z-]+)'/g)].map(({ groups }) => groups?.['name']);
  expect(new Set(rows.map(({ groups }) => groups?.['name']))).toEqual(new Set(names));
  const patterns = rows.flatMap(({ groups }) => [...(groups?.['files'] ?? '').matchAll(/`(?<glob>src\/[^`]+)`/g)]);
  expect(patterns.filter(({ groups }) => globSync(groups?.['glob'] ?? '').length === 0)).toEqual([]);
});

describe('who imports whom', () => {
  test.each([...zones])('%s', (folder, targets) => {
    const files = globSync(`src/${folder}**/*.ts`);
    expect(files.length).toBeGreaterThan(0);
    // the row of catalog/live.ts adds a package only
    const allowed = [folder, ...targets.map((target) => (target === 'data/' ? '../data/' : target))];
    const foreign = files.flatMap((path) => importsOf(path).map((target) => ({ path, target })));
    expect(foreign.filter(({ target }) => !allowed.some((beginning) => target.startsWith(beginning)))).toEqual([]);
  });
});
