/** Paths inside a repository: posix, relative to its root. */

/** `folder/../other` made plain; `undefined` where it leads out of the repository. */
export function normalized(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The folder of a file; the root is empty. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** A path seen from a folder, made plain. */
export function joined(folder: string, path: string): string | undefined {
  return normalized(`${folder}/${path}`);
}

/** A folder and all folders around it, the innermost first. */
export function foldersUp(folder: string): readonly string[] {
  const parts = folder === '' ? [] : folder.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}
