/** The repository's own checks for unused variables: what certainly turns one on, and what leaves it open. */
import { describe, expect, test } from 'vitest';
import { lintConfig as reader } from '../../src/readers/lint-config.ts';
import { factsOf, type Files, readFiles } from './support.ts';

const TS = '@typescript-eslint/no-unused-vars';
const BASE = 'no-unused-vars';
const RECOMMENDED = 'plugin:@typescript-eslint/recommended';

/** `check path`, with the pattern of names that are let through. */
async function checks(files: Files): Promise<readonly string[]> {
  const facts = factsOf(await readFiles(reader, files), 'lint');
  return facts.map(({ check, path, ignorePattern }) => [check, path, ...(ignorePattern === undefined ? [] : [ignorePattern])].join(' '));
}

function rc(config: object): Files {
  return { '.eslintrc.json': JSON.stringify(config) };
}

describe('ESLint, the older form', () => {
  test.each([
    ['a recommended set', { extends: [RECOMMENDED] }, `${TS} .eslintrc.json`],
    [
      'one of several sets',
      { extends: ['eslint:recommended', RECOMMENDED, 'prettier', 'plugin:jest/recommended'] },
      `${TS} .eslintrc.json`,
    ],
    ['a set behind one that nobody knows', { extends: ['airbnb', RECOMMENDED] }, `${TS} .eslintrc.json`],
    ['the rule itself', { rules: { [TS]: 'error' } }, `${TS} .eslintrc.json`],
    ['the rule as a warning', { rules: { [TS]: 1 } }, `${TS} .eslintrc.json`],
    ['a pattern', { rules: { [TS]: ['error', { varsIgnorePattern: '^_', args: 'none' }] } }, `${TS} .eslintrc.json ^_`],
    ['the old rule with the parser', { parser: '@typescript-eslint/parser', extends: 'eslint:recommended' }, `${BASE} .eslintrc.json`],
    [
      'ignored JavaScript',
      { ignorePatterns: ['*.js', 'dist/', 'node_modules', '!.projenrc.ts'], extends: RECOMMENDED },
      `${TS} .eslintrc.json`,
    ],
    [
      'an override for JavaScript',
      { extends: RECOMMENDED, overrides: [{ files: ['*.js'], rules: { [TS]: 'off' } }] },
      `${TS} .eslintrc.json`,
    ],
    ['an override for all TypeScript', { overrides: [{ files: ['**/*.ts', '*.tsx'], extends: [RECOMMENDED] }] }, `${TS} .eslintrc.json`],
    [
      'an override for tests of other rules',
      { extends: RECOMMENDED, overrides: [{ files: ['test/**'], env: { jest: true } }] },
      `${TS} .eslintrc.json`,
    ],
  ])('%s turns it on', async (_, config, wanted) => {
    expect(await checks(rc(config))).toEqual([wanted]);
  });

  test.each([
    ['nothing', {}],
    ['a rule that is off', { extends: RECOMMENDED, rules: { [TS]: 'off' } }],
    ['a rule that is off, with options', { extends: RECOMMENDED, rules: { [TS]: [0, {}] } }],
    ['a set that nobody knows, last', { extends: [RECOMMENDED, './local'] }],
    ['the stylistic set', { extends: 'plugin:@typescript-eslint/stylistic' }],
    ['the old rule without the parser', { extends: 'eslint:recommended' }],
    ['an override for some files', { extends: RECOMMENDED, overrides: [{ files: ['infra/**/*.ts'], rules: { [TS]: 'off' } }] }],
    ['files that may be the program', { extends: RECOMMENDED, ignorePatterns: ['*.ts'] }],
    ['a severity that is none', { rules: { [TS]: 'on' } }],
    ['options that are none', { rules: { [TS]: ['error', []] } }],
    ['a pattern that is none', { rules: { [TS]: ['error', { varsIgnorePattern: 5 }] } }],
    ['rules that are none', { extends: RECOMMENDED, rules: [] }],
  ])('%s does not', async (_, config) => {
    expect(await checks(rc(config))).toEqual([]);
  });

  test.each([
    ['.eslintrc', `{ // ours\n "extends": ["${RECOMMENDED}"], }`],
    ['.eslintrc.yml', `root: true\nextends:\n  - ${RECOMMENDED}\n`],
    [
      '.eslintrc.js',
      `/** @type {x} */\nmodule.exports = {\n  root: true, // here\n  extends: ['eslint:recommended', "${RECOMMENDED}"],\n  rules: { 'no-console': 0, },\n};\n`,
    ],
    ['.eslintrc.cjs', `module.exports = { extends: '${RECOMMENDED}' }`],
    ['package.json', `{ "eslintConfig": { "extends": "${RECOMMENDED}" } }`],
  ])('in %s', async (path, text) => {
    expect(await checks({ [path]: text })).toContain(`${TS} ${path}`);
  });

  test.each([
    ['a spread', `module.exports = { ...base, extends: ['${RECOMMENDED}'] };`],
    ['a variable', `module.exports = { extends: ['${RECOMMENDED}'], rules };`],
    ['a call', `module.exports = { extends: ['${RECOMMENDED}', require.resolve('./x')] };`],
    ['a sum', `module.exports = { extends: ['plugin:@typescript-eslint/' + 'recommended'] };`],
    ['a template', `module.exports = { extends: [\`${RECOMMENDED}\`] };`],
    ['a function', `module.exports = config({ extends: ['${RECOMMENDED}'] });`],
    ['a comment', `module.exports = { /* extends: ['${RECOMMENDED}'] */ };`],
    ['a part that is changed later', `module.exports = { extends: ['${RECOMMENDED}'] };\nmodule.exports.rules = { '${TS}': 'off' };`],
  ])('JavaScript that is no literal says nothing: %s', async (_, text) => {
    expect(await checks({ '.eslintrc.js': text })).toEqual([]);
  });

  test('of several files in a folder the first counts', async () => {
    const off = JSON.stringify({ rules: { [TS]: 'off' } });
    expect(await checks({ '.eslintrc.json': off, 'package.json': `{ "eslintConfig": { "extends": "${RECOMMENDED}" } }` })).toEqual([]);
    expect(await checks({ '.eslintrc.js': `module.exports = { extends: '${RECOMMENDED}' };`, '.eslintrc.json': off })).toEqual([
      `${TS} .eslintrc.js`,
    ]);
  });

  test('a nearer file hides what it turns off, and not what it leaves alone', async () => {
    const above = JSON.stringify({ root: true, extends: RECOMMENDED });
    function below(config: object): Files {
      return { '.eslintrc.json': above, 'infra/.eslintrc.json': JSON.stringify(config) };
    }
    expect(await checks(below({ rules: { [TS]: 'off' } }))).toEqual([`${TS} .eslintrc.json`, `${TS} infra/.eslintrc.json ^`]);
    expect(await checks(below({ extends: './unknown' }))).toEqual([`${TS} .eslintrc.json`, `${TS} infra/.eslintrc.json ^`]);
    expect(await checks(below({ root: true }))).toEqual([`${TS} .eslintrc.json`, `${TS} infra/.eslintrc.json ^`]);
    expect(await checks(below({ rules: { 'no-console': 'off' } }))).toEqual([`${TS} .eslintrc.json`]);
  });

  test('an ignored folder is hidden', async () => {
    expect(await checks(rc({ extends: RECOMMENDED, ignorePatterns: ['crds/**', './gen/'] }))).toEqual([
      `${TS} .eslintrc.json`,
      `${TS} crds/.eslintrc.json ^`,
      `${TS} gen/.eslintrc.json ^`,
    ]);
  });
});

