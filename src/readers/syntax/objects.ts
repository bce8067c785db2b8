/** Fields of an object literal, where the order of spreads decides. */
import { ts } from './typescript.ts';

/** A field: written, certainly not written, or nobody can tell. `node` is the value, or where to point. */
export type Field =
  | { readonly state: 'given'; readonly node: ts.Expression; readonly property: ts.ObjectLiteralElementLike }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly reason: string; readonly node: ts.Expression };

/** Resolves what is spread (`...base`) to an object literal, or says why it cannot. */
export type ResolveSpread = (expression: ts.Expression) => ts.ObjectLiteralExpression | string;

const MAX_SPREADS = 8;

/** The field `name`: the last one written wins, a spread after it may hide it. */
export function lookUp(literal: ts.ObjectLiteralExpression, name: string, resolveSpread: ResolveSpread, depth = 0): Field {
  for (const property of literal.properties.toReversed()) {
    const field = ts.isSpreadAssignment(property) ? inSpread(property, name, resolveSpread, depth) : inProperty(property, name);
    if (field.state !== 'absent') return field;
  }
  return { state: 'absent' };
}

function inSpread(property: ts.SpreadAssignment, name: string, resolveSpread: ResolveSpread, depth: number): Field {
  const target = depth > MAX_SPREADS ? 'objects are spread too deeply' : resolveSpread(property.expression);
  if (typeof target === 'string')
    return { state: 'unknown', reason: `\`...${property.expression.getText()}\` may set it: ${target}`, node: property.expression };
  return lookUp(target, name, resolveSpread, depth + 1);
}

function inProperty(property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>, name: string): Field {
  const key = keyOf(property.name);
  if (key === undefined) return { state: 'unknown', reason: 'a computed key may set it', node: literalNode(property) };
  if (key !== name) return { state: 'absent' };
  if (ts.isPropertyAssignment(property)) return { state: 'given', node: property.initializer, property };
  if (ts.isShorthandPropertyAssignment(property)) return { state: 'given', node: property.name, property };
  return { state: 'unknown', reason: `\`${name}\` is a method or accessor`, node: literalNode(property) };
}

function literalNode(property: ts.ObjectLiteralElementLike): ts.Expression {
  return property.parent as ts.ObjectLiteralExpression;
}

/** The text of a property's name; `undefined` where it is computed. */
export function keyOf(name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}
