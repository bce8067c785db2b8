/** Where comments speak to eks-lockstep: `eks-lockstep-ignore`, `eks-lockstep-assume`, and the lines that they speak of. */
import type { SourceText } from '../model/span.ts';
import { type CommentPiece, type Line, scanLines } from './comment-lines.ts';
import { commentSyntaxOf } from './comment-syntax.ts';

const PREFIX = 'eks-lockstep-';

export interface Directive {
  /** What follows `eks-lockstep-`: `ignore`. */
  readonly word: string;
  readonly offset: number;
  /** Everything behind the word, up to the end of the comment or of its line. */
  readonly text: string;
  /** Where `text` begins. */
  readonly textOffset: number;
  /** 0-based: its own line. */
  readonly line: number;
  /** 0-based: the last line that it speaks of; its own where that holds code, else the next that does. */
  readonly through: number;
}

/** A directive is the first thing in its comment; `see eks-lockstep-ignore` is none. */
export function directivesOf({ path, text }: SourceText): readonly Directive[] {
  if (!text.includes(PREFIX)) return [];
  const lines = scanLines(text, commentSyntaxOf(path));
  const nextCode = nextCodeLines(lines);
  return lines.flatMap(({ comments }, line) =>
    comments.flatMap((piece) => directivesIn(text, piece).map((found) => ({ ...found, line, through: nextCode[line] ?? line }))),
  );
}

/** For each line the first from it on that holds code, or its own number where there is none. */
function nextCodeLines(lines: readonly Line[]): readonly number[] {
  const next: number[] = Array.from({ length: lines.length });
  let nearest: number | undefined;
  for (let line = lines.length - 1; line >= 0; line -= 1) {
    if (lines[line]?.hasCode === true) nearest = line;
    next[line] = nearest ?? line;
  }
  return next;
}

function directivesIn(text: string, { start, end }: CommentPiece): readonly Omit<Directive, 'line' | 'through'>[] {
  const comment = text.slice(start, end);
  const begins = beginnings(comment);
  return begins.map(({ at }, index) => {
    const piece = comment.slice(at + PREFIX.length, begins[index + 1]?.decoration).trimEnd();
    const word = /^[\w-]*/.exec(piece)?.[0] ?? '';
    return { word, offset: start + at, text: piece.slice(word.length), textOffset: start + at + PREFIX.length + word.length };
  });
}

/** Only decoration stands before it: blanks and stars of the comment's own, or one more opening such as ` # ` behind another tool's words. */
function beginnings(comment: string): readonly { readonly at: number; readonly decoration: number }[] {
  const found: { at: number; decoration: number }[] = [];
  for (let at = comment.indexOf(PREFIX); at !== -1; at = comment.indexOf(PREFIX, at + PREFIX.length)) {
    let decoration = at;
    while (decoration > 0 && ' \t*#/!-'.includes(comment[decoration - 1] ?? '')) decoration -= 1;
    if (decoration === 0 || /\s(?:#|\/\/)\s*$/.test(comment.slice(decoration, at))) found.push({ at, decoration });
  }
  return found;
}
