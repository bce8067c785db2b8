/** Values of blueprints: arguments that may be left out, `auto`, several that are meant at once. */
import { type Known, knowns, type Unknown, unknowns, type Value } from '../model/value.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import type { Place } from './syntax/places.ts';
import { changeEach } from './typescript-objects.ts';

/** A place as text; `undefined` where it is certainly nothing: `undefined`, an argument that nobody gives. */
export function textAt(evaluator: Evaluator, place: Place): Value<string> | undefined {
  return evaluator.text({ state: 'unknown', reason: 'it is computed', node: place.node, several: place });
}

/** Without `auto`, which leaves the choice to blueprints. */
export function withoutAuto(value: Value<string> | undefined): Value<string> | undefined {
  return value && changeEach(value, (known) => (known.value === 'auto' ? undefined : known));
}

/** What any of several values may be; `undefined` where none is given. */
export function anyOf<T>(values: readonly (Value<T> | undefined)[]): Value<T> | undefined {
  const alternatives = distinct(values.flatMap((value) => knowns(value)));
  const unread = distinct(values.flatMap((value) => unknowns(value)));
  const [only] = alternatives;
  if (!only) return unread[0];
  return alternatives.length === 1 && unread.length === 0 ? only : { kind: 'one-of', alternatives, unread };
}

/** Equal alternatives once. */
function distinct<T extends Known<unknown> | Unknown>(values: readonly T[]): readonly T[] {
  const byText = new Map(values.map((value) => [JSON.stringify({ ...value, via: [] }), value]));
  return [...byText.values()];
}
