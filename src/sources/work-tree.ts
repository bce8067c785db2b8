/** The files of a work tree that git tracks, or would track if asked to add everything. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { mapConcurrently } from './concurrently.ts';
import { runGit } from './git-command.ts';

const FILES_AT_ONCE = 16;

/** Modes of regular files; the other two are symbolic links and submodules. */
const STAGED = /(?<=^|\0)100\d{3} [0-9a-f]+ \d\t(?<path>[^\0]+)\0/g;

/** Regular files at or below a folder of a work tree that are there now; paths relative to the folder. */
export async function listWorkTree(folder: string): Promise<readonly string[]> {
  const [staged, deleted, others] = await Promise.all([
    runGit(folder, ['ls-files', '-z', '--stage']),
    runGit(folder, ['ls-files', '-z', '--deleted']),
    runGit(folder, ['ls-files', '-z', '--others', '--exclude-standard']),
  ]);
  const gone = new Set(deleted.stdout.split('\0'));
  const tracked = [...staged.stdout.matchAll(STAGED)].map(({ groups }) => groups?.['path'] ?? '').filter((path) => !gone.has(path));
  return [...tracked, ...(await filesOf(folder, others.stdout.split('\0')))];
}

/** Untracked ones carry no mode; a repository inside the repository is listed as a folder, `inner/`. */
async function filesOf(folder: string, paths: readonly string[]): Promise<readonly string[]> {
  const candidates = paths.filter((path) => path !== '' && !path.endsWith('/'));
  const kept = await mapConcurrently(candidates, FILES_AT_ONCE, async (path) => {
    const stats = await lstat(join(folder, path)).catch(() => undefined);
    return stats?.isFile() ? [path] : [];
  });
  return kept.flat();
}
