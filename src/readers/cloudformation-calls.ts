/** Intrinsic functions as templates write them: `!Ref x`, `Ref: x`, `Fn::If: [...]`. */
import { entriesOf, type Reached, stringAt } from './syntax/yaml-tree.ts';

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

/** The names that `Ref` and `Sub` mention below a place. */
export function referencesIn(place: Reached, depth = 0): readonly string[] {
  const call = callAt(place);
  if (depth > MAX_DEPTH) return [];
  if (call?.name === 'Ref') return [stringAt(call.argument) ?? ''];
  const { node, via } = call?.argument ?? place;
  if (node.kind === 'scalar') return call?.name === 'Sub' ? variablesIn(String(node.value)) : [];
  if (node.kind === 'map') return entriesOf({ node, via }).flatMap(({ value }) => referencesIn(value, depth + 1));
  if (node.kind !== 'list') return [];
  return node.items.flatMap((item, index) => {
    const inner = item.kind === 'alias' ? undefined : { node: item, via };
    if (!inner) return [];
    const isTemplate = call?.name === 'Sub' && index === 0;
    return isTemplate ? variablesIn(stringAt(inner) ?? '') : referencesIn(inner, depth + 1);
  });
}

function variablesIn(template: string): readonly string[] {
  return partsOf(template).flatMap((part) => (typeof part === 'string' ? [] : [part.variable]));
}

/** Literal text and variables of a template of `Sub`. */
export function partsOf(template: string): readonly (string | { readonly variable: string })[] {
  return template.split(/(?<variable>\$\{[^}]*\})/).map((part) => {
    if (!part.startsWith('${')) return part;
    const inside = part.slice(2, -1).trim();
    return inside.startsWith('!') ? `\${${inside.slice(1)}}` : { variable: inside };
  });
}
