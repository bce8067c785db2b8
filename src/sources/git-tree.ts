/** The files of one commit, without a checkout. */
import { readBlobs } from './cat-file.ts';
import { decodeBlob, tooLarge } from './decode.ts';
import { type GitSettings, runGit } from './git-command.ts';
import { resolveCommit } from './git.ts';
import { isLeftOut } from './left-out.ts';
import { type Listing, listingOf, type Loaded, type Tree, treeRead } from './tree.ts';

export interface GitTree extends Tree {
  /**
   * The paths whose files hold one of some strings: far cheaper than reading them all.
   *
   * @param needles fixed strings, any of them
   * @param pathspecs `*.ts` and the like; none means all files
   */
  containing(needles: readonly string[], pathspecs: readonly string[]): Promise<readonly string[]>;
}

/** A file of a commit. */
export interface Blob {
  readonly id: string;
  /** In bytes; 0 where git does not know. */
  readonly size: number;
}

interface Opened extends Listing {
  readonly commit: string;
  readonly blobs: ReadonlyMap<string, Blob>;
}

/** Regular files only: the content of a symbolic link is a path, a submodule has none. `BAD` stands where the clone lacks a content. */
const ENTRY = /(?<=^|\0)100\d{3} blob (?<id>[0-9a-f]+) +(?<size>\d+|BAD)\t(?<path>[^\0]+)\0/g;

/**
 * The tree of a commit in a local repository.
 *
 * @param named paths that are read even where they lie in a folder that is left out
 * @returns a tree whose calls fail with a GitError where the revision or the repository is none
 */
export function gitTree(repositoryRoot: string, revision: string, named: readonly string[] = []): GitTree {
  let opened: Promise<Opened> | undefined;
  function open(): Promise<Opened> {
    return (opened ??= openTree(repositoryRoot, revision, named));
  }
  return {
    paths: async () => (await open()).paths,
    leftOut: async () => (await open()).leftOut,
    read: async (paths) => treeRead(await load(repositoryRoot, paths, (await open()).blobs)),
    containing: async (needles, pathspecs) => grep(repositoryRoot, await open(), needles, pathspecs),
  };
}

async function openTree(root: string, revision: string, named: readonly string[]): Promise<Opened> {
  const commit = await resolveCommit(root, revision);
  const blobs = await listBlobs(root, commit);
  return { commit, blobs, ...listingOf(blobs.keys(), (path) => isLeftOut(path, named)) };
}

/**
 * The regular files of a commit by their paths.
 *
 * @param settings for {@link runGit}
 * @throws GitError where the repository lacks the commit or a folder of it
 */
export async function listBlobs(root: string, commit: string, settings: GitSettings = {}): Promise<ReadonlyMap<string, Blob>> {
  const { stdout } = await runGit(root, ['ls-tree', '-r', '-z', '--long', '--full-tree', commit, '--'], settings);
  return new Map([...stdout.matchAll(ENTRY)].map(({ groups }) => [groups?.['path'] ?? '', blobOf(groups)]));
}

function blobOf(groups: Readonly<Record<string, string>> | undefined): Blob {
  return { id: groups?.['id'] ?? '', size: Number(groups?.['size']) || 0 };
}

async function load(root: string, paths: readonly string[], blobs: ReadonlyMap<string, Blob>): Promise<Iterable<[string, Loaded]>> {
  const readable = paths.flatMap((path) => {
    const blob = blobs.get(path);
    return blob && !tooLarge(path, blob.size) ? [blob.id] : [];
  });
  const ids = [...new Set(readable)];
  const contents = await readBlobs(root, ids);
  const byId = new Map(ids.map((id, index) => [id, contents[index]]));
  return paths.map((path) => [path, loadedOf(path, blobs.get(path), byId)]);
}

function loadedOf(path: string, blob: Blob | undefined, contents: ReadonlyMap<string, Uint8Array | undefined>): Loaded {
  if (!blob) return { why: 'is not in the commit' };
  const bytes = contents.get(blob.id);
  return tooLarge(path, blob.size) ?? (bytes ? decodeBlob(path, bytes) : { why: 'is not in this clone' });
}

async function grep(root: string, { commit, paths }: Opened, needles: readonly string[], pathspecs: readonly string[]): Promise<string[]> {
  if (needles.length === 0) return [];
  const shape = ['--files-with-matches', '-z', '--fixed-strings', '--no-color', '--full-name', '--no-recurse-submodules', '--no-textconv'];
  const patterns = needles.flatMap((needle) => ['-e', needle]);
  const { stdout } = await runGit(root, ['grep', ...shape, ...patterns, commit, '--', ...pathspecs], { expected: [1] });
  const found = new Set(stdout.split('\0').map((name) => name.slice(commit.length + 1)));
  return paths.filter((path) => found.has(path));
}
