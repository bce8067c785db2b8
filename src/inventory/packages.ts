/** Which manifests and which lock file a source file belongs to. */
import type { Fact, LockFact, PackageFact } from '../model/fact.ts';
import { depthOf, folderOf, isWithin } from '../model/path.ts';
import type { PackageView } from './inventory.ts';

/** Answers for every file of one state; the answer for a folder is made once. */
export function packageViews(facts: readonly Fact[]): (path: string) => PackageView {
  const manifests = facts.filter((fact): fact is PackageFact => fact.kind === 'package');
  const locks = facts.filter((fact): fact is LockFact => fact.kind === 'lock');
  const views = new Map<string, PackageView>();
  return (path) => {
    const folder = folderOf(path);
    const view = views.get(folder) ?? { manifests: above(folder, manifests), lock: above(folder, locks)[0] };
    views.set(folder, view);
    return view;
  };
}

/** Those whose folder leads to this one, nearest first. */
function above<T extends { readonly path: string }>(folder: string, facts: readonly T[]): readonly T[] {
  return facts
    .filter(({ path }) => isWithin(folder, folderOf(path)))
    .toSorted((a, b) => depthOf(folderOf(b.path)) - depthOf(folderOf(a.path)));
}
