/** Hunks, and what GitHub allows on their lines. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hunk, type Hunks, parsePatch, suggestionRange } from '../../src/pull-request/hunks.ts';
import { type FakeFile, filesOf, refusalOfAnchor } from '../support/fake-pull-request.ts';
import { createRepository } from '../support/git-repository.ts';

function lines(...all: readonly string[]): string {
  return all.join('\n');
}

const TWO_HUNKS = lines(
  '@@ -1,4 +1,5 @@ header text @@ -9 +9 @@',
  ' one',
  '-two',
  '+2',
  '+2.5',
  ' three',
  ' four',
  '@@ -20,3 +21,2 @@',
  ' twenty',
  '-gone',
  ' twenty-two',
);

describe('parsePatch', () => {
  test('reads both sides of each hunk', () => {
    expect(parsePatch(TWO_HUNKS)).toEqual<readonly Hunk[]>([
      { left: { start: 1, count: 4 }, right: { start: 1, count: 5 }, added: [2, 3], removed: [2], removedBefore: [2] },
      { left: { start: 20, count: 3 }, right: { start: 21, count: 2 }, added: [], removed: [21], removedBefore: [22] },
    ]);
  });

  const wholes: readonly (readonly [name: string, patch: string, hunks: Hunks])[] = [
    ['nothing', '', []],
    ['a new file', '@@ -0,0 +1,2 @@\n+a\n+b', [hunk([0, 0], [1, 2], [1, 2])]],
    ['a file that is gone', '@@ -1,2 +0,0 @@\n-a\n-b', [hunk([1, 2], [0, 0], [], [1, 2], [1])]],
    ['counts left out', '@@ -3 +3 @@\n-a\n+b', [hunk([3, 1], [3, 1], [3], [3], [3])]],
    ['a line break at the end', '@@ -3 +3 @@\n-a\n+b\n', [hunk([3, 1], [3, 1], [3], [3], [3])]],
    [
      'no line break in the files',
      '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file',
      [hunk([1, 1], [1, 1], [1], [1], [1])],
    ],
    ['an empty unchanged line without its blank', '@@ -1,3 +1,3 @@\n a\n\n-b\n+c', [hunk([1, 3], [1, 3], [3], [3], [3])]],
    ['lines that look like headers', '@@ -1,2 +1,2 @@\n--- a/x\n+++ b/x\n @@ -1 +1 @@', [hunk([1, 2], [1, 2], [1], [1], [1])]],
    ['CRLF', '@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r', [hunk([1, 2], [1, 2], [2], [2], [2])]],
  ];

  test.each(wholes)('reads %s', (_, patch, expected) => {
    expect(parsePatch(patch)).toEqual(expected);
  });

  test.each([
    ['words', 'Binary files differ'],
    ['a hunk that breaks off', '@@ -1,3 +1,3 @@\n a\n-b'],
    ['a hunk with too many lines', '@@ -1 +1 @@\n-a\n+b\n+c'],
    ['a hunk with a line of no kind', '@@ -1,2 +1,2 @@\n a\n?b'],
    ['numbers beyond all files', '@@ -1,9999999999 +1,9999999999 @@\n a'],
    ['more context than the header says', '@@ -1,1 +1,2 @@\n a\n b'],
  ])('takes %s for unknown', (_, patch) => {
    expect(parsePatch(patch)).toBe('unknown');
  });
});

function hunk(
  [leftStart, leftCount]: readonly [number, number],
  [rightStart, rightCount]: readonly [number, number],
  added: readonly number[],
  removed: readonly number[] = [],
  removedBefore: readonly number[] = [],
): Hunk {
  return { left: { start: leftStart, count: leftCount }, right: { start: rightStart, count: rightCount }, added, removed, removedBefore };
}

describe('suggestionRange', () => {
  const file = { hunks: parsePatch(TWO_HUNKS) };

  test.each([
    [1, 1, 'suggestable'],
    [1, 2, 'crosses-removed-lines'],
    [2, 3, 'suggestable'],
    [2, 5, 'suggestable'],
    [5, 5, 'suggestable'],
    [5, 6, 'outside'],
    [6, 6, 'outside'],
    [5, 21, 'outside'],
    [21, 21, 'suggestable'],
    [21, 22, 'crosses-removed-lines'],
    [22, 22, 'suggestable'],
    [3, 2, 'outside'],
    [0, 1, 'outside'],
  ] as const)('of lines %i to %i is %s', (start, end, verdict) => {
    expect(suggestionRange(file, start, end)).toBe(verdict);
  });

  test('of a file whose hunks nobody told is unknown', () => {
    expect(suggestionRange({ hunks: 'unknown' }, 1, 1)).toBe('unknown');
  });
});

/** Lines that could be taken for parts of a diff are among them. */
const line = fc.constantFrom(
  '',
  'a',
  'b',
  'c',
  '- x',
  '-- y',
  '+++ b/z',
  '@@ -1 +1 @@',
  '\\ No newline at end of file',
  'diff --git a/q b/q',
  'd\r',
);
const text = fc.tuple(fc.array(line, { maxLength: 30 }), fc.boolean()).map(([all, isEnded]) => all.join('\n') + (isEnded ? '\n' : ''));
/** Mostly the same text twice, with some lines changed. */
const change = fc.oneof(
  fc.record({ before: text, after: text }),
  fc.tuple(text, fc.array(fc.tuple(fc.nat(30), fc.nat(3), fc.array(line, { maxLength: 3 })), { maxLength: 4 })).map(([before, edits]) => {
    const all = before.split('\n');
    for (const [at, count, inserted] of edits) all.splice(at, count, ...inserted);
    return { before, after: all.join('\n') };
  }),
);

