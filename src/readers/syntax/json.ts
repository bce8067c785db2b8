/** JSON as nodes with places, in the form that YAML has here; with comments and trailing commas where a tool allows them. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { ConfigEntry, ConfigNode } from '../../model/fact.ts';
import type { Problem } from '../../model/finding.ts';
import type { SourceText, Span } from '../../model/span.ts';
import type { ParsedConfig } from './yaml.ts';

/** The parser descends on the stack; nobody writes JSON that is nested deeper. */
const MAX_DEPTH = 200;
const STRING_OR_BRACKET = /"(?:[^"\\]|\\[^])*"|[[\]{}]/g;

/**
 * Parses a file. Broken syntax gives what could be made of it and a problem.
 *
 * @param flavour `strict` as `JSON.parse`, `comments` as tsconfig.json and .eslintrc
 */
export function parseJson(source: SourceText, flavour: 'strict' | 'comments'): ParsedConfig {
  // a byte order mark is no token of the parser; a space keeps the offsets
  const text = source.text.startsWith('\uFEFF') ? ` ${source.text.slice(1)}` : source.text;
  if (isTooDeep(text)) return { problem: { path: source.path, message: 'is nested too deeply to be analysed; it was not read' } };
  const errors: ParseError[] = [];
  const relaxed = flavour === 'comments';
  const tree = parseTree(text, errors, { disallowComments: !relaxed, allowTrailingComma: relaxed, allowEmptyContent: true });
  const [error] = errors;
  return {
    ...(tree ? { root: nodeOf(tree, source.path, text, relaxed) } : {}),
    ...(error ? { problem: problemOf(source.path, error) } : {}),
  };
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(STRING_OR_BRACKET)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function problemOf(path: string, { error, offset }: ParseError): Problem {
  const what = printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])[A-Z]/g, ' $&')
    .toLowerCase();
  return { path, offset, message: `has a syntax error: ${what}; what could be read was read` };
}

function nodeOf(node: Node, path: string, text: string, relaxed: boolean): ConfigNode {
  const span = { path, start: node.offset, end: node.offset + node.length };
  const children = node.children ?? [];
  if (node.type === 'array') return { kind: 'list', span, items: children.map((child) => nodeOf(child, path, text, relaxed)) };
  if (node.type === 'object') return { kind: 'map', span, entries: entriesOf(children, path, text, relaxed) };
  const value: unknown = node.value;
  const quoted = node.type === 'string';
  if (quoted && !/^"[^]*"$/.test(text.slice(span.start, span.end)))
    return { kind: 'unknown', span, reason: 'its closing quote is missing' };
  const inside = quoted ? withoutQuotes(span) : span;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean' && value !== null)
    return { kind: 'unknown', span, reason: 'it has no value' };
  return { kind: 'scalar', span: inside, value, source: text.slice(inside.start, inside.end), quoted };
}

/** Of a key that is written twice the last one counts. */
function entriesOf(properties: readonly Node[], path: string, text: string, relaxed: boolean): readonly ConfigEntry[] {
  const entries = new Map<string, ConfigEntry>();
  for (const [index, property] of properties.entries()) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    const span = withoutQuotes({ path, start: key.offset, end: key.offset + key.length });
    const name = String(key.value);
    const notation = text.slice(span.start, span.end) === name ? 'text' : 'composed';
    const removal = relaxed ? undefined : removalOf(properties, index, path);
    entries.delete(name);
    entries.set(name, {
      key: { kind: 'known', value: name, span, notation, via: [] },
      value: nodeOf(value, path, text, relaxed),
      ...(removal ? { removal } : {}),
    });
  }
  return [...entries.values()];
}

function withoutQuotes({ path, start, end }: Span): Span {
  return { path, start: start + 1, end: Math.max(start + 1, end - 1) };
}

/** Up to the next property, or from the end of the one before. */
function removalOf(properties: readonly Node[], index: number, path: string): Span | undefined {
  const property = properties[index];
  const next = properties[index + 1];
  const previous = properties[index - 1];
  if (property && next) return { path, start: property.offset, end: next.offset };
  if (property && previous) return { path, start: previous.offset + previous.length, end: property.offset + property.length };
  return undefined;
}
