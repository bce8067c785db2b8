/** Texts of HCL: quoted ones with escapes and interpolations, and heredocs. */
import type { Node } from 'web-tree-sitter';
import type { Span } from '../../model/span.ts';
import { broken, childrenOf, type ConvertedSource, PLACEHOLDER, writtenAt } from './hcl-nodes.ts';
import type { Expression, TemplatePart } from './hcl-tree.ts';

const ESCAPE = /\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|(?<mark>[$%])\k<mark>\{/gs;
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
/** A placeholder of Jinja, Go templates, cookiecutter and their like. */
const FOREIGN = /\{\{|<%|@@[A-Z_]+@@/;

/** `"text"`: the value is what the escapes stand for, the span the inside of the quotes. */
export function textLiteral(node: Node, source: ConvertedSource): Expression {
  return literalAt({ path: source.path, start: node.startIndex + 1, end: node.endIndex - 1 }, source) ?? broken(node, source, PLACEHOLDER);
}

function literalAt(span: Span, { text, parsed }: ConvertedSource): Expression | undefined {
  const raw = text.slice(span.start, span.end);
  if (FOREIGN.test(raw) || raw !== parsed.slice(span.start, span.end)) return undefined;
  const value = unescaped(raw);
  return { kind: 'literal', value, notation: value === raw ? 'text' : 'composed', span, text: raw };
}

/** A quoted template or a heredoc. One without any part but text, in quotes, is a plain text. */
export function templateOf(node: Node, source: ConvertedSource, read: (expression: Node) => Expression): Expression {
  const children = childrenOf(node);
  const isHeredoc = node.type === 'heredoc_template';
  const span = isHeredoc ? insideHeredoc(node, source) : { path: source.path, start: node.startIndex + 1, end: node.endIndex - 1 };
  const isIndented = children[0]?.text === '<<-';
  const parts: TemplatePart[] = [];
  let at = span.start;
  for (const child of children) {
    if (child.type !== 'template_interpolation' && child.type !== 'template_directive') continue;
    if (child.startIndex > at) parts.push(textPart({ ...span, start: at, end: child.startIndex }, source, isHeredoc));
    parts.push(valuePart(child, source, read));
    at = child.endIndex;
  }
  if (span.end > at) parts.push(textPart({ ...span, start: at }, source, isHeredoc));
  const text = source.text.slice(span.start, span.end);
  if (text !== source.parsed.slice(span.start, span.end)) return { kind: 'broken', span, text, reason: PLACEHOLDER };
  if (isHeredoc || parts.some(({ kind }) => kind !== 'text'))
    return { kind: 'template', parts: trimmed(parts, children), isHeredoc, isIndented, span, text };
  return literalAt(span, source) ?? broken(node, source, PLACEHOLDER);
}

/** From the line after the mark to the line of the closing mark. */
function insideHeredoc(node: Node, { path, text }: ConvertedSource): Span {
  const start = text.indexOf('\n', node.startIndex) + 1;
  const end = Math.max(start, text.lastIndexOf('\n', node.endIndex - 1) + 1);
  return { path, start, end };
}

function textPart(span: Span, { text }: ConvertedSource, isHeredoc: boolean): TemplatePart {
  const raw = text.slice(span.start, span.end);
  return { kind: 'text', value: isHeredoc ? raw.replaceAll(/(?<mark>[$%])\k<mark>\{/g, '$<mark>{') : unescaped(raw), span };
}

function valuePart(node: Node, source: ConvertedSource, read: (expression: Node) => Expression): TemplatePart {
  const { span } = writtenAt(node, source);
  const expression = node.type === 'template_interpolation' ? childrenOf(node).find(({ type }) => type === 'expression') : undefined;
  return expression ? { kind: 'value', expression: read(expression), span } : { kind: 'directive', span };
}

/** `${~ x ~}` takes the spaces around it away. */
function trimmed(parts: readonly TemplatePart[], children: readonly Node[]): readonly TemplatePart[] {
  const strips = new Map(
    children
      .map((child) => [child.startIndex, childrenOf(child).map(({ type }) => type)] as const)
      .filter(([, types]) => types.includes('strip_marker')),
  );
  if (strips.size === 0) return parts;
  function stripsAt(part: TemplatePart | undefined, place: 1 | -2): boolean {
    return part !== undefined && part.kind !== 'text' && strips.get(part.span.start)?.at(place) === 'strip_marker';
  }
  return parts.map((part, index) => {
    if (part.kind !== 'text') return part;
    const start = stripsAt(parts[index - 1], -2) ? part.value.trimStart() : part.value;
    return { ...part, value: stripsAt(parts[index + 1], 1) ? start.trimEnd() : start };
  });
}

function unescaped(raw: string): string {
  return raw.replaceAll(ESCAPE, (sequence, mark: string | undefined) => {
    if (mark !== undefined) return `${mark}{`;
    const letter = sequence.charAt(1);
    if (letter !== 'u' && letter !== 'U') return LETTERS.get(letter) ?? letter;
    const code = sequence.length > 2 ? Number.parseInt(sequence.slice(2), 16) : Number.NaN;
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : sequence;
  });
}
