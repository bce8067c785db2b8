/** Taking attributes and elements from what an expression turned out to be. */
import { codeSpan } from '../../model/markdown.ts';
import type { Span } from '../../model/span.ts';
import { choiceOf } from './choices.ts';
import type { Access, Expression } from './hcl-tree.ts';
import { forced, itemOf, type Item, type Lazy, limited, type Primitive, reached, unknown, type Scope } from './hcl-values.ts';

interface Place {
  readonly span: Span;
  readonly text: string;
}

/** What is left after all accesses, one after the other. */
export function accessed(items: readonly Item[], accesses: readonly Access[], place: Place, scope: Scope): readonly Item[] {
  return accesses.reduce((current, access) => limited(stepped(current, access, place, scope), place.span), items);
}

function stepped(items: readonly Item[], access: Access, place: Place, scope: Scope): readonly Item[] {
  switch (access.kind) {
    case 'get':
      return taken(items, access.name, place.span);
    case 'index':
      return items.flatMap((item) => reached(indexed(item, access.key, place, scope), item));
    case 'splat':
      return items.flatMap((item) => reached([splatted(item, access.accesses, place, scope)], item));
  }
}

/** An attribute of each item. */
export function taken(items: readonly Item[], name: string, span: Span): readonly Item[] {
  return items.flatMap((item) => reached(attribute(item, name, span), item));
}

function missing(span: Span, name: string): Item {
  return unknown(span, `there is no ${codeSpan(name)} in it`, 'error');
}

/** An attribute of one item, without the item's own choices. */
function attribute({ value }: Item, name: string, span: Span): readonly Item[] {
  switch (value.kind) {
    case 'object': {
      const entry = value.entries.get(name);
      if (entry) return entry.value();
      return [value.more === undefined ? missing(span, name) : unknown(span, value.more)];
    }
    case 'external':
      return value.external.get(name, span);
    case 'unknown':
      return [itemOf(value)];
    case 'list':
      return value.more === undefined ? [missing(span, name)] : [unknown(span, value.more)];
    default:
      return [missing(span, name)];
  }
}

/** The element of a key that is evaluated; of a key that nobody knows, every entry may be it. */
function indexed(item: Item, key: Expression, place: Place, scope: Scope): readonly Item[] {
  return forced(scope.evaluate(key)).flatMap((at): readonly Item[] => {
    if (at.value.kind === 'plain') return reached(elementAt(item, at.value.known.value, place.span), at);
    if (item.value.kind === 'external') return reached(item.value.external.at(undefined, place.span), at);
    if (at.value.kind === 'unknown' && at.value.says !== 'error' && item.value.kind === 'object')
      return reached(anyEntry(item, key, scope), at);
    if (item.value.kind === 'unknown') return [itemOf(item.value)];
    return [unknown(key.span, at.value.kind === 'unknown' ? at.value.reason : `${codeSpan(key.text)} is no key`)];
  });
}

/** The element of a known key. */
export function elementAt({ value }: Pick<Item, 'value'>, key: Primitive, span: Span): readonly Item[] {
  if (value.kind === 'external') return value.external.at(key, span);
  if (value.kind !== 'list') return attribute(itemOf(value), String(key), span);
  const element = value.elements[Number(key)];
  if (element && value.more === undefined) return element();
  return [value.more === undefined ? missing(span, String(key)) : unknown(span, value.more)];
}

/** The choice of a key that is not known: the same key is one choice, wherever it is asked for in the same scope. */
export function anyEntry({ value }: Pick<Item, 'value'>, key: Expression, scope: Scope): readonly Item[] {
  if (value.kind !== 'object') return [];
  const choice = choiceKey(key, scope);
  const known = [...value.entries].flatMap(([name, entry]) =>
    reached(entry.value(), { choices: new Map([[choice, choiceOf(name, name)]]), via: [] }),
  );
  return value.more === undefined && known.length > 0 ? known : [...known, unknown(key.span, value.more ?? 'it has no entries')];
}

export function choiceKey({ text }: Expression, scope: Scope): string {
  return text === 'terraform.workspace' ? text : `${scope.identityOf(text)} ${text.replaceAll(/\s+/g, ' ')}`;
}

function splatted({ value }: Item, accesses: readonly Access[], place: Place, scope: Scope): Item {
  const { span } = place;
  function each(element: Lazy): Lazy {
    return () => accessed(element(), accesses, place, scope);
  }
  if (value.kind === 'null') return itemOf({ kind: 'list', elements: [], span });
  if (value.kind === 'unknown') return itemOf(value);
  if (value.kind === 'list') return itemOf({ ...value, elements: value.elements.map(each), span });
  const instances = value.kind === 'external' ? value.external.elements() : undefined;
  return itemOf({ kind: 'list', elements: (instances ?? [() => [itemOf(value)]]).map(each), span });
}
