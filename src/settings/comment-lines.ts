/** Which parts of a text are comments. Looks at one line at a time; only a block comment reaches over its end. */
import { lineStarts } from '../model/span.ts';
import type { Block, CommentSyntax } from './comment-syntax.ts';

/** A comment, or the part of it that is on one line, without its delimiters. */
export interface CommentPiece {
  readonly start: number;
  readonly end: number;
}

export interface Line {
  readonly comments: readonly CommentPiece[];
  readonly hasCode: boolean;
}

export function scanLines(text: string, syntax: CommentSyntax): readonly Line[] {
  const starts = lineStarts(text);
  const lines: Line[] = [];
  let open: Block | undefined;
  for (const [index, start] of starts.entries()) {
    const scanner = new LineScanner(text, start, starts[index + 1] ?? text.length, syntax);
    open = scanner.scan(open);
    lines.push({ comments: scanner.comments, hasCode: scanner.hasCode });
  }
  return lines;
}

const BLANK = /[\s\uFEFF]/;
const BLANK_OR_PUNCTUATION = /[\s\uFEFF({},;:=]/;
const BEFORE_STRING = /[\s\uFEFF([{,:=]/;

class LineScanner {
  readonly comments: CommentPiece[] = [];
  hasCode = false;
  readonly #text: string;
  readonly #start: number;
  readonly #end: number;
  readonly #syntax: CommentSyntax;
  /** Kinds of quotes that nothing closes on this line. */
  readonly #unclosed = new Set<string>();

  constructor(text: string, start: number, end: number, syntax: CommentSyntax) {
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#syntax = syntax;
  }

  /** @returns the block comment that the line leaves open */
  scan(openBefore: Block | undefined): Block | undefined {
    let open = openBefore;
    let at = this.#start;
    while (at < this.#end) {
      if (open) {
        const close = this.#find(open.close, at);
        this.comments.push({ start: at, end: close });
        if (close === this.#end) return open;
        at = this.#after(open, close);
        open = undefined;
      } else {
        const line = this.#syntax.line.find((opening) => this.#opens(opening, at));
        if (line !== undefined) {
          this.comments.push({ start: at + line.length, end: this.#end });
          return undefined;
        }
        open = this.#syntax.blocks.find((block) => this.#opensBlock(block, at));
        at = open ? at + open.open.length : this.#skip(at);
      }
    }
    return open;
  }

  #find(piece: string, from: number): number {
    const found = this.#text.slice(from, this.#end).indexOf(piece);
    return found === -1 ? this.#end : from + found;
  }

  #after({ close, after }: Block, at: number): number {
    const end = at + close.length;
    return end + (after.find((piece) => this.#text.startsWith(piece, end))?.length ?? 0);
  }

  #opens(opening: string, at: number): boolean {
    return this.#text.startsWith(opening, at) && (!this.#syntax.needsGap || this.#follows(BLANK, at));
  }

  /** `/*` in the middle of a word is part of a pattern, such as a path or a regular expression. */
  #opensBlock({ open }: Block, at: number): boolean {
    return this.#text.startsWith(open, at) && this.#follows(BLANK_OR_PUNCTUATION, at);
  }

  #follows(kind: RegExp, at: number): boolean {
    return at === this.#start || kind.test(this.#text[at - 1] ?? '');
  }

  /** One character of code, or a whole string. */
  #skip(at: number): number {
    const character = this.#text[at] ?? '';
    if (BLANK.test(character)) return at + 1;
    this.hasCode = true;
    const isQuote = this.#syntax.quotes.includes(character) && (!this.#syntax.needsGap || this.#follows(BEFORE_STRING, at));
    return isQuote && !this.#unclosed.has(character) ? this.#skipString(at, character) : at + 1;
  }

  /** A quote that nothing closes is an apostrophe, or stands in a regular expression; only a template goes on below. */
  #skipString(at: number, quote: string): number {
    const hasEscapes = this.#syntax.escapes.includes(quote);
    for (let index = at + 1; index < this.#end; index += 1) {
      const character = this.#text[index];
      if (character === '\\' && hasEscapes) index += 1;
      else if (character === quote) return index + 1;
    }
    if (quote === '`') return this.#end;
    this.#unclosed.add(quote);
    return at + 1;
  }
}
