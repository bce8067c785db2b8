/** The types of Pulumi's configuration, and which values the CLI takes for them (`ValidateConfigValue`, sdk/go/common/workspace/project.go). */
import type { ConfigNode } from '../../model/fact.ts';
import type { Edit } from '../../model/finding.ts';
import type { Span } from '../../model/span.ts';

export const CONFIG_TYPES: readonly string[] = ['string', 'integer', 'boolean', 'array', 'object'];

export interface ConfigType {
  readonly name: string;
  /** Of the items of an array. */
  readonly items?: ConfigType;
}

/** `array<string>`, as the CLI writes it. */
export function typeText({ name, items }: ConfigType): string {
  return items ? `array<${typeText(items)}>` : name;
}

type ScalarNode = Extract<ConfigNode, { kind: 'scalar' }>;

/** What the CLI's YAML parser and ours may take for different things: `1_000`, `0b101`, `2026-11-26`. */
const AMBIGUOUS = /^[-+]?(?:0[bBoO]|\.?\d[\d.]*_|\d{4}-\d{1,2}-\d{1,2})/;

/** The kind of a scalar; `undefined` where parsers disagree. */
export function scalarKind({ value, source, quoted }: ScalarNode): 'string' | 'integer' | 'float' | 'boolean' | 'null' | undefined {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return quoted || !AMBIGUOUS.test(source) ? 'string' : undefined;
  if (!Number.isInteger(value) || /[.eE]/.test(source)) return Number.isFinite(value) ? 'float' : undefined;
  return Number.isSafeInteger(value) ? 'integer' : undefined;
}

/** Whether a value in a project file, or inside a list, is of a type; `undefined` where nobody can tell. */
export function isOfType(type: ConfigType, node: ConfigNode): boolean | undefined {
  if (node.kind === 'unknown') return undefined;
  if (node.kind === 'map') return isSecret(node) ? undefined : type.name === 'object';
  if (node.kind === 'list') return isListOf(type, node.items);
  switch (scalarKind(node)) {
    case undefined:
      return undefined;
    case 'string':
      return isTextOfType(type, String(node.value), true);
    case 'integer':
      return type.name === 'integer';
    case 'float':
      return type.name === 'integer' && Number.isInteger(node.value);
    case 'boolean':
      return type.name === 'boolean';
    case 'null':
      return false;
  }
}

/** Whether a value of a stack file is of a type. A scalar there is text to the CLI, however it is spelled. */
export function isStackValueOfType(type: ConfigType, node: ConfigNode): boolean | undefined {
  if (node.kind !== 'scalar') return isOfType(type, node);
  const kind = scalarKind(node);
  if (kind === undefined) return isTextOfType(type, '', false);
  if (kind === 'float') return isTextOfType(type, Number.isInteger(node.value) ? '0' : '0.5', true);
  return isTextOfType(type, kind === 'null' ? '' : String(node.value), true);
}

/** `{ secure: … }`, whose value only the owner of the key can read. */
export function isSecret(node: ConfigNode): boolean {
  return node.kind === 'map' && node.entries.length === 1 && node.entries[0]?.key.value === 'secure';
}

/** A text as the value of a type; where only its being a text is known, that alone decides. */
function isTextOfType(type: ConfigType, text: string, isKnown: boolean): boolean | undefined {
  if (type.name === 'string') return true;
  if (type.name === 'array' || type.name === 'object') return false;
  if (!isKnown) return undefined;
  // Go reads 64 bits; 18 digits always fit
  if (type.name === 'integer') return /^[-+]?\d+$/.test(text) && (text.length <= 18 || undefined);
  return type.name === 'boolean' ? text === 'true' || text === 'false' : undefined;
}

function isListOf({ name, items }: ConfigType, nodes: readonly ConfigNode[]): boolean | undefined {
  if (name !== 'array' || items === undefined) return false;
  const answers = nodes.map((node) => isOfType(items, node));
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** The text of a scalar as it is spelled; nothing for anything else. */
export function sourceOf(node: ConfigNode): string {
  return node.kind === 'scalar' ? node.source : '';
}

/** Where a node stands; its key where it is not written at all. */
export function placeOf(node: ConfigNode, key: Span): Span {
  return node.span.start === node.span.end ? key : node.span;
}

/** Whether two nodes are the same scalar, of the same kind. */
export function sameScalar(a: ConfigNode, b: ConfigNode): boolean {
  return (
    a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value && scalarKind(a) !== undefined && scalarKind(a) === scalarKind(b)
  );
}

/** The edit that makes a number or a boolean text, every character kept. */
export function quotedText(node: ConfigNode): Edit | undefined {
  if (node.kind !== 'scalar' || node.quoted || !/^[\w.+-]+$/.test(node.source)) return undefined;
  return { span: node.span, newText: `"${node.source}"` };
}
