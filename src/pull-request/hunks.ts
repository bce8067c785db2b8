/** The hunks of a unified diff, and what GitHub lets a comment or a suggestion do inside them. */

/** Lines of one side: the first, 1-based, and how many. */
export interface LineRange {
  readonly start: number;
  readonly count: number;
}

export interface Hunk {
  readonly left: LineRange;
  /** Every line of it may carry a comment: added lines and the unchanged ones around them. */
  readonly right: LineRange;
  /** Right-hand lines that are new. */
  readonly added: readonly number[];
  /** Left-hand lines that are gone. */
  readonly removed: readonly number[];
  /** Right-hand lines directly before which lines were removed; one past the last where the hunk ends in removed lines. */
  readonly removedBefore: readonly number[];
}

/** `unknown`: the file changed, but nobody said where. */
export type Hunks = readonly Hunk[] | 'unknown';

/** What may be done with a range: `suggestable`, or only commented on and why, or not even that. */
export type RangeVerdict = 'suggestable' | 'crosses-removed-lines' | 'outside' | 'unknown';

/**
 * What GitHub allows on lines `startLine` to `endLine` of the right-hand side. A comment must lie in one hunk; a suggestion
 * cannot be taken where lines were removed between two lines of its range (removed right before the first or after the last
 * line they do no harm).
 */
export function suggestionRange({ hunks }: { readonly hunks: Hunks }, startLine: number, endLine: number): RangeVerdict {
  if (hunks === 'unknown') return 'unknown';
  const hunk = hunks.find(({ right }) => contains(right, startLine) && contains(right, endLine));
  if (!hunk || endLine < startLine) return 'outside';
  return hunk.removedBefore.some((line) => startLine < line && line <= endLine) ? 'crosses-removed-lines' : 'suggestable';
}

function contains({ start, count }: LineRange, line: number): boolean {
  return start <= line && line < start + count;
}

const HEADER = /^@@ -(?<left>\d{1,9})(?:,(?<leftCount>\d{1,9}))? \+(?<right>\d{1,9})(?:,(?<rightCount>\d{1,9}))? @@/;
const NO_NEWLINE = '\\';

/**
 * Reads the part of a diff that speaks of one file, from its first `@@` on: GitHub's `patch`, or that part of `git diff`.
 *
 * @returns `unknown` where the text is no whole patch
 */
export function parsePatch(patch: string): Hunks {
  const lines = patch.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const hunks: Hunk[] = [];
  for (let at = 0; at < lines.length;) {
    const parsed = parseHunk(lines, at);
    if (!parsed) return 'unknown';
    hunks.push(parsed.hunk);
    at = parsed.next;
  }
  return hunks;
}

/** A hunk and the index of the line after it. */
export interface ParsedHunk {
  readonly hunk: Hunk;
  readonly next: number;
}

/**
 * Reads one hunk by the counts of its header, so that no line inside it can pass for anything else.
 *
 * @param at index of the header
 * @returns `undefined` where no hunk is, or it breaks off
 */
export function parseHunk(lines: readonly string[], at: number): ParsedHunk | undefined {
  const header = HEADER.exec(lines[at] ?? '')?.groups;
  if (!header) return undefined;
  const left = rangeOf(header['left'], header['leftCount']);
  const right = rangeOf(header['right'], header['rightCount']);
  const cursor: Cursor = { left: firstLine(left), right: firstLine(right), added: [], removed: [], removedBefore: [] };
  const ends = { left: cursor.left + left.count, right: cursor.right + right.count };
  let next = at + 1;
  for (; cursor.left < ends.left || cursor.right < ends.right; next++) {
    if (!step(cursor, lines[next]) || cursor.left > ends.left || cursor.right > ends.right) return undefined;
  }
  if (lines[next]?.startsWith(NO_NEWLINE)) next++;
  const { added, removed, removedBefore } = cursor;
  return { hunk: { left, right, added, removed, removedBefore }, next };
}

interface Cursor {
  left: number;
  right: number;
  readonly added: number[];
  readonly removed: number[];
  readonly removedBefore: number[];
}

/** Takes one line of a hunk; `false` where it is none. */
function step(cursor: Cursor, line: string | undefined): boolean {
  if (line === undefined) return false;
  if (line.startsWith(NO_NEWLINE)) return true;
  if (line.startsWith('+')) cursor.added.push(cursor.right++);
  else if (line.startsWith('-')) {
    cursor.removed.push(cursor.left++);
    if (cursor.removedBefore.at(-1) !== cursor.right) cursor.removedBefore.push(cursor.right);
  } else if (line.startsWith(' ') || isBareContext(line)) {
    cursor.left++;
    cursor.right++;
  } else return false;
  return true;
}

/** Some tools drop the blank before an empty unchanged line. */
function isBareContext(line: string): boolean {
  return line === '' || line === '\r';
}

function rangeOf(start = '0', count = '1'): LineRange {
  return { start: Number(start), count: Number(count) };
}

/** The header of an empty side names the line before it. */
function firstLine({ start, count }: LineRange): number {
  return count === 0 ? start + 1 : start;
}
