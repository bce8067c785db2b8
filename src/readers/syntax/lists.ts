/** The elements of a list and the entries of an object, where the program writes them down. */
import { exportsOf } from './exports.ts';
import { keyOf } from './objects.ts';
import { type Absent, beside, type Item, type Place, shortText, type Unread, unread, written } from './places.ts';
import type { Solver } from './solver.ts';
import { CONTENTS } from './roots.ts';
import { bare, insideQuotes, spanOf, ts } from './typescript.ts';

/** One list that an expression may hold. */
export interface List {
  readonly kind: 'list';
  readonly elements: readonly Place[];
}

export interface Entry {
  readonly name: string;
  /** The key as a text. */
  readonly key: Place;
  readonly value: Place;
}

/** One object that an expression may hold, as its entries in order; of equal keys the last one counts. */
export interface Entries {
  readonly kind: 'entries';
  readonly entries: readonly Entry[];
}

const MAX_SPREADS = 16;

/** The lists that a place may hold. */
export function elementsOf(solver: Solver, place: Place, depth = 0): readonly (List | Absent | Unread)[] {
  return written(solver.resolve(place)).map((item) => {
    if (item.kind !== 'found') return item;
    const elements = isChanged(item.place)
      ? `\`${shortText(item.place.node)}\` is changed after it is declared`
      : elementsIn(solver, item.place, depth);
    if (typeof elements === 'string') return { ...unread(item.place.node, elements), via: item.via, choices: item.choices };
    return { kind: 'list', elements: elements.map((element) => arrivedBy(element, item)) };
  });
}

/** An element of something that was reached on a way of its own. */
function arrivedBy(place: Place, { via, choices }: Item): Place {
  if (via.length === 0 && choices.size === 0) return place;
  return {
    ...place,
    via: [...(place.via ?? []), ...via],
    ...(choices.size === 0 ? {} : { choices: place.choices ? new Map([...choices, ...place.choices]) : choices }),
  };
}

function elementsIn(solver: Solver, place: Place, depth: number): readonly Place[] | string {
  if (place.made?.kind === 'list') return place.made.items;
  const node = bare(place.node);
  if (depth > MAX_SPREADS) return 'lists are spread too deeply';
  if (place.made) return `\`${shortText(node)}\` is no list`;
  if (ts.isArrayLiteralExpression(node)) return literalElements(solver, place, node, depth);
  const [content] = isCollection(node) ? (node.arguments ?? []) : [];
  return content ? onlyList(solver, beside(place, content), depth) : `\`${shortText(node)}\` is computed`;
}

/** A list, a map or a set, which methods change. */
export function isList({ made, node }: Place): boolean {
  if (made) return made.kind === 'list';
  const inner = bare(node);
  return ts.isArrayLiteralExpression(inner) || isCollection(inner);
}

/** Whether anything changes an object or list after it is made. */
function isChanged(place: Place): boolean {
  const members = [...(place.written ?? [])];
  return isList(place) ? members.length > 0 : members.some((member) => member !== CONTENTS);
}

/** `new Set([...])`, `new Map([...])`. */
export function isCollection(node: ts.Expression): node is ts.NewExpression {
  return ts.isNewExpression(node) && ts.isIdentifier(node.expression) && (node.expression.text === 'Set' || node.expression.text === 'Map');
}

function literalElements(solver: Solver, place: Place, list: ts.ArrayLiteralExpression, depth: number): readonly Place[] | string {
  const elements: Place[] = [];
  for (const element of list.elements) {
    if (!ts.isSpreadElement(element)) {
      elements.push(beside(place, element));
      continue;
    }
    const spread = onlyList(solver, beside(place, element.expression), depth + 1);
    if (typeof spread === 'string') return spread;
    for (const item of spread) elements.push(item);
  }
  return elements;
}

/** The elements of the one list that a place holds, or why there is none. */
export function onlyList(solver: Solver, place: Place, depth = 0): readonly Place[] | string {
  const lists = elementsOf(solver, place, depth);
  const [only] = lists;
  if (!only || lists.length > 1) return 'it depends on which list is meant';
  if (only.kind === 'list') return only.elements;
  return only.kind === 'absent' ? 'there is no list' : only.reason;
}

/** The objects that a place may hold, as entries. */
export function entriesOf(solver: Solver, place: Place): readonly (Entries | Absent | Unread)[] {
  return written(solver.resolve(place)).map((item) => {
    if (item.kind !== 'found') return item;
    const changed = isChanged(item.place) ? `\`${shortText(item.place.node)}\` is changed after it is declared` : undefined;
    const entries = changed ?? entriesIn(solver, item.place, 0);
    if (typeof entries === 'string') return { ...unread(item.place.node, entries), via: item.via, choices: item.choices };
    const arrived = [...entries.values()].map(({ name, key, value }) => ({
      name,
      key: arrivedBy(key, item),
      value: arrivedBy(value, item),
    }));
    return { kind: 'entries', entries: arrived };
  });
}

