/** What documents show is what the program prints, and their tables are what the code says. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import { isCommand } from '../../src/options.ts';
import { rules } from '../../src/rules/index.ts';
import { consoleBlocks, withConsoleOutputs } from '../../tools/docs-console.ts';
import { type ActionField, inputsTable, outputsTable, rulesTable, withSection } from '../../tools/docs-tables.ts';
import { runCommand } from './command.ts';
import { recorded } from './recorded.ts';

const DOCUMENTS = ['README.md', ...globSync('docs/*.md')].filter((path) => consoleBlocks(readFileSync(path, 'utf8')).length > 0);

async function outputOf(command: string): Promise<string> {
  const [node, cli, ...argv] = command.split(' ');
  expect([node, cli]).toEqual(['node', 'dist/cli.js']);
  const { stdout, stderr } = await runCommand(...argv);
  expect(stderr).toBe('');
  return stdout;
}

test('the README shows a finding before and after', () => {
  const commands = consoleBlocks(readFileSync('README.md', 'utf8'));
  expect(commands.map((command) => command.split(' ')[2])).toEqual(expect.arrayContaining(['check', 'fix']));
});

describe.each(DOCUMENTS)('%s', (path) => {
  test('prints what it says', async () => {
    const text = readFileSync(path, 'utf8');
    const outputs = new Map<string, string>();
    for (const command of consoleBlocks(text)) outputs.set(command, await outputOf(command));
    const wanted = withConsoleOutputs(text, outputs);
    expect(recorded(path, wanted, 'UPDATE_DOCS')).toBe(wanted);
  });
});

test('the tables of the README say what the code says', () => {
  const action = parse(readFileSync('action.yml', 'utf8')) as Record<'inputs' | 'outputs', Readonly<Record<string, ActionField>>>;
  const tables = {
    rules: rulesTable(
      rules.map(({ meta }) => meta),
      'docs/rules',
    ),
    inputs: inputsTable(action.inputs),
    outputs: outputsTable(action.outputs),
  };
  let readme = readFileSync('README.md', 'utf8');
  for (const [name, content] of Object.entries(tables)) readme = withSection(readme, name, content);
  expect(recorded('README.md', readme, 'UPDATE_DOCS')).toBe(readme);
});

test('every command that is named exists', () => {
  const named = [...globSync('*.md'), ...globSync('docs/**/*.md')].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/(?:dist\/cli\.js|`eks-lockstep) (?<command>[a-z]+)/g)].map(
      ({ groups }) => groups?.['command'],
    ),
  );
  expect(new Set(named)).toContain('explain');
  expect([...new Set(named)].filter((command) => !isCommand(command))).toEqual([]);
});

test('what the README says of the lists of EKS is what they say', () => {
  const catalog = snapshotCatalog();
  const listed = [
    ['kube-proxy', 'v1.28.1-eksbuild.1', '1.31'],
    ['vpc-cni', 'v1.14.1-eksbuild.1', '1.29'],
    ['vpc-cni', 'v1.15.1-eksbuild.1', '1.29'],
    ['vpc-cni', 'v1.16.0-eksbuild.1', '1.29'],
  ] as const;
  const answers = listed.map(([addonName, addonVersion, clusterVersion]) =>
    catalog.clusterVersionsOf(addonName, addonVersion).includes(clusterVersion),
  );
  expect(answers).toEqual([true, true, false, true]);
});
