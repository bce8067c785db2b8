/** Intrinsic functions as templates write them: `!Ref x`, `Ref: x`, `Fn::If: [...]`. */
import { entriesOf, itemsOf, type Reached, stringAt } from './syntax/yaml-tree.ts';

export interface Call {
  /** Without `Fn::`: `Ref`, `If`. */
  readonly name: string;
  readonly argument: Reached;
  readonly place: Reached;
}

const FUNCTION = /^(?:Fn::(?<name>\w+)|(?<plain>Ref|Condition))$/;
const MAX_DEPTH = 40;

/** The call that stands at a place; `undefined` where it is plain data. */
export function callAt(place: Reached): Call | undefined {
  const { node, via } = place;
  if (node.kind === 'unknown') return undefined;
  if (node.tag !== undefined) {
    const { tag, ...untagged } = node;
    return { name: tag.replace(/^!/, ''), argument: { node: untagged, via }, place };
  }
  if (node.kind !== 'map' || node.entries.length !== 1) return undefined;
  const [entry] = entriesOf(place);
  const groups = entry && FUNCTION.exec(entry.key)?.groups;
  const name = groups?.['name'] ?? groups?.['plain'];
  return entry && name !== undefined ? { name, argument: entry.value, place } : undefined;
}

/** The names that `Ref` and `Sub` mention below a place. A node that several aliases lead to is looked at once. */
export function referencesIn(place: Reached, seen: Set<unknown> = new Set(), depth = 0): readonly string[] {
  if (depth > MAX_DEPTH || seen.has(place.node)) return [];
  seen.add(place.node);
  const call = callAt(place);
  if (call?.name === 'Ref') return [stringAt(call.argument) ?? ''];
  const inside = call?.argument ?? place;
  const text = stringAt(inside);
  if (text !== undefined) return call?.name === 'Sub' ? variablesIn(text) : [];
  const [template] = call?.name === 'Sub' ? itemsOf(inside) : [];
  const parts = [...itemsOf(inside), ...entriesOf(inside).map(({ value }) => value)];
  return [...variablesIn(stringAt(template) ?? ''), ...parts.flatMap((part) => referencesIn(part, seen, depth + 1))];
}

function variablesIn(template: string): readonly string[] {
  return partsOf(template).flatMap((part) => (typeof part === 'string' ? [] : [part.variable]));
}

/** Literal text and variables of a template of `Sub`. */
export function partsOf(template: string): readonly (string | { readonly variable: string })[] {
  return template.split(/(?<variable>\$\{[^}$]*\})/).map((part) => {
    if (!part.startsWith('${') || !part.endsWith('}')) return part;
    const inside = part.slice(2, -1).trim();
    return inside.startsWith('!') ? `\${${inside.slice(1)}}` : { variable: inside };
  });
}
