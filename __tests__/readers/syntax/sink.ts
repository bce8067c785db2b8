/** Small programs with one expression in question: what `sink(...)` is handed, or the `version` of `new Sink({ ... })`. */
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

/** A program of one file that needs no marks; more files follow by path. */
export function opened(text: string, more: Files = {}, special?: Special): Opened {
  return open(new Map(Object.entries({ 'index.ts': text, ...more })), special);
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

/** What a program says, the places that decide it, and every alternative that is not the text of its place or moves with another. */
export interface Outcome {
  readonly says: readonly string[];
  readonly places: readonly string[];
  readonly broken: readonly string[];
}

export function expectedOf({ files, says }: Row): Outcome {
  return { says, places: placesOf(unmark(files).marks), broken: [] };
}

export function outcomeOf({ files, says }: Row): Outcome {
  const { texts } = unmark(files);
  const value = sunk(open(texts));
  const known = knowns(value);
  return {
    says: inWords(value).map((text, index) => (isMeant(says[index], text) ? (says[index] ?? '') : text)),
    places: placesOf(known.map(({ span }) => span)),
    broken: known
      .filter((each) => each.notation !== 'composed' && !(isWritten(texts, each) && isDecided(texts, each, known)))
      .map(({ value: text }) => String(text)),
  };
}

/** A reason is given by a part of it. */
function isMeant(expected: string | undefined, text: string): boolean {
  return expected?.startsWith('?') === true && text.startsWith('?') && text.includes(expected.slice(2));
}

function isWritten(texts: ReadonlyMap<string, string>, { notation, span, value }: Known<unknown>): boolean {
  const text = texts.get(span.path)?.slice(span.start, span.end) ?? '';
  return String(parseNotation(notation, text)) === String(value);
}

/** An edit of its place changes the values that are decided there, and no other. */
function isDecided(
  texts: ReadonlyMap<string, string>,
  { span, notation, value }: Known<unknown>,
  before: readonly Known<unknown>[],
): boolean {
  const text = texts.get(span.path) ?? '';
  const next = notation === 'keyword' ? String(value !== true) : '9.5';
  const edited = new Map([...texts, [span.path, text.slice(0, span.start) + next + text.slice(span.end)]]);
  const expected = before.map((known) =>
    known.span.path === span.path && known.span.start === span.start ? { ...known, value: next } : known,
  );
  return shown(knowns(sunk(open(edited)))) === shown(expected);
}

function shown(known: readonly Known<unknown>[]): string {
  return known.map(({ notation, value }) => (notation === 'composed' ? '*' : String(value))).join();
}

function placesOf(spans: readonly Span[]): readonly string[] {
  return [...new Set(spans.map(({ path, start, end }) => `${path} ${start}-${end}`))].toSorted();
}
