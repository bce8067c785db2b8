/** The list of rules: every file is in it, under its own name, with a page that says the same. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';

const ids = rules.map(({ meta }) => meta.id);

test('has every rule file once, sorted', () => {
  const files = readdirSync('src/rules').filter((name) => name.endsWith('.ts') && name !== 'rule.ts' && name !== 'index.ts');
  expect(ids).toEqual(files.map((name) => name.slice(0, -'.ts'.length)).toSorted());
});

describe.each(rules.map(({ meta }) => [meta.id, meta] as const))('%s', (id, meta) => {
  test('is exported as its id in camel case', async () => {
    const exports: Readonly<Record<string, unknown>> = await import(`../../src/rules/${id}.ts`);
    const name = id.replaceAll(/-(?<first>[a-z0-9])/g, (hyphenated) => hyphenated.slice(1).toUpperCase());
    expect(exports[name]).toBe(rules.find((rule) => rule.meta === meta));
  });

  test('has a test, a title without a full stop, and references', () => {
    expect(existsSync(`__tests__/rules/${id}.test.ts`)).toBe(true);
    expect(meta.title).toMatch(/^[A-Z].*[^.]$/);
    expect(meta.references.length).toBeGreaterThan(0);
    for (const reference of meta.references) expect(new URL(reference).protocol).toBe('https:');
  });

  test('has a page with its title, severity and fix', () => {
    const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
    expect(page.startsWith(`# ${id}\n\n${meta.title}.\n\n| severity | fix |\n|---|---|\n| ${meta.severity} | ${meta.fix} |\n`)).toBe(true);
  });
});
