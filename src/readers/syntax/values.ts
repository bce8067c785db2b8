/** From what an expression was found to be to the numbers, texts and booleans that it may hold. */
import type { Notation } from '../../model/notation.ts';
import type { Span } from '../../model/span.ts';
import type { Step } from '../../model/value.ts';
import { composed, type Part } from './compose.ts';
import { isObject } from './conditions.ts';
import { restingOn } from './environment.ts';
import { beside, type Found, outside, type Place, type Primitive, shortText, unread, written } from './places.ts';
import { merge } from './choices.ts';
import type { Solver, ValueItem } from './solver.ts';
import { methodValues } from './text-methods.ts';
import { bare, insideQuotes, spanOf, ts } from './typescript.ts';

/** Nobody puts a version together from more. */
const MAX_OPERANDS = 512;

/** The values of a place. */
export function valueItems(solver: Solver, place: Place): readonly ValueItem[] {
  return written(solver.resolve(place)).flatMap((item): readonly ValueItem[] => {
    if (item.kind !== 'found') return [item];
    return valuesOf(solver, item).flatMap((value): readonly ValueItem[] => {
      const choices = merge(value.choices, item.choices);
      if (!choices) return [];
      if (value.kind !== 'known') return [{ ...value, choices }];
      return [{ ...value, choices, known: { ...value.known, via: [...value.known.via, ...item.via] } }];
    });
  });
}

function valuesOf(solver: Solver, item: Found): readonly ValueItem[] {
  const { place } = item;
  if (place.made?.kind === 'value') return [{ kind: 'known', known: place.made.value, choices: new Map() }];
  if (place.made?.kind === 'external')
    return [outside(place.node, `\`${shortText(place.node)}\` comes from the package \`${place.made.module}\``)];
  const node = bare(place.node);
  const values = place.made ? undefined : literalValues(solver, place, node);
  if (values) return values;
  const reason = item.reason ?? (isObject(item) ? `\`${shortText(node)}\` is no plain value` : `\`${shortText(node)}\` is computed`);
  return [item.isLost === true || isOwnCall(solver, place, node) ? unread(node, reason) : outside(node, reason)];
}

/** A method of a value of the program: what it gives is not left to anybody outside. */
function isOwnCall(solver: Solver, place: Place, node: ts.Expression): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const receiver = beside(place, node.expression.expression);
  const isLost = solver.resolve(receiver).some((item) => item.kind === 'unknown' && item.isOutside !== true && item.variable === undefined);
  return isLost || solver.values(receiver).some(({ kind }) => kind === 'known');
}

function literalValues(solver: Solver, place: Place, node: ts.Expression): readonly ValueItem[] | undefined {
  if (ts.isStringLiteralLike(node)) return [stringLiteral(node)];
  if (ts.isNumericLiteral(node)) return [literal(Number(node.text), spanOf(node), 'number')];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [literal(true, spanOf(node), 'keyword')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [literal(false, spanOf(node), 'keyword')];
  if (ts.isTemplateExpression(node)) return template(solver, place, node);
  if (ts.isBinaryExpression(node)) return operation(solver, place, node);
  if (ts.isPrefixUnaryExpression(node)) return prefixed(solver, place, node);
  if (ts.isTypeOfExpression(node)) return typeOf(solver, place, node);
  return ts.isCallExpression(node) ? methodValues(solver, place, node) : undefined;
}

function literal(value: Primitive, span: Span, notation: Notation, via: readonly Step[] = []): ValueItem {
  return { kind: 'known', known: { kind: 'known', value, span, notation, via }, choices: new Map() };
}

function stringLiteral(node: ts.StringLiteralLike): ValueItem {
  const span = insideQuotes(node);
  const source = node.getSourceFile().text.slice(span.start, span.end);
  // an escape sequence: the text is not the value, and an edit inside it could not be trusted
  return literal(node.text, span, source === node.text ? 'text' : 'composed');
}

function template(solver: Solver, place: Place, node: ts.TemplateExpression): readonly ValueItem[] {
  const span = spanOf(node);
  const parts = node.templateSpans.flatMap((part): readonly Part[] => [solver.values(beside(place, part.expression)), part.literal.text]);
  return composed([node.head.text, ...parts], { ...span, start: span.start + 1, end: span.end - 1 }, node);
}

/** `a + b + c`, as one list of parts: a long one must not be deep. */
function operation(solver: Solver, place: Place, node: ts.BinaryExpression): readonly ValueItem[] | undefined {
  if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) return sum(solver, place, node);
  if (node.operatorToken.kind !== ts.SyntaxKind.MinusToken) return truthValues(solver, place, node);
  return numbers(solver, place, node, (a, b) => a - b);
}

