/** From the paths that a person named to the folder that is read and what is asked about in it. */
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { UsageError } from './options.ts';
import { gitRoot } from './sources/git.ts';

export interface Place {
  /** Absolute: the git root around the paths, else the folder that holds them all. */
  readonly root: string;
  /** What was named, relative to the root, with `/`; empty where it is the root itself. */
  readonly named: readonly string[];
}

/** @throws UsageError for a path that is not there */
export async function placeOf(paths: readonly string[]): Promise<Place> {
  const found = await Promise.all((paths.length > 0 ? paths : ['.']).map(real));
  const folders = found.map(({ path, isFolder }) => (isFolder ? path : dirname(path)));
  const roots = new Set(await Promise.all(folders.map(gitRoot)));
  const [root] = roots;
  const top = roots.size === 1 && root !== undefined ? await realpath(root) : commonFolder(folders);
  const named = found.map(({ path }) => relative(top, path).replaceAll(sep, '/'));
  return { root: top, named: named.includes('') ? [] : named };
}

async function real(path: string): Promise<{ readonly path: string; readonly isFolder: boolean }> {
  try {
    const resolved = await realpath(path);
    return { path: resolved, isFolder: (await stat(resolved)).isDirectory() };
  } catch {
    throw new UsageError(`cannot be read: ${path}`);
  }
}

function commonFolder(folders: readonly string[]): string {
  const [first = sep, ...others] = folders;
  const parts = first.split(sep);
  const shared = parts.findIndex((part, index) => others.some((other) => other.split(sep)[index] !== part));
  return shared === -1 ? first : join(sep, ...parts.slice(0, shared));
}
