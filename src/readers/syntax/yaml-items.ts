/** What a place in a program may come to: each way it can turn out, with the choices it rests on. */
import { distinctAnswers } from './distinct-answers.ts';
import type { Notation } from '../../model/notation.ts';
import type { Span } from '../../model/span.ts';
import type { Known, Step, Unknown, Value } from '../../model/value.ts';
import { type Choices, merge, NO_CHOICES, whenOf } from './choices.ts';
import { isPlaceholder } from './yaml-templates.ts';
import type { Primitive, Reached } from './yaml-tree.ts';

/** A certain value, a part of the tree that is not one value, nothing at all, or something that the repository does not say. */
export type Outcome =
  | { readonly kind: 'plain'; readonly known: Known<Primitive> }
  | { readonly kind: 'tree'; readonly place: Reached }
  | { readonly kind: 'list'; readonly elements: readonly (readonly Item[])[]; readonly span: Span }
  /** A resource of the same program or of another, or something that belongs to it. */
  | { readonly kind: 'resource'; readonly id: string; readonly attribute: string; readonly span: Span; readonly program?: string }
  | { readonly kind: 'absent' }
  | Unknown;

export interface Item {
  readonly outcome: Outcome;
  readonly choices: Choices;
}

const MAX_ALTERNATIVES = 32;
const MAX_COMBINATIONS = 64;
const MAX_LENGTH = 4096;

export function itemOf(outcome: Outcome, choices: Choices = NO_CHOICES): Item {
  return { outcome, choices };
}

export function unknown(span: Span, reason: string): Item {
  return itemOf({ kind: 'unknown', span, reason });
}

/** A node that no function of the framework has a say in. */
export function itemAt(place: Reached): Item {
  const { node, via } = place;
  if (node.kind === 'unknown') return itemOf(node);
  if (node.kind !== 'scalar') return itemOf({ kind: 'tree', place });
  const { value, span, notation } = node;
  if (value === null) return itemOf({ kind: 'absent' });
  return itemOf({ kind: 'plain', known: { kind: 'known', value, span, notation, via } });
}

/** The same under more choices; nothing where they contradict. */
export function chosen(items: readonly Item[], more: Choices): readonly Item[] {
  if (more.size === 0) return items;
  return items.flatMap(({ outcome, choices }) => {
    const merged = merge(choices, more);
    return merged ? [{ outcome, choices: merged }] : [];
  });
}

/** The same, with one more place that the values travelled through. */
export function through(items: readonly Item[], step: Step): readonly Item[] {
  return items.map(({ outcome, choices }) =>
    outcome.kind === 'plain'
      ? itemOf({ ...outcome, known: { ...outcome.known, via: [...outcome.known.via, step] } }, choices)
      : { outcome, choices },
  );
}

/** So many items that every part of an evaluation stays small; what is cut off is told. */
export function limited(items: readonly Item[], span: Span): readonly Item[] {
  if (items.length <= MAX_ALTERNATIVES) return items;
  return [...items.slice(0, MAX_ALTERNATIVES - 1), unknown(span, `it has more than ${MAX_ALTERNATIVES - 1} alternatives`)];
}

/** Text put together from parts, at the place of the whole. A single part that is the whole stays what it is. */
export function joined(parts: readonly (string | readonly Item[])[], span: Span): readonly Item[] {
  const [only, ...others] = parts.filter((part) => part !== '');
  if (only !== undefined && typeof only !== 'string' && others.length === 0) return only;
  let results: readonly Item[] = [composed('', [], span)];
  for (const part of parts) {
    const items = typeof part === 'string' ? [composed(part, [], span)] : part;
    results = results.flatMap((result) => items.flatMap((item) => appended(result, item, span)));
    if (results.length > MAX_COMBINATIONS) return [unknown(span, `it has more than ${MAX_COMBINATIONS} alternatives`)];
  }
  return results;
}

function composed(value: string, via: readonly Step[], span: Span): Item {
  return itemOf({ kind: 'plain', known: { kind: 'known', value, span, notation: 'composed', via } });
}

