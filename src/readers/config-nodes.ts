/** Looking things up in nodes of YAML and JSON. */
import type { ConfigEntry, ConfigNode } from '../model/fact.ts';
import type { Known } from '../model/value.ts';

/** The entries of a map; none for anything else. */
export function entriesOf(node: ConfigNode | undefined): readonly ConfigEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The items of a list; none for anything else. */
export function itemsOf(node: ConfigNode | undefined): readonly ConfigNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** What stands at a path of keys. */
export function valueAt(node: ConfigNode | undefined, ...keys: readonly string[]): ConfigNode | undefined {
  return keys.reduce((inner, key) => entryOf(inner, key)?.value, node);
}

/** The entry of a key. */
export function entryOf(node: ConfigNode | undefined, key: string): ConfigEntry | undefined {
  return entriesOf(node).find((entry) => entry.key.value === key);
}

/** The value of a scalar; `undefined` for anything else. */
export function scalarOf(node: ConfigNode | undefined): string | number | boolean | null | undefined {
  return node?.kind === 'scalar' ? node.value : undefined;
}

/** A text with its place; `undefined` for anything else. */
export function textOf(node: ConfigNode | undefined): Known<string> | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  return { kind: 'known', value: node.value, span: node.span, notation: node.value === node.source ? 'text' : 'composed', via: [] };
}
