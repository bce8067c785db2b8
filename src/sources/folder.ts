/** The files of a folder on disk as they are now: what git would commit of it, or all of it where there is no git. */
import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { mapConcurrently } from './concurrently.ts';
import { decodeBlob, tooLarge } from './decode.ts';
import { gitRoot } from './git.ts';
import { isBelow, isLeftOut } from './left-out.ts';
import { type Listing, listingOf, type Loaded, SourceError, type Tree, treeRead } from './tree.ts';
import { listWorkTree } from './work-tree.ts';
import { walk } from './walk.ts';

const FILES_AT_ONCE = 16;

/**
 * The tree of a folder. Inside a git work tree it is what git tracks or would track (`.gitignore` counts), else every file.
 *
 * @param named folders and files that a person named, posix and relative to `root`: they are read even where git ignores them or
 *   they lie in a folder that is left out
 * @returns a tree whose lists fail with a SourceError where `root` or a named path cannot be read
 */
export function folderTree(root: string, named: readonly string[] = []): Tree {
  let listed: Promise<Listing> | undefined;
  function list(): Promise<Listing> {
    return (listed ??= listFolder(root, named));
  }
  return {
    paths: async () => (await list()).paths,
    leftOut: async () => (await list()).leftOut,
    read: async (paths) => readFolder(root, paths),
  };
}

async function listFolder(folder: string, named: readonly string[]): Promise<Listing> {
  const root = await realFolder(folder);
  const tracked = (await gitRoot(root)) === undefined ? [] : await listWorkTree(root);
  const roots = ['', ...named].filter((path) => !tracked.some((file) => isBelow(file, path)));
  const walked = await mapConcurrently(roots, 1, (path) => walk(root, path));
  return listingOf([...tracked, ...walked.flat()], (path) => isLeftOut(path, named));
}

async function realFolder(folder: string): Promise<string> {
  const root = await realpath(folder).catch(() => undefined);
  const stats = root === undefined ? undefined : await lstat(root);
  if (root === undefined || !stats?.isDirectory()) throw new SourceError(`not a folder: ${folder}`);
  return root;
}

async function readFolder(root: string, paths: readonly string[]) {
  const realRoot = await realpath(root);
  const loaded = await mapConcurrently(paths, FILES_AT_ONCE, async (path) => [path, await load(realRoot, path)] as const);
  return treeRead(loaded);
}

async function load(realRoot: string, path: string): Promise<Loaded> {
  try {
    const file = join(realRoot, path);
    const stats = await lstat(file);
    if (stats.isSymbolicLink()) return { why: 'is a symbolic link, which is not followed' };
    if (!stats.isFile()) return { why: 'is not a file' };
    // a folder on the way may be a link that leads out
    if (!(await realpath(file)).startsWith(withSeparator(realRoot))) return { why: 'lies outside the folder that is read' };
    return tooLarge(path, stats.size) ?? decodeBlob(path, await readFile(file));
  } catch (error) {
    return { why: `could not be read (${codeOf(error)})` };
  }
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
