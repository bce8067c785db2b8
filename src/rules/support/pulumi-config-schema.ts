/** What the JSON schema of Pulumi's project file says of one entry of `config:` (sdk/go/common/workspace/project.json). */
import { editDistance } from '../../model/edit-distance.ts';
import type { ConfigEntry, ConfigNode } from '../../model/fact.ts';
import { CONFIG_TYPES, type ConfigType, scalarKind } from './pulumi-config-types.ts';

/** The attributes that an entry may have. */
export const ATTRIBUTES: readonly string[] = ['type', 'items', 'description', 'secret', 'default', 'value'];
const MAX_DISTANCE = 2;

export type SchemaFault =
  /** A number with a decimal point, or nothing, where a value stands. */
  | { readonly kind: 'float' | 'null'; readonly node: ConfigNode }
  /** `aws: { region: … }`: the parts of a key, nested. */
  | { readonly kind: 'nested'; readonly entry: ConfigEntry }
  | { readonly kind: 'attribute'; readonly entry: ConfigEntry; readonly meant?: string }
  | { readonly kind: 'type'; readonly node: ConfigNode };

/** Everything that the schema refuses and that has a rule; `undefined` where it refuses something else, or nobody can tell. */
export function schemaFaults(node: ConfigNode): readonly SchemaFault[] | undefined {
  if (node.kind === 'unknown') return undefined;
  if (node.kind === 'list') return [];
  if (node.kind === 'scalar') {
    const kind = scalarKind(node);
    return kind === undefined ? undefined : kind === 'float' || kind === 'null' ? [{ kind, node }] : [];
  }
  const attributes = node.entries.flatMap((entry) => attributeFault(entry, node.entries));
  const type = attributeOf(node, 'type');
  const types: SchemaFault[] = type && !isType(type) ? [{ kind: 'type', node: type }] : [];
  const faults = [...attributes, ...types];
  return faults.length === 0 && hasOtherFault(node) ? undefined : faults;
}

/** An attribute that is written, `null` included. */
export function attributeOf(node: ConfigNode, name: string): ConfigNode | undefined {
  return node.kind === 'map' ? node.entries.find(({ key }) => key.value === name)?.value : undefined;
}

/** The type that a declaration gives, with the types of its items; `undefined` where it gives none, or none that is valid. */
export function typeOf(node: ConfigNode | undefined): ConfigType | undefined {
  const type = node && attributeOf(node, 'type');
  if (!node || type?.kind !== 'scalar' || !isType(type)) return undefined;
  const items = attributeOf(node, 'items');
  const inner = typeOf(items);
  if (items && !inner) return undefined;
  return { name: String(type.value), ...(inner ? { items: inner } : {}) };
}

function isType(node: ConfigNode): boolean {
  return node.kind === 'unknown' || (node.kind === 'scalar' && typeof node.value === 'string' && CONFIG_TYPES.includes(node.value));
}

function attributeFault(entry: ConfigEntry, all: readonly ConfigEntry[]): readonly SchemaFault[] {
  if (ATTRIBUTES.includes(entry.key.value)) return [];
  const meant = meantAttribute(entry, all);
  if (meant !== undefined) return [{ kind: 'attribute', entry, meant }];
  const isDeclaration = all.some(({ key }) => ATTRIBUTES.includes(key.value) || nearest(key.value) !== undefined);
  return [{ kind: isDeclaration ? 'attribute' : 'nested', entry }];
}

/** The attribute that a misspelt key means, where its value could be one of that attribute. */
function meantAttribute({ key, value }: ConfigEntry, all: readonly ConfigEntry[]): string | undefined {
  const name = nearest(key.value);
  if (name === undefined || all.some((other) => other.key.value === name)) return undefined;
  if (name === 'default' || name === 'value') return name;
  if (name === 'items') return value.kind === 'map' ? name : undefined;
  if (value.kind !== 'scalar') return undefined;
  return typeof value.value === (name === 'secret' ? 'boolean' : 'string') ? name : undefined;
}

function nearest(word: string): string | undefined {
  const distances = ATTRIBUTES.map((name) => ({ name, distance: editDistance(name, word.toLowerCase(), MAX_DISTANCE) }));
  const least = Math.min(...distances.map(({ distance }) => distance));
  const found = distances.filter(({ distance }) => distance === least);
  return least <= MAX_DISTANCE && found.length === 1 ? found[0]?.name : undefined;
}

/** What the schema asks of the other attributes. */
function hasOtherFault(node: ConfigNode): boolean {
  const [description, secret, items] = ['description', 'secret', 'items'].map((name) => attributeOf(node, name));
  if (description && !(description.kind === 'scalar' && typeof description.value === 'string')) return true;
  if (secret && !(secret.kind === 'scalar' && typeof secret.value === 'boolean')) return true;
  if (attributeOf(node, 'type')?.kind === 'unknown') return true;
  return items !== undefined && !isItems(items);
}

/** `type` is required, and `items` in an array of arrays. */
function isItems(items: ConfigNode): boolean {
  const type = typeOf(items);
  return type !== undefined && (type.name !== 'array' || type.items !== undefined);
}
