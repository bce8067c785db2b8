/** What `fix` prints. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/fix/unified.ts';
import { fixMarkdown, fixReportJson, fixText } from '../../src/report/fix-report.ts';
import { TOOL } from './support/set.ts';
import { findingOn, planOf, resultOf } from './support/world.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../schema/fix.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(schema as object);

function problemsOf(printed: unknown): readonly string[] {
  return validate(printed) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const texts = { 'a.ts': 'pin v1\n' };
const finding = findingOn(texts, 'a.ts', 'v1', {}, 'v2');
const titled = { ...finding, fix: { title: 'Pin <b> @me', disposition: 'safe', edits: finding.fix?.edits ?? [] } as const };
const plan = planOf(texts, [titled]);
const diff = unifiedDiff((path) => resultOf(texts).texts.get(path), plan.texts);
const report = { result: resultOf(texts, [titled]), plan, diff, isWritten: false };

test('the diff alone, for git apply', () => {
  expect(fixText(report)).toBe('--- a/a.ts\n+++ b/a.ts\n@@ -1,1 +1,1 @@\n-pin v1\n+pin v2\n');
});

test('as Markdown, with the titles as code', () => {
  expect(fixMarkdown(report)).toBe(`- \`Pin <b> @me\`\n\n\`\`\`diff\n${diff}\`\`\`\n`);
  expect(fixMarkdown({ ...report, diff: '' })).toBe('Nothing to fix.\n');
});

test('as JSON, with places', () => {
  const printed: unknown = JSON.parse(fixReportJson(report, TOOL));
  expect(problemsOf(printed)).toEqual([]);
  expect(printed).toMatchObject({
    schemaVersion: 1,
    fixes: [{ ruleId: 'addon-incompatible', title: 'Pin <b> @me', disposition: 'safe', round: 0, edits: [0] }],
    edits: [{ path: 'a.ts', line: 1, column: 5, endLine: 1, endColumn: 7, newText: 'v2' }],
    written: false,
  });
});

test('as JSON where nothing is to be changed, and where the files have the edits', () => {
  const empty = { edits: [], steps: [], texts: new Map() };
  const printed: unknown = JSON.parse(fixReportJson({ result: resultOf(texts), plan: empty, diff: '', isWritten: true }, TOOL));
  expect(problemsOf(printed)).toEqual([]);
  expect(printed).toMatchObject({ fixes: [], edits: [], diff: '', written: true });
});

test('the schema knows no other field, and misses none', () => {
  const printed = JSON.parse(fixReportJson(report, TOOL)) as Record<string, unknown>;
  expect(problemsOf({ ...printed, other: 1 })).not.toEqual([]);
  for (const field of Object.keys(printed)) {
    const { [field]: _, ...rest } = printed;
    expect(problemsOf(rest)).not.toEqual([]);
  }
});
