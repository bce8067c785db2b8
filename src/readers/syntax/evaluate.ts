/** From an expression to a value with its provenance. Knows literals and names; what is special to a framework is handed in. */
import type { Span } from '../../model/span.ts';
import type { Known, Step, Unknown, Value } from '../../model/value.ts';
import type { Field } from './objects.ts';
import { resolve, shortText, type Resolved } from './resolve.ts';
import { bare, insideQuotes, spanOf, ts } from './typescript.ts';

export type Primitive = string | number | boolean;

/** What a framework knows of an expression: a value it stands for, or another expression that decides it. */
export type Special = (
  node: ts.Expression,
) => Known<Primitive> | Unknown | { readonly kind: 'same-as'; readonly node: ts.Expression } | undefined;

const NOTHING_SPECIAL: Special = () => undefined;
const MAX_COMBINATIONS = 16;
const MAX_DEPTH = 24;

/** The values that an expression can have. */
export function evaluate(expression: ts.Expression, special: Special = NOTHING_SPECIAL, depth = 0): Value<Primitive> {
  if (depth > MAX_DEPTH) return unknown(expression, 'it is nested too deeply');
  const direct = applySpecial(expression, special, depth);
  if (direct) return direct;
  return combine(resolve(expression).map((item) => evaluateResolved(item, special, depth)));
}

function applySpecial(expression: ts.Expression, special: Special, depth: number): Value<Primitive> | undefined {
  const found = special(bare(expression));
  if (found?.kind !== 'same-as') return found;
  const step: Step = { span: spanOf(expression), note: shortText(expression) };
  return mapKnowns(evaluate(found.node, special, depth + 1), (known) => ({ ...known, via: [...known.via, step] }));
}

function evaluateResolved(item: Resolved, special: Special, depth: number): Value<Primitive> {
  if (item.kind === 'unknown') return item;
  const value = applySpecial(item.node, special, depth) ?? literal(item.node, special, depth);
  return mapKnowns(value, (known) => {
    const when = [item.when, known.when].filter((part) => part !== undefined).join(', ');
    return { ...known, via: [...known.via, ...item.via], ...(when ? { when } : {}) };
  });
}

function literal(node: ts.Expression, special: Special, depth: number): Value<Primitive> {
  if (ts.isStringLiteralLike(node)) return stringLiteral(node);
  if (ts.isNumericLiteral(node)) return { kind: 'known', value: Number(node.text), span: spanOf(node), notation: 'number', via: [] };
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
    return { kind: 'known', value: node.kind === ts.SyntaxKind.TrueKeyword, span: spanOf(node), notation: 'keyword', via: [] };
  }
  if (ts.isTemplateExpression(node)) return template(node, special, depth);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) return concatenation(node, special, depth);
  return unknown(node, `\`${shortText(node)}\` is computed`);
}

function stringLiteral(node: ts.StringLiteralLike): Value<Primitive> {
  const span = insideQuotes(node);
  const written = node.getSourceFile().text.slice(span.start, span.end);
  // an escape sequence: the text is not the value, and an edit inside it could not be trusted
  return { kind: 'known', value: node.text, span, notation: written === node.text ? 'text' : 'composed', via: [] };
}

function template(node: ts.TemplateExpression, special: Special, depth: number): Value<Primitive> {
  const span = spanOf(node);
  const pieces = node.templateSpans.flatMap((part) => [evaluate(part.expression, special, depth + 1), part.literal.text]);
  return compose([node.head.text, ...pieces], { ...span, start: span.start + 1, end: span.end - 1 }, node);
}

function concatenation(node: ts.BinaryExpression, special: Special, depth: number): Value<Primitive> {
  const left = evaluate(node.left, special, depth + 1);
  const right = evaluate(node.right, special, depth + 1);
  if ([left, right].some((side) => side.kind === 'known' && typeof side.value !== 'string'))
    return unknown(node, 'it adds something that is not text');
  return compose([left, right], spanOf(node), node);
}

/** Text made of parts, each of which may have alternatives. */
function compose(parts: readonly (string | Value<Primitive>)[], span: Span, node: ts.Node): Value<Primitive> {
  let results: { text: string; via: readonly Step[]; when: readonly string[] }[] = [{ text: '', via: [], when: [] }];
  for (const part of parts) {
    if (typeof part === 'string') {
      results = results.map((result) => ({ ...result, text: result.text + part }));
      continue;
    }
    if (part.kind === 'unknown') return part;
    const choices = part.kind === 'known' ? [part] : part.alternatives;
    if (part.kind === 'one-of' && part.unread.length > 0) return part.unread[0] ?? unknown(node, 'a part of it is unknown');
    results = results.flatMap((result) => choices.map((choice) => join(result, choice)));
    if (results.length > MAX_COMBINATIONS) return unknown(node, `it has more than ${MAX_COMBINATIONS} alternatives`);
  }
  return combine(
    results.map(({ text, via, when }) => ({
      kind: 'known',
      value: text,
      span,
      notation: 'composed',
      via,
      ...(when.length > 0 ? { when: when.join(', ') } : {}),
    })),
  );
}

function join(result: { text: string; via: readonly Step[]; when: readonly string[] }, choice: Known<Primitive>) {
  const here: Step = { span: choice.span, note: String(choice.value) };
  return {
    text: result.text + String(choice.value),
    via: [...result.via, here, ...choice.via],
    when: choice.when === undefined ? result.when : [...result.when, choice.when],
  };
}

/** Several values as one: equal ones decided by the same place are told once. */
export function combine<T>(values: readonly Value<T>[]): Value<T> {
  const [only] = values;
  if (only && values.length === 1) return only;
  const alternatives = values.flatMap((value) => (value.kind === 'known' ? [value] : value.kind === 'one-of' ? value.alternatives : []));
  const unread = values.flatMap((value) => (value.kind === 'unknown' ? [value] : value.kind === 'one-of' ? value.unread : []));
  if (alternatives.length === 0 && unread[0]) return unread[0];
  return { kind: 'one-of', alternatives, unread };
}

function mapKnowns<T, U>(value: Value<T>, change: (known: Known<T>) => Known<U>): Value<U> {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'known') return change(value);
  return { ...value, alternatives: value.alternatives.map((known) => change(known)) };
}

/** A field as text: absent, unknown, or its value. Numbers and booleans become the text they stand for, their notation tells. */
export function textOf(field: Field, special?: Special): Value<string> | undefined {
  const value = valueOf(field, special);
  return value && mapKnowns(value, (known) => ({ ...known, value: String(known.value) }));
}

/** A field as a boolean; anything else is unknown. */
export function booleanOf(field: Field, special?: Special): Value<boolean> | undefined {
  const value = valueOf(field, special);
  if (!value || value.kind === 'unknown') return value;
  const alternatives = value.kind === 'known' ? [value] : value.alternatives;
  return combine(
    alternatives.map((known): Value<boolean> => {
      const { value: inner } = known;
      return typeof inner === 'boolean' ? { ...known, value: inner } : { kind: 'unknown', reason: 'it is no boolean', span: known.span };
    }),
  );
}

function valueOf(field: Field, special?: Special): Value<Primitive> | undefined {
  if (field.state === 'absent' || isUndefined(field.node)) return undefined;
  return field.state === 'unknown' ? unknown(field.node, field.reason) : evaluate(field.node, special);
}

/** `version: undefined` says what leaving it out says. */
function isUndefined(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === 'undefined';
}

function unknown(node: ts.Node, reason: string): Unknown {
  return { kind: 'unknown', reason, span: spanOf(node) };
}
