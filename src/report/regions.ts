/** Offsets as people read them: lines and columns. */
import { lineStarts, positionAt, type Span } from '../model/span.ts';

/** 1-based, the end exclusive, columns in UTF-16 units. */
export interface Region {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns spans into regions. */
export type Locate = (span: Span) => Region;

/** For spans into these texts; one of a file that is not among them is its first character. */
export function locateIn(texts: ReadonlyMap<string, string>): Locate {
  const known = new Map<string, readonly number[]>();
  function startsOf(path: string): readonly number[] {
    const starts = known.get(path) ?? lineStarts(texts.get(path) ?? '');
    known.set(path, starts);
    return starts;
  }
  return ({ path, start, end }) => {
    const length = texts.get(path)?.length ?? 0;
    const from = positionAt(startsOf(path), Math.min(start, length));
    const to = positionAt(startsOf(path), Math.min(end, length));
    return { path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
