/** Edits made on texts in memory. */
import { type Edit, identicalEdits } from '../model/finding.ts';
import { overlaps } from '../model/span.ts';
import { Patch } from './patch.ts';

/** Patches by path. */
export type Patches = ReadonlyMap<string, Patch>;

/** Makes edits, all against the current texts; no two may overlap, but the same edit may come twice. */
export function applyEdits(patches: Patches, edits: readonly Edit[], textOf: (path: string) => string | undefined): Patches {
  const patched = new Map(patches);
  // from the end, so that the places of the others stay right; of several at the same place the first comes first
  const ordered = distinct(edits)
    .toReversed()
    .toSorted((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  for (const { span, newText } of ordered) {
    const patch = patched.get(span.path) ?? Patch.of(textOf(span.path) ?? '');
    patched.set(span.path, patch.replace(span, newText));
  }
  return patched;
}

/** Whether edits can be made together: none overlaps another, except that the same edit may be asked for twice. */
export function fitTogether(a: readonly Edit[], b: readonly Edit[]): boolean {
  return a.every((edit) => b.every((other) => identicalEdits(edit, other) || !overlaps(edit.span, other.span)));
}

function distinct(edits: readonly Edit[]): readonly Edit[] {
  return edits.filter((edit, index) => edits.findIndex((other) => identicalEdits(edit, other)) === index);
}
