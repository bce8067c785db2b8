/** Edits as people read them: a unified diff. */
import { createTwoFilesPatch } from 'diff';

const CONTEXT = 3;

/** The diff of several files, sorted by path, that `git apply` and `patch -p1` take; empty where nothing changes. */
export function unifiedDiff(before: (path: string) => string | undefined, after: ReadonlyMap<string, string>): string {
  const paths = [...after.keys()].toSorted();
  return paths.map((path) => diffOf(path, before(path) ?? '', after.get(path) ?? '')).join('');
}

function diffOf(path: string, before: string, after: string): string {
  if (before === after) return '';
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: CONTEXT });
  // the package begins with a line of equals signs, which git does not know
  return patch.slice(patch.indexOf('--- '));
}
