/** Packages whose source is in the repository itself: what `@acme/config` means in a monorepo. */
import type { Project } from '../reader.ts';
import { objectIn, objectOf } from './json-objects.ts';
import { folderOf, joined } from './paths.ts';

interface Package {
  readonly folder: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

const NAME = /^(?<name>(?:@[^/]+\/)?[^/@][^/]*)(?:\/(?<below>.*))?$/;
const CONDITIONS = ['source', 'types', 'import', 'require', 'node', 'default'];
/** By project, as its texts never change. */
const known = new WeakMap<Project, Map<string, Package | undefined>>();

/** Where the source behind a package's name may stand: what its manifest says, then the usual places. */
export function workspacePaths(project: Project, specifier: string): readonly string[] {
  const groups = NAME.exec(specifier)?.groups;
  const name = groups?.['name'];
  const found = name === undefined ? undefined : packageOf(project, name);
  if (!found) return [];
  const below = groups?.['below'];
  const said = below === undefined ? entriesOf(found.manifest) : exported(found.manifest['exports'], `./${below}`);
  const usual = below === undefined ? ['src/index', 'index', 'lib/index', 'src/main'] : [below, `src/${below}`, `lib/${below}`];
  return [...said.flatMap((path) => [path, sourceOf(path)]), ...usual].flatMap((path) => joined(found.folder, path) ?? []);
}

/** The entry points of a manifest; `.` of `exports` first. */
function entriesOf(manifest: Package['manifest']): readonly string[] {
  const fields = [manifest['source'], manifest['module'], manifest['main'], manifest['types']];
  return [...exported(manifest['exports'], '.'), ...fields.filter((field) => typeof field === 'string')];
}

function exported(exports: unknown, entry: string): readonly string[] {
  if (typeof exports === 'string') return entry === '.' ? [exports] : [];
  const table = objectOf(exports);
  if (entry === '.' && table['.'] === undefined) return targetsOf(table, 0);
  if (table[entry] !== undefined) return targetsOf(table[entry], 0);
  for (const [pattern, target] of Object.entries(table)) {
    const [before = '', after] = pattern.split('*');
    if (after === undefined || !entry.startsWith(before) || !entry.endsWith(after)) continue;
    const rest = entry.slice(before.length, entry.length - after.length);
    return targetsOf(target, 0).map((path) => path.replace('*', () => rest));
  }
  return [];
}

function targetsOf(target: unknown, depth: number): readonly string[] {
  if (typeof target === 'string') return [target];
  if (depth > 3) return [];
  const table = objectOf(target);
  return CONDITIONS.flatMap((condition) => (table[condition] === undefined ? [] : targetsOf(table[condition], depth + 1)));
}

/** Built files are not in the repository; their source usually has the same name. */
function sourceOf(path: string): string {
  return path.replace(/^(?:\.\/)?(?:dist|build|lib|out)\//, 'src/').replace(/\.d\.(?<kind>[cm]?)ts$/, '.$<kind>js');
}

function packageOf(project: Project, name: string): Package | undefined {
  const packages = known.get(project) ?? new Map<string, Package | undefined>();
  known.set(project, packages);
  if (!packages.has(name)) packages.set(name, find(project, name));
  return packages.get(name);
}

function find(project: Project, name: string): Package | undefined {
  for (const path of project.paths) {
    if (!/(?:^|\/)package\.json$/.test(path) || path.includes('node_modules/')) continue;
    const text = project.text(path);
    if (text?.includes(`"${name}"`) !== true) continue;
    const manifest = objectIn(text);
    if (manifest['name'] === name) return { folder: folderOf(path), manifest };
  }
  return undefined;
}
