/** Small programs with one expression in question: what `sink(...)` is handed, or the `version` of `new Sink({ ... })`. */
import { expect } from 'vitest';
import { parseNotation } from '../../../src/model/notation.ts';
import type { Span } from '../../../src/model/span.ts';
import { type Known, knowns, unknowns, type Value } from '../../../src/model/value.ts';
import { Evaluator, type Special } from '../../../src/readers/syntax/evaluator.ts';
import { Program } from '../../../src/readers/syntax/program.ts';
import { descendants, ts } from '../../../src/readers/syntax/typescript.ts';

/** Texts by path; `«1.34»` marks a place that decides the value. */
export type Files = Readonly<Record<string, string>>;

export interface Unmarked {
  readonly texts: ReadonlyMap<string, string>;
  readonly marks: readonly Span[];
}

/** Takes the marks out of the texts. */
export function unmark(files: Files): Unmarked {
  const texts = new Map<string, string>();
  const marks: Span[] = [];
  for (const [path, marked] of Object.entries(files)) {
    let text = '';
    let start = 0;
    for (const character of marked) {
      if (character === '«') start = text.length;
      else if (character === '»') marks.push({ path, start, end: text.length });
      else text += character;
    }
    texts.set(path, text);
  }
  return { texts, marks };
}

export interface Opened {
  readonly program: Program;
  readonly evaluator: Evaluator;
}

export function open(texts: ReadonlyMap<string, string>, special?: Special): Opened {
  const program = new Program({ paths: [...texts.keys()].toSorted(), text: (path) => texts.get(path) });
  return { program, evaluator: new Evaluator(program, special) };
}

/** The value in question: of the first `sink(...)` or `new Sink(...)`. */
export function sunk({ program, evaluator }: Opened): Value<string | number | boolean> | undefined {
  const argument = sinkArgument(program);
  return ts.isNewExpression(argument.parent) ? evaluator.text(evaluator.field(argument, 'version')) : evaluator.evaluate(argument);
}

/** The expression that is handed to the sink. */
export function sinkArgument(program: Program): ts.Expression {
  for (const path of program.project.paths) {
    const file = /(?:^|[^\w])(?:sink|Sink)\(/.test(program.project.text(path) ?? '') ? program.file(path) : undefined;
    for (const node of file ? descendants(file) : []) {
      if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) continue;
      const [argument] = node.arguments ?? [];
      if (argument && ts.isIdentifier(node.expression) && /^sink$/i.test(node.expression.text)) return argument;
    }
  }
  throw new Error('the program has no sink');
}

/** A value in words: `1.34 (prod)`, `? it is computed`, `absent`. */
export function inWords(value: Value<string | number | boolean> | undefined): readonly string[] {
  if (!value) return ['absent'];
  return [
    ...knowns(value).map((known) => `${known.value}${known.when === undefined ? '' : ` (${known.when})`}`),
    ...unknowns(value).map(({ reason }) => `? ${reason}`),
  ];
}

/** What a program says, and the places that decide it. */
export interface Row {
  readonly files: Files;
  /** In words; one that begins with `?` is a part of the reason. */
  readonly says: readonly string[];
}

/** A program of one file; more files follow by path. */
export function row(text: string, says: string | readonly string[], more: Files = {}): Row {
  return { files: { 'index.ts': text, ...more }, says: typeof says === 'string' ? [says] : says };
}

/** Checks what a program says, that its marks are the places that decide, and that an edit there changes that value alone. */
export function expectRow({ files, says }: Row): void {
  const { texts, marks } = unmark(files);
  const value = sunk(open(texts));
  const words = inWords(value);
  const shown = words.map((text, index) =>
    says[index]?.startsWith('?') && text.startsWith('?') && text.includes(says[index].slice(2)) ? says[index] : text,
  );
  expect(shown).toEqual(says);
  expect(placesOf(knowns(value).map(({ span }) => span))).toEqual(placesOf(marks));
  for (const known of knowns(value)) {
    const written = texts.get(known.span.path)?.slice(known.span.start, known.span.end) ?? '';
    if (known.notation === 'composed') continue;
    expect(String(parseNotation(known.notation, written))).toBe(String(known.value));
    expectEditable(texts, known, value);
  }
}

function expectEditable(texts: ReadonlyMap<string, string>, edited: Known<unknown>, before: Value<unknown> | undefined): void {
  const { path, start, end } = edited.span;
  const text = texts.get(path) ?? '';
  const next = edited.notation === 'keyword' ? (edited.value === true ? 'false' : 'true') : '9.5';
  const after = knowns(sunk(open(new Map([...texts, [path, text.slice(0, start) + next + text.slice(end)]]))));
  const changed = knowns(before).map((known) =>
    known.span.path === path && known.span.start === start ? next : known.notation === 'composed' ? '*' : String(known.value),
  );
  expect(after.map((known) => (known.notation === 'composed' ? '*' : String(known.value)))).toEqual(changed);
}

function placesOf(spans: readonly Span[]): readonly string[] {
  return [...new Set(spans.map(({ path, start, end }) => `${path} ${start}-${end}`))].toSorted();
}
