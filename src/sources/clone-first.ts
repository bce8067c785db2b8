/** A repository at the other end of the network, asked only for what a clone at hand lacks. */
import type { RemoteBlob, RemoteFile, RemoteRepository, RemoteTree } from './api.ts';
import { readBlobs } from './cat-file.ts';
import { hasCommit, unlessGitFails } from './git.ts';
import { listBlobs } from './git-tree.ts';

const OFFLINE = { isOffline: true };

/**
 * The same repository, read from a clone as far as it goes. Commits and contents are asked for by their ids alone, so neither the
 * branches of the clone nor its work tree have a say: a shallow clone of another commit still has most contents.
 *
 * @param root of the clone; `undefined` where there is none
 */
export function cloneFirst(root: string | undefined, remote: RemoteRepository): RemoteRepository {
  if (root === undefined) return remote;
  return {
    tree: async (commit) => (await treeOf(root, commit)) ?? remote.tree(commit),
    blobs: async (wanted) => {
      const found = await contentsOf(root, wanted);
      const lacking = wanted.filter(({ sha }) => !found.has(sha));
      return lacking.length === 0 ? found : new Map([...found, ...(await remote.blobs(lacking))]);
    },
  };
}

async function treeOf(root: string, commit: string): Promise<RemoteTree | undefined> {
  return unlessGitFails(async () => {
    if (!(await hasCommit(root, commit))) return undefined;
    const blobs = await listBlobs(root, commit, OFFLINE);
    return { files: [...blobs].map(([path, { id, size }]) => ({ path, sha: id, size })), isTruncated: false };
  });
}

async function contentsOf(root: string, wanted: readonly RemoteFile[]): Promise<ReadonlyMap<string, RemoteBlob>> {
  const ids = wanted.map(({ sha }) => sha);
  const contents = (await unlessGitFails(() => readBlobs(root, ids, OFFLINE))) ?? [];
  return new Map(
    ids.flatMap((id, index) => {
      const bytes = contents[index];
      return bytes ? [[id, { bytes }] as const] : [];
    }),
  );
}