type EntryMap = ReadonlyMap<string, Entry>;

function entriesIn(solver: Solver, place: Place, depth: number): EntryMap | string {
  const node = bare(place.node);
  if (depth > MAX_SPREADS) return 'objects are spread too deeply';
  if (place.made?.kind === 'record' && !place.made.without) return layered(solver, place.made.layers, depth);
  if (place.made?.kind === 'entry') return entryMap(place.made.name, place.made.value);
  if (place.made?.kind === 'enum') return enumEntries(place.made.node);
  if (place.made?.kind === 'module') return moduleEntries(place.made.file);
  if (place.made) return `\`${shortText(node)}\` is no plain object`;
  if (ts.isObjectLiteralExpression(node)) return literalEntries(solver, place, node, depth);
  return `\`${shortText(node)}\` is computed`;
}

function entryMap(name: string, value: Place): EntryMap {
  const key: Place = {
    node: value.node,
    made: { kind: 'value', value: { kind: 'known', value: name, span: spanOf(value.node), notation: 'composed', via: [] } },
  };
  return new Map([[name, { name, key, value }]]);
}

function layered(solver: Solver, layers: readonly Place[], depth: number): EntryMap | string {
  const entries = new Map<string, Entry>();
  for (const layer of layers) {
    const added = onlyEntries(solver, layer, depth);
    if (typeof added === 'string') return added;
    for (const [name, entry] of added) entries.set(name, entry);
  }
  return entries;
}

function onlyEntries(solver: Solver, place: Place, depth: number): EntryMap | string {
  const items = written(solver.resolve(place));
  const [only] = items;
  if (!only || items.length > 1) return 'it depends on which object is meant';
  if (only.kind === 'absent') return new Map();
  if (only.kind === 'unknown') return only.reason;
  if (isChanged(only.place)) return `\`${shortText(only.place.node)}\` is changed after it is declared`;
  return entriesIn(solver, only.place, depth + 1);
}

function literalEntries(solver: Solver, place: Place, literal: ts.ObjectLiteralExpression, depth: number): EntryMap | string {
  const entries = new Map<string, Entry>();
  for (const property of literal.properties) {
    if (ts.isSpreadAssignment(property)) {
      const added = onlyEntries(solver, beside(place, property.expression), depth);
      if (typeof added === 'string') return added;
      for (const [name, entry] of added) entries.set(name, entry);
    } else {
      const entry = entryOf(solver, place, property);
      if (!entry) return `\`${shortText(property)}\` is computed`;
      entries.set(entry.name, entry);
    }
  }
  return entries;
}

function entryOf(solver: Solver, place: Place, property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>): Entry | undefined {
  if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) return undefined;
  const value = beside(place, ts.isPropertyAssignment(property) ? property.initializer : property.name);
  const text = keyOf(property.name);
  if (text !== undefined) return { name: text, key: keyPlace(property.name, text, value.node), value };
  if (!ts.isComputedPropertyName(property.name)) return undefined;
  const key = beside(place, property.name.expression);
  const [only, ...others] = solver.values(key);
  return only?.kind === 'known' && others.length === 0 && only.choices.size === 0
    ? { name: String(only.known.value), key, value }
    : undefined;
}

/** A key as a text that can be edited: the inside of its quotes, or the whole name. */
function keyPlace(name: ts.PropertyName, text: string, node: ts.Expression): Place {
  const quoted = ts.isComputedPropertyName(name) ? name.expression : name;
  const span = ts.isStringLiteralLike(quoted) ? insideQuotes(quoted) : spanOf(name);
  const isText = name.getSourceFile().text.slice(span.start, span.end) === text;
  return { node, made: { kind: 'value', value: { kind: 'known', value: text, span, notation: isText ? 'text' : 'composed', via: [] } } };
}

function enumEntries(declaration: ts.EnumDeclaration): EntryMap | string {
  const entries = new Map<string, Entry>();
  for (const { name, initializer } of declaration.members) {
    const text = keyOf(name);
    if (text === undefined || !initializer) return `\`${declaration.name.text}\` has members without a written value`;
    entries.set(text, { name: text, key: keyPlace(name, text, initializer), value: { node: initializer } });
  }
  return entries;
}

function moduleEntries(file: ts.SourceFile): EntryMap | string {
  const entries = new Map<string, Entry>();
  const { named, stars, whole } = exportsOf(file);
  if (stars.length > 0 || whole) return `\`${file.fileName}\` exports more than names`;
  for (const [name, entry] of named) {
    const node = entry.kind === 'local' ? entry.name : entry.kind === 'expression' ? entry.node : undefined;
    if (!node) return `\`${file.fileName}\` exports more than values`;
    const span = spanOf(node);
    entries.set(name, {
      name,
      key: { node, made: { kind: 'value', value: { kind: 'known', value: name, span, notation: 'composed', via: [] } } },
      value: { node },
    });
  }
  return entries;
}
