/** What docs/configuration.md shows does what it says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { commentProblems } from '../../src/settings/comment-problems.ts';
import { commentsOf } from '../../src/settings/comments.ts';
import { CONFIG_PATH, DEFAULT_CONFIG, isIncluded, MAX_COMMENTS } from '../../src/settings/config.ts';
import { matchesGlob, parseGlob } from '../../src/settings/glob.ts';
import { describeProblem } from '../../src/settings/problem.ts';
import { CONFIG_KEYS, readConfig } from '../../src/settings/read-config.ts';

const page = readFileSync('docs/configuration.md', 'utf8');
const ids = rules.map(({ meta }) => meta.id);

function block(head: string): string {
  const start = page.indexOf(`\`\`\`${head}\n`);
  if (start === -1) throw new Error(`no block ${head}`);
  return page.slice(start + head.length + 4, page.indexOf('```', start + 3));
}

test('the example holds every field, and is right', () => {
  const text = block(`yaml title="${CONFIG_PATH}"`);
  const { config, problems } = readConfig(text, CONFIG_PATH, ids);
  expect(problems).toEqual([]);
  expect([...text.matchAll(/^(?<key>[a-z-]+):/gm)].map(({ groups }) => groups?.['key'])).toEqual(CONFIG_KEYS);
  expect(config.rules.get('addon-behind-default')).toBe('off');
  expect(config.assume[0]?.clusterVersion.value).toBe('1.33');
  expect(isIncluded('examples/a.ts', config, false)).toBe(true);
  expect(isIncluded('playground/x/a.ts', config, true)).toBe(false);
});

test('the table has every key with its default', () => {
  const rows = [...page.matchAll(/^\| `(?<key>[a-z-]+)` \| (?<value>`?[a-z0-9]+`?) \|/gm)].map(({ groups }) => [
    groups?.['key'],
    groups?.['value'],
  ]);
  expect(rows.map(([key]) => key)).toEqual(CONFIG_KEYS);
  expect(Object.fromEntries(rows)).toMatchObject({
    'fail-on': `\`${DEFAULT_CONFIG.failOn}\``,
    'max-comments': `\`${MAX_COMMENTS.default}\``,
  });
  expect(page).toContain(`from \`${MAX_COMMENTS.least}\` to \`${MAX_COMMENTS.most}\``);
});

test('the mistake is told as it says', () => {
  const { problems } = readConfig('rules:\n  addon-incompatable: off\n', CONFIG_PATH, ids);
  expect(problems.map(describeProblem)).toEqual([block('text').trim()]);
});

describe('the comments', () => {
  test.each([
    ['ts title="index.ts"', 'index.ts', 1, 0],
    ['hcl', 'main.tf', 0, 1],
  ])('of %s count', (head, path, ignores, assumes) => {
    const text = block(head);
    const comments = commentsOf({ path, text });
    expect([comments.ignores.length, comments.assumes.length]).toEqual([ignores, assumes]);
    expect(commentProblems(new Map([[path, text]]), ids)).toEqual([]);
  });
});

test.each([
  ['infra/', 'infra/a/b.ts', 'x/infra/a.ts'],
  ['**/examples/', 'x/examples/a.ts', 'x/example/a.ts'],
  ['*.tf', 'main.tf', 'x/main.tf'],
  ['**/*.tf', 'x/main.tf', 'x/main.tfvars'],
  ['infra/{dev,prod}.ts', 'infra/prod.ts', 'infra/test.ts'],
])('the pattern %s', (source, matching, other) => {
  expect(page).toContain(`| \`${source}\` |`);
  const glob = parseGlob(source);
  expect('forms' in glob && matchesGlob(glob, matching)).toBe(true);
  expect('forms' in glob && matchesGlob(glob, other)).toBe(false);
});
