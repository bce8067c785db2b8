/** Objects: those written down, and several laid over each other. */
import type { Span } from '../../model/span.ts';
import type { Expression } from './hcl-tree.ts';
import {
  combinations,
  type Entry,
  forced,
  itemOf,
  type HclValue,
  type Item,
  type Lazy,
  type List,
  type ObjectValue,
  once,
  unknown,
  type Scope,
} from './hcl-values.ts';

type ObjectExpression = Extract<Expression, { readonly kind: 'object' }>;

/** An object literal. A key that is not certain may be any of the others, so that those before it are not certain either. */
export function objectItems({ entries: written, span }: ObjectExpression, scope: Scope): readonly Item[] {
  let entries = new Map<string, Entry>();
  let more: string | undefined;
  for (const { key, value } of written) {
    const name = knownKey(scope.evaluate(key));
    if ('reason' in name) {
      more ??= name.reason;
      entries = uncertain(entries, name.reason, span);
      continue;
    }
    const lazy = once(
      () => scope.evaluate(value),
      () => [unknown(value.span, 'it leads back to itself')],
    );
    entries.set(name.known.value, { key: name.known, value: lazy });
  }
  return [itemOf({ kind: 'object', entries, span, ...(more === undefined ? {} : { more }) })];
}

/** The one text that a key certainly is, or why it is none. */
export function knownKey(items: readonly Item[]): { readonly known: Entry['key'] } | { readonly reason: string } {
  const [item, ...others] = forced(items);
  if (item?.value.kind === 'plain' && others.length === 0) {
    const { known } = item.value;
    return { known: { ...known, value: String(known.value), via: item.via } };
  }
  return { reason: item?.value.kind === 'unknown' ? item.value.reason : 'one of its keys is not certain' };
}

function uncertain(entries: ReadonlyMap<string, Entry>, reason: string, span: Span): Map<string, Entry> {
  return new Map([...entries].map(([name, entry]) => [name, { ...entry, value: () => [unknown(span, reason)] }]));
}

/** The elements of a list; those of a set go by their text, whatever the order in which they are written. */
export function inOrder({ elements, isSet }: List): readonly Lazy[] {
  if (isSet !== true) return elements;
  const named = elements.flatMap((lazy) => {
    const key = knownKey(lazy());
    return 'known' in key ? [{ lazy, name: key.known.value }] : [];
  });
  return named.length < elements.length ? elements : named.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ lazy }) => lazy);
}

/** `merge(a, b)`: later objects win; one that is not known may win over every earlier entry. */
export function mergedItems(lists: readonly (readonly Item[])[], span: Span): readonly Item[] {
  const ways = combinations(lists.map((list) => forced(list)));
  if (!ways) return [unknown(span, 'it has too many alternatives')];
  return ways.map(({ items, choices }) => itemOf(laidOver(items, span), { choices, via: [] }));
}

function laidOver(layers: readonly Item[], span: Span): HclValue {
  let entries = new Map<string, Entry>();
  let more: string | undefined;
  for (const { value, via } of layers) {
    if (value.kind === 'null') continue;
    const reason = value.kind === 'object' ? value.more : value.kind === 'unknown' ? value.reason : 'it merges something that is no object';
    if (reason !== undefined) {
      more ??= reason;
      entries = uncertain(entries, reason, span);
    }
    for (const [name, entry] of value.kind === 'object' ? value.entries : [])
      entries.set(name, { ...entry, value: travelled(entry.value, via) });
  }
  const merged: ObjectValue = { kind: 'object', entries, span, ...(more === undefined ? {} : { more }) };
  return merged;
}

function travelled(lazy: Lazy, via: Item['via']): Lazy {
  return via.length === 0 ? lazy : () => lazy().map((item) => ({ ...item, via: [...item.via, ...via] }));
}
