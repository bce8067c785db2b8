/** Paths of a repository: relative to its root, with `/`. */

/** The folder of a file; `''` is the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** Whether a path is a folder itself or lies below it. Everything lies below the root, `''`. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** How many folders lead to a folder. */
export function depthOf(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}

/** `a/b` and `../c` are `a/c`; `undefined` where it leads out of the root. */
export function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