function appended(result: Item, { outcome, choices: more }: Item, span: Span): readonly Item[] {
  const choices = merge(result.choices, more);
  if (!choices) return [];
  if (result.outcome.kind !== 'plain') return [itemOf(result.outcome, choices)];
  if (outcome.kind === 'unknown') return [itemOf(outcome, choices)];
  if (outcome.kind !== 'plain') return [itemOf({ kind: 'unknown', span, reason: 'a part of it is no text' }, choices)];
  const { known } = outcome;
  const value = `${String(result.outcome.known.value)}${String(known.value)}`;
  if (value.length > MAX_LENGTH) return [itemOf({ kind: 'unknown', span, reason: 'it is too long' }, choices)];
  const isLiteral = known.notation === 'composed' && known.via.length === 0;
  const via = isLiteral ? [] : [{ span: known.span, note: String(known.value) }, ...known.via];
  return [{ ...composed(value, [...result.outcome.known.via, ...via], span), choices }];
}

/** All items as one text; `undefined` where it is certainly not given. */
export function textOf(items: readonly Item[], use: Span): Value<string> | undefined {
  return answerOf<string>(items, use, (value) => {
    const text = String(value);
    if (text.trim() === '') return { unread: 'it is empty' };
    if (text.length > MAX_LENGTH) return { unread: 'it is too long' };
    return isPlaceholder(text) ? { unread: 'it is a placeholder that something else fills in' } : text;
  });
}

/** All items as a switch; texts count, as in YAML of old. */
export function switchOf(items: readonly Item[], use: Span): Value<boolean> | undefined {
  return answerOf<boolean>(items, use, (value) => {
    const text = String(value).toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : { unread: 'it is neither true nor false' };
  });
}

function answerOf<T extends Primitive>(
  items: readonly Item[],
  use: Span,
  convert: (value: Primitive) => T | { readonly unread: string },
): Value<T> | undefined {
  const results = items.map((item): Known<T> | Unknown | undefined => resultOf(item, use, convert));
  const certain = distinctAnswers(results.filter((result) => result?.kind === 'known'));
  const open = distinctAnswers(results.filter((result) => result?.kind === 'unknown'));
  const [first] = certain;
  if (!first) return items.length === 0 ? { kind: 'unknown', span: use, reason: 'no way through the program leads here' } : open[0];
  const isAlways = results.every((result) => result?.kind === 'known' && isSame(result, first));
  if (isAlways) return certain.length === 1 ? first : withoutWhen(first);
  const missing = items.flatMap((item) => missingOf(item, use));
  return certain.length + open.length + missing.length === 1
    ? first
    : { kind: 'one-of', alternatives: certain, unread: [...open, ...missing] };
}

function resultOf<T extends Primitive>(
  { outcome, choices }: Item,
  use: Span,
  convert: (value: Primitive) => T | { readonly unread: string },
): Known<T> | Unknown | undefined {
  if (outcome.kind === 'absent') return undefined;
  if (outcome.kind === 'unknown') return outcome;
  if (outcome.kind === 'resource') return { kind: 'unknown', span: outcome.span, reason: 'it is told when it is deployed' };
  if (outcome.kind !== 'plain') return { kind: 'unknown', span: use, reason: 'it is no plain value' };
  const value = convert(outcome.known.value);
  if (typeof value === 'object') return { kind: 'unknown', span: outcome.known.span, reason: value.unread };
  const when = whenOf(choices);
  return { ...outcome.known, value, notation: notationOf(outcome.known, value), ...(when === undefined ? {} : { when }) };
}

/** A switch that is written as a text is a keyword in quotes. */
function notationOf({ value, notation }: Known<Primitive>, read: Primitive): Notation {
  if (typeof read !== 'boolean' || notation === 'composed') return notation;
  return String(value) === String(read) ? 'keyword' : 'composed';
}

function missingOf({ outcome, choices }: Item, use: Span): readonly Unknown[] {
  if (outcome.kind !== 'absent') return [];
  const when = whenOf(choices);
  return [{ kind: 'unknown', span: use, reason: when === undefined ? 'it is not given' : `it is not given (${when})` }];
}

function isSame<T>(a: Known<T>, b: Known<T>): boolean {
  return a.value === b.value && a.span.path === b.span.path && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** What holds under every choice rests on none. */
function withoutWhen<T>({ kind, value, span, notation, via }: Known<T>): Known<T> {
  return { kind, value, span, notation, via };
}
