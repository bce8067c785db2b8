/** Fields of objects, as readers see them. */
import { type Item, type Place, written } from './places.ts';
import { ts } from './typescript.ts';

/**
 * A field: written, certainly not written, or nobody can tell. `node` is the value, or where to point. A field that is written is a
 * place: handed to the evaluator as a whole it is read in the calls that lead to it, its `node` alone is not.
 */
export type Field =
  | ({ readonly state: 'given'; readonly property: ts.ObjectLiteralElementLike } & Place)
  | { readonly state: 'absent' }
  | {
      readonly state: 'unknown';
      readonly reason: string;
      readonly node: ts.Expression;
      /** What it may be, where it is one of several objects that are meant. */
      readonly several?: Place;
    };

/** The field that a member of `owner` is, by the places that it may have. */
export function fieldFrom(places: readonly Item[], owner: Place, name: string): Field {
  const items = written(places);
  const [only] = items;
  const asked = owner.asked ? { asked: owner.asked } : {};
  const several: Place = { node: owner.node, made: { kind: 'member', owner, name }, ...asked };
  if (items.length > 0 && items.every(({ kind }) => kind === 'absent')) return { state: 'absent' };
  if (!only || items.length > 1) return { state: 'unknown', reason: 'it depends on which object is meant', node: owner.node, several };
  if (only.kind === 'unknown') return { state: 'unknown', reason: only.reason, node: owner.node };
  if (only.kind === 'absent') return { state: 'absent' };
  if (!only.property) return { state: 'unknown', reason: 'it is written outside an object literal', node: owner.node, several };
  const { via, choices } = only;
  return {
    state: 'given',
    property: only.property,
    ...only.place,
    ...(via.length > 0 ? { via } : {}),
    ...(choices.size > 0 ? { choices } : {}),
    ...asked,
  };
}

/** The text of a property's name; `undefined` where it is computed. */
export function keyOf(name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}
