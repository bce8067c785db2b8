/** What ESLint's two rules for unused variables are set to, as far as a configuration says it for certain. */
import type { ConfigNode, LintFact } from '../model/fact.ts';
import { folderOf, joinPath } from '../model/path.ts';
import { entriesOf, itemsOf, scalarOf, valueAt } from './config-nodes.ts';

export const BASE = 'no-unused-vars';
export const TYPESCRIPT = '@typescript-eslint/no-unused-vars';
export const CHECKS = [BASE, TYPESCRIPT] as const;
type Check = (typeof CHECKS)[number];

/** On, with the pattern of names that it lets through; off; or nobody can tell. A check that nothing is said of is not there. */
export type Setting = { readonly kind: 'on'; readonly ignorePattern?: string } | { readonly kind: 'off' | 'unknown' };
export type Settings = Readonly<Partial<Record<Check, Setting>>>;

export const ALL_UNKNOWN: Settings = { [BASE]: { kind: 'unknown' }, [TYPESCRIPT]: { kind: 'unknown' } };

/** The sets that turn on a check in all their versions (https://typescript-eslint.io/users/configs/). */
const TYPESCRIPT_SETS = /^plugin:@typescript-eslint\/(?:recommended|recommended-type-checked|strict-type-checked|all)$/;
/** Sets that say nothing of unused variables. */
const SILENT_SETS =
  /^(?:plugin:@typescript-eslint\/(?:eslint-recommended|base|stylistic(?:-type-checked)?|recommended-requiring-type-checking)|(?:plugin:)?prettier(?:\/.*)?|plugin:(?:import|jest|promise|security|node|n|jsdoc|react|react-hooks)\/.*)$/;

/** What a shared set of rules says. */
export function settingsOfSet(name: string): Settings {
  if (name === 'eslint:recommended') return { [BASE]: { kind: 'on' } };
  if (TYPESCRIPT_SETS.test(name)) return { [BASE]: { kind: 'off' }, [TYPESCRIPT]: { kind: 'on' } };
  return SILENT_SETS.test(name) ? {} : ALL_UNKNOWN;
}

/** What a `rules:` section says. */
export function settingsOfRules(rules: ConfigNode | undefined): Settings {
  if (rules === undefined) return {};
  if (rules.kind !== 'map') return ALL_UNKNOWN;
  const said = CHECKS.flatMap((check) => {
    const value = valueAt(rules, check);
    return value ? [[check, settingOf(value)] as const] : [];
  });
  return Object.fromEntries(said);
}

/** `"error"`, `2`, `["error", { "varsIgnorePattern": "^_" }]` (https://eslint.org/docs/latest/rules/no-unused-vars). */
function settingOf(value: ConfigNode): Setting {
  const [severity, options] = value.kind === 'list' ? value.items : [value];
  switch (scalarOf(severity)) {
    case 'off':
    case 0:
      return { kind: 'off' };
    case 'error':
    case 'warn':
    case 1:
    case 2:
      return withOptions(options);
    default:
      return { kind: 'unknown' };
  }
}

function withOptions(options: ConfigNode | undefined): Setting {
  if (options === undefined || options.kind === 'scalar') return { kind: 'on' };
  const pattern = valueAt(options, 'varsIgnorePattern');
  const ignorePattern = scalarOf(pattern);
  if (options.kind !== 'map' || (pattern && typeof ignorePattern !== 'string')) return { kind: 'unknown' };
  return typeof ignorePattern === 'string' ? { kind: 'on', ignorePattern } : { kind: 'on' };
}

/** Whether globs cover all TypeScript files, none, or some of them. */
export function coverageOf(globs: ConfigNode | undefined): 'all' | 'none' | 'some' {
  const all = globs?.kind === 'list' ? itemsOf(globs).map(scalarOf) : [scalarOf(globs)];
  const texts = all.filter((glob) => typeof glob === 'string');
  if (texts.length !== all.length) return 'some';
  if (texts.some((glob) => /^(?:\*\*\/)?\*\.(?:ts|\{ts,tsx\}|\{[^{}]*\bts\b[^{}]*\})$/.test(glob))) return 'all';
  return texts.every((glob) => /\.(?:jsx?|[cm]js|json|md|tsx)$/.test(glob)) ? 'none' : 'some';
}

/** What holds no program of ours: what tools wrote, JavaScript, type declarations. */
const NO_PROGRAM =
  /\.(?:[cm]?js|d\.ts|json)$|^(?:\*\*\/|\.?\/)?(?:dist|build|lib|out|bin|venv|coverage|node_modules|cdk\.out|\.\w+)(?:\/(?:\*\*?(?:\/\*)?)?)?$/;
const FOLDER = /^(?:\.?\/)?(?<folder>\w[\w-]*(?:\/\w[\w-]*)*)\/(?:\*\*?(?:\/\*)?)?$/;

/** The folders that a list of globs leaves out; `undefined` where it may leave out more than folders. */
export function ignoredFolders(patterns: ConfigNode | undefined): readonly string[] | undefined {
  if (patterns === undefined) return [];
  const globs = patterns.kind === 'list' ? itemsOf(patterns).map(scalarOf) : [scalarOf(patterns)];
  const folders: string[] = [];
  for (const glob of globs) {
    if (typeof glob !== 'string') return undefined;
    if (glob.startsWith('!') || NO_PROGRAM.test(glob)) continue;
    const folder = FOLDER.exec(glob)?.groups?.['folder'];
    if (folder === undefined) return undefined;
    folders.push(folder);
  }
  return folders;
}

/** Whether anything in a section speaks of the two checks. */
export function concerns(section: ConfigNode): boolean {
  return entriesOf(section).some(({ key }) => key.value === 'extends' || key.value === 'rules');
}

/** A check that is off, or may be, hides what a folder above says of it; in an ignored folder it hides what is said here. */
export function lintFacts(settings: Settings, path: string, ignored: readonly string[] = []): readonly LintFact[] {
  return CHECKS.flatMap((check): LintFact[] => {
    const setting = settings[check];
    if (!setting) return [];
    if (setting.kind !== 'on') return [lintFact(check, path, '^')];
    const name = path.slice(path.lastIndexOf('/') + 1);
    const inside = ignored.map((folder) => joinPath(folderOf(path), `${folder}/${name}`)).filter((place) => place !== undefined);
    return [lintFact(check, path, setting.ignorePattern), ...inside.map((place) => lintFact(check, place, '^'))];
  });
}

export function lintFact(check: string, path: string, ignorePattern: string | undefined): LintFact {
  const span = { path, start: 0, end: 0 };
  return {
    kind: 'lint',
    dialect: 'package-json',
    span,
    resource: check,
    path,
    check,
    ...(ignorePattern === undefined ? {} : { ignorePattern }),
  };
}
