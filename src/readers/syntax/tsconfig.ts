/** `baseUrl` and `paths` of the tsconfig.json nearest to a file. https://www.typescriptlang.org/tsconfig/#paths */
import type { Project } from '../reader.ts';
import { objectIn, objectOf } from './json-objects.ts';
import { folderOf, foldersUp, joined } from './paths.ts';

interface Aliases {
  /** Where paths that are not relative begin; absent where the file does not set it. */
  readonly base?: string;
  /** Patterns with at most one `*`, and what they stand for, seen from `pathsBase`. */
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
  readonly pathsBase: string;
}

const MAX_EXTENDS = 8;
/** By project, as its texts never change. */
const known = new WeakMap<Project, Map<string, Aliases | undefined>>();

/** Where an import that is not relative may lead, in the order in which the compiler looks. */
export function aliasedPaths(project: Project, specifier: string, folder: string): readonly string[] {
  const aliases = nearest(project, folder);
  if (!aliases) return [];
  const matched = matchOf(aliases, specifier).map((path) => joined(aliases.pathsBase, path));
  const based = aliases.base === undefined ? [] : [joined(aliases.base, specifier)];
  return [...matched, ...based].filter((path) => path !== undefined);
}

function matchOf({ paths }: Aliases, specifier: string): readonly string[] {
  const exact = paths.find(([pattern]) => pattern === specifier);
  if (exact) return exact[1];
  const [best] = paths
    .flatMap(([pattern, targets]) => {
      const [before = '', after] = pattern.split('*');
      const fits = after !== undefined && specifier.length >= before.length + after.length;
      if (!fits || !specifier.startsWith(before) || !specifier.endsWith(after)) return [];
      return [{ before, rest: specifier.slice(before.length, specifier.length - after.length), targets }];
    })
    .toSorted((a, b) => b.before.length - a.before.length);
  return best ? best.targets.map((target) => target.replace('*', () => best.rest)) : [];
}

function nearest(project: Project, folder: string): Aliases | undefined {
  const files = known.get(project) ?? new Map<string, Aliases | undefined>();
  known.set(project, files);
  for (const parent of foldersUp(folder)) {
    const path = ['tsconfig.json', 'jsconfig.json']
      .map((name) => joined(parent, name))
      .find((name) => name && project.text(name) !== undefined);
    if (path === undefined) continue;
    if (!files.has(path)) files.set(path, aliasesOf(project, path, 0));
    return files.get(path);
  }
  return undefined;
}

/** What a file says itself, over what it extends. Configurations of packages are not in the repository. */
function aliasesOf(project: Project, path: string, depth: number): Aliases | undefined {
  const text = project.text(path);
  if (text === undefined || depth > MAX_EXTENDS) return undefined;
  const folder = folderOf(path);
  const config = objectIn(text);
  const parents = [config['extends']].flat().flatMap((name) => (typeof name === 'string' ? [extended(project, folder, name)] : []));
  const inherited = parents
    .map((parent) => (parent === undefined ? undefined : aliasesOf(project, parent, depth + 1)))
    .findLast((found) => found);
  const options = objectOf(config['compilerOptions']);
  const baseUrl = options['baseUrl'];
  const base = typeof baseUrl === 'string' ? joined(folder, baseUrl) : inherited?.base;
  const own = options['paths'] === undefined ? undefined : pathsOf(options['paths']);
  return {
    ...(base === undefined ? {} : { base }),
    paths: own ?? inherited?.paths ?? [],
    pathsBase: own ? (base ?? folder) : (inherited?.pathsBase ?? folder),
  };
}

function extended(project: Project, folder: string, name: string): string | undefined {
  if (!name.startsWith('.')) return undefined;
  const path = joined(folder, name);
  if (path === undefined) return undefined;
  return [path, `${path}.json`, `${path}/tsconfig.json`].find((candidate) => project.text(candidate) !== undefined);
}

function pathsOf(value: unknown): Aliases['paths'] {
  return Object.entries(objectOf(value)).flatMap(([pattern, targets]) => {
    const texts = Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : [];
    return [[pattern, texts] as const];
  });
}
