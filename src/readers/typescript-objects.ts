/** What Pulumi and CDK programs share: the fields of a constructor's arguments, and names for people. */
import type { Span } from '../model/span.ts';
import { type Known, knowns, type Unknown, unknowns, type Value } from '../model/value.ts';
import type { Evaluator, Subject } from './syntax/evaluator.ts';
import type { Field } from './syntax/objects.ts';
import { beside, type Place } from './syntax/places.ts';
import { bare, spanOf, ts } from './syntax/typescript.ts';

/** The id of every cluster of a program, by its constructor. */
export type Clusters = ReadonlyMap<ts.NewExpression, string>;

/** The fields of an arguments object, by dotted path. An argument that is not there has no fields. */
export interface Arguments {
  field(path: string): Field;
  text(path: string): Value<string> | undefined;
  boolean(path: string): Value<boolean> | undefined;
}

/** Reads fields of the object that `subject` stands for. */
export function argumentsOf(evaluator: Evaluator, subject: Subject | undefined): Arguments {
  function field(path: string): Field {
    return subject ? evaluator.field(subject, path) : { state: 'absent' };
  }
  return { field, text: (path) => evaluator.text(field(path)), boolean: (path) => evaluator.boolean(field(path)) };
}

/** The expression that another stands for, where that is a single one which stands in the text. */
export function onlyPlace(evaluator: Evaluator, subject: Subject): Place | undefined {
  const targets = evaluator.resolve(subject);
  const [target] = targets;
  if (targets.length !== 1 || target?.kind !== 'expression' || target.made) return undefined;
  return { ...target, node: bare(target.node) };
}

/** What a field holds, if it is written at all. */
export function subjectOf(field: Field): Place | undefined {
  if (field.state === 'given') return field;
  return field.state === 'unknown' ? field.several : undefined;
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
  const text = (ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : node.getText()).replaceAll(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** A kind and a name, for people and for identity. */
export function titled(kind: string, name: string): string {
  return name === '' ? kind : `${kind} ${name}`;
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

/** Whether a list names something: `ignoreChanges: ["version"]`. */
export function listIncludes(evaluator: Evaluator, field: Field, name: string): boolean {
  const list = field.state === 'given' ? onlyPlace(evaluator, field) : undefined;
  if (!list || !ts.isArrayLiteralExpression(list.node)) return false;
  return list.node.elements.some((item) => {
    const value = ts.isSpreadElement(item) ? undefined : evaluator.evaluate(beside(list, item));
    return value?.kind === 'known' && value.value === name;
  });
}

/** The same value with each certain alternative changed, made unknown, or (`undefined`) left out; `undefined` where none is left. */
export function changeEach<T, U>(value: Value<T>, change: (known: Known<T>) => Known<U> | Unknown | undefined): Value<U> | undefined {
  const changed = knowns(value).map((known) => change(known));
  const alternatives = changed.filter((item) => item?.kind === 'known');
  const unread = [...changed.filter((item) => item?.kind === 'unknown'), ...unknowns(value)];
  const [first] = alternatives;
  if (!first) return unread[0];
  return alternatives.length === 1 && unread.length === 0 ? first : { kind: 'one-of', alternatives, unread };
}
