/** Texts in, facts out, for tests of readers; every reading is checked for the invariants of known values on the way. */
import { expect } from 'vitest';
import type { Fact } from '../../src/model/fact.ts';
import { type Notation, parseNotation, respell } from '../../src/model/notation.ts';
import type { Edit } from '../../src/model/finding.ts';
import type { Span } from '../../src/model/span.ts';
import type { Known, Value } from '../../src/model/value.ts';
import type { Project, Reader, Reading } from '../../src/readers/reader.ts';

/** File texts by path. `«` and `»` around a piece mark a place, and are no part of the text. */
export type Files = Readonly<Record<string, string>>;

export interface Read extends Reading {
  readonly texts: ReadonlyMap<string, string>;
  /** The marked places, by file in the order of the argument, then in the order of the text. */
  readonly marks: readonly Span[];
}

type AnyKnown = Known<string | number | boolean>;

/** Reads texts with one reader, as the program does: what it wants and accepts, together. */
export async function readFiles(reader: Reader, files: Files): Promise<Read> {
  const marked = Object.entries(files).map(([path, text]) => withoutMarks(path, text));
  const texts = new Map(marked.map(({ path, text }) => [path, text]));
  const reading = await readTexts(reader, texts);
  const read = { ...reading, texts, marks: marked.flatMap(({ spans }) => spans) };
  expectParsable(read);
  await expectEditable(reader, read);
  return read;
}

async function readTexts(reader: Reader, texts: ReadonlyMap<string, string>): Promise<Reading> {
  const project: Project = { text: (path) => texts.get(path), paths: [...texts.keys()].toSorted() };
  const files = [...texts].map(([path, text]) => ({ path, text }));
  const accepted = files.filter((file) => reader.wantsPath(file.path) && reader.accepts(file));
  return accepted.length === 0 ? { facts: [], problems: [] } : await reader.read(accepted, project);
}

function withoutMarks(path: string, marked: string): { path: string; text: string; spans: readonly Span[] } {
  const spans: Span[] = [];
  const pieces = marked.split(/[«»]/);
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) spans.push({ path, start: text.length, end: text.length + piece.length });
    text += piece;
  }
  return { path, text, spans };
}

/** The text that a span stands for. */
export function textAt({ texts }: Pick<Read, 'texts'>, span: Span): string {
  return texts.get(span.path)?.slice(span.start, span.end) ?? '';
}

/** The facts of one kind. */
export function factsOf<K extends Fact['kind']>({ facts }: Reading, kind: K): readonly Extract<Fact, { readonly kind: K }>[] {
  return facts.filter((fact): fact is Extract<Fact, { readonly kind: K }> => fact.kind === kind);
}

/** The one fact of a kind. */
export function factOf<K extends Fact['kind']>(reading: Reading, kind: K): Extract<Fact, { readonly kind: K }> {
  const facts = factsOf(reading, kind);
  const [fact] = facts;
  if (!fact || facts.length > 1) throw new Error(`${facts.length} facts of kind ${kind}`);
  return fact;
}

/** A value with its text, as tests compare it. */
export function shown(value: Value<unknown> | undefined): unknown {
  if (value === undefined) return 'absent';
  if (value.kind === 'unknown') return `unknown: ${value.reason}`;
  if (value.kind === 'one-of') return [...value.alternatives, ...value.unread].map((item) => shown(item));
  return value.value;
}

/** That a value is certain, spelled in a notation, and decided at the n-th mark. */
export function expectDecidedAt(read: Read, value: Value<unknown> | undefined, wanted: unknown, notation: Notation, mark = 0): void {
  expect(shown(value)).toBe(wanted);
  if (value?.kind !== 'known') return;
  expect({ span: value.span, notation: value.notation }).toEqual({ span: read.marks[mark], notation });
}

/** Every known value inside facts, in a stable order. */
export function knownsIn(facts: unknown): readonly AnyKnown[] {
  if (typeof facts !== 'object' || facts === null) return [];
  const inside = Object.values(facts).flatMap((part: unknown) => knownsIn(part));
  return 'kind' in facts && facts.kind === 'known' ? [facts as AnyKnown, ...inside] : inside;
}

function expectParsable(read: Read): void {
  for (const known of knownsIn(read.facts)) {
    if (known.notation === 'composed') continue;
    expect(String(parseNotation(known.notation, textAt(read, known.span)))).toBe(String(known.value));
  }
}

/** Writing another value at the deciding place changes what that place decides, and nothing else. */
async function expectEditable(reader: Reader, read: Read): Promise<void> {
  const before = knownsIn(read.facts);
  for (const known of before) {
    if (known.notation === 'composed' || known.notation === 'kubectl-layer-class' || known.value === '') continue;
    const next = otherValue(known);
    const texts = edited(read.texts, [respell(known, next)]);
    const after = knownsIn((await readTexts(reader, texts)).facts);
    expect(after).toHaveLength(before.length);
    const certain = before.flatMap((value, index) => (value.notation === 'composed' ? [] : [{ value, now: after[index] }]));
    expect(certain.map(({ now }) => String(now?.value))).toEqual(
      certain.map(({ value }) => (isSamePlace(value.span, known.span) ? next : String(value.value))),
    );
  }
}

function otherValue({ value, notation }: AnyKnown): string {
  if (notation === 'keyword') return String(value === false);
  if (notation === 'ami-type-member' || notation === 'pulumi-ami-type-member') return 'BOTTLEROCKET_x86_64';
  // another package of the same family: the class is edited with it, and has tests of its own
  if (/-v\d{2}$/.test(String(value))) return String(value).replace(/\d{2}$/, '39');
  return notation === 'text' && !/^1\.\d+$/.test(String(value)) ? `${String(value)}0` : '1.39';
}

function isSamePlace(a: Span, b: Span): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end;
}

/** Texts after edits, as they would be written. */
export function edited(texts: ReadonlyMap<string, string>, edits: readonly Edit[]): ReadonlyMap<string, string> {
  const next = new Map(texts);
  for (const { span, newText } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
    const text = next.get(span.path) ?? '';
    next.set(span.path, text.slice(0, span.start) + newText + text.slice(span.end));
  }
  return next;
}
