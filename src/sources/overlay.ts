/** A tree as it will be once some of its files have other texts. */
import type { Tree } from './tree.ts';

/** @param texts of files that the tree has */
export function overlayTree(tree: Tree, texts: ReadonlyMap<string, string>): Tree {
  return {
    paths: () => tree.paths(),
    leftOut: () => tree.leftOut(),
    read: async (paths) => {
      const read = await tree.read(paths.filter((path) => !texts.has(path)));
      const changed = paths.flatMap((path): [string, string][] => {
        const text = texts.get(path);
        return text === undefined ? [] : [[path, text]];
      });
      return { texts: new Map([...read.texts, ...changed]), problems: read.problems };
    },
  };
}
