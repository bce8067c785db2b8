/** What may stand in the configuration: text, lists and maps. Everything else that YAML knows is a flaw there. */
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import { codeSpan } from '../model/markdown.ts';
import type { SourceText, Span } from '../model/span.ts';
import type { Flaw } from './problem.ts';
import { didYouMean } from './suggest.ts';

/** A node of the document, with what it is called in messages. */
export interface Node {
  /** Markdown: `` `ignore` ``. */
  readonly name: string;
  readonly node: unknown;
  /** Where it is written, or its key where nothing is. */
  readonly offset: number;
}

/** Collects what is wrong while a text is read. */
export interface Reading {
  readonly source: SourceText;
  readonly flaws: Flaw[];
}

/** A text with its place; the span is the inside of its quotes. */
export interface Written {
  readonly value: string;
  readonly span: Span;
}

/** Parses a file; its scalars stay the text they are, whatever YAML 1.1 or 1.2 would make of `off` or `1.30`. */
export function parseSettings({ source, flaws }: Reading): Node | undefined {
  try {
    const document = parseDocument(source.text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
    const [error] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
    if (error) flaws.push({ offset: error.pos[0], message: `this is not valid YAML: ${codeSpan(error.message.split('\n', 1)[0] ?? '')}` });
    if (error || document.contents === null) return undefined;
    return { name: 'the configuration', node: document.contents, offset: document.contents.range?.[0] ?? 0 };
  } catch {
    flaws.push({ offset: 0, message: 'this cannot be parsed as YAML' });
    return undefined;
  }
}

/** Whether a key has nothing behind it. */
export function isEmpty({ node }: Node): boolean {
  return node === null || (isScalar(node) && node.type === 'PLAIN' && ['', '~', 'null'].includes(String(node.value)));
}

export function readText(item: Node, reading: Reading): Written | undefined {
  const { node, name, offset } = item;
  if (!isScalar(node) || typeof node.value !== 'string') return refuse(item, 'a text', reading);
  if (node.tag !== undefined) return refuse(item, 'a text', reading);
  if (isEmpty(item)) {
    reading.flaws.push({ offset, message: `${name} has no value` });
    return undefined;
  }
  return { value: node.value.trim(), span: insideOf(node, reading.source) };
}

function insideOf({ type, range }: Scalar, { path }: SourceText): Span {
  const [start, end] = range ?? [0, 0];
  const quote = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? 1 : 0;
  return { path, start: start + quote, end: Math.max(start + quote, end - quote) };
}

export function readList(item: Node, reading: Reading): readonly Node[] {
  const { node } = item;
  if (!isSeq(node) || node.tag !== undefined) return refuse(item, 'a list', reading) ?? [];
  return node.items.map((child, index) => ({
    name: `item ${index + 1} of ${item.name}`,
    node: child,
    offset: offsetOf(child, item.offset),
  }));
}

/** A key with what stands behind it. */
export interface Entry {
  readonly key: Written;
  readonly value: Node;
}

/** @param known the keys that there are; absent: any, and the caller judges them */
export function readMap(item: Node, reading: Reading, known?: readonly string[]): ReadonlyMap<string, Entry> | undefined {
  const { node } = item;
  const entries = new Map<string, Entry>();
  if (!isMap(node) || node.tag !== undefined) return refuse(item, 'a map', reading);
  for (const pair of node.items) {
    const keyNode: Node = { name: `a key of ${item.name}`, node: pair.key, offset: offsetOf(pair.key, item.offset) };
    const key = readText(keyNode, reading);
    if (key === undefined) continue;
    if (entries.has(key.value)) flaw(reading, keyNode, `${codeSpan(key.value)} is written twice in ${item.name}`);
    else if (known && !known.includes(key.value)) flaw(reading, keyNode, unknownKey(key.value, item, known));
    else entries.set(key.value, { key, value: valueOf(key, pair.value, keyNode) });
  }
  return entries;
}

function valueOf(key: Written, node: unknown, { offset }: Node): Node {
  return { name: codeSpan(key.value), node, offset: offsetOf(node, offset) };
}

function unknownKey(key: string, { name }: Node, known: readonly string[]): string {
  const suggestion = didYouMean(key, known) || `; there are ${known.map(codeSpan).join(', ')}`;
  return `${name} has no key ${codeSpan(key)}${suggestion}`;
}

/** A value that is not written begins where its key does. */
function offsetOf(node: unknown, otherwise: number): number {
  const isNode = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
  return isNode && node.range && node.range[0] !== node.range[1] ? node.range[0] : otherwise;
}

export function flaw({ flaws }: Reading, { offset }: Pick<Node, 'offset'>, message: string): void {
  flaws.push({ offset, message });
}

function refuse({ node, name, offset }: Node, wanted: string, { flaws }: Reading): undefined {
  flaws.push({ offset, message: `${name} is ${wanted}, not ${kindOf(node)}` });
}

function kindOf(node: unknown): string {
  if (isAlias(node)) return 'an alias; write out what it stands for';
  if ((isScalar(node) || isMap(node) || isSeq(node)) && node.tag !== undefined) return 'a value with a tag';
  return isMap(node) ? 'a map' : isSeq(node) ? 'a list' : isScalar(node) && node.value !== '' ? 'a text' : 'nothing';
}
