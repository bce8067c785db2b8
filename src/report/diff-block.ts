/** Edits that no suggestion can carry, shown as a diff. */
import type { LineEdit } from './line-edits.ts';
import { splitLines } from './lines.ts';
import { fenced, folded, type Permalink, placeLink } from './markup.ts';
import { counted } from './words.ts';

/** More are folded away. */
const MOST_IN_THE_OPEN = 8;
/** A longer one is only named. */
const LONGEST_EDIT = 4_000;

/** A block a file, headed by its place. */
export function diffBlocks(edits: readonly LineEdit[], permalink: Permalink | undefined): string {
  const paths = [...new Set(edits.map(({ path }) => path))];
  const blocks = paths.map((path) =>
    fileBlock(
      edits.filter((edit) => edit.path === path),
      permalink,
    ),
  );
  const all = blocks.join('\n\n');
  return edits.length > MOST_IN_THE_OPEN ? folded(counted(edits.length, 'edit'), all) : all;
}

/** `index.ts:40`, linked. */
export function editLink({ path, startLine }: LineEdit, permalink: Permalink | undefined): string {
  return placeLink({ path, line: startLine }, permalink);
}

function fileBlock(edits: readonly LineEdit[], permalink: Permalink | undefined): string {
  const [first] = edits;
  if (first === undefined) return '';
  const hunks = adjoined(edits);
  const lines = hunks.map((hunk) => (hunks.length > 1 ? `@@ line ${hunk.startLine} @@\n` : '') + changedLines(hunk));
  return `${editLink(first, permalink)}\n${fenced('diff', lines.join(''))}`;
}

type Hunk = Pick<LineEdit, 'startLine' | 'endLine' | 'before' | 'after'>;

/** Edits of neighbouring lines as one. */
function adjoined(edits: readonly LineEdit[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const edit of edits) {
    const last = hunks.at(-1);
    if (last?.endLine !== edit.startLine - 1) hunks.push(edit);
    else hunks.splice(-1, 1, { ...last, endLine: edit.endLine, before: last.before + edit.before, after: last.after + edit.after });
  }
  return hunks;
}

function changedLines({ before, after }: Hunk): string {
  if (before.length + after.length > LONGEST_EDIT) return '(too long to show here)\n';
  const old = splitLines(before);
  const next = splitLines(after);
  const from = commonStart(old, next);
  const to = commonStart(old.slice(from).toReversed(), next.slice(from).toReversed());
  return [...prefixed('-', old.slice(from, old.length - to)), ...prefixed('+', next.slice(from, next.length - to))].join('');
}

/** How many lines at the beginning are the same. */
function commonStart(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((line, index) => line !== b[index]);
  return Math.min(differs === -1 ? a.length : differs, b.length);
}

/** Only shown, never taken: what would steer a terminal or hide is left out. */
function prefixed(sign: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${sign}${line.replaceAll(/[^\P{C}\t]/gu, '')}\n`);
}
