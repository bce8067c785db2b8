/** Files of templates: the text of a template without quotes around it, as `templatefile` fills it. */
import type { Span } from '../../model/span.ts';
import type { Expression, Template, TemplatePart } from './hcl-tree.ts';

const MARK = /\$\$\{|%%\{|(?<kind>[$%])\{/g;
/** `name`, `name.attribute`, `name["key"]`. */
const NAME = /^\s*(?<root>[A-Za-z_][\w-]*)(?<accesses>(?:\.[A-Za-z_][\w-]*|\["[^"\\]*"\])*)\s*$/;
const ACCESS = /\.(?<attribute>[A-Za-z_][\w-]*)|\["(?<key>[^"\\]*)"\]/g;

/** A file with parts as one template; other expressions than names and what is taken from them are not read. */
export function templateOfFile(path: string, text: string): Template {
  const whole: Span = { path, start: 0, end: text.length };
  return { kind: 'template', parts: partsOf(text, whole), isHeredoc: true, isIndented: false, span: whole, text };
}

/** A file that is taken as it is: what looks like a part is text. */
export function plainFile(path: string, text: string): Template {
  const span: Span = { path, start: 0, end: text.length };
  return { kind: 'template', parts: [{ kind: 'text', value: text, span }], isHeredoc: true, isIndented: false, span, text };
}

function partsOf(text: string, whole: Span): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  function textUpTo(end: number): void {
    const value = text.slice(at, end).replaceAll(/(?<mark>[$%])\k<mark>\{/g, '$<mark>{');
    if (end > at) parts.push({ kind: 'text', value, span: { ...whole, start: at, end } });
  }
  for (const { index, groups, 0: mark } of text.matchAll(MARK)) {
    const kind = groups?.['kind'];
    if (kind === undefined || index < at) continue;
    textUpTo(index);
    const end = endOf(text, index + mark.length);
    const span: Span = { ...whole, start: index, end };
    parts.push(kind === '%' ? { kind: 'directive', span } : { kind: 'value', expression: nameIn(text, span), span });
    at = end;
  }
  textUpTo(text.length);
  return parts;
}

/** Behind the brace that closes a part, or the end of the text; braces and quotes inside it count. */
function endOf(text: string, start: number): number {
  let depth = 1;
  let isQuoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (isQuoted && character === '\\') at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === '{') depth += 1;
    else if (!isQuoted && character === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function nameIn(text: string, { path, start, end }: Span): Expression {
  const span: Span = { path, start: start + 2, end: end - 1 };
  const inside = text.slice(span.start, span.end);
  if (text[span.end] !== '}') return { kind: 'broken', reason: 'a part of its template has no end', span, text: inside };
  const { root, accesses = '' } = NAME.exec(inside)?.groups ?? {};
  if (root === undefined) return { kind: 'broken', reason: 'its template computes it', span, text: inside };
  const names = [...accesses.matchAll(ACCESS)].map(({ groups }) => groups?.['attribute'] ?? groups?.['key'] ?? '');
  return { kind: 'traversal', root, accesses: names.map((name) => ({ kind: 'get', name })), span, text: inside };
}
