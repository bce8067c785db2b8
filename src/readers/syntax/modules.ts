/** Which file of the repository an import means: relative paths, aliases of tsconfig.json, packages of the same workspace. */
import type { Project } from '../reader.ts';
import { folderOf, joined } from './paths.ts';
import { aliasedPaths } from './tsconfig.ts';
import { workspacePaths } from './workspaces.ts';

/** What an import without an extension may stand for, in the order in which compilers look. */
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json'];
/** What a compiled name stands for in the source. */
const SOURCES: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.js', '.jsx']],
  ['.jsx', ['.tsx', '.jsx']],
  ['.mjs', ['.mts', '.mjs']],
  ['.cjs', ['.cts', '.cjs']],
]);

/** The path of the file that `specifier` means in the file `from`; `undefined` for what is not in the repository. */
export function locateModule(project: Project, specifier: string, from: string): string | undefined {
  if (specifier.includes('\0') || specifier.startsWith('node:')) return undefined;
  const folder = folderOf(from);
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return fileAt(project, joined(folder, specifier));
  if (specifier.startsWith('/')) return undefined;
  for (const path of aliasedPaths(project, specifier, folder)) {
    const file = fileAt(project, path);
    if (file !== undefined) return file;
  }
  for (const path of workspacePaths(project, specifier)) {
    const file = fileAt(project, path);
    if (file !== undefined) return file;
  }
  return undefined;
}

function fileAt(project: Project, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const [, extension = ''] = /(?<extension>\.[cm]?jsx?)$/.exec(path) ?? [];
  const stem = path.slice(0, path.length - extension.length);
  const candidates = [
    ...(SOURCES.get(extension) ?? []).map((source) => stem + source),
    ...(/\.(?:[cm]?tsx?|json)$/.test(path) ? [path] : []),
    ...EXTENSIONS.map((suffix) => path + suffix),
    ...EXTENSIONS.map((suffix) => (path === '' ? `index${suffix}` : `${path}/index${suffix}`)),
  ];
  return candidates.find((candidate) => !/\.d\.[cm]?ts$/.test(candidate) && project.text(candidate) !== undefined);
}