describe('ESLint, the newer form', () => {
  const HEAD = "import eslint from '@eslint/js';\nimport tseslint from 'typescript-eslint';\n";

  test.each([
    ['config', `${HEAD}export default tseslint.config(eslint.configs.recommended, tseslint.configs.recommended);`],
    [
      'a list',
      `${HEAD}export default [eslint.configs.recommended, ...tseslint.configs.strictTypeChecked, { ignores: ['dist', "**/*.js"] }];`,
    ],
    ['all TypeScript', `${HEAD}export default tseslint.config({ files: ['**/*.ts'], extends: [tseslint.configs.recommended] });`],
    ['JavaScript apart', `${HEAD}export default [...tseslint.configs.recommended, { files: ["**/*.cjs"], rules: { 'no-undef': 'off' } }];`],
    ['the rule itself', `${HEAD}export default [{ files: ['**/*.ts'], plugins: { x: tseslint.plugin }, rules: { '${TS}': 'error' } }];`],
    [
      'the rule beside the set',
      `${HEAD}export default [...tseslint.configs.recommended, { rules: { "${TS}": ["warn", { "args": "none" }] } }];`,
    ],
    ['CommonJS', "const ts = require('typescript-eslint');\nmodule.exports = ts.config(ts.configs.recommended);"],
  ])('%s turns it on', async (_, text) => {
    expect(await checks({ 'eslint.config.mjs': text })).toEqual([`${TS} eslint.config.mjs`]);
  });

  test('with a pattern', async () => {
    const text = `${HEAD}export default [...tseslint.configs.recommended, { rules: { '${TS}': ['error', { varsIgnorePattern: '^_' }] } }];`;
    expect(await checks({ 'eslint.config.ts': text })).toEqual([`${TS} eslint.config.ts ^_`]);
  });

  test.each([
    ['a rule that is off', `${HEAD}export default [...tseslint.configs.recommended, { rules: { '${TS}': 'off' } }];`],
    [
      'a rule that is set twice',
      `${HEAD}export default [...tseslint.configs.recommended, { rules: { '${TS}': 'off' } }, { rules: { '${TS}': 'error' } }];`,
    ],
    ['a rule that is computed', `${HEAD}export default [...tseslint.configs.recommended, { rules: { '${TS}': level } }];`],
    ['a set in a comment', `${HEAD}export default [ // ...tseslint.configs.recommended\n];`],
    ['a set with the rules of no version', `${HEAD}export default [tseslint.configs.stylistic];`],
    ['a set of types alone', `${HEAD}export default [tseslint.configs.recommendedTypeCheckedOnly];`],
    ['a file beside it', `${HEAD}import shared from './shared.mjs';\nexport default [...tseslint.configs.recommended, shared];`],
    ['the older form inside', `${HEAD}import { FlatCompat } from '@eslint/eslintrc';\nexport default [...tseslint.configs.recommended];`],
    ['a condition', `${HEAD}export default process.env.CI ? [...tseslint.configs.recommended] : [];`],
    ['some files', `${HEAD}export default [{ files: ['src/**/*.ts'], extends: [tseslint.configs.recommended] }];`],
    ['files that are computed', `${HEAD}export default [{ files: [...all], extends: [tseslint.configs.recommended] }];`],
    ['ignored programs', `${HEAD}export default [...tseslint.configs.recommended, { ignores: ['**/*.ts'] }];`],
    ['another package', "import tseslint from 'my-eslint';\nexport default [tseslint.configs.recommended];"],
    ['something spread', `${HEAD}export default [...tseslint.configs.recommended, ...others];`],
  ])('%s does not', async (_, text) => {
    expect(await checks({ 'eslint.config.js': text })).toEqual([]);
  });

  test('hides the older form beside it, and an ignored folder', async () => {
    const flat = `${HEAD}export default [...tseslint.configs.recommended, { ignores: ['crds/*'] }];`;
    const files = { 'a/eslint.config.js': flat, 'a/.eslintrc.json': JSON.stringify({ rules: { [TS]: 'off' } }) };
    expect(await checks(files)).toEqual([`${TS} a/eslint.config.js`, `${TS} a/crds/eslint.config.js ^`]);
  });
});

