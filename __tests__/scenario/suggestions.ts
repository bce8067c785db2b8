/** Taking the suggestions of a review, as GitHub does: whole lines, all as one commit. */
import type { ReviewComment } from '../../src/report/payload.ts';

const SUGGESTION = /^(?<fence>`{3,})suggestion\r?\n(?<lines>[\s\S]*?)^\k<fence>\r?$/m;

/**
 * The texts of the files that have suggestions, with all of them taken.
 *
 * @throws where two suggestions share a line, which GitHub refuses
 */
export function takeSuggestions(
  comments: readonly ReviewComment[],
  textOf: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const taken = new Map<string, number>();
  for (const { path, line, startLine = line, body } of comments.toSorted((a, b) => b.line - a.line)) {
    const lines = SUGGESTION.exec(body)?.groups?.['lines'];
    if (lines === undefined) continue;
    if (line >= (taken.get(path) ?? Infinity)) throw new Error(`two suggestions on ${path}:${line}`);
    taken.set(path, startLine);
    texts.set(path, replaceLines(texts.get(path) ?? textOf(path) ?? '', startLine, line, lines));
  }
  return texts;
}

/** @param first 1-based, as is `last`, which is inclusive */
function replaceLines(text: string, first: number, last: number, replacement: string): string {
  const lines = text.split(/(?<=\n)/);
  const isLast = last === lines.length && !text.endsWith('\n');
  return [...lines.slice(0, first - 1), isLast ? replacement.replace(/\r?\n$/, '') : replacement, ...lines.slice(last)].join('');
}
