/** ESLint configurations of the newer form, `eslint.config.*`: programs, of which only the plain ones are understood. */
import type { LintFact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import {
  ALL_UNKNOWN,
  BASE,
  CHECKS,
  coverageOf,
  ignoredFolders,
  lintFacts,
  type Setting,
  type Settings,
  settingsOfRules,
  TYPESCRIPT,
} from './eslint-checks.ts';
import { literalNode, withoutComments } from './javascript-literals.ts';

const TYPESCRIPT_ESLINT =
  /\b(?:import\s+(?<imported>[\w$]+)\s+from|(?:const|let|var)\s+(?<required>[\w$]+)\s*=\s*require\()\s*['"]typescript-eslint['"]/;
/** Configurations of others, which may say anything. */
const FOREIGN = /\bfrom\s*['"]\.|\brequire\(\s*['"]\.|\bFlatCompat\b|\bawait\b|\bimport\(|\?[^.?]|&&|\|\|/;
const SPREAD = /\.\.\.\s*\(?\s*(?<name>[\w$]+(?:\.configs)?)/g;
const RULE = /(?<quote>['"])(?<check>(?:@typescript-eslint\/)?no-unused-vars)\k<quote>\s*:\s*/g;
const SECTION = /(?<![\w$.'"])(?:files|ignores)\s*:\s*(?=\[)|\bglobalIgnores\(\s*(?=\[)/g;

/** What the file says of unused variables in TypeScript. */
export function flatConfig(file: SourceText): readonly LintFact[] {
  const text = withoutComments(file.text);
  const ignored = FOREIGN.test(text) ? undefined : ignoredIn(text, file.path);
  return lintFacts(ignored ? settingsOf(text, file.path) : ALL_UNKNOWN, file.path, ignored);
}

/** A configuration with more sections than this is no plain one, and looking at each would take long. */
const MAX_SECTIONS = 50;

function settingsOf(text: string, path: string): Settings {
  const groups = TYPESCRIPT_ESLINT.exec(text)?.groups;
  const namespace = groups?.['imported'] ?? groups?.['required'];
  const spreads = [...text.matchAll(SPREAD)].map((match) => match.groups?.['name']);
  if (namespace === undefined || spreads.some((name) => name !== `${namespace}.configs`)) return ALL_UNKNOWN;
  const isSet = new RegExp(`\\b${namespace.replaceAll('$', '\\$')}\\.configs\\.(?:recommended|strict)(?:TypeChecked)?(?:Only)?\\b`).exec(
    text,
  )?.[0];
  const bySet: Settings = isSet !== undefined && !isSet.endsWith('Only') ? { [BASE]: { kind: 'off' }, [TYPESCRIPT]: { kind: 'on' } } : {};
  return { [BASE]: { kind: 'unknown' }, [TYPESCRIPT]: { kind: 'off' }, ...bySet, ...ownRules(text, path) };
}

/** Every folder that some section ignores; `undefined` where one ignores more, or is for some of the TypeScript files only. */
function ignoredIn(text: string, path: string): readonly string[] | undefined {
  const folders: string[] = [];
  const sections = [...text.matchAll(SECTION)];
  if (sections.length > MAX_SECTIONS) return undefined;
  for (const match of sections) {
    const list = literalNode(bracketed(text, match.index + match[0].length), path);
    if (match[0].startsWith('files')) {
      if (coverageOf(list) === 'some') return undefined;
      continue;
    }
    const ignored = list && ignoredFolders(list);
    if (!ignored) return undefined;
    folders.push(...ignored);
  }
  return folders;
}

/** A rule that is set twice, in two ways, may be either. */
function ownRules(text: string, path: string): Settings {
  const found = new Map<string, Setting[]>();
  const rules = [...text.matchAll(RULE)];
  if (rules.length > MAX_SECTIONS) return ALL_UNKNOWN;
  for (const match of rules) {
    const check = match.groups?.['check'] ?? '';
    const start = match.index + match[0].length;
    const value = text[start] === '[' ? bracketed(text, start) : (/^[^,}\s]*/.exec(text.slice(start, start + 40))?.[0] ?? '');
    const said = settingsOfRules(literalNode(`{ '${check}': ${value} }`, path));
    const setting = CHECKS.map((name) => (name === check ? said[name] : undefined)).find((item) => item !== undefined);
    found.set(check, [...(found.get(check) ?? []), setting ?? { kind: 'unknown' }]);
  }
  const agreed = [...found].map(([check, settings]) => {
    const [first = { kind: 'unknown' }] = settings;
    return [check, settings.length === 1 ? first : { kind: 'unknown' }] as const;
  });
  return Object.fromEntries(agreed);
}

/** From an opening bracket to the one that closes it; `''` where none does. */
function bracketed(text: string, start: number): string {
  let depth = 0;
  const tokens = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[[\]{}]/g;
  tokens.lastIndex = start;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0] === '[' || token[0] === '{') depth += 1;
    else if (token[0] === ']' || token[0] === '}') depth -= 1;
    if (depth === 0) return text.slice(start, tokens.lastIndex);
  }
  return '';
}
