/** Regular expressions of a program that are safe to run: a hostile one could run for hours. */

const LITERAL = /^\/(?<source>.+)\/(?<flags>[gimsuy]*)$/s;
const MAX_SOURCE = 60;

/** The expression, if it is short and has no group, no alternative and at most one repetition. */
export function safePattern(literal: string): RegExp | undefined {
  const groups = LITERAL.exec(literal)?.groups;
  const source = groups?.['source'];
  if (source === undefined || source.length > MAX_SOURCE) return undefined;
  const withoutEscapes = source.replaceAll(/\\./g, '_').replaceAll(/\[[^\]]*\]/g, '_');
  if (/[(){}|]/.test(withoutEscapes) || withoutEscapes.replaceAll(/[^*+?]/g, '').length > 1) return undefined;
  try {
    return new RegExp(source, groups?.['flags']);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