describe('the compiler', () => {
  const on = '{ "compilerOptions": { "noUnusedLocals": true, }, }';

  test.each([
    ['itself', { 'tsconfig.json': on }],
    ['a list of entry points', { 'tsconfig.json': '{ "compilerOptions": { "noUnusedLocals": true }, "files": ["index.ts"] }' }],
    ['everything', { 'tsconfig.json': '{ "compilerOptions": { "noUnusedLocals": true }, "include": ["**/*.ts"] }' }],
    ['its base', { 'tsconfig.json': '{ "extends": "./config/tsconfig.base" }', 'config/tsconfig.base.json': on }],
    [
      'the last of its bases',
      {
        'tsconfig.json': '{ "extends": ["./tsconfig.a.json", "./tsconfig.b.json"] }',
        'tsconfig.a.json': '{ "compilerOptions": { "noUnusedLocals": false } }',
        'tsconfig.b.json': on,
      },
    ],
  ])('is told by %s', async (_, files) => {
    expect(await checks(files)).toEqual(['noUnusedLocals tsconfig.json']);
  });

  test.each([
    ['nothing', { 'tsconfig.json': '{}' }],
    [
      'a base that it overrules',
      {
        'tsconfig.json': '{ "extends": "./tsconfig.base.json", "compilerOptions": { "noUnusedLocals": false } }',
        'tsconfig.base.json': on,
      },
    ],
    [
      'a base outside of the repository',
      { 'tsconfig.json': '{ "extends": ["./tsconfig.base.json", "@tsconfig/strictest"] }', 'tsconfig.base.json': on },
    ],
    ['itself as base', { 'tsconfig.json': '{ "extends": "./tsconfig.json" }' }],
    [
      'bases without end',
      {
        'tsconfig.json': '{ "extends": ["./tsconfig.a.json", "./tsconfig.a.json"] }',
        'tsconfig.a.json': '{ "extends": ["./tsconfig.json", "./tsconfig.json"] }',
      },
    ],
    ['another name', { 'tsconfig.build.json': on }],
    ['some folders', { 'tsconfig.json': '{ "compilerOptions": { "noUnusedLocals": true }, "include": ["src"] }' }],
    ['a text', { 'tsconfig.json': '{ "compilerOptions": { "noUnusedLocals": "true" } }' }],
    ['a broken file', { 'tsconfig.json': '{ "compilerOptions": ' }],
  ])('is not told by %s', async (_, files) => {
    expect(await checks(files)).toEqual([]);
  });

  test('a nearer file replaces those above', async () => {
    expect(await checks({ 'infra/tsconfig.json': '{}', 'tsconfig.json': on })).toEqual([
      'noUnusedLocals infra/tsconfig.json ^',
      'noUnusedLocals tsconfig.json',
    ]);
  });
});

test.each([
  ['.eslintrc', true],
  ['a/.eslintrc.cjs', true],
  ['eslint.config.mts', true],
  ['tsconfig.base.json', true],
  ['package.json', true],
  ['.eslintignore', false],
  ['tslint.json', false],
])('%s is wanted: %s', (path, wanted) => {
  expect(reader.wantsPath(path)).toBe(wanted);
});

test.each([
  ['eslint.config.js', `import t from 'typescript-eslint';\n${"files: ['".repeat(50_000)}`],
  ['eslint.config.js', `import t from 'typescript-eslint';\n${`'${TS}': [`.repeat(30_000)}`],
  ['.eslintrc.js', `module.exports = ${'{ a: '.repeat(20_000)}`],
  ['.eslintrc.js', `${'module.exports = {}\n'.repeat(50_000)}x`],
  ['.eslintrc.json', '{"extends":'.repeat(50_000)],
  ['.eslintrc.yml', `extends: ${'['.repeat(50_000)}`],
  ['tsconfig.json', '['.repeat(50_000)],
])('hostile text ends in good time: %s', async (path, text) => {
  expect(await checks({ [path]: text })).toEqual([]);
});
