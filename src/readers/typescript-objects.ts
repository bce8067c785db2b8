/** What Pulumi and CDK programs share: the fields of a constructor's arguments, and names for people. */
import type { Span } from '../model/span.ts';
import type { Known, Value } from '../model/value.ts';
import { booleanOf, evaluate, textOf, type Special } from './syntax/evaluate.ts';
import type { Field } from './syntax/objects.ts';
import { fieldOf, literalOf, shortText } from './syntax/resolve.ts';
import { bare, spanOf, ts } from './syntax/typescript.ts';

/** The fields of an arguments object, by dotted path. An argument that is not there has no fields. */
export interface Arguments {
  field(path: string): Field;
  text(path: string, special?: Special): Value<string> | undefined;
  boolean(path: string): Value<boolean> | undefined;
}

/** Reads fields of the object that `expression` stands for. */
export function argumentsOf(expression: ts.Expression | undefined): Arguments {
  const field = (path: string): Field => (expression ? fieldAt(expression, path.split('.')) : { state: 'absent' });
  return { field, text: (path, special) => textOf(field(path), special), boolean: (path) => booleanOf(field(path)) };
}

function fieldAt(owner: ts.Expression, path: readonly string[]): Field {
  const [name = '', ...rest] = path;
  const field = fieldOf(owner, name, 0);
  return rest.length === 0 || field.state !== 'given' ? field : fieldAt(field.node, rest);
}

/** The start of `new eks.Cluster`: where a finding about something missing sits. */
export function constructorSpan(node: ts.NewExpression): Span {
  return { ...spanOf(node), end: node.expression.getEnd() };
}

/** The name that the program gives a resource (first argument in Pulumi, second in CDK), as it is written. */
export function writtenName(argument: ts.Expression | undefined): string {
  if (!argument) return '';
  const node = bare(argument);
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : shortText(node);
}

/** A value that no literal decides: a default of the construct. */
export function byDefault<T>(value: T, span: Span): Known<T> {
  return { kind: 'known', value, span, notation: 'composed', via: [] };
}

/** Whether all of several switches are on. One that is certainly off decides; otherwise one that is unknown does. */
export function allOf(values: readonly (Value<boolean> | undefined)[], span: Span): Value<boolean> {
  const off = values.some((value) => value === undefined || (value.kind === 'known' && !value.value));
  if (off) return byDefault(false, span);
  return values.find((value) => value?.kind !== 'known') ?? byDefault(true, span);
}

/** Whether an options object lists a name: `ignoreChanges: ["version"]`. */
export function listIncludes(field: Field, name: string): boolean {
  if (field.state !== 'given' || !ts.isArrayLiteralExpression(bare(field.node))) return false;
  const list = bare(field.node);
  return (
    ts.isArrayLiteralExpression(list) &&
    list.elements.some((item) => {
      const value = evaluate(item);
      return value.kind === 'known' && value.value === name;
    })
  );
}

/** Whether the arguments are one object literal that can be read. */
export function isReadable(expression: ts.Expression | undefined): boolean {
  return expression === undefined || typeof literalOf(expression) !== 'string';
}
