/** ESLint configurations of the older form: `.eslintrc.*` and `eslintConfig` in a manifest. */
import type { ConfigNode, LintFact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import { itemsOf, scalarOf, valueAt } from './config-nodes.ts';
import {
  ALL_UNKNOWN,
  BASE,
  concerns,
  coverageOf,
  ignoredFolders,
  lintFacts,
  type Settings,
  settingsOfRules,
  settingsOfSet,
  TYPESCRIPT,
} from './eslint-checks.ts';
import type { Project } from './reader.ts';
import { literalObject } from './javascript-literals.ts';
import { parseJson } from './syntax/json.ts';
import { parseYaml } from './syntax/yaml.ts';

/** Of several in one folder ESLint takes the first (https://eslint.org/docs/v8.x/use/configure/configuration-files). */
const PRECEDENCE = ['.eslintrc.js', '.eslintrc.cjs', '.eslintrc.yaml', '.eslintrc.yml', '.eslintrc.json', '.eslintrc', 'package.json'];

/** What the file says of unused variables in TypeScript. */
export function eslintRc(file: SourceText, project: Project): readonly LintFact[] {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const name = file.path.slice(folder.length);
  const better = PRECEDENCE.slice(0, PRECEDENCE.indexOf(name));
  if (better.some((other) => project.text(folder + other) !== undefined)) return [];
  const config = configOf(file);
  if (!config) return lintFacts(ALL_UNKNOWN, file.path);
  const ignored = ignoredFolders(valueAt(config, 'ignorePatterns'));
  const settings = ignored ? settingsOf(config) : ALL_UNKNOWN;
  // a configuration that is no root is completed by the ones above, and hides only what it speaks of
  const isRoot = scalarOf(valueAt(config, 'root')) === true;
  const all: Settings = isRoot ? { [BASE]: { kind: 'off' }, [TYPESCRIPT]: { kind: 'off' }, ...settings } : settings;
  return lintFacts(all, file.path, ignored);
}

function configOf(file: SourceText): ConfigNode | undefined {
  if (/\.c?js$/.test(file.path)) return literalObject(file);
  if (/\.ya?ml$/.test(file.path)) return whole(parseYaml(file));
  const root = whole(parseJson(file, 'comments'));
  return file.path.endsWith('package.json') ? valueAt(root, 'eslintConfig') : root;
}

function whole({ root, problem }: ReturnType<typeof parseYaml>): ConfigNode | undefined {
  return problem || root?.kind !== 'map' ? undefined : root;
}

function settingsOf(config: ConfigNode): Settings {
  const settings = itemsOf(valueAt(config, 'overrides')).reduce<Settings>(override, sectionOf(config));
  // without its parser ESLint does not get as far as a rule in TypeScript
  const base = settings[BASE];
  return base?.kind === 'on' && !parsesTypeScript(config) ? { ...settings, [BASE]: { kind: 'unknown' } } : settings;
}

function override(settings: Settings, section: ConfigNode): Settings {
  if (!concerns(section)) return settings;
  const coverage = coverageOf(valueAt(section, 'files'));
  if (coverage === 'none') return settings;
  const said = sectionOf(section);
  if (coverage === 'all') return { ...settings, ...said };
  const unsure = Object.keys(said).map((check) => [check, { kind: 'unknown' }]);
  return { ...settings, ...Object.fromEntries(unsure) };
}

/** Later sets and then the own rules win. */
function sectionOf(section: ConfigNode): Settings {
  const sets = setsOf(valueAt(section, 'extends')).map((name) => (name === undefined ? ALL_UNKNOWN : settingsOfSet(name)));
  return Object.assign({}, ...sets, settingsOfRules(valueAt(section, 'rules')));
}

function setsOf(node: ConfigNode | undefined): readonly (string | undefined)[] {
  if (node === undefined) return [];
  const names = node.kind === 'list' ? itemsOf(node).map(scalarOf) : [scalarOf(node)];
  return names.map((name) => (typeof name === 'string' ? name : undefined));
}

function parsesTypeScript(config: ConfigNode): boolean {
  const parsers = [valueAt(config, 'parser'), valueAt(config, 'parserOptions', 'parser')].map(scalarOf);
  return (
    parsers.includes('@typescript-eslint/parser') ||
    setsOf(valueAt(config, 'extends')).some((name) => name?.startsWith('plugin:@typescript-eslint/'))
  );
}
