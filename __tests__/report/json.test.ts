/** The JSON for programs: as its schema says, and the same bytes for the same input. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { checkJson, reviewJson } from '../../src/report/json.ts';
import { reviewOf } from '../../src/report/review.ts';
import { CLUSTER, fullResult, PINNED, SOON, TEXTS, TOOL } from './support/set.ts';
import { findingOn, inputOf, resultOf, spanOf } from './support/world.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(schema as object);

function problemsOf(report: unknown): readonly string[] {
  return validate(report) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function parsed(text: string): Record<string, unknown> {
  const report = JSON.parse(text) as Record<string, unknown>;
  expect(problemsOf(report)).toEqual([]);
  return report;
}

const input = inputOf({}, TEXTS, [PINNED, SOON]);
const gone = findingOn({ 'old.ts': '\nold\n' }, 'old.ts', 'old');
const before = resultOf({ 'old.ts': '\nold\n' }, [gone]);

test('check: every field, in its order', () => {
  const report = parsed(checkJson(fullResult(), TOOL));
  expect(Object.keys(report)).toEqual([
    'schemaVersion',
    'tool',
    'today',
    'catalog',
    'clusters',
    'findings',
    'unresolved',
    'problems',
    'degraded',
    'counts',
  ]);
  expect(report).toMatchObject({
    schemaVersion: 1,
    tool: { name: 'eks-lockstep', version: '1.2.3' },
    today: '2026-11-24',
    catalog: { source: 'snapshot', asOf: '2026-08-22' },
    unresolved: [{ path: 'lib/cluster.ts', line: 1, what: 'cluster version' }],
    problems: [
      { path: 'lib/broken.ts', message: 'is not UTF-8' },
      { path: 'lib/cluster.ts', line: 2 },
    ],
    degraded: ['AWS denied eks:DescribeAddonVersions'],
    counts: { error: 1, warning: 0, notice: 1 },
  });
  expect(report['clusters']).toEqual([
    {
      id: 'lib/cluster.ts#16',
      dialect: 'cdk-typescript',
      path: 'lib/cluster.ts',
      line: 1,
      versions: [{ value: '1.34', path: 'lib/cluster.ts', line: 2 }],
      addons: [
        { addonName: 'coredns', versions: [{ value: 'v1.10.1-eksbuild.6', path: 'lib/add ons.ts', line: 2 }] },
        { addonName: 'vpc-cni', versions: [] },
      ],
    },
  ]);
});

test('places are 1-based, in UTF-16 units, with an exclusive end', () => {
  const report = parsed(checkJson(fullResult(), TOOL));
  const place = { path: 'lib/add ons.ts', line: 2, column: 52, endLine: 2, endColumn: 70 };
  expect(report['findings']).toMatchObject([
    {
      ruleId: 'addon-incompatible',
      ...place,
      related: [{ path: 'lib/cluster.ts', line: 2, message: 'the cluster version `1.34` is decided here' }],
      fix: { title: 'Write v1.12.1-eksbuild.2', disposition: 'safe', edits: [{ ...place, newText: 'v1.12.1-eksbuild.2' }] },
    },
    { ruleId: 'k8s-version-support-ending-soon', line: 2, column: 13 },
  ]);
});

test('findings come by path, line, column and rule, whatever their order was', () => {
  const result = fullResult({ findings: [SOON, PINNED, { ...SOON, ruleId: 'a-rule' }] });
  const shuffled = fullResult({ findings: [{ ...SOON, ruleId: 'a-rule' }, PINNED, SOON] });
  const report = parsed(checkJson(result, TOOL));
  expect((report['findings'] as { ruleId: string }[]).map(({ ruleId }) => ruleId)).toEqual([
    'addon-incompatible',
    'a-rule',
    'k8s-version-support-ending-soon',
  ]);
  expect(checkJson(shuffled, TOOL)).toBe(checkJson(result, TOOL));
});

test('an empty result is a report too', () => {
  expect(parsed(checkJson(resultOf({}), TOOL))).toMatchObject({ clusters: [], findings: [], counts: { error: 0, warning: 0, notice: 0 } });
});

test('review: status and placement of each, those that are gone with their old places, a summary and a conclusion', () => {
  const review = reviewOf({ ...input, base: before });
  const report = parsed(reviewJson(before, input.head, review, TOOL));
  expect(report).toMatchObject({ conclusion: 'failure', summary: review.summary, counts: { error: 1, warning: 0, notice: 1 } });
  expect(report['findings']).toMatchObject([
    { status: 'new', placement: { kind: 'suggestion', path: 'lib/add ons.ts', startLine: 2, line: 2 } },
    { status: 'new', placement: { kind: 'line', path: 'lib/cluster.ts', startLine: 2, line: 2 } },
    { status: 'fixed', path: 'old.ts', line: 2, placement: { kind: 'summary', path: 'old.ts', startLine: 2, line: 2 } },
  ]);
  expect(reviewJson(before, input.head, reviewOf({ ...input, base: before }), TOOL)).toBe(reviewJson(before, input.head, review, TOOL));
});

test('the schema tells a check from a review, and knows no other field', () => {
  const check = JSON.parse(checkJson(fullResult(), TOOL)) as Record<string, unknown>;
  expect(problemsOf({ ...check, conclusion: 'success' })).not.toEqual([]);
  expect(problemsOf({ ...check, other: 1 })).not.toEqual([]);
  const review = JSON.parse(reviewJson(before, input.head, reviewOf(input), TOOL)) as Record<string, unknown>;
  const { summary: _, conclusion: __, ...rest } = review;
  expect(problemsOf(rest)).not.toEqual([]);
  expect(problemsOf({ ...review, conclusion: 'cancelled' })).not.toEqual([]);
});

test('a span into a file without a text, or behind its end, is no crash', () => {
  const lost = {
    ...PINNED,
    span: { path: 'lost.ts', start: 5, end: 9 },
    related: [{ span: { ...CLUSTER.span, start: 1e6, end: 1e6 }, message: 'x' }],
  };
  expect(parsed(checkJson(fullResult({ findings: [lost] }), TOOL))['findings']).toMatchObject([
    { path: 'lost.ts', line: 1, column: 1, related: [{ line: 4 }] },
  ]);
  expect(spanOf(TEXTS, 'lib/cluster.ts', '1.34').start).toBeGreaterThan(0);
});
