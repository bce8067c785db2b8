/** Folders that hold no infrastructure of the author's own: what tools wrote, and versions that are dead on purpose. */

/** Written by tools. A walk does not even enter them. */
const GENERATED: ReadonlySet<string> = new Set([
  '.git',
  '.next',
  '.pulumi',
  '.terraform',
  '.yarn',
  'build',
  'cdk.out',
  'coverage',
  'dist',
  'node_modules',
  'vendor',
]);

/** Written by people, but to be tried or read, not deployed. */
const ASIDE: ReadonlySet<string> = new Set(['__fixtures__', '__tests__', 'e2e', 'examples', 'fixtures', 'test', 'testdata', 'tests']);

/**
 * Whether a file is left out because of a folder on its way.
 *
 * @param relativePath posix, relative to the root of the tree
 * @param named paths that a person named, relative to the same root: below each, only the folders further down count
 */
export function isLeftOut(relativePath: string, named: readonly string[] = []): boolean {
  if (!isAside(relativePath)) return false;
  return !named.some((path) => isBelow(relativePath, path) && !isAside(below(relativePath, path)));
}

/** Whether a path is `folder` itself or lies below it; every path lies below the root, `''`. */
export function isBelow(relativePath: string, folder: string): boolean {
  return folder === '' || relativePath === folder || relativePath.startsWith(`${folder}/`);
}

/** Whether a folder of that name holds only what tools wrote. */
export function isGenerated(folderName: string): boolean {
  return GENERATED.has(folderName);
}

function below(relativePath: string, folder: string): string {
  return folder === '' ? relativePath : relativePath.slice(folder.length + 1);
}

function isAside(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.some((name) => GENERATED.has(name) || ASIDE.has(name));
}
