/** From what the parsers give to the tree that readers walk. */
import { type Alias, type Document, isAlias, isCollection, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { ConfigNode } from '../../model/fact.ts';
import type { Notation } from '../../model/notation.ts';
import type { Span } from '../../model/span.ts';
import { type Break, BROKEN, isBroken, isIncomplete, withBlanks } from './yaml-breaks.ts';
import type { Primitive, YamlEntry, YamlNode } from './yaml-tree.ts';

/** Where the text of a document stands. */
export interface Origin {
  readonly path: string;
  /** The document as it is in the file. */
  readonly text: string;
  /** The text that was parsed: of the same length, with templates made unreadable. */
  readonly masked: string;
  /** The offset of both in the file. */
  readonly offset: number;
  /** What a script puts at a place before anybody reads it as YAML; `undefined` where that is not known. */
  readonly fill?: Fill;
}

/** The node that a text stands for, such as `${VERSION}`. */
export type Fill = (written: string, span: Span) => YamlNode | undefined;

interface Conversion extends Origin {
  /** By anchor, what was seen last; an alias inside its own anchor finds nothing. */
  readonly anchors: Map<string, YamlNode>;
  readonly breaks: readonly Break[];
  /** The breaks with the blanks before them. */
  readonly widened: readonly Break[];
}

/** Nobody nests a program deeper; what lies below is unknown. */
const MAX_DEPTH = 100;
const CORE_TAGS = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`));

/** The content of a document; `undefined` where it holds none. */
export function treeOf(document: Document, origin: Origin): YamlNode | undefined {
  if (document.contents === null) return undefined;
  const breaks = document.errors.map(({ pos }) => pos);
  const widened = breaks.map((pos) => withBlanks(origin.masked, pos));
  return nodeOf(document.contents, { ...origin, anchors: new Map(), breaks, widened }, 0);
}

function nodeOf(node: unknown, source: Conversion, depth: number): YamlNode {
  if (isAlias(node)) return aliasOf(node, source);
  if (!isScalar(node) && !isCollection(node)) return { kind: 'unknown', span: spanOf([0, 0], source), reason: 'it has no value' };
  const converted = depth > MAX_DEPTH ? tooDeep(spanOf(node.range, source)) : contentOf(node, source, depth);
  const tagged =
    node.tag === undefined || CORE_TAGS.has(node.tag) || converted.kind === 'unknown' || converted.kind === 'alias'
      ? converted
      : { ...converted, tag: node.tag };
  if (node.anchor !== undefined) source.anchors.set(node.anchor, tagged);
  return tagged;
}

function tooDeep(span: Span): YamlNode {
  return { kind: 'unknown', span, reason: 'it is nested too deeply' };
}

function spanOf(range: readonly number[] | null | undefined, { path, offset }: Origin): Span {
  return { path, start: offset + (range?.[0] ?? 0), end: offset + (range?.[1] ?? 0) };
}

function aliasOf({ source: name, range }: Alias, source: Conversion): YamlNode {
  const span = spanOf(range, source);
  const target = source.anchors.get(name);
  return target ? { kind: 'alias', span, note: `*${name}`, target } : { kind: 'unknown', span, reason: 'it is an alias of nothing' };
}

function contentOf(node: unknown, source: Conversion, depth: number): YamlNode {
  if (isScalar(node)) return scalarOf(node, source);
  if (isMap(node)) return mapOf(node, source, depth);
  const items = isSeq(node) ? node.items : [];
  const range = isSeq(node) ? node.range : undefined;
  return { kind: 'list', span: spanOf(range, source), items: items.map((item) => nodeOf(item, source, depth + 1)) };
}

function isQuoted({ type }: Scalar): boolean {
  return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
}

function scalarOf(node: Scalar, source: Conversion): YamlNode {
  const { value } = node;
  const [from, to] = node.range ?? [0, 0];
  const [start, end] = isQuoted(node) ? [from + 1, Math.max(from + 1, to - 1)] : [from, to];
  const span = spanOf([start, end], source);
  if (isBroken(node, source.breaks)) return { kind: 'unknown', span, reason: BROKEN };
  const written = source.text.slice(start, end);
  const filled = source.fill?.(written, span);
  if (filled) return filled;
  if (written !== source.masked.slice(start, end)) return { kind: 'unknown', span, reason: 'it is filled in by a template' };
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'scalar', span, value, source: written, notation: value === null ? 'text' : notationOf(value, written) };
  return { kind: 'unknown', span, reason: 'it is no plain value' };
}

function notationOf(value: Primitive, written: string): Notation {
  if (typeof value === 'string') return value === written ? 'text' : 'composed';
  if (typeof value === 'number') return Number(written) === value ? 'number' : 'composed';
  return String(value) === written ? 'keyword' : 'composed';
}

function mapOf(map: YAMLMap, source: Conversion, depth: number): YamlNode {
  const entries = new Map<string, YamlEntry>();
  const merged: YamlNode[] = [];
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue;
    const span = spanOf(key.range, source);
    const node = valueOf(value, span, source, depth);
    if (key.value === '<<' && !isQuoted(key)) merged.push(...mergedBy(node));
    else put(entries, { key: keyOf(key), span, value: node });
  }
  const broken = isIncomplete(map.range, source.widened) ? ({ isIncomplete: true } as const) : {};
  return { kind: 'map', span: spanOf(map.range, source), entries: [...entries.values()], merged, ...broken };
}

function keyOf({ value, source }: Scalar): string {
  return typeof value === 'string' ? value : (source ?? String(value));
}

/** Tools differ in which of two equal keys they take. */
function put(entries: Map<string, YamlEntry>, entry: YamlEntry): void {
  const value: YamlNode = { kind: 'unknown', span: entry.value.span, reason: 'its key is written twice' };
  entries.set(entry.key, entries.has(entry.key) ? { ...entry, value } : entry);
}

function valueOf(value: Pair['value'], key: Span, source: Conversion, depth: number): YamlNode {
  if (value !== null) return nodeOf(value, source, depth + 1);
  return { kind: 'scalar', span: { ...key, start: key.end }, value, source: '', notation: 'text' };
}

function mergedBy(node: YamlNode): readonly YamlNode[] {
  const target = node.kind === 'alias' ? node.target : node;
  return target.kind === 'list' ? target.items : [node];
}

/**
 * JSON in the same form.
 *
 * @param broken where its first error is: what lies behind may be lost
 */
export function treeOfJson(node: ConfigNode, broken = Infinity): YamlNode {
  switch (node.kind) {
    case 'unknown':
      return node;
    case 'list':
      return { kind: 'list', span: node.span, items: node.items.map((item) => treeOfJson(item, broken)) };
    case 'map':
      return {
        kind: 'map',
        span: node.span,
        merged: [],
        entries: node.entries.map(({ key, value }) => ({ key: key.value, span: key.span, value: treeOfJson(value, broken) })),
        ...(node.span.end >= broken ? { isIncomplete: true } : {}),
      };
    case 'scalar': {
      const { span, value, source } = node;
      return { kind: 'scalar', span, value, source, notation: value === null ? 'text' : notationOf(value, source) };
    }
  }
}
