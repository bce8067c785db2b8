/** A text as lines; each keeps its line break, and a line break at the end of the text begins no further one. */
import { lineStarts, positionAt } from '../model/span.ts';

export interface Lines {
  readonly text: string;
  readonly count: number;
  readonly starts: readonly number[];
}

export function linesOf(text: string): Lines {
  const starts = lineStarts(text);
  const isClosed = starts.at(-1) === text.length;
  return { text, starts, count: isClosed ? starts.length - 1 : starts.length };
}

/** The line of an offset, 1-based; one past the last where the offset is behind the last line break. */
export function lineAt({ starts }: Lines, offset: number): number {
  return positionAt(starts, offset).line;
}

/** Offset of the first character of a line. */
export function startOfLine({ starts, text }: Lines, line: number): number {
  return starts[line - 1] ?? text.length;
}

/** Offset behind the line break of a line. */
export function endOfLine({ starts, text }: Lines, line: number): number {
  return starts[line] ?? text.length;
}

/** The characters of lines `first` to `last`, line breaks included. */
export function sliceLines(lines: Lines, first: number, last: number): string {
  return lines.text.slice(startOfLine(lines, first), endOfLine(lines, last));
}

/** The lines of a text without their line breaks; none for an empty text. */
export function splitLines(text: string): readonly string[] {
  const { count } = linesOf(text);
  return text.split('\n', count).map((line) => line.replace(/\r$/, ''));
}