function sum(solver: Solver, place: Place, node: ts.BinaryExpression): readonly ValueItem[] {
  const operands: ts.Expression[] = [];
  let left: ts.Expression = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    operands.push(left.right);
    left = bare(left.left);
  }
  operands.push(left);
  if (operands.length > MAX_OPERANDS) return [unread(node, `it adds more than ${MAX_OPERANDS} parts`)];
  const parts = operands.toReversed().map((operand) => solver.values(beside(place, operand)));
  // numbers before the first text would be added up
  if (isText(parts[0]) || isText(parts[1])) return composed(parts, spanOf(node), node);
  return numbers(solver, place, node, (a, b) => a + b) ?? [unread(node, 'it adds something that is not text')];
}

function isText(part: readonly ValueItem[] | undefined): boolean {
  return part?.some((item) => item.kind === 'known' && typeof item.known.value === 'string') === true;
}

function numbers(
  solver: Solver,
  place: Place,
  node: ts.BinaryExpression,
  calculate: (a: number, b: number) => number,
): readonly ValueItem[] | undefined {
  const [left, ...moreLeft] = solver.values(beside(place, node.left));
  const [right, ...moreRight] = solver.values(beside(place, node.right));
  if (left?.kind !== 'known' || right?.kind !== 'known' || moreLeft.length + moreRight.length > 0) return undefined;
  const choices = merge(left.choices, right.choices);
  if (typeof left.known.value !== 'number' || typeof right.known.value !== 'number' || !choices) return undefined;
  const via = [left, right].flatMap(({ known }): Step[] => [{ span: known.span, note: String(known.value) }, ...known.via]);
  const value = literal(calculate(left.known.value, right.known.value), spanOf(node), 'composed', via);
  return [{ ...value, choices }];
}

/** A comparison or a negation as a value of its own. */
function truthValues(solver: Solver, place: Place, node: ts.Expression): readonly ValueItem[] {
  return solver.truths(beside(place, node)).map(({ holds, choices, ...truth }): ValueItem => {
    if (holds === undefined) return { ...unread(node, `\`${shortText(node)}\` is computed`), choices, ...restingOn(truth) };
    return { ...literal(holds, spanOf(node), 'composed'), choices };
  });
}

function prefixed(solver: Solver, place: Place, node: ts.PrefixUnaryExpression): readonly ValueItem[] | undefined {
  if (node.operator === ts.SyntaxKind.ExclamationToken) return truthValues(solver, place, node);
  const sign = node.operator === ts.SyntaxKind.MinusToken ? -1 : node.operator === ts.SyntaxKind.PlusToken ? 1 : 0;
  if (sign === 0) return undefined;
  return solver.values(beside(place, node.operand)).map((item): ValueItem => {
    if (item.kind !== 'known') return item;
    return { ...item, known: { ...item.known, value: sign * Number(item.known.value), span: spanOf(node), notation: 'composed' } };
  });
}

function typeOf(solver: Solver, place: Place, node: ts.TypeOfExpression): readonly ValueItem[] {
  return solver.resolve(beside(place, node.expression)).flatMap((item): readonly ValueItem[] => {
    if (item.kind === 'unknown') return [item];
    if (item.kind === 'absent') return [{ ...literal('undefined', spanOf(node), 'composed'), choices: item.choices }];
    return solver.values({ ...item.place, choices: item.choices }).map((value) => {
      if (value.kind !== 'known') return value;
      return { ...literal(typeof value.known.value, spanOf(node), 'composed'), choices: value.choices };
    });
  });
}
