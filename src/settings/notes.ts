/** The comments of files with the lines that they speak of, each file read once. */
import { lineStarts, positionAt, type Span } from '../model/span.ts';
import { type AssumeComment, commentsOf, type IgnoreComment } from './comments.ts';

/** The text of a file, or `undefined` where there is none. */
export type TextOf = (path: string) => string | undefined;

/** What comments say of a place: those on the line on which it begins, and those right above. */
export interface Notes {
  ignoresAt(span: Span): readonly IgnoreComment[];
  assumesAt(span: Span): readonly AssumeComment[];
  /** All of a file. */
  assumesIn(path: string): readonly AssumeComment[];
}

interface FileNotes {
  readonly ignores: readonly IgnoreComment[];
  readonly assumes: readonly AssumeComment[];
  /** Offsets at which the lines begin. */
  readonly starts: readonly number[];
}

export function notesOf(textOf: TextOf): Notes {
  const read = new Map<string, FileNotes>();
  function notesIn(path: string): FileNotes {
    const notes = read.get(path) ?? readNotes(path, textOf(path) ?? '');
    read.set(path, notes);
    return notes;
  }
  return {
    ignoresAt: (span) => at(span, notesIn(span.path), ({ ignores }) => ignores),
    assumesAt: (span) => at(span, notesIn(span.path), ({ assumes }) => assumes),
    assumesIn: (path) => notesIn(path).assumes,
  };
}

function readNotes(path: string, text: string): FileNotes {
  const { ignores, assumes } = commentsOf({ path, text });
  return { ignores, assumes, starts: ignores.length + assumes.length > 0 ? lineStarts(text) : [] };
}

function at<T extends IgnoreComment | AssumeComment>(
  { start }: Span,
  notes: FileNotes,
  pick: (notes: FileNotes) => readonly T[],
): readonly T[] {
  const comments = pick(notes);
  if (comments.length === 0) return [];
  const line = positionAt(notes.starts, start).line - 1;
  return comments.filter(({ from, through }) => from <= line && line <= through);
}
