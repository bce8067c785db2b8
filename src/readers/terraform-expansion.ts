/** `count` and `for_each`: how many things a block makes, and what tells them apart. */
import { codeSpan } from '../model/markdown.ts';
import { type Choices, NO_CHOICES } from './syntax/choices.ts';
import { turnsOf } from './syntax/hcl-for.ts';
import { knownKey } from './syntax/hcl-objects.ts';
import { attributeOf, type Block, type Body, type Expression } from './syntax/hcl-tree.ts';
import { type Entry, forced, itemOf, type Item, type Lazy, limited, plain, reached, unknown, type Scope } from './syntax/hcl-values.ts';
import type { Expansion } from './terraform-model.ts';

/** The choice among files of values, behind the name of its root. */
export const VALUES = ' values';
/** What the elements of `for_each` are called. */
const EACH = 'each';
const MAX_COUNT = 16;
const MAX_ELEMENTS = 128;

/** What a block makes. Where nobody can tell how many, it makes one whose key is not known. */
export function expansionsOf({ body, header }: Block, scope: Scope): readonly Expansion[] {
  const forEach = attributeOf(body, 'for_each')?.expression;
  if (forEach) return elementsOf(forEach, scope).map(({ name, names, choices }) => expansion(name, names, choices, scope, header.start));
  const count = attributeOf(body, 'count')?.expression;
  return count ? counted(count, scope, header.start) : [{ suffix: '', key: undefined, scope, choices: NO_CHOICES }];
}

function expansion(key: string | undefined, names: ReadonlyMap<string, Lazy>, choices: Choices, scope: Scope, at: number): Expansion {
  const suffix = key === undefined ? '' : `[${JSON.stringify(key)}]`;
  return { suffix, key, choices, scope: scope.with(names, `${at}${suffix}`) };
}

/** What is there only under a condition need not repeat the condition in everything it says; the file of values it does. */
function existence(choices: Choices): Choices {
  return new Map([...choices].map(([key, choice]) => [key, key.endsWith(VALUES) ? choice : { ...choice, label: '' }]));
}

/** One element of a `for_each`. */
export interface Element {
  /** `undefined` for one that is not known. */
  readonly name: string | undefined;
  readonly names: ReadonlyMap<string, Lazy>;
  readonly choices: Choices;
}

interface Found {
  readonly key: Lazy;
  readonly values: Lazy[];
  readonly ways: Choices[];
}

/**
 * The elements of a collection, each once, whatever the ways in which the collection may turn out.
 *
 * @param iterator the name under which the element is known
 */
export function elementsOf(collection: Expression, scope: Scope, iterator = EACH): readonly Element[] {
  const items = forced(scope.evaluate(collection));
  const found = new Map<string, Found>();
  let open: Item | undefined;
  for (const item of items) open = collect(item, found, collection, iterator !== EACH) ?? open;
  const elements = [...found].slice(0, MAX_ELEMENTS).map(([name, { key, values, ways }]): Element => {
    const [only, ...others] = ways;
    const choices = only && others.length === 0 && items.length > 1 ? existence(only) : NO_CHOICES;
    return {
      name,
      choices,
      names: new Map([
        [
          iterator,
          () => [
            element(
              key,
              () =>
                limited(
                  values.flatMap((value) => value()),
                  collection.span,
                ),
              collection,
            ),
          ],
        ],
      ]),
    };
  });
  if (!open) return elements;
  const { value } = open;
  const reason = value.kind === 'unknown' ? value.reason : `${codeSpan(collection.text)} is not certain`;
  function whatever(): readonly Item[] {
    return [unknown(collection.span, reason)];
  }
  return [
    ...elements,
    { name: undefined, choices: NO_CHOICES, names: new Map([[iterator, () => [element(whatever, whatever, collection)]]]) },
  ];
}

/** Adds the elements of one way; gives the item where there may be others. A list has no keys but its places. */
function collect(item: Item, found: Map<string, Found>, collection: Expression, hasPlaces: boolean): Item | undefined {
  const turns = turnsOf(item.value, collection.span);
  if (!turns) return item.value.kind === 'null' ? undefined : item;
  let open = 'more' in item.value && item.value.more !== undefined ? unknown(collection.span, item.value.more) : undefined;
  for (const turn of turns) {
    const isPlaced = item.value.kind === 'object' || (hasPlaces && item.value.kind === 'list' && item.value.isSet !== true);
    const name = isPlaced ? turn.name : textOf(turn.value());
    if (name === undefined) {
      open ??= unknown(collection.span, 'one of its elements is not certain');
      continue;
    }
    const known = found.get(name) ?? { key: isPlaced ? turn.key : turn.value, values: [], ways: [] };
    known.values.push(() => reached(turn.value(), item));
    known.ways.push(item.choices);
    found.set(name, known);
  }
  return open;
}

function textOf(items: readonly Item[]): string | undefined {
  const key = knownKey(items);
  return 'known' in key ? key.known.value : undefined;
}

/** `{ key, value }`, as `each` and the iterators of dynamic blocks are. */
function element(key: Lazy, value: Lazy, { span }: Expression): Item {
  const entries: readonly (readonly [string, Lazy])[] = [
    ['key', key],
    ['value', value],
  ];
  return itemOf({
    kind: 'object',
    span,
    entries: new Map(entries.map(([name, lazy]): [string, Entry] => [name, { key: nameOf(name, span), value: lazy }])),
  });
}

function nameOf(value: string, span: Entry['key']['span']): Entry['key'] {
  return { kind: 'known', value, span, notation: 'composed', via: [] };
}

function counted(count: Expression, scope: Scope, at: number): readonly Expansion[] {
  const items = forced(scope.evaluate(count));
  const numbers = items.map(({ value }) => (value.kind === 'plain' ? Number(value.known.value) : Number.NaN));
  if (numbers.length > 0 && numbers.every((number) => number === 0)) return [];
  const [number, ...others] = numbers;
  const isOne = number !== undefined && others.every((other) => other === number);
  if (isOne && number >= 1 && number <= MAX_COUNT) {
    return Array.from({ length: number }, (_, index) => counting(index, number === 1 ? '' : `[${index}]`, NO_CHOICES, count, scope, at));
  }
  const there = items.filter((_, index) => numbers[index] !== 0);
  const [only, ...more] = there;
  const choices = only && more.length === 0 && only.value.kind === 'plain' ? existence(only.choices) : NO_CHOICES;
  const isFirst = there.every(({ value }) => value.kind === 'plain' && Number(value.known.value) === 1);
  return [counting(isFirst ? 0 : undefined, '', choices, count, scope, at)];
}

function counting(index: number | undefined, suffix: string, choices: Choices, count: Expression, scope: Scope, at: number): Expansion {
  const { span } = count;
  const item =
    index === undefined ? unknown(span, `${codeSpan(count.text)} is not certain`) : plain({ value: index, span, notation: 'composed' });
  const each = itemOf({ kind: 'object', span, entries: new Map([['index', { key: nameOf('index', span), value: () => [item] }]]) });
  return { suffix, key: index, choices, scope: scope.with(new Map([['count', () => [each]]]), `${at}${suffix}`) };
}

/** Whether a block says how many things it makes. */
export function makesSeveral(body: Body): boolean {
  return attributeOf(body, 'for_each') !== undefined || attributeOf(body, 'count') !== undefined;
}
