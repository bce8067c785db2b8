/** Scalars of YAML that a syntax error touches: where they end is a guess of the parser. */
import type { Scalar, YAMLError } from 'yaml';

/** From where to where a syntax error goes: offsets in the text that was parsed. */
export type Break = YAMLError['pos'];

/** The reason of every value in such a place. */
export const BROKEN = 'the YAML is broken here';
/** In a text with so many errors no scalar is trusted, which keeps the comparison cheap. */
const MANY = 500;

/** The same with the blanks before it: a map that ends where an error begins may have gone on. */
export function withBlanks(text: string, [from, to]: Break): Break {
  let start = from;
  while (start > 0 && /\s/.test(text.charAt(start - 1))) start -= 1;
  return [start, to];
}

/** Whether entries of a map may be lost, or in another one: an error lies in it or where it ends. */
export function isIncomplete(range: readonly number[] | null | undefined, widened: readonly Break[]): boolean {
  const [start = 0, , end = 0] = range ?? [];
  return widened.length > MANY || widened.some(([from, to]) => to >= start && from <= end);
}

/** Whether an error lies in a scalar or before the end of what belongs to it. A missing quote is reported right behind the text. */
export function isBroken({ range, type }: Scalar, breaks: readonly Break[]): boolean {
  if (breaks.length === 0 || !range) return false;
  const [start, valueEnd, nodeEnd] = range;
  const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
  return breaks.length > MANY || breaks.some(([from, to]) => to > start && (from < nodeEnd || (isQuoted && from === valueEnd)));
}
