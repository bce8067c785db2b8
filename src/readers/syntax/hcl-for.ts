/** `[for v in x : ...]` and `{ for k, v in x : ... }`. */
import type { Span } from '../../model/span.ts';
import { truthsOf } from './hcl-operators.ts';
import { inOrder, knownKey } from './hcl-objects.ts';
import type { For } from './hcl-tree.ts';
import {
  type Entry,
  forced,
  type HclValue,
  type Item,
  itemOf,
  type Lazy,
  once,
  plain,
  reached,
  unknown,
  type Scope,
} from './hcl-values.ts';

const MAX_ELEMENTS = 256;

/** One turn of a loop. */
export interface Turn {
  readonly key: Lazy;
  readonly value: Lazy;
  /** The key as text. */
  readonly name: string;
}

/** The turns over a list or an object; `undefined` for anything else. */
export function turnsOf(value: HclValue, span: Span): readonly Turn[] | undefined {
  if (value.kind === 'object') {
    return [...value.entries].slice(0, MAX_ELEMENTS).map(([name, entry]) => ({ name, key: () => [keyItem(entry)], value: entry.value }));
  }
  if (value.kind !== 'list') return undefined;
  return value.elements.slice(0, MAX_ELEMENTS).map((element, index) => ({
    name: String(index),
    key: value.isSet === true ? element : () => [plain({ value: index, span, notation: 'composed' })],
    value: element,
  }));
}

/** The key of an entry as a value. */
export function keyItem({ key }: Entry): Item {
  return { ...plain({ value: key.value, span: key.span, notation: key.notation }), via: key.via };
}

export function forItems(expression: For, scope: Scope): readonly Item[] {
  return forced(scope.evaluate(expression.collection)).flatMap((item): readonly Item[] => {
    const turns = turnsInOrder(item.value, expression.span);
    if (!turns) return reached([notIterable(item, expression.span)], item);
    scope.charge(turns.length);
    const results = turns.flatMap((turn) => resultOf(expression, turn, item, scope));
    const more = 'more' in item.value ? item.value.more : undefined;
    return reached([itemOf(expression.keyResult ? objectOf(results, expression, more) : listOf(results, expression, more))], item);
  });
}

/** As Terraform goes through them: objects by their keys, sets by their elements. */
function turnsInOrder(value: HclValue, span: Span): readonly Turn[] | undefined {
  if (value.kind === 'list') return turnsOf({ ...value, elements: inOrder(value) }, span);
  return turnsOf(value, span)?.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function notIterable({ value }: Item, span: Span): Item {
  return value.kind === 'unknown' ? itemOf(value) : unknown(span, 'it goes through something that is no list', 'error');
}

interface Result {
  readonly key: ReturnType<typeof knownKey> | undefined;
  readonly value: Lazy;
}

/** What a turn gives; nothing where its condition certainly does not hold. */
function resultOf(expression: For, turn: Turn, { via }: Item, scope: Scope): readonly Result[] {
  const names = new Map<string, Lazy>([[expression.value, () => turn.value().map((item) => ({ ...item, via: [...item.via, ...via] }))]]);
  if (expression.key !== undefined) names.set(expression.key, turn.key);
  const inner = scope.with(names, `${expression.span.path}:${expression.span.start}[${turn.name}]`);
  const guard = expression.condition ? truthsOf(inner.evaluate(expression.condition)) : [];
  if (guard.length > 0 && guard.every(({ holds }) => holds === false)) return [];
  const value = once(
    () => inner.evaluate(expression.result),
    () => [unknown(expression.span, 'it leads back to itself')],
  );
  return [{ key: expression.keyResult && knownKey(inner.evaluate(expression.keyResult)), value }];
}

function listOf(results: readonly Result[], { span }: For, more: string | undefined): HclValue {
  return { kind: 'list', elements: results.map(({ value }) => value), span, ...(more === undefined ? {} : { more }) };
}

function objectOf(results: readonly Result[], { span, isGrouped }: For, open: string | undefined): HclValue {
  let more = open;
  const groups = new Map<string, { key: Entry['key']; values: Lazy[] }>();
  for (const { key, value } of results) {
    if (!key || 'reason' in key) {
      more ??= key?.reason;
      continue;
    }
    const group = groups.get(key.known.value);
    if (group && isGrouped) group.values.push(value);
    else groups.set(key.known.value, { key: key.known, values: [value] });
  }
  const entries = new Map(
    [...groups].map(([name, { key, values }]): [string, Entry] => {
      const [first = () => []] = values;
      return [name, { key, value: isGrouped ? () => [itemOf({ kind: 'list', elements: values, span })] : first }];
    }),
  );
  return { kind: 'object', entries, span, ...(more === undefined ? {} : { more }) };
}
