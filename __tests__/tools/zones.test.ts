/** Who may import whom: the table of docs/architecture.md, tried against the lint configuration with files that break it. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');

/** Files of src/, one a folder and more where a folder has an inside. */
const MODULES = [
  'model/x.ts',
  'readers/reader.ts',
  'readers/syntax/x.ts',
  'inventory/x.ts',
  'settings/x.ts',
  'rules/x.ts',
  'fix/x.ts',
  'report/x.ts',
  'catalog/catalog.ts',
  'catalog/live.ts',
  'pull-request/x.ts',
  'sources/x.ts',
  'github/x.ts',
  'run.ts',
  'main.ts',
  'cli.ts',
];
const PACKAGES = [
  '@actions/core',
  '@octokit/rest',
  '@aws-sdk/client-eks',
  'ts-morph',
  'yaml',
  'node:fs',
  'node:fs/promises',
  'node:child_process',
];

interface Zone {
  /** The file that imports. */
  readonly from: string;
  /** Beginnings of what it may import; `types:` for types alone. Everything else of MODULES and PACKAGES is refused. */
  readonly may: readonly string[];
}

const ZONES: readonly Zone[] = [
  { from: 'model/a.ts', may: ['model/'] },
  { from: 'readers/a.ts', may: ['readers/', 'model/', 'ts-morph', 'yaml'] },
  { from: 'readers/syntax/a.ts', may: ['readers/syntax/', 'readers/reader.ts', 'model/', 'ts-morph', 'yaml'] },
  { from: 'inventory/a.ts', may: ['inventory/', 'model/'] },
  { from: 'settings/a.ts', may: ['settings/', 'model/', 'yaml'] },
  { from: 'rules/a.ts', may: ['rules/', 'model/', 'inventory/', 'catalog/catalog.ts'] },
  { from: 'fix/a.ts', may: ['fix/', 'model/'] },
  { from: 'report/a.ts', may: ['report/', 'model/', 'fix/', 'types:pull-request/'] },
  { from: 'catalog/a.ts', may: ['catalog/', 'model/'] },
  { from: 'catalog/live.ts', may: ['catalog/', 'model/', '@aws-sdk/'] },
  { from: 'pull-request/a.ts', may: ['pull-request/', 'model/', 'node:'] },
  { from: 'sources/a.ts', may: ['sources/', 'model/', 'node:'] },
  { from: 'github/a.ts', may: ['github/', 'model/', 'types:report/', '@octokit/', '@actions/'] },
  {
    from: 'run.ts',
    may: [
      'model/',
      'readers/',
      'inventory/',
      'settings/',
      'rules/',
      'fix/',
      'report/',
      'catalog/catalog.ts',
      'pull-request/',
      'sources/',
      'ts-morph',
      'yaml',
      'node:',
    ],
  },
  { from: 'main.ts', may: [...MODULES, ...PACKAGES] },
  { from: 'cli.ts', may: [...MODULES, ...PACKAGES] },
];

type Form = 'value' | 'type' | 'dynamic' | 're-export';
const FORMS: readonly Form[] = ['value', 'type', 'dynamic', 're-export'];

/** Folders that know neither the environment nor the day. */
const PURE = ['model', 'readers', 'inventory', 'settings', 'rules', 'fix', 'report'];
const IMPURE = ['process.env', "console.log('x')", 'Date.now()', 'performance.now()', "fetch('https://example.com')", 'globalThis.process'];

let sandbox: string;
/** `src/model/a.ts:12`: the lines that lint refuses. */
let refused: ReadonlySet<string>;

beforeAll(() => {
  sandbox = mkdtempSync(join(tmpdir(), 'eks-lockstep-zones-'));
  writeFileSync(join(sandbox, '.oxlintrc.json'), JSON.stringify(onlyZones()));
  for (const { from } of ZONES)
    write(
      from,
      importsOf(from).map(({ form, target }, index) => statement(form, specifier(from, target), index)),
    );
  for (const folder of PURE)
    write(
      `${folder}/impure.ts`,
      IMPURE.map((expression, index) => `export const x${index} = ${expression};`),
    );
  write('rules/detour.ts', ["import '../model/../report/x.ts';"]);
  const run = spawnSync(process.execPath, [oxlint, '--format=unix'], { cwd: sandbox, encoding: 'utf8' });
  refused = new Set([...run.stdout.matchAll(/^(?<place>src\/[^:]+:\d+):\d+: /gm)].map((match) => match.groups?.['place'] ?? ''));
});

afterAll(() => {
  rmSync(sandbox, { recursive: true });
});

/** The repository's own overrides, without the rules that have nothing to do with zones. */
function onlyZones() {
  const { overrides } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as { overrides: readonly unknown[] };
  return { plugins: ['typescript'], categories: { correctness: 'off' }, overrides };
}

function write(path: string, lines: readonly string[]): void {
  const file = join(sandbox, 'src', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

function importsOf(from: string) {
  const targets = [...MODULES.filter((module) => module !== from), ...PACKAGES];
  return targets.flatMap((target) => FORMS.map((form) => ({ form, target })));
}

function specifier(from: string, target: string): string {
  if (PACKAGES.includes(target)) return target;
  const path = posix.relative(posix.dirname(from), target);
  return path.startsWith('.') ? path : `./${path}`;
}

function statement(form: Form, target: string, index: number): string {
  if (form === 'value') return `import { x as x${index} } from '${target}';`;
  if (form === 'type') return `import type { X as X${index} } from '${target}';`;
  return form === 'dynamic' ? `void import('${target}');` : `export { x as y${index} } from '${target}';`;
}

function isAllowed({ may }: Zone, form: Form, target: string): boolean {
  return may.some((beginning) => target.startsWith(beginning) || (form === 'type' && `types:${target}`.startsWith(beginning)));
}

describe.each(ZONES)('$from', (zone) => {
  test('imports what its zone may import, and nothing else', () => {
    const wrong = importsOf(zone.from).flatMap(({ form, target }, index) => {
      const wanted = isAllowed(zone, form, target) ? 'allowed' : 'refused';
      const given = refused.has(`src/${zone.from}:${index + 1}`) ? 'refused' : 'allowed';
      return given === wanted ? [] : [`${form} of ${target} is ${given}`];
    });
    expect(wrong).toEqual([]);
  });
});

test.each(PURE)('%s knows no environment, no console, no clock and no network', (folder) => {
  const allowed = IMPURE.filter((_, index) => !refused.has(`src/${folder}/impure.ts:${index + 1}`));
  expect(allowed).toEqual([]);
});

test('a detour through a folder that is allowed is refused', () => {
  expect(refused).toContain('src/rules/detour.ts:1');
});

/** What lint has no rule for. */
const NOW = /\bnew Date(?!\w)(?!\([^)])/;

test('the day of today is asked for at the ends only', () => {
  expect(['new Date()', 'new Date', 'new Date().getTime()'].filter((text) => !NOW.test(text))).toEqual([]);
  expect(['new Date(iso)', 'new DateTime()', "new Date('2026-01-01')"].filter((text) => NOW.test(text))).toEqual([]);
  const asking = globSync(`src/{${PURE.join(',')},catalog,pull-request}/**/*.ts`, { cwd: root }).filter((path) =>
    NOW.test(readFileSync(join(root, path), 'utf8')),
  );
  expect(asking).toEqual([]);
});
