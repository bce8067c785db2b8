/** From what an expression may be to the values that readers hand on. */
import { distinctAnswers } from './distinct-answers.ts';
import type { Span } from '../../model/span.ts';
import type { Known, Unknown, Value } from '../../model/value.ts';
import { type Choices, whenOf } from './choices.ts';
import { forced, type Item, type Primitive } from './hcl-values.ts';

/** More than this nobody wants to read. */
const MAX_ALTERNATIVES = 16;

/** All items as one text; `undefined` where it is certainly not given, or AWS picks it. */
export function textOf(items: readonly Item[] | undefined, use: Span): Value<string> | undefined {
  return answerOf(items, use, (value) => String(value));
}

/** All items as a switch; texts count as in Terraform. */
export function switchOf(items: readonly Item[] | undefined, use: Span): Value<boolean> | undefined {
  return answerOf(items, use, (value) => (String(value) === 'true' ? true : String(value) === 'false' ? false : undefined));
}

function answerOf<T extends Primitive>(
  given: readonly Item[] | undefined,
  use: Span,
  convert: (value: Primitive) => T | undefined,
): Value<T> | undefined {
  if (given === undefined) return undefined;
  const items = forced(given);
  const certain: Known<T>[] = [];
  const open: Unknown[] = [];
  for (const item of items) {
    const value = item.value.kind === 'plain' ? convert(item.value.known.value) : undefined;
    if (item.value.kind === 'plain' && value !== undefined) certain.push(knownOf(item.value.known, value, item));
    else open.push(...unknownOf(item, use));
  }
  if (items.length === 0) return unread(use, 'no way through the program leads here');
  return together(certain, distinctAnswers(open), certain.length === items.length, use);
}

function unread(span: Span, reason: string): Unknown {
  return { kind: 'unknown', span, reason };
}

function together<T extends Primitive>(
  certain: readonly Known<T>[],
  open: readonly Unknown[],
  isGivenAlways: boolean,
  use: Span,
): Value<T> | undefined {
  const [first, ...others] = certain;
  if (!first) return open[0];
  if (isGivenAlways && others.every((other) => isSame(other, first))) return others.length === 0 ? first : withoutWhen(first);
  const alternatives = distinctAnswers(certain);
  const shown = alternatives.slice(0, MAX_ALTERNATIVES);
  const cut = alternatives.length > shown.length ? [unread(use, `it has more than ${MAX_ALTERNATIVES} alternatives`)] : [];
  const [only, ...more] = shown;
  if (only && more.length + open.length + cut.length === 0) return only;
  return { kind: 'one-of', alternatives: shown, unread: [...open, ...cut] };
}

/** A choice without a label only tells what goes together. */
function labelOf(choices: Choices): string | undefined {
  return whenOf(new Map([...choices].filter(([, { label }]) => label !== '')));
}

function knownOf<T>({ span, notation }: Known<Primitive>, value: T, { via, choices }: Item): Known<T> {
  const when = labelOf(choices);
  return { kind: 'known', value, span, notation, via, ...(when === undefined ? {} : { when }) };
}

/** What holds under every choice rests on none. */
function withoutWhen<T>({ kind, value, span, notation, via }: Known<T>): Known<T> {
  return { kind, value, span, notation, via };
}

function isSame<T>(a: Known<T>, b: Known<T>): boolean {
  return a.value === b.value && a.span.path === b.span.path && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** Null and a version that AWS picks are no value, and nothing that could not be read. */
function unknownOf({ value, choices }: Item, use: Span): readonly Unknown[] {
  if (value.kind === 'null' || (value.kind === 'unknown' && value.says === 'lookup')) return [];
  if (value.kind !== 'unknown') return [unread(use, 'it is no plain value of its kind')];
  const when = labelOf(choices);
  return [unread(value.span, when === undefined ? value.reason : `${value.reason} (${when})`)];
}
