/** What a block says, wherever its fields stand: in attributes, in nested and dynamic blocks, in objects given as arguments. */
import type { Span } from '../model/span.ts';
import type { Known, Value } from '../model/value.ts';
import { type Choices, merge, NO_CHOICES } from './syntax/choices.ts';
import { textOf } from './syntax/hcl-answers.ts';
import { attributeOf, type Block, blocksOf, type Body } from './syntax/hcl-tree.ts';
import { forced, itemOf, type Item, reached, unknown, type Scope } from './syntax/hcl-values.ts';
import { elementsOf } from './terraform-expansion.ts';
import type { Expansion } from './terraform-model.ts';

export interface Fields {
  readonly span: Span;
  /** What an attribute may be; `undefined` where it is not written. */
  items(name: string): readonly Item[] | undefined;
  /** The nested blocks of a type. */
  blocks(type: string): readonly Fields[];
}

/** The fields of one of the things that a block makes. */
export function fieldsOf({ body, header }: Block, { scope, choices }: Expansion): Fields {
  return bodyFields(body, header, scope, choices);
}

function bodyFields(body: Body, span: Span, scope: Scope, choices: Choices): Fields {
  return {
    span,
    items: (name) => {
      const expression = attributeOf(body, name)?.expression;
      if (expression) return reached(scope.evaluate(expression), { choices, via: [] });
      return body.isBroken ? [unknown(span, 'its block has a syntax error')] : undefined;
    },
    blocks: (type) => [
      ...blocksOf(body, type).map((block) => bodyFields(block.body, block.header, scope, choices)),
      ...blocksOf(body, 'dynamic', type).flatMap((block) => dynamicFields(block, type, scope, choices)),
      ...argumentFields(body, type, scope, choices),
    ],
  };
}

/** https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
function dynamicFields({ body, header }: Block, type: string, scope: Scope, choices: Choices): readonly Fields[] {
  const collection = attributeOf(body, 'for_each')?.expression;
  const [content] = blocksOf(body, 'content');
  if (!collection || !content) return [unknownFields(header, 'its dynamic block has no content')];
  const iterator = attributeOf(body, 'iterator')?.expression;
  const name = iterator?.kind === 'traversal' && typeof iterator.root === 'string' ? iterator.root : type;
  const ways = forced(scope.evaluate(collection));
  const elements = elementsOf(collection, scope, name).flatMap((element): readonly Fields[] => {
    const both = merge(choices, element.choices);
    const inner = scope.with(element.names, `${header.start} ${element.name ?? ''}`);
    if (!both) return [];
    return [
      element.name === undefined
        ? unknownFields(header, 'nobody can tell whether its block is there')
        : bodyFields(content.body, header, inner, both),
    ];
  });
  const without = ways.length > 1 ? ways.filter(({ value }) => isEmpty(value)) : [];
  return [...elements, ...without.flatMap((way) => absentFields(header, way, choices))];
}

function isEmpty(value: Item['value']): boolean {
  if (value.kind === 'list') return value.elements.length === 0 && value.more === undefined;
  return value.kind === 'null' || (value.kind === 'object' && value.entries.size === 0 && value.more === undefined);
}

/** `set = [{ ... }]`, and every block of a JSON file. */
function argumentFields(body: Body, type: string, scope: Scope, choices: Choices): readonly Fields[] {
  const expression = attributeOf(body, type)?.expression;
  return expression ? objectFields(reached(scope.evaluate(expression), { choices, via: [] }), expression.span) : [];
}

/** The fields of objects, alone or in a list. */
export function objectFields(items: readonly Item[], span: Span): readonly Fields[] {
  return forced(items).flatMap((item): readonly Fields[] => {
    const { value } = item;
    if (value.kind === 'list') {
      const listed = value.elements.flatMap((lazy) => objectFields(reached(lazy(), item), span));
      return value.more === undefined ? listed : [...listed, unknownFields(span, value.more)];
    }
    if (value.kind === 'object') return [entryFields(item, span)];
    if (value.kind === 'null') return absentFields(span, item, NO_CHOICES);
    return [unknownFields(span, value.kind === 'unknown' ? value.reason : 'it is no object')];
  });
}

function entryFields(item: Item, span: Span): Fields {
  const { value } = item;
  function entry(name: string): readonly Item[] | undefined {
    if (value.kind !== 'object') return undefined;
    const found = value.entries.get(name);
    if (found) return reached(found.value(), item);
    return value.more === undefined ? undefined : [unknown(span, value.more)];
  }
  return { span: value.kind === 'object' ? value.span : span, items: entry, blocks: (type) => objectFields(entry(type) ?? [], span) };
}

function unknownFields(span: Span, reason: string): Fields {
  const fields: Fields = { span, items: () => [unknown(span, reason)], blocks: () => [fields] };
  return fields;
}

/** A block that is not there in one of several ways. */
function absentFields(span: Span, way: Item, choices: Choices): readonly Fields[] {
  const both = merge(choices, way.choices);
  if (!both) return [];
  const fields: Fields = { span, items: () => [itemOf({ kind: 'null', span }, { choices: both, via: [] })], blocks: () => [fields] };
  return [fields];
}

/** What stands at the end of a path of nested blocks; `undefined` where nothing does. */
export function itemsAt(fields: Fields, ...path: readonly string[]): readonly Item[] | undefined {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return fields.items(name);
  const found = fields.blocks(name).flatMap((inner) => itemsAt(inner, ...rest) ?? []);
  return found.length === 0 ? undefined : found;
}

/** The text at the end of a path. An empty one counts as not given, as it does for the provider. */
export function textAt(fields: Fields, ...path: readonly string[]): Value<string> | undefined {
  const items = itemsAt(fields, ...path);
  return textOf(items && withoutEmpty(items), fields.span);
}

export function withoutEmpty(items: readonly Item[]): readonly Item[] {
  return forced(items).map((item) =>
    item.value.kind === 'plain' && item.value.known.value === '' ? { ...item, value: { kind: 'null', span: item.value.known.span } } : item,
  );
}

/** A field of the objects that something may be; not given where none of them has it. */
export function fieldOf(objects: readonly Fields[], name: string, span: Span): Value<string> | undefined {
  const given = objects.map((fields) => fields.items(name));
  if (given.every((items) => items === undefined)) return undefined;
  return textOf(withoutEmpty(given.flatMap((items) => items ?? [])), span);
}

/** An entry of a map, and what it may be. */
export interface NamedEntry {
  readonly key: Known<string>;
  readonly items: readonly Item[];
}

/** The entries of the maps that an argument may be, each key once. */
export function namedEntries(maps: readonly Item[]): readonly NamedEntry[] {
  const found = new Map<string, { readonly key: Known<string>; readonly items: Item[] }>();
  for (const item of forced(maps)) {
    for (const [name, { key, value }] of item.value.kind === 'object' ? item.value.entries : []) {
      const entry = found.get(name) ?? { key: { ...key, via: [...key.via, ...item.via] }, items: [] };
      entry.items.push(...reached(value(), item));
      found.set(name, entry);
    }
  }
  return [...found.values()];
}
