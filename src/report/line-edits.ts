/** Edits as ranges of whole lines: what a suggestion replaces, and what a diff shows. */
import { type Edit, identicalEdits } from '../model/finding.ts';
import type { RangeVerdict } from '../pull-request/hunks.ts';
import { endOfLine, lineAt, type Lines, linesOf, sliceLines, startOfLine } from './lines.ts';
import { compareText } from '../model/order.ts';

/** Lines of a text and what becomes of them. No two of the same text share a line. */
export interface LineEdit {
  readonly path: string;
  /** 1-based. */
  readonly startLine: number;
  /** Inclusive. */
  readonly endLine: number;
  /** With line breaks. */
  readonly before: string;
  readonly after: string;
  /** Indexes of the edits that it makes. */
  readonly edits: readonly number[];
  /** GitHub can take it as a suggestion, and then the lines are exactly `after`. */
  readonly isSuggestion: boolean;
}

export type VerdictOf = (path: string, startLine: number, endLine: number) => RangeVerdict;

/** An edit with its place in the list. */
interface Indexed {
  readonly edit: Edit;
  readonly index: number;
}

/** Inclusive. */
interface Interval {
  first: number;
  last: number;
  readonly edits: Indexed[];
}

/** Groups edits, none of which overlaps another, into ranges of lines in the order of path and line. */
export function lineEditsOf(edits: readonly Edit[], texts: ReadonlyMap<string, string>, verdict: VerdictOf): readonly LineEdit[] {
  const indexed = edits.map((edit, index) => ({ edit, index }));
  const paths = [...new Set(edits.map(({ span }) => span.path))].toSorted(compareText);
  return paths.flatMap((path) => {
    const lines = linesOf(texts.get(path) ?? '');
    const all = indexed.filter(({ edit }) => edit.span.path === path).toSorted(byPlace);
    const own = all.filter(({ edit }, place) => !isRepeated(edit, all[place - 1]));
    return intervalsOf(own, lines, (first, last) => verdict(path, first, last)).map((interval) => {
      const { first, last } = interval;
      const before = sliceLines(lines, first, last);
      const after = applied(interval, lines);
      const isSuggestion = isExpressible(before, after) && verdict(path, first, last) === 'suggestable';
      const indexes = interval.edits.map(({ index }) => index);
      return { path, startLine: first, endLine: last, before, after, edits: indexes, isSuggestion };
    });
  });
}

function isRepeated(edit: Edit, before: Indexed | undefined): boolean {
  return before !== undefined && identicalEdits(edit, before.edit);
}

/** Each once, however many findings ask for it. */
export function distinctEdits(edits: readonly LineEdit[]): readonly LineEdit[] {
  const seen = new Map(edits.map((edit) => [`${edit.path}\0${edit.startLine}\0${edit.endLine}\0${edit.after}`, edit]));
  return [...seen.values()];
}

/** Edits inside lines decide which lines there are; lines that are only inserted then choose a neighbour. */
function intervalsOf(edits: readonly Indexed[], lines: Lines, verdict: (first: number, last: number) => RangeVerdict): Interval[] {
  const intervals: Interval[] = [];
  for (const item of edits.filter(({ edit }) => !insertsLines(edit, lines))) addInterval(intervals, linesTouched(item.edit, lines), item);
  for (const item of edits.filter(({ edit }) => insertsLines(edit, lines))) {
    const neighbours = neighboursOf(item.edit, lines);
    const grown = neighbours.map(
      (line) => intervals.find(({ first, last }) => first <= line && line <= last) ?? { first: line, last: line },
    );
    const best = grown.find(({ first, last }) => verdict(first, last) === 'suggestable') ?? grown[0] ?? { first: 1, last: 1 };
    addInterval(intervals, [best.first, best.last], item);
  }
  return intervals.toSorted((a, b) => a.first - b.first);
}

function addInterval(intervals: Interval[], [first, last]: readonly [number, number], item: Indexed): void {
  const shared = intervals.find((interval) => first <= interval.last && interval.first <= last);
  if (!shared) {
    intervals.push({ first, last, edits: [item] });
    return;
  }
  shared.first = Math.min(shared.first, first);
  shared.last = Math.max(shared.last, last);
  shared.edits.push(item);
}

function insertsLines({ span, newText }: Edit, lines: Lines): boolean {
  return span.start === span.end && newText.endsWith('\n') && isAtLineStart(lines, span.start);
}

/** The line that an insertion stands before, and the one that it stands behind. */
function neighboursOf({ span }: Edit, lines: Lines): readonly number[] {
  const line = lineAt(lines, span.start);
  return [line, line - 1].filter((candidate) => candidate >= 1 && candidate <= lines.count);
}

/** The lines whose text an edit changes. One that ends with a line break at the start of a line leaves that line as it is. */
function linesTouched({ span, newText }: Edit, lines: Lines): readonly [number, number] {
  const first = lineAt(lines, span.start);
  const keepsLine = isAtLineStart(lines, span.start) ? newText === '' || newText.endsWith('\n') : newText.endsWith('\n');
  const endsBefore = span.end > span.start && isAtLineStart(lines, span.end) && keepsLine;
  const last = lineAt(lines, span.end) - (endsBefore ? 1 : 0);
  return [within(first, lines), within(last, lines)];
}

function within(line: number, { count }: Lines): number {
  return Math.max(1, Math.min(line, count));
}

function isAtLineStart(lines: Lines, offset: number): boolean {
  return startOfLine(lines, lineAt(lines, offset)) === offset;
}

function applied({ first, last, edits }: Interval, lines: Lines): string {
  let at = startOfLine(lines, first);
  let text = '';
  for (const { edit } of edits.toSorted(byPlace)) {
    text += lines.text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return text + lines.text.slice(at, endOfLine(lines, last));
}

/** Longer ones nobody reads, and a comment has 65,536 characters. */
const LONGEST_SUGGESTION = 20_000;

/**
 * Whether whole lines say it all. A suggestion cannot add or take away the line break at the end of a file, GitHub refuses one that
 * changes nothing, and a control character would not survive Markdown.
 */
function isExpressible(before: string, after: string): boolean {
  if (before === '' || before === after || after.length > LONGEST_SUGGESTION) return false;
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\0-\x08\x0B\x0C\x0E-\x1F\x7F]|\r(?!\n)/.test(after)) return false;
  return after === '' || after.endsWith('\n') === before.endsWith('\n');
}

function byPlace(a: Indexed, b: Indexed): number {
  return a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end;
}
