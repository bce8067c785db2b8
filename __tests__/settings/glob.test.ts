/** Patterns of paths: what they match, what is refused, and that no pattern makes matching slow. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Glob, matchesGlob, parseGlob } from '../../src/settings/glob.ts';

function glob(source: string): Glob {
  const parsed = parseGlob(source);
  if ('fault' in parsed) throw new Error(`${source} ${parsed.fault}`);
  return parsed;
}

describe('a pattern', () => {
  test.each([
    ['index.ts', ['index.ts'], ['infra/index.ts', 'index.tsx', 'xindex.ts']],
    ['*.ts', ['a.ts', '.ts', '.hidden.ts'], ['a/b.ts', 'a.tsx']],
    ['infra/*', ['infra/a.ts', 'infra/.env'], ['infra/a/b.ts', 'infra']],
    ['infra/', ['infra/a.ts', 'infra/a/b.ts'], ['infra', 'infrastructure/a.ts', 'x/infra/a.ts']],
    ['**/examples/', ['examples/a.ts', 'x/examples/a/b.ts'], ['examples', 'my-examples/a.ts']],
    ['infra/**', ['infra/a.ts', 'infra/a/b.ts'], ['infra', 'x/infra/a.ts']],
    ['**', ['a', 'a/b/c.ts'], []],
    ['**/a.ts', ['a.ts', 'x/a.ts', 'x/y/a.ts'], ['ba.ts', 'x/ba.ts']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb', 'a/b/x']],
    ['**.tf', ['a.tf', 'x/y/a.tf'], ['a.tf/b']],
    ['v?.ts', ['v1.ts', 'v\u{1F600}.ts'], ['v.ts', 'v12.ts', 'v/.ts']],
    ['{dev,prod}.yaml', ['dev.yaml', 'prod.yaml'], ['{dev,prod}.yaml', 'devprod.yaml']],
    ['{a,b/{c,d}}/x', ['a/x', 'b/c/x', 'b/d/x'], ['b/x', 'c/x']],
    ['{a,}b', ['ab', 'b'], ['a']],
    ['a,b', ['a,b'], ['a', 'b']],
    ['apps/(web)/a+b$.ts', ['apps/(web)/a+b$.ts'], ['apps/web/aab.ts']],
    ['Infra/', ['Infra/a'], ['infra/a']],
  ])('%s', (source, matching, others) => {
    expect(matching.filter((path) => !matchesGlob(glob(source), path))).toEqual([]);
    expect(others.filter((path) => matchesGlob(glob(source), path))).toEqual([]);
  });

  test.each([
    ['', 'is empty'],
    ['  ', 'is empty'],
    ['/infra/', 'begins with `/`'],
    ['./infra/', 'folder `.` or `..`'],
    ['../infra/', 'folder `.` or `..`'],
    ['a/../b', 'folder `.` or `..`'],
    ['a//b', 'empty folder name'],
    ['!a', 'begins with `!`'],
    ['a\\b', 'backslash'],
    ['[ab].ts', '`[`'],
    ['{a,b', 'does not close a brace'],
    ['a}', 'closes a brace that is not open'],
    ['x'.repeat(257), 'longer than 256'],
    ['{a,b}'.repeat(7), 'more than 64 patterns'],
    ['{a,'.repeat(60), 'does not close a brace'],
  ])('%j is refused', (source, fault) => {
    expect(parseGlob(source)).toEqual({ fault: expect.stringContaining(fault) });
  });

  test('names that only begin with dots are names', () => {
    expect(matchesGlob(glob('.github/...'), '.github/...')).toBe(true);
  });
});

/** The same by trying everything: braces from the inside out, then letter for letter. */
function isMatchedByTrying(source: string, path: string): boolean {
  const braces = /\{(?<inside>[^{}]*)\}/.exec(source);
  if (!braces) return tryRest(source.endsWith('/') ? `${source}**` : source, path, true);
  const alternatives = (braces.groups?.['inside'] ?? '').split(',');
  const [before, after] = [source.slice(0, braces.index), source.slice(braces.index + braces[0].length)];
  return alternatives.some((text) => isMatchedByTrying(before + text + after, path));
}

function tryRest(pattern: string, path: string, atFolderStart: boolean): boolean {
  if (pattern === '') return path === '';
  const [first = ''] = pattern;
  if (/^\*{2,}\//.test(pattern) && atFolderStart) {
    const rest = pattern.replace(/^\*+\//, '');
    const ends = [...path.matchAll(/\//g)].map(({ index }) => index + 1);
    return [0, ...ends].some((end) => tryRest(rest, path.slice(end), true));
  }
  if (first === '*') {
    const [stars = ''] = /^\*+/.exec(pattern) ?? [];
    const reach = stars.length > 1 ? path.length : (/^[^/]*/.exec(path)?.[0].length ?? 0);
    return Array.from({ length: reach + 1 }).some((_, end) => tryRest(pattern.slice(stars.length), path.slice(end), false));
  }
  const [letter = ''] = path;
  const fits = letter !== '' && (first === '?' ? letter !== '/' : first === letter);
  return fits && tryRest(pattern.slice(1), path.slice(1), first === '/');
}

const piece = fc.constantFrom('a', 'b', '/', '?', '*', '**', '**/', '{a,b}', '{a/,}', '{*,b/**}', '.');
const pattern = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''));
const path = fc.array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 8 }).map((letters) => letters.join(''));

describe('matching', () => {
  test('agrees with trying everything', () => {
    let compared = 0;
    fc.assert(
      fc.property(pattern, path, (source, name) => {
        const parsed = parseGlob(source);
        if ('fault' in parsed) return;
        compared += 1;
        expect(matchesGlob(parsed, name)).toBe(isMatchedByTrying(source, name));
      }),
      { numRuns: 5000 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  test('never throws, whatever the pattern', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), fc.string(), (source, name) => {
        const parsed = parseGlob(source);
        expect('fault' in parsed ? typeof parsed.fault : typeof matchesGlob(parsed, name)).toMatch(/^(?:string|boolean)$/);
      }),
    );
  });

  test.each(['*a'.repeat(120), '**a'.repeat(80), '**/'.repeat(85), '{*,**}'.repeat(6)])('%s takes a moment on a long path', (source) => {
    expect(matchesGlob(glob(source), `${'a'.repeat(2000)}b`)).toBe(source.endsWith('/') || source.endsWith('}'));
  });
});
