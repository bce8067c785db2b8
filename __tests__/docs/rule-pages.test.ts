/** The pages of rules: one a rule, all of one shape, each with an example that prints what the page says. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { readPage, withOutput } from '../../tools/docs-page.ts';
import { temporaryFolder, writeFiles } from '../support/git-repository.ts';
import { runCommand } from './command.ts';
import { recorded } from './recorded.ts';

const TODAY = '2026-11-26';
const HEADINGS = ['What goes wrong', 'Example', 'When it stays silent', 'Sources'];

test('there is a page for every rule, and no other', () => {
  const pages = globSync('docs/rules/*.md').map((path) => basename(path, '.md'));
  expect(pages.toSorted()).toEqual(rules.map(({ meta }) => meta.id));
});

describe.each(rules.map(({ meta }) => [meta.id, meta] as const))('%s', (id, meta) => {
  const path = `docs/rules/${id}.md`;

  test('says what the rule says of itself', () => {
    const page = readPage(readFileSync(path, 'utf8'));
    expect({ id: page.id, title: page.title, severity: page.severity, fix: page.fix }).toEqual({
      id,
      title: meta.title,
      severity: meta.severity,
      fix: meta.fix,
    });
    expect(page.headings).toEqual(HEADINGS);
    expect(page.sources).toEqual(expect.arrayContaining([...meta.references]));
  });

  test('prints what the page says for its example', async () => {
    const text = readFileSync(path, 'utf8');
    const { example } = readPage(text);
    const folder = temporaryFolder();
    writeFiles(folder, example);
    const { stdout, stderr, status } = await runCommand('check', folder, '--today', TODAY);
    const wanted = withOutput(text, stdout);
    expect(recorded(path, wanted, 'UPDATE_DOCS')).toBe(wanted);
    expect(stdout).toContain(id);
    expect({ stderr, hasFailed: status === 1 }).toEqual({ stderr: '', hasFailed: /:\d+ error /.test(stdout) });
  });
});
