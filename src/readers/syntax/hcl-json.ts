/** `.tf.json` and `.tfvars.json` as the bodies that HCL would give (https://developer.hashicorp.com/terraform/language/syntax/json). */
import type { Parser } from 'web-tree-sitter';
import type { ConfigEntry, ConfigNode } from '../../model/fact.ts';
import type { SourceText, Span } from '../../model/span.ts';
import { parseHcl, type ParsedHcl } from './hcl-parse.ts';
import { attributeOf, type Attribute, type Block, type Body, type Expression } from './hcl-tree.ts';
import { parseJson } from './json.ts';

/** How many labels the blocks of a type have. */
const LABELS: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['module', 1],
  ['variable', 1],
  ['output', 1],
  ['provider', 1],
  ['locals', 0],
  ['terraform', 0],
]);

/** What reads the texts in a file. */
type ReadText = (node: Extract<ConfigNode, { readonly kind: 'scalar' }>) => Expression;

/** The body of a `.tf.json` file: texts are templates there. */
export function parseConfiguration(parser: Parser, source: SourceText): ParsedHcl {
  const { root, problem } = parseJson(source, 'strict');
  const entries = (root?.kind === 'list' ? root.items : [root]).flatMap((node) => (node?.kind === 'map' ? node.entries : []));
  const blocks = entries.flatMap(({ key, value }) =>
    blocksIn(key.value, LABELS.get(key.value) ?? -1, [], value, key.span, (node) => templateAt(node, parser)),
  );
  const body: Body = { attributes: [], blocks, isBroken: problem !== undefined };
  return { body, ...(problem ? { problem } : {}) };
}

/** The body of a `.tfvars.json` file: texts are texts. */
export function parseValues(source: SourceText): ParsedHcl {
  const { root, problem } = parseJson(source, 'strict');
  const body: Body = { attributes: attributesOf(root, textAt), blocks: [], isBroken: problem !== undefined };
  return { body, ...(problem ? { problem } : {}) };
}

function blocksIn(
  type: string,
  missing: number,
  labels: readonly string[],
  node: ConfigNode,
  header: Span,
  read: ReadText,
): readonly Block[] {
  if (node.kind === 'list') return node.items.flatMap((item) => blocksIn(type, missing, labels, item, header, read));
  if (node.kind !== 'map' || missing < 0) return [];
  if (missing === 0) return [{ type, labels, header, body: { attributes: attributesOf(node, read), blocks: [], isBroken: false } }];
  return node.entries.flatMap(({ key, value }) => blocksIn(type, missing - 1, [...labels, key.value], value, key.span, read));
}

function attributesOf(node: ConfigNode | undefined, read: ReadText): readonly Attribute[] {
  const entries: readonly ConfigEntry[] = node?.kind === 'map' ? node.entries : [];
  return entries.map(({ key, value }) => ({ name: key.value, nameSpan: key.span, expression: expressionOf(value, read) }));
}

function expressionOf(node: ConfigNode, read: ReadText): Expression {
  const { span } = node;
  switch (node.kind) {
    case 'list':
      return { kind: 'list', span, text: '', items: node.items.map((item) => expressionOf(item, read)) };
    case 'map':
      return {
        kind: 'object',
        span,
        text: '',
        entries: node.entries.map((entry) => ({ key: keyOf(entry), value: expressionOf(entry.value, read) })),
      };
    case 'unknown':
      return { kind: 'broken', span, text: '', reason: node.reason };
    case 'scalar':
      break;
  }
  const { value, source: text } = node;
  if (value === null) return { kind: 'null', span, text };
  if (typeof value === 'string') return read(node);
  return { kind: 'literal', span, text, value, notation: typeof value === 'number' ? 'number' : 'keyword' };
}

function keyOf({ key: { value, span, notation } }: ConfigEntry): Expression {
  return { kind: 'literal', value, span, notation, text: value };
}

function textAt({ value, source, span }: Parameters<ReadText>[0]): Expression {
  return { kind: 'literal', value: String(value), span, text: source, notation: value === source ? 'text' : 'composed' };
}

const BEFORE_TEXT = 'x = "';

/** A template inside a text of JSON. Where it has escapes, its parts have no places of their own. */
function templateAt(node: Parameters<ReadText>[0], parser: Parser): Expression {
  const { value, source, span } = node;
  const text = String(value);
  if (!/[$%]\{/.test(text)) return textAt(node);
  const isPlain = text === source;
  const parsed = parseHcl(parser, { path: span.path, text: `${BEFORE_TEXT}${isPlain ? text : text.replaceAll('\n', String.raw`\n`)}"` });
  const expression = parsed.problem ? undefined : attributeOf(parsed.body, 'x')?.expression;
  if (!expression) return { kind: 'broken', span, text, reason: 'its template has a syntax error' };
  const offset = span.start - BEFORE_TEXT.length;
  return moved(
    expression,
    ({ path, start, end }) => (isPlain ? { path, start: start + offset, end: end + offset } : span),
    isPlain,
  ) as Expression;
}

/** The same expression at other places. */
function moved(part: unknown, move: (span: Span) => Span, isPlain: boolean): unknown {
  if (Array.isArray(part)) return part.map((item) => moved(item, move, isPlain));
  if (typeof part !== 'object' || part === null) return part;
  if ('path' in part && 'start' in part && 'end' in part) return move(part as Span);
  const entries = Object.entries(part).map(([key, value]) => [
    key,
    !isPlain && key === 'notation' ? 'composed' : moved(value, move, isPlain),
  ]);
  return Object.fromEntries(entries);
}
