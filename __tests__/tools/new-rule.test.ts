/** `npm run new-rule`: tried in a copy of the sources, where what it writes is compiled, formatted and run. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeRule } from '../../tools/new-rule.ts';

const repository = join(import.meta.dirname, '../..');
const LIST = `/** The list. */
import { addonIncompatible } from './addon-incompatible.ts';
import { k8sVersionFormat } from './k8s-version-format.ts';
import type { Rule } from './rule.ts';

/** Every rule. */
export const rules: readonly Rule[] = [
  addonIncompatible,
  k8sVersionFormat,
];
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'eks-lockstep-rule-'));
  mkdirSync(join(root, 'src/rules'), { recursive: true });
  writeFileSync(join(root, 'src/rules/index.ts'), LIST);
  mkdirSync(join(root, 'schema'));
  writeFileSync(
    join(root, 'schema/config.schema.json'),
    JSON.stringify({ definitions: { rule: { enum: ['addon-incompatible', 'k8s-version-format'] } } }),
  );
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function list(): string {
  return readFileSync(join(root, 'src/rules/index.ts'), 'utf8');
}

function run(tool: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [join(repository, 'node_modules', tool), ...args], { cwd: root, encoding: 'utf8' });
}

test('every file of a rule bears its id, and the list has it in its place', () => {
  const written = writeRule(root, 'cdk-v2-default');
  expect(written).toEqual([
    'src/rules/cdk-v2-default.ts',
    '__tests__/rules/cdk-v2-default.test.ts',
    'docs/rules/cdk-v2-default.md',
    '__tests__/scenarios/cdk-v2-default/base/index.ts',
    '__tests__/scenarios/cdk-v2-default/head/index.ts',
    'src/rules/index.ts',
    'schema/config.schema.json',
  ]);
  const schema = JSON.parse(readFileSync(join(root, 'schema/config.schema.json'), 'utf8')) as unknown;
  expect(schema).toEqual({ definitions: { rule: { enum: ['addon-incompatible', 'cdk-v2-default', 'k8s-version-format'] } } });
  expect(written.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(list()).toBe(`/** The list. */
import { addonIncompatible } from './addon-incompatible.ts';
import { cdkV2Default } from './cdk-v2-default.ts';
import { k8sVersionFormat } from './k8s-version-format.ts';
import type { Rule } from './rule.ts';

/** Every rule. */
export const rules: readonly Rule[] = [
  addonIncompatible,
  cdkV2Default,
  k8sVersionFormat,
];
`);
});

test('a list on one line is understood too', () => {
  writeFileSync(join(root, 'src/rules/index.ts'), LIST.replace(/= \[[^\]]*\]/, '= [addonIncompatible, k8sVersionFormat]'));
  writeRule(root, 'zone-missing');
  expect(list()).toContain('= [\n  addonIncompatible,\n  k8sVersionFormat,\n  zoneMissing,\n];');
});

describe('nothing is written', () => {
  test.each(['', 'Addon', 'addon', 'addon_x', 'addon--x', '-addon-x', 'addon-x-', '1-addon', '../addon-x', 'addon-x.ts'])(
    'for the id %j',
    (id) => {
      expect(() => writeRule(root, id)).toThrow('is no rule id');
      expect(list()).toBe(LIST);
    },
  );

  test('for an id that the list has', () => {
    expect(() => writeRule(root, 'k8s-version-format')).toThrow('the id k8s-version-format is taken: src/rules/index.ts lists it');
    expect(existsSync(join(root, 'docs'))).toBe(false);
  });

  test('for an id of which one file exists', () => {
    mkdirSync(join(root, 'docs/rules'), { recursive: true });
    writeFileSync(join(root, 'docs/rules/addon-duplicate.md'), 'kept');
    expect(() => writeRule(root, 'addon-duplicate')).toThrow('taken: docs/rules/addon-duplicate.md exists');
    expect(list()).toBe(LIST);
  });

  test('into a list of another form', () => {
    writeFileSync(join(root, 'src/rules/index.ts'), 'export {};\n');
    expect(() => writeRule(root, 'addon-duplicate')).toThrow('has not the form');
    expect(existsSync(join(root, 'docs'))).toBe(false);
  });
});

describe('what is written', () => {
  beforeEach(() => {
    for (const folder of ['src', 'data', 'tsconfig.json', '.oxfmtrc.json', 'package.json'])
      cpSync(join(repository, folder), join(root, folder), { recursive: true });
    writeFileSync(join(root, 'src/rules/index.ts'), LIST);
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
    writeRule(root, 'zone-missing');
  });

  test('is formatted, and fails its test until the rule has a check', () => {
    const paths = ['src/rules/zone-missing.ts', '__tests__/rules/zone-missing.test.ts'];
    expect(run('oxfmt/bin/oxfmt', '--check', ...paths)).toMatchObject({ status: 0 });
    run('vitest/vitest.mjs', 'run', '--reporter=json', '--outputFile=report.json', '__tests__/rules/zone-missing.test.ts');
    const report = readFileSync(join(root, 'report.json'), 'utf8');
    expect(JSON.parse(report)).toMatchObject({ numTotalTests: 2, numFailedTests: 2 });
    expect(report).toContain('rule zone-missing broke: it has no check yet');
  });
});
