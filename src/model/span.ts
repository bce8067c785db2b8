/** Places in a file: offsets while we compute, lines and columns when people read. */

/** A range of UTF-16 offsets into the text of one file; `end` is exclusive. */
export interface Span {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** 1-based line and column, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What a file said when it was read. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** Offsets at which the lines of a text begin. Lines end in `\n`; a `\r` before it belongs to the line. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The position of an offset, by binary search in {@link lineStarts}. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Whether two spans of the same file share a character, or are the same empty place. */
export function overlaps(a: Span, b: Span): boolean {
  if (a.path !== b.path) return false;
  if (a.start === a.end || b.start === b.end) return a.start === b.start && a.end === b.end;
  return a.start < b.end && b.start < a.end;
}
