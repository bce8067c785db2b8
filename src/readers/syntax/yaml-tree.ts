/** YAML and JSON of programs as a tree with places: tags are kept, aliases lead on to what they stand for. */
import type { Notation } from '../../model/notation.ts';
import type { Span } from '../../model/span.ts';
import type { Step } from '../../model/value.ts';
import { BROKEN } from './yaml-breaks.ts';

export type Primitive = string | number | boolean;

interface Placed {
  readonly span: Span;
  /** A tag of an application, as it is written: `!Ref`. */
  readonly tag?: string;
}

/** The span of a scalar is the inside of its quotes, and `source` the text there. */
export interface YamlScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: Primitive | null;
  readonly source: string;
  readonly notation: Notation;
}

export interface YamlList extends Placed {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlMap extends Placed {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  /** What `<<` merges into it, nearest first. */
  readonly merged: readonly YamlNode[];
  /** A syntax error lies in it or at its end: what is not here may be there. */
  readonly isIncomplete?: true;
}

export interface YamlEntry {
  readonly key: string;
  readonly span: Span;
  readonly value: YamlNode;
}

/** `*name`, whose target is a node of the same document, so a document is never a circle; or a variable of the script around. */
export interface YamlAlias {
  readonly kind: 'alias';
  readonly span: Span;
  /** As it is written, for people. */
  readonly note: string;
  readonly target: YamlNode;
}

export interface YamlUnknown {
  readonly kind: 'unknown';
  readonly span: Span;
  readonly reason: string;
}

export type YamlNode = YamlScalar | YamlList | YamlMap | YamlAlias | YamlUnknown;

/** A node, and the aliases that led to it. */
export interface Reached {
  readonly node: Exclude<YamlNode, YamlAlias>;
  readonly via: readonly Step[];
}

/** One entry of a map, merged ones included. */
export interface ReachedEntry {
  readonly key: string;
  readonly span: Span;
  readonly value: Reached;
}

/** Nobody chains more of them. */
const MAX_ALIASES = 32;

/** What a node stands for. */
export function reach(node: YamlNode, through: readonly Step[] = []): Reached {
  let [current, via] = [node, through];
  for (let count = 0; current.kind === 'alias'; count += 1) {
    if (count > MAX_ALIASES)
      return { node: { kind: 'unknown', span: node.span, reason: 'it is an alias of too many others' }, via: through };
    via = [{ span: current.span, note: current.note }, ...via];
    current = current.target;
  }
  return { node: current, via };
}

/** The entries of a map, of those it merges where it has none itself; none for anything else. */
export function entriesOf(place: Reached | undefined): readonly ReachedEntry[] {
  const found = new Map<string, ReachedEntry>();
  if (place) collect(place, found, new Set());
  return [...found.values()];
}

/** A map that is merged once says nothing new when it is merged again, which keeps this linear. */
function collect({ node, via }: Reached, found: Map<string, ReachedEntry>, seen: Set<YamlNode>): void {
  if (node.kind !== 'map' || seen.has(node)) return;
  seen.add(node);
  for (const { key, span, value } of node.entries) {
    if (!found.has(key)) found.set(key, { key, span, value: reach(value, via) });
  }
  for (const part of node.merged) collect(reach(part, via), found, seen);
}

/** The entry of a key. */
export function entryOf(place: Reached | undefined, key: string): ReachedEntry | undefined {
  if (place?.node.kind !== 'map') return undefined;
  const own = place.node.entries.find((entry) => entry.key === key);
  if (own) return { key, span: own.span, value: reach(own.value, place.via) };
  return place.node.merged.length === 0 ? undefined : entriesOf(place).find((entry) => entry.key === key);
}

/** What stands at a path of keys. */
export function at(place: Reached | undefined, ...keys: readonly string[]): Reached | undefined {
  return keys.reduce((inner, key) => entryOf(inner, key)?.value, place);
}

/** The same; unknown where broken YAML may have swallowed the key. */
export function fieldAt(place: Reached | undefined, ...keys: readonly string[]): Reached | undefined {
  let [inner, around] = [place, place];
  for (const key of keys) {
    if (inner?.node.kind === 'map') around = inner;
    const entry = entryOf(inner, key);
    if (!entry) return swallowedIn(around);
    inner = entry.value;
  }
  return inner;
}

/** What stands for a key that a map lacks. */
export function swallowedIn(map: Reached | undefined): Reached | undefined {
  if (map?.node.kind !== 'map' || map.node.isIncomplete !== true) return undefined;
  const { span } = map.node;
  return { node: { kind: 'unknown', span: { ...span, end: span.start }, reason: BROKEN }, via: map.via };
}

/** The items of a list; none for anything else. */
export function itemsOf(place: Reached | undefined): readonly Reached[] {
  return place?.node.kind === 'list' ? place.node.items.map((item) => reach(item, place.via)) : [];
}

/** The text of a scalar, as programs see it; `undefined` for anything else, and where an application gives the text a meaning of its own. */
export function stringAt(place: Reached | undefined): string | undefined {
  const node = place?.node;
  return node?.kind === 'scalar' && node.value !== null && node.tag === undefined ? String(node.value) : undefined;
}
