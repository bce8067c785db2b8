/** What a source of texts is: a list of paths, and the texts behind them. */
import type { Problem } from '../model/finding.ts';

/** What reading gave. A path is in `texts` or in `problems`. */
export interface TreeRead {
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** The files of one state of a repository. Paths are relative to its root, with `/`. */
export interface Tree {
  /** The files that count, sorted; symbolic links and submodules are none. */
  paths(): Promise<readonly string[]>;
  /** The files that do not count because of their folder (`isLeftOut`), sorted; what a walk did not enter is not among them. */
  leftOut(): Promise<readonly string[]>;
  /** Texts with their byte order marks and line ends as they are, so that offsets fit the file. Never throws for a file. */
  read(paths: readonly string[]): Promise<TreeRead>;
}

/** A tree whose files could not be listed: one line that says why. */
export class SourceError extends Error {
  override readonly name: string = 'SourceError';
}

/** A state without a file. */
export const EMPTY_TREE: Tree = {
  paths: () => Promise.resolve([]),
  leftOut: () => Promise.resolve([]),
  read: () => Promise.resolve({ texts: new Map(), problems: [] }),
};

/** All paths of a tree, sorted into those that count and those that are left out. */
export interface Listing {
  readonly paths: readonly string[];
  readonly leftOut: readonly string[];
}

/** Sorts paths, each once, by what `isLeftOut` says of them. */
export function listingOf(paths: Iterable<string>, leavesOut: (path: string) => boolean): Listing {
  const sorted = [...new Set(paths)].toSorted();
  return { paths: sorted.filter((path) => !leavesOut(path)), leftOut: sorted.filter(leavesOut) };
}

/** What came of one file. */
export type Loaded = { readonly text: string } | { readonly why: string };

/** Sorts files into texts and problems, in their order. */
export function treeRead(loaded: Iterable<readonly [path: string, Loaded]>): TreeRead {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [path, result] of loaded) {
    if ('text' in result) texts.set(path, result.text);
    else problems.push({ path, message: result.why });
  }
  return { texts, problems };
}
