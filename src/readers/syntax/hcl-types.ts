/** Type constraints of variables, for what they change: defaults of attributes, attributes that are dropped, sets. */
import type { Call, Expression, ObjectEntry, Traversal } from './hcl-tree.ts';
import { type Entry, type HclValue, itemOf, type Item, type Lazy, type ObjectValue, once, type Scope } from './hcl-values.ts';

/**
 * What items become when they are given to a variable of a type
 * (https://developer.hashicorp.com/terraform/language/expressions/type-constraints).
 */
export function typed(items: readonly Item[], type: Expression, scope: Scope): readonly Item[] {
  if (type.kind === 'traversal') return items.map((item) => ({ ...item, value: asPrimitive(item.value, type.root) }));
  if (type.kind !== 'call') return items;
  const [argument] = type.arguments;
  return items.map((item) => (argument ? { ...item, value: converted(item.value, type, argument, scope) } : item));
}

/** A text that is given to a `number` is one, and the other way round; where that fails, so would Terraform. */
function asPrimitive(value: HclValue, type: Traversal['root']): HclValue {
  if (value.kind !== 'plain') return value;
  const { known } = value;
  if (type === 'string') return { kind: 'plain', known: { ...known, value: String(known.value) } };
  if (type === 'bool' && /^(?:true|false)$/.test(String(known.value)))
    return { kind: 'plain', known: { ...known, value: String(known.value) === 'true' } };
  const number = type === 'number' && known.value !== '' ? Number(known.value) : Number.NaN;
  return Number.isNaN(number) ? value : { kind: 'plain', known: { ...known, value: number } };
}

function converted(value: HclValue, { name }: Call, argument: Expression, scope: Scope): HclValue {
  if (name === 'object') return value.kind === 'object' && argument.kind === 'object' ? asObject(value, argument.entries, scope) : value;
  if (value.kind === 'object' && name === 'map') {
    return { ...value, entries: new Map([...value.entries].map(([key, entry]) => [key, inside(entry, argument, scope)])) };
  }
  if (value.kind !== 'list' || (name !== 'list' && name !== 'set')) return value;
  const elements = value.elements.map((element) => lazily(() => typed(element(), argument, scope)));
  return { ...value, elements, ...(name === 'set' ? { isSet: true } : {}) };
}

function asObject(value: ObjectValue, attributes: readonly ObjectEntry[], scope: Scope): HclValue {
  const entries = new Map<string, Entry>();
  for (const { key, value: type } of attributes) {
    const name = key.kind === 'literal' ? String(key.value) : '';
    const given = value.entries.get(name);
    const entry = given ? withDefault(given, type, scope) : value.more === undefined ? defaultOf(name, type, key, scope) : undefined;
    if (entry) entries.set(name, entry);
  }
  return { ...value, entries };
}

function isOptional(type: Expression): type is Call {
  return type.kind === 'call' && type.name === 'optional';
}

/** `null` counts as not given. */
function withDefault(entry: Entry, type: Expression, scope: Scope): Entry {
  if (!isOptional(type)) return inside(entry, type, scope);
  const [of, byDefault] = type.arguments;
  const value = lazily(() => {
    const given = entry.value();
    if (!byDefault) return given;
    return given.flatMap((item) => (item.value.kind === 'null' ? scope.evaluate(byDefault) : [item]));
  });
  return of ? inside({ ...entry, value }, of, scope) : entry;
}

function defaultOf(name: string, type: Expression, key: Expression, scope: Scope): Entry | undefined {
  if (!isOptional(type)) return undefined;
  const [of, byDefault] = type.arguments;
  const { span } = key;
  const entry: Entry = {
    key: { kind: 'known', value: name, span, notation: 'composed', via: [] },
    value: lazily(() => (byDefault ? scope.evaluate(byDefault) : [itemOf({ kind: 'null', span })])),
  };
  return of ? inside(entry, of, scope) : entry;
}

function inside(entry: Entry, type: Expression, scope: Scope): Entry {
  return type.kind === 'call' || type.kind === 'traversal' ? { ...entry, value: lazily(() => typed(entry.value(), type, scope)) } : entry;
}

function lazily(make: Lazy): Lazy {
  return once(make, () => []);
}
