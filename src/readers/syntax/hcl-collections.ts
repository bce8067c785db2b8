/** Functions over lists and objects. */
import { codeSpan } from '../../model/markdown.ts';
import type { Span } from '../../model/span.ts';
import { choiceOf } from './choices.ts';
import { anyEntry, choiceKey, elementAt } from './hcl-access.ts';
import { stepsOf } from './hcl-compose.ts';
import { keyItem } from './hcl-for.ts';
import { inOrder, knownKey, mergedItems } from './hcl-objects.ts';
import { sizeOf } from './hcl-operators.ts';
import type { Call, Expression } from './hcl-tree.ts';
import {
  combinations,
  forced,
  type HclValue,
  itemOf,
  type Item,
  type Lazy,
  type List,
  plain,
  reached,
  unknown,
  type Scope,
} from './hcl-values.ts';

type CollectionFunction = (call: Call, scope: Scope) => readonly Item[];

export const COLLECTION_FUNCTIONS: ReadonlyMap<string, CollectionFunction> = new Map<string, CollectionFunction>([
  ['merge', merge],
  ['lookup', lookup],
  ['element', element],
  ['one', one],
  ['join', join],
  ['concat', (call, scope) => overLists(call, scope, (lists) => lists)],
  ['flatten', (call, scope) => overLists(call, scope, flattened)],
  ['compact', (call, scope) => overLists(call, scope, compacted)],
  ['tolist', (call, scope) => overLists(call, scope, (lists) => lists)],
  ['toset', toSet],
  ['distinct', toSet],
  ['tomap', (call, scope) => first(call, scope)],
  ['keys', keys],
  ['values', values],
  ['length', length],
  ['contains', contains],
  ['zipmap', zipmap],
]);

const MAX_ELEMENTS = 512;
const MAX_JOINED = 64;

function first({ arguments: [argument], span }: Call, scope: Scope): readonly Item[] {
  return forced(argument ? scope.evaluate(argument) : [unknown(span, 'it has no argument', 'error')]);
}

/** Each argument; the elements of the last one, where it is a list of arguments. */
function argumentsOf({ arguments: written, isExpanded, span }: Call, scope: Scope): readonly (readonly Item[])[] {
  const lists = written.map((argument) => forced(scope.evaluate(argument)));
  const last = lists.at(-1);
  if (!isExpanded || !last) return lists;
  const [only, ...others] = last;
  if (only?.value.kind !== 'list' || others.length > 0 || only.value.more !== undefined)
    return [...lists.slice(0, -1), [unknown(span, 'its arguments are computed')]];
  return [...lists.slice(0, -1), ...only.value.elements.map((lazy) => reached(forced(lazy()), only))];
}

function merge(call: Call, scope: Scope): readonly Item[] {
  return mergedItems(argumentsOf(call, scope), call.span);
}

/** With a key that is not known, any entry or the default. */
function lookup(call: Call, scope: Scope): readonly Item[] {
  const [map, key, otherwise] = call.arguments;
  if (!map || !key) return [unknown(call.span, 'it has no argument', 'error')];
  return forced(scope.evaluate(map)).flatMap((item) => reached(lookedUp(item, key, otherwise, call, scope), item));
}

function lookedUp(item: Item, key: Expression, otherwise: Expression | undefined, call: Call, scope: Scope): readonly Item[] {
  const byDefault = otherwise ? scope.evaluate(otherwise) : [];
  return forced(scope.evaluate(key)).flatMap((at): readonly Item[] => {
    if (at.value.kind === 'plain') {
      const found = elementAt(item, at.value.known.value, call.span);
      const isMissing = found.some(({ value }) => value.kind === 'unknown' && value.says === 'error');
      return reached(isMissing && otherwise ? byDefault : found, at);
    }
    if (item.value.kind !== 'object')
      return [item.value.kind === 'unknown' ? itemOf(item.value) : unknown(call.span, `${codeSpan(call.text)} is computed`)];
    const other = { choices: new Map([[choiceKey(key, scope), choiceOf(' other', `any other ${key.text}`)]]), via: [] };
    return reached([...anyEntry(item, key, scope), ...reached(byDefault, other)], at);
  });
}

