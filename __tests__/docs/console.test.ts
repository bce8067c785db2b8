/** Every console block of the documentation is what its command prints, here, today as on any day. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { consoleBlocks, withConsoleOutputs } from '../../tools/docs-console.ts';
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
