/** What somebody probably meant to write. */
import { codeSpan } from '../model/markdown.ts';

/** Longer words are no misspelling of ours; the comparison takes the product of both lengths. */
const LONGEST = 64;

/** `; did you mean ...?`, or nothing where no candidate is near. */
export function didYouMean(written: string, candidates: readonly string[]): string {
  const nearest = nearestOf(written, candidates);
  return nearest === undefined ? '' : `; did you mean ${codeSpan(nearest)}?`;
}

/** The candidate that differs in least letters: at most a third of the longer word, and never more than three. Case, `_` and humps do not count. */
export function nearestOf(written: string, candidates: readonly string[]): string | undefined {
  if (written.length > LONGEST) return undefined;
  const word = plain(written);
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const allowed = Math.min(3, Math.floor(Math.max(word.length, candidate.length) / 3));
    if (Math.abs(word.length - candidate.length) > allowed) continue;
    const distance = distanceBetween(word, candidate);
    if (distance <= allowed && distance < (best?.distance ?? Infinity)) best = { candidate, distance };
  }
  return best?.candidate;
}

function plain(word: string): string {
  return word
    .trim()
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, '-$&')
    .toLowerCase()
    .replaceAll(/[_\s]/g, '-');
}

/** How many letters to insert, remove, replace or swap with their neighbour. */
function distanceBetween(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const steps = [at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (isSame ? 0 : 1)];
      current.push(Math.min(...steps, isSwapped ? at(beforeLast, column - 2) + 1 : Infinity));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(distances: readonly number[], index: number): number {
  return distances[index] ?? Infinity;
}
