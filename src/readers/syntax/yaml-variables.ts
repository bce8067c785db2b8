/** Variables of shell scripts that stand for values in the YAML of a heredoc: those that a script sets once, to a text. */
import type { SourceText, Span } from '../../model/span.ts';
import type { Fill } from './yaml-convert.ts';
import type { Region } from './yaml-documents.ts';
import type { YamlScalar } from './yaml-tree.ts';

/** A value that is one variable: `$VERSION`, `${VERSION}`, `${VERSION:-1.34}`, `${VERSION:?message}`. */
const REFERENCE = /^\$(?:(?<bare>[A-Za-z_]\w*)|\{(?<braced>[A-Za-z_]\w*)(?::?[-=](?<fallback>[^{}]*)|:?\?[^{}]*)?\})$/;
/** The value behind `NAME=`, and what may follow the command of an assignment. */
const LITERAL =
  /^(?:"(?<double>[\w.+/@-]{1,100})"|'(?<single>[\w.+/@-]{1,100})'|(?<plain>[\w.+/@-]{1,100}))(?=[ \t]*(?:\r?\n|$|[;&|#)}]|[A-Za-z_]\w*=))/;
const DECLARED = /^(?:"(?<double>[\w.+/@-]{1,100})"|'(?<single>[\w.+/@-]{1,100})'|(?<plain>[\w.+/@-]{1,100}))(?=[\s;&|)}]|$)/;
const DECLARATION = /(?:^|[;&|\s])(?:export|local|readonly|declare|typeset)[ \t][^\n;&|]{0,200}$/;
/** `"${NAME:-1.34}"`, `${1:-1.34}` */
const WITH_FALLBACK = /^(?<head>"?\$\{(?<name>\w+):?-)(?<text>[\w.+/@-]{1,100})\}"?(?=[\s;&|)}]|$)/;
const SAFE = /^[\w.+/@-]{1,100}$/;
const SOURCING = /(?:^|[;&|])[ \t]*(?:source|\.)[ \t]+\S/gm;
/** Commands that set variables, or may. */
const SETTER = /(?:^|[;&|(\s])(?:read|for|select|unset|printf|mapfile|readarray|getopts|let|eval)[ \t](?<words>[^\n;|&]*)/g;
const WORD = /(?<![$\w{])[A-Za-z_]\w*/g;
const MAX_VARIABLES = 200;

/** Where a variable gets its text. */
interface Assignment {
  readonly index: number;
  readonly literal?: Literal;
}

interface Literal {
  readonly start: number;
  readonly text: string;
  /** The variable that goes before it. */
  readonly unless?: string;
}

/** Answers for a heredoc, by where it begins. */
export function variablesIn({ path, text }: SourceText, heredocs: readonly Region[]): (before: number) => Fill {
  const commands = withoutTexts(text, heredocs);
  const set = namesSetIn(commands);
  const sourcing = [...commands.matchAll(SOURCING)].map(({ index }) => index);
  const found = new Map<string, readonly Assignment[] | undefined>();

  function isSourcing(from: number, to: number): boolean {
    return sourcing.some((index) => index >= from && index < to);
  }

  /** `undefined` where a command may set it in another way. */
  function assignmentsOf(name: string): readonly Assignment[] | undefined {
    if (!found.has(name)) found.set(name, found.size < MAX_VARIABLES && !set.has(name) ? search(commands, name) : undefined);
    return found.get(name);
  }

  /** Nothing else can have set it, as far as the script tells. */
  function isUntouched(name: string, before: number): boolean {
    return /^\d+$/.test(name) || (assignmentsOf(name)?.length === 0 && !isSourcing(0, before));
  }

  function literalOf(name: string, before: number): Literal | undefined {
    const [assignment, ...others] = assignmentsOf(name) ?? [];
    if (!assignment?.literal || others.length > 0 || assignment.index > before) return undefined;
    const { literal } = assignment;
    const { unless } = literal;
    const from = unless === undefined ? assignment.index : 0;
    if (isSourcing(from, before)) return undefined;
    return unless === undefined || unless === name || isUntouched(unless, before) ? literal : undefined;
  }

  return (before) => (written, span) => {
    const groups = REFERENCE.exec(written)?.groups;
    const name = groups?.['bare'] ?? groups?.['braced'];
    if (name === undefined) return undefined;
    const literal = literalOf(name, before);
    if (literal) return { kind: 'alias', span, note: `$${name}`, target: scalar(literal.text, { path, start: literal.start }) };
    const fallback = groups?.['fallback'];
    if (fallback === undefined || !SAFE.test(fallback) || !isUntouched(name, before)) return undefined;
    return scalar(fallback, { path, start: span.start + written.lastIndexOf(fallback) });
  };
}

function scalar(value: string, { path, start }: Omit<Span, 'end'>): YamlScalar {
  return { kind: 'scalar', value, source: value, notation: 'text', span: { path, start, end: start + value.length } };
}

/** The script with blanks for the texts of its heredocs and for comments. */
function withoutTexts(text: string, heredocs: readonly Region[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of heredocs) {
    pieces.push(text.slice(done, start), ' '.repeat(end - start));
    done = end;
  }
  return (pieces.join('') + text.slice(done)).replaceAll(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
}

/** Names behind commands that set variables, or may. */
function namesSetIn(commands: string): ReadonlySet<string> {
  return new Set([...commands.matchAll(SETTER)].flatMap(({ groups }) => groups?.['words']?.match(WORD) ?? []));
}

/** Every place that sets a variable with `=`. */
function search(commands: string, name: string): readonly Assignment[] {
  const places = new RegExp(`(?<![\\w$.-])${name}(?:\\[[^\\]\\n]*\\])?\\+?=(?!=)|\\$\\{${name}:?=`, 'g');
  return [...commands.matchAll(places)].map(({ 0: head, index }) => {
    const literal = literalAt(commands, name, index, head);
    return { index, ...(literal ? { literal } : {}) };
  });
}

function literalAt(commands: string, name: string, index: number, head: string): Literal | undefined {
  const start = index + head.length;
  const rest = commands.slice(start, start + 300);
  const initial = head.startsWith('${') ? plainly(/^(?<plain>[\w.+/@-]{1,100})(?=\})/.exec(rest), start) : undefined;
  if (initial) return { ...initial, unless: name };
  if (/[$[+]/.test(head)) return undefined;
  const fallback = WITH_FALLBACK.exec(rest)?.groups;
  if (fallback) return { start: start + (fallback['head'] ?? '').length, text: fallback['text'] ?? '', unless: fallback['name'] ?? '' };
  const lineStart = commands.lastIndexOf('\n', index - 1) + 1;
  const isDeclared = DECLARATION.test(commands.slice(Math.max(lineStart, index - 250), index));
  return plainly((isDeclared ? DECLARED : LITERAL).exec(rest), start);
}

function plainly(match: RegExpExecArray | null, start: number): Literal | undefined {
  const quoted = match?.groups?.['double'] ?? match?.groups?.['single'];
  const text = quoted ?? match?.groups?.['plain'];
  return text === undefined ? undefined : { start: start + (quoted === undefined ? 0 : 1), text };
}