/** What GitHub's interface does with a patch: which right-hand lines stand with no removed line between them. */
function runsOf(patch: string): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let next = 0;
  for (const row of patch.split('\n')) {
    const start = /^@@ -\d+(?:,\d+)? \+(?<start>\d+)/.exec(row)?.groups?.['start'];
    if (start !== undefined) next = Number(start);
    if (start !== undefined || row.startsWith('-')) runs.push([]);
    else if (!row.startsWith('\\')) runs.at(-1)?.push(next++);
  }
  return runs;
}

/** Every range of the file and around it for which one of the two is wrong. */
function disagreements(files: readonly FakeFile[], { filename, patch = '' }: FakeFile): readonly string[] {
  const file = { hunks: parsePatch(patch) };
  const runs = runsOf(patch);
  const last = Math.max(1, ...runs.flat()) + 1;
  const found: string[] = [];
  for (let start = 1; start <= last; start++) {
    for (let end = start; end <= last; end++) {
      const verdict = suggestionRange(file, start, end);
      const anchor = { path: filename, line: end, ...(start < end ? { start_line: start } : {}) };
      const isTaken = refusalOfAnchor(files, anchor) === undefined;
      const isOneRun = runs.some((run) => run.includes(start) && run.includes(end));
      const expected = isTaken ? (isOneRun ? 'suggestable' : 'crosses-removed-lines') : 'outside';
      if (verdict !== expected) found.push(`${filename} ${start}-${end}: ${verdict} instead of ${expected}\n${patch}`);
    }
  }
  return found;
}

test('what is said of ranges agrees with GitHub, for any change', { timeout: 120_000 }, () => {
  const repository = createRepository();
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 10 }), (changes) => {
      const named = changes.map((one, index) => ({ ...one, path: `f${index}.ts` }));
      const base = repository.commit(Object.fromEntries(named.map(({ path, before }) => [path, before])));
      const head = repository.commit(Object.fromEntries(named.map(({ path, after }) => [path, after])));
      const files = filesOf({ repository, base, head });
      expect(files.flatMap((file) => disagreements(files, file))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
