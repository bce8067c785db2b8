/** What a reader knows of one field: a value with the place that decides it, several, or none and why. */
import { groupBy } from './group-by.ts';
import type { Notation } from './notation.ts';
import type { Span } from './span.ts';

/** One place a value travelled through on its way from the literal to its use. */
export interface Step {
  readonly span: Span;
  /** For people: `const VERSION`, `props.version`, `tap:k8sVersion of Pulumi.dev.yaml`. */
  readonly note: string;
}

/**
 * A value that is certain. `span` is the text that decides it, where a fix goes: the inside of the quotes of a string, the digits
 * of a number, the member name of an enum. Invariant, tested on every fixture: `parseNotation(notation, text of span)` is `value`.
 */
export interface Known<T> {
  readonly kind: 'known';
  readonly value: T;
  readonly span: Span;
  readonly notation: Notation;
  /** From the literal (first) to the use (last); empty where the literal stands at the use. */
  readonly via: readonly Step[];
  /** Which alternative this is, for people: `stack dev`, `when env is "prod"`. */
  readonly when?: string;
  /** What else may stand there: another place lists it (`AllowedValues`), and refuses the rest. */
  readonly allowed?: readonly string[];
}

/** A value that the repository alone cannot tell. */
export interface Unknown {
  readonly kind: 'unknown';
  /** Completes the sentence "could not be read: ...". */
  readonly reason: string;
  readonly span: Span;
}

/** Several values, each with its own provenance. A rule holds for each; its message names the one that fails. */
export interface OneOf<T> {
  readonly kind: 'one-of';
  readonly alternatives: readonly Known<T>[];
  readonly unread: readonly Unknown[];
}

/** A field that is written. A field that is not written is `undefined`. */
export type Value<T> = Known<T> | OneOf<T> | Unknown;

/** The alternatives that are certain; none for a field that is absent or unknown. */
export function knowns<T>(value: Value<T> | undefined): readonly Known<T>[] {
  if (value === undefined || value.kind === 'unknown') return [];
  return value.kind === 'known' ? [value] : value.alternatives;
}

/**
 * The alternatives that are certain, one for each place that decides: a place that is read under several conditions holds under
 * each, and none of them is told.
 */
export function placesOf(value: Value<string> | undefined): readonly Known<string>[] {
  const groups = groupBy(knowns(value), placeKey);
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (!first || more.length === 0) return first ?? [];
    const { when: _, ...always } = first;
    return always;
  });
}

/** Equal for the same text at the same place. */
export function placeKey({ span, value }: Known<string>): string {
  return JSON.stringify([span.path, span.start, span.end, value]);
}

/** What could not be read of a field. */
export function unknowns<T>(value: Value<T> | undefined): readonly Unknown[] {
  if (value === undefined || value.kind === 'known') return [];
  return value.kind === 'unknown' ? [value] : value.unread;
}

/** The one value of a field, if it is certain and single. */
export function single<T>(value: Value<T> | undefined): Known<T> | undefined {
  return value?.kind === 'known' ? value : undefined;
}
