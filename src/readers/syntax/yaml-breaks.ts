/** Scalars of YAML that a syntax error touches: where they end is a guess of the parser. */
import type { Scalar, YAMLError } from 'yaml';

/** From where to where a syntax error goes: offsets in the text that was parsed. */
export type Break = YAMLError['pos'];

/** The reason of every value in such a place. */
export const BROKEN = 'the YAML is broken here';
/** In a text with so many errors no scalar is trusted, which keeps the comparison cheap. */
const MANY = 500;

/** Whether an error lies in a scalar or before the end of what belongs to it. A missing quote is reported right behind the text. */
export function isBroken({ range, type }: Scalar, breaks: readonly Break[]): boolean {
  if (breaks.length === 0 || !range) return false;
  const [start, valueEnd, nodeEnd] = range;
  const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
  return breaks.length > MANY || breaks.some(([from, to]) => to > start && (from < nodeEnd || (isQuoted && from === valueEnd)));
}