function element(call: Call, scope: Scope): readonly Item[] {
  const [, index] = call.arguments;
  return first(call, scope).flatMap((item) => {
    if (!index) return [unknown(call.span, 'it has no index', 'error')];
    return forced(scope.evaluate(index)).flatMap((at) => {
      const size = sizeOf(item.value);
      if (at.value.kind !== 'plain' || size === undefined || size === 0) return reached([openOr(item, call)], at);
      const place = Number(at.value.known.value);
      return reached(reached(elementAt(item, ((place % size) + size) % size, call.span), item), at);
    });
  });
}

function openOr({ value }: Item, { span, text }: Call): Item {
  return value.kind === 'unknown' ? itemOf(value) : unknown(span, `${codeSpan(text)} is computed`);
}

/** The only element, or null. */
function one(call: Call, scope: Scope): readonly Item[] {
  return first(call, scope).flatMap((item) => {
    const elements = item.value.kind === 'list' && item.value.more === undefined ? item.value.elements : undefined;
    const [only, ...others] = elements ?? [];
    if (!elements || others.length > 0) return reached([openOr(item, call)], item);
    return reached(only ? only() : [itemOf({ kind: 'null', span: call.span })], item);
  });
}

/** A list of one text is that text. */
function join(call: Call, scope: Scope): readonly Item[] {
  const [separator, list] = call.arguments;
  if (!separator || !list || call.arguments.length > 2) return [unknown(call.span, `${codeSpan(call.text)} is computed`)];
  const separators = forced(scope.evaluate(separator));
  return forced(scope.evaluate(list)).flatMap((item) => {
    if (item.value.kind !== 'list' || (sizeOf(item.value) ?? MAX_JOINED) >= MAX_JOINED) return reached([openOr(item, call)], item);
    const [only, ...others] = item.value.elements;
    if (only && others.length === 0) return reached(only(), item);
    const ways = combinations([separators, ...item.value.elements.map((lazy) => forced(lazy()))]) ?? [];
    return reached(
      ways.map(({ items, choices }) => ({ ...joinedText(items, call), choices })),
      item,
    );
  });
}

function joinedText([separator, ...items]: readonly Item[], { span, text }: Call): Item {
  const open = items.find(({ value }) => value.kind === 'unknown');
  if (open) return itemOf(open.value);
  const texts = items.flatMap(({ value }) => (value.kind === 'plain' ? [String(value.known.value)] : []));
  if (separator?.value.kind !== 'plain' || texts.length !== items.length) return unknown(span, `${codeSpan(text)} is computed`);
  const via = items.flatMap((item) => (item.value.kind === 'plain' ? stepsOf(item.value.known, item.via) : []));
  return { ...plain({ value: texts.join(String(separator.value.known.value)), span, notation: 'composed' }), via };
}

/** The arguments are lists: their elements one after the other, changed as a whole. */
function overLists(call: Call, scope: Scope, change: (elements: readonly Lazy[]) => readonly Lazy[]): readonly Item[] {
  const ways = combinations(argumentsOf(call, scope));
  if (!ways) return [unknown(call.span, 'it has too many alternatives')];
  return ways.map(({ items, choices }) => {
    const lists = items.flatMap(({ value, via }) => (value.kind === 'list' ? [{ value, via }] : []));
    const open = items.find(({ value }) => value.kind === 'unknown');
    if (lists.length < items.length && !open) return { ...unknown(call.span, `${codeSpan(call.text)} is computed`), choices };
    if (open && lists.length === 0) return { ...itemOf(open.value), choices };
    const more = open?.value.kind === 'unknown' ? open.value.reason : lists.find(({ value }) => value.more !== undefined)?.value.more;
    const all = change(
      lists.flatMap(({ value, via }) =>
        inOrder(value).map((lazy) => (via.length === 0 ? lazy : () => reached(lazy(), { choices: new Map(), via }))),
      ),
    );
    scope.charge(all.length);
    const reason = all.length > MAX_ELEMENTS ? 'it has too many elements' : more;
    const elements = all.slice(0, MAX_ELEMENTS);
    return itemOf({ kind: 'list', elements, span: call.span, ...(reason === undefined ? {} : { more: reason }) }, { choices, via: [] });
  });
}

function flattened(elements: readonly Lazy[]): readonly Lazy[] {
  return elements.flatMap((lazy): readonly Lazy[] => {
    const [only, ...others] = forced(lazy());
    if (only?.value.kind !== 'list' || others.length > 0 || only.value.more !== undefined) return [lazy];
    return flattened(only.value.elements);
  });
}

