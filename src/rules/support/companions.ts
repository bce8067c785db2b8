/** Which alternatives of two fields can hold at the same time: `prod` of the one never meets `dev` of the other. */
import { type Known, knowns, unknowns, type Value } from '../../model/value.ts';

/** The alternatives of another field that go with one alternative of the field in question. */
export interface Companions<T> {
  readonly alternatives: readonly Known<T>[];
  /** Each of them occurs together with it; otherwise one of them does, and the program does not say which. */
  readonly each: boolean;
}

/** What `other` can be while `field` has this alternative. */
export function companionsOf<T, U>(field: Value<T>, alternative: Known<T>, other: Value<U> | undefined): Companions<U> {
  const all = knowns(other);
  const same = alternative.when === undefined ? [] : all.filter((item) => item.when === alternative.when);
  if (same.length > 0) return { alternatives: same, each: true };
  if (field.kind === 'known' || other?.kind === 'known') return { alternatives: all, each: true };
  return { alternatives: unknowns(other).length > 0 ? [] : all, each: false };
}

/** The companions on which a check certainly fails; none where it may be the one on which it holds. */
export function certainlyFailing<T>({ alternatives, each }: Companions<T>, fails: (value: T) => boolean): readonly Known<T>[] {
  const failing = alternatives.filter((item) => fails(item.value));
  return each || failing.length === alternatives.length ? failing : [];
}
