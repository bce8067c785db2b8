/** Every file below a folder, for where no git can say which ones count. */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isGenerated } from './left-out.ts';
import { SourceError } from './tree.ts';

/**
 * Regular files below `start`, or `start` itself where it is a file. Neither symbolic links nor folders that only tools write to
 * are entered, save `start`.
 *
 * @param start posix, relative to `root`; `''` is the root
 * @returns paths relative to `root`
 * @throws SourceError where `start` cannot be read
 */
export async function walk(root: string, start: string): Promise<readonly string[]> {
  const stats = await lstat(join(root, start || '.')).catch(() => undefined);
  if (stats?.isFile()) return [start];
  if (stats?.isSymbolicLink()) throw new SourceError(`is a symbolic link, which is not followed: ${start}`);
  if (!stats?.isDirectory()) throw new SourceError(`cannot be read: ${start || root}`);
  const files: string[] = [];
  const folders = [start];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await entriesOf(root, folder, start)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory() && !isGenerated(entry.name)) folders.push(path);
    }
  }
  return files;
}

async function entriesOf(root: string, folder: string, start: string) {
  try {
    return await readdir(join(root, folder || '.'), { withFileTypes: true });
  } catch (error) {
    if (folder === start) throw new SourceError(`cannot be read: ${folder || root}`, { cause: error });
    // a folder that only somebody else may open holds nothing that is ours to check
    return [];
  }
}