function compacted(elements: readonly Lazy[]): readonly Lazy[] {
  return elements.filter(
    (lazy) => !forced(lazy()).every(({ value }) => value.kind === 'null' || (value.kind === 'plain' && value.known.value === '')),
  );
}

function toSet(call: Call, scope: Scope): readonly Item[] {
  return first(call, scope).map((item) => {
    if (item.value.kind !== 'list') return item;
    const elements = withoutRepeated(item.value.elements);
    const value: List = { ...item.value, elements, ...(call.name === 'toset' ? { isSet: true } : {}) };
    return { ...item, value };
  });
}

function withoutRepeated(elements: readonly Lazy[]): readonly Lazy[] {
  const seen = new Set<string>();
  return elements.filter((lazy) => {
    const key = knownKey(lazy());
    const isNew = 'reason' in key || !seen.has(key.known.value);
    if ('known' in key) seen.add(key.known.value);
    return isNew;
  });
}

function keys(call: Call, scope: Scope): readonly Item[] {
  return overObject(call, scope, ({ entries, span, more }) => ({
    kind: 'list',
    elements: [...entries.values()].toSorted(byKey).map((entry) => () => [keyItem(entry)]),
    span,
    ...(more === undefined ? {} : { more }),
  }));
}

function values(call: Call, scope: Scope): readonly Item[] {
  return overObject(call, scope, ({ entries, span, more }) => ({
    kind: 'list',
    elements: [...entries.values()].toSorted(byKey).map(({ value }) => value),
    span,
    ...(more === undefined ? {} : { more }),
  }));
}

function byKey(a: { readonly key: { readonly value: string } }, b: { readonly key: { readonly value: string } }): number {
  return a.key.value < b.key.value ? -1 : 1;
}

function overObject(call: Call, scope: Scope, make: (value: Extract<HclValue, { kind: 'object' }>) => HclValue): readonly Item[] {
  return first(call, scope).map((item) => ({ ...item, value: item.value.kind === 'object' ? make(item.value) : openOr(item, call).value }));
}

function length(call: Call, scope: Scope): readonly Item[] {
  return first(call, scope).map((item) => {
    const size = item.value.kind === 'plain' ? String(item.value.known.value).length : sizeOf(item.value);
    if (size === undefined) return { ...openOr(item, call), choices: item.choices };
    return { ...plain({ value: size, span: call.span, notation: 'composed' }), choices: item.choices };
  });
}

function contains(call: Call, scope: Scope): readonly Item[] {
  const [, wanted] = call.arguments;
  const ways = wanted && combinations([first(call, scope), forced(scope.evaluate(wanted))]);
  return (ways ?? []).map(({ items: [list, value], choices }) => ({ ...isIn(list, value, call), choices }));
}

function isIn(list: Item | undefined, wanted: Item | undefined, call: Call): Item {
  const keysOf =
    list?.value.kind === 'list' && list.value.more === undefined ? list.value.elements.map((lazy) => knownKey(lazy())) : [{ reason: '' }];
  const texts = keysOf.flatMap((key) => ('known' in key ? [key.known.value] : []));
  if (!list || wanted?.value.kind !== 'plain' || texts.length !== keysOf.length)
    return list ? openOr(list, call) : unknown(call.span, 'it has no list', 'error');
  return plain({ value: texts.includes(String(wanted.value.known.value)), span: call.span, notation: 'composed' });
}

function zipmap(call: Call, scope: Scope): readonly Item[] {
  const [, second] = call.arguments;
  const ways = second && combinations([first(call, scope), forced(scope.evaluate(second))]);
  return (ways ?? []).map(({ items: [names, contents], choices }) => ({ ...zipped(names, contents, call.span), choices }));
}

function zipped(names: Item | undefined, contents: Item | undefined, span: Span): Item {
  if (names?.value.kind !== 'list' || contents?.value.kind !== 'list') return unknown(span, '`zipmap` is computed');
  const { elements } = contents.value;
  const entries = names.value.elements.flatMap((lazy, index) => {
    const key = knownKey(lazy());
    const value = elements[index];
    return 'known' in key && value ? [[key.known.value, { key: key.known, value }] as const] : [];
  });
  return itemOf({
    kind: 'object',
    entries: new Map(entries),
    span,
    ...(entries.length < elements.length ? { more: 'one of its keys is not certain' } : {}),
  });
}
