/** YAML as nodes with places: comments, line ends and spellings stay as they are in the file. */
import { isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import type { ConfigEntry, ConfigNode } from '../../model/fact.ts';
import type { Problem } from '../../model/finding.ts';
import type { Slot } from '../../model/slot.ts';
import type { SourceText, Span } from '../../model/span.ts';
import type { Known } from '../../model/value.ts';
import { type Break, BROKEN, isBroken } from './yaml-breaks.ts';

/** What a file of YAML or JSON holds. */
export interface ParsedConfig {
  /** Absent: the file holds nothing, or nothing could be made of it. */
  readonly root?: ConfigNode;
  /** The first thing that is wrong with the text. */
  readonly problem?: Problem;
}

/** What a conversion needs of its file, and what it finds wrong. */
interface Conversion extends SourceText {
  readonly problems: Problem[];
  readonly breaks: Break[];
}

/** Nobody nests a configuration deeper; what lies below is unknown. */
const MAX_DEPTH = 64;
const CORE_TAGS = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`));

/** Parses the first document of a file. Broken syntax gives what could be made of it and a problem. */
export function parseYaml(source: SourceText): ParsedConfig {
  const conversion: Conversion = { ...source, problems: [], breaks: [] };
  try {
    const document = parseDocument(source.text, { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
    for (const { code, pos } of document.errors) {
      complain(conversion, pos[0], code.toLowerCase().replaceAll('_', ' '));
      conversion.breaks.push(pos);
    }
    const root = document.contents === null ? undefined : nodeOf(document.contents, conversion, 0);
    return { ...(root ? { root } : {}), ...firstOf(conversion.problems) };
  } catch {
    return { problem: { path: source.path, message: 'could not be parsed as YAML; it was not read' } };
  }
}

function complain({ path, problems }: Conversion, offset: number, what: string): void {
  problems.push({ path, offset, message: `has a syntax error: ${what}; what could be read was read` });
}

function firstOf(problems: readonly Problem[]): { readonly problem?: Problem } {
  const [problem] = problems.toSorted((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
  return problem ? { problem } : {};
}

function nodeOf(node: unknown, source: Conversion, depth: number): ConfigNode {
  const span = spanOf(node, source);
  if (depth > MAX_DEPTH) return { kind: 'unknown', span, reason: 'it is nested too deeply' };
  if (isAlias(node)) return { kind: 'unknown', span, reason: 'it is an alias' };
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return { kind: 'unknown', span, reason: 'it has no value' };
  if (node.tag !== undefined && !CORE_TAGS.has(node.tag)) return { kind: 'unknown', span, reason: 'it has a tag of its own' };
  if (isScalar(node)) return scalarOf(node, span, source);
  if (isSeq(node)) return { kind: 'list', span, items: node.items.map((item) => nodeOf(item, source, depth + 1)) };
  return mapOf(node, span, source, depth);
}

function spanOf(node: unknown, { path }: SourceText): Span {
  const [start, end] = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range ?? [0, 0]) : [0, 0];
  return { path, start, end };
}

function isQuoted({ type }: Scalar): boolean {
  return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
}

function scalarOf(node: Scalar, whole: Span, { text, breaks }: Conversion): ConfigNode {
  const { value } = node;
  if (value !== null && typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return { kind: 'unknown', span: whole, reason: 'it is no plain value' };
  if (isBroken(node, breaks)) return { kind: 'unknown', span: whole, reason: BROKEN };
  const quoted = isQuoted(node);
  const span = quoted ? { ...whole, start: whole.start + 1, end: Math.max(whole.start + 1, whole.end - 1) } : whole;
  return { kind: 'scalar', span, value, source: text.slice(span.start, span.end), quoted };
}

function mapOf(map: YAMLMap, span: Span, source: Conversion, depth: number): ConfigNode {
  const seen = new Set<string>();
  const entries: ConfigEntry[] = [];
  for (const [index, pair] of map.items.entries()) {
    const { key: node } = pair;
    if (!isScalar(node)) return { kind: 'unknown', span, reason: 'one of its keys is no text' };
    if (node.value === '<<' && !isQuoted(node)) return { kind: 'unknown', span, reason: 'it merges another map' };
    const key = keyOf(node, source);
    if (seen.has(key.value)) complain(source, key.span.start, 'duplicate key');
    seen.add(key.value);
    const removal = removalOf(map, index, source);
    const value: ConfigNode = typeof node.value === 'string' ? valueOf(pair, key, source, depth) : keyIsNoText(key.span);
    entries.push({ key, value, ...(removal ? { removal } : {}) });
  }
  const slot = slotOf(map, source);
  return { kind: 'map', span, entries, ...(slot ? { slot } : {}) };
}

function keyIsNoText(span: Span): ConfigNode {
  return { kind: 'unknown', span, reason: 'its key is no text' };
}

function keyOf(node: Scalar, { path, text }: SourceText): Known<string> {
  const { start, end } = spanOf(node, { path, text });
  const span = isQuoted(node) ? { path, start: start + 1, end: Math.max(start + 1, end - 1) } : { path, start, end };
  const written = text.slice(span.start, span.end);
  const value = typeof node.value === 'string' ? node.value : written;
  return { kind: 'known', value, span, notation: value === written ? 'text' : 'composed', via: [] };
}

/** A value that is not written stands right behind its colon, before any comment. */
function valueOf({ value, srcToken }: Pair, key: Known<string>, source: Conversion, depth: number): ConfigNode {
  if (value !== null && !(isScalar(value) && value.value === null && value.source === '')) return nodeOf(value, source, depth + 1);
  const colon = srcToken?.sep?.find(({ type }) => type === 'map-value-ind')?.offset;
  if (colon === undefined) return { kind: 'unknown', span: key.span, reason: 'it has no colon' };
  if (srcToken?.sep?.some(({ type }) => type === 'anchor' || type === 'tag'))
    return { kind: 'unknown', span: key.span, reason: 'it has a tag' };
  return { kind: 'scalar', span: { path: source.path, start: colon + 1, end: colon + 1 }, value: null, source: '', quoted: false };
}

/** In a block the whole lines of an entry, in a flow map its text and one comma. */
function removalOf(map: YAMLMap, index: number, { path, text }: SourceText): Span | undefined {
  if (map.items.length < 2) return undefined;
  const [start, end] = extentOf(map.items[index]);
  if (map.flow === true) {
    const next = extentOf(map.items[index + 1])[0];
    const span = next > 0 ? { path, start, end: next } : { path, start: extentOf(map.items[index - 1])[1], end };
    const removed = text.slice(span.start, span.end);
    return /[#\r\n]/.test(removed) || !(next > 0 ? /, *$/ : /^ *,/).test(removed) ? undefined : span;
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start).trim() !== '') return undefined;
  const lineEnd = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1;
  return { path, start: lineStart, end: lineEnd === 0 ? text.length : lineEnd };
}

function extentOf(pair: Pair | undefined): readonly [start: number, end: number] {
  const key = isScalar(pair?.key) ? pair.key.range : undefined;
  const value = isScalar(pair?.value) || isMap(pair?.value) || isSeq(pair?.value) || isAlias(pair?.value) ? pair.value.range : undefined;
  return [key?.[0] ?? 0, Math.max(key?.[1] ?? 0, value && value[0] !== value[1] ? value[1] : 0)];
}

/** Before the first entry, which keeps its place in the line. */
function slotOf(map: YAMLMap, { path, text }: SourceText): Slot | undefined {
  const [start] = extentOf(map.items[0]);
  if (map.items.length === 0) return undefined;
  const span = { path, start, end: start };
  if (map.flow === true) return { span, before: '', after: ', ' };
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start);
  const lineBreak = lineEnd > 0 && text[lineEnd - 1] === '\r' ? '\r\n' : '\n';
  return { span, before: '', after: lineBreak + text.slice(lineStart, start).replaceAll(/\S/g, ' ').replace('\uFEFF', '') };
}
