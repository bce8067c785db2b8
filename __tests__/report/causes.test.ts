/** Which edits bring a finding up, and what follows for the ranges that belong together. */
import { describe, expect, test } from 'vitest';
import type { Plan, PlanStep } from '../../src/fix/plan.ts';
import type { Disposition, Edit, Finding } from '../../src/model/finding.ts';
import { causesIn } from '../../src/report/causes.ts';
import { lineEditsOf } from '../../src/report/line-edits.ts';
import { reviewOf } from '../../src/report/review.ts';
import { wholesOf } from '../../src/report/wholes.ts';
import { suggestionIn } from './support/suggestions.ts';
import { applied, byPlace, inputOf, spanOf, type Texts } from './support/world.ts';

interface Draft {
  readonly name: string;
  readonly round: number;
  readonly path: string;
  /** What is written, by what is there. */
  readonly writes: Readonly<Record<string, string>>;
  /** Offsets that its finding points at. */
  readonly related?: readonly { readonly path: string; readonly start: number }[];
  readonly disposition?: Disposition;
  readonly severity?: Finding['severity'];
}

function planFrom(texts: Texts, drafts: readonly Draft[]): Plan {
  const own = drafts.map(({ path, writes }) =>
    Object.entries(writes).map(([piece, newText]): Edit => ({ span: spanOf(texts, path, piece), newText })),
  );
  const edits = own.flat().toSorted(byPlace);
  const steps = drafts.map(({ name, round, path, related = [], disposition = 'safe', severity = 'error' }, index): PlanStep => {
    const made = own[index] ?? [];
    const finding: Finding = {
      ruleId: name,
      severity,
      message: `${name} fails.`,
      span: made[0]?.span ?? { path, start: 0, end: 0 },
      related: related.map(({ path: where, start }) => ({ span: { path: where, start, end: start + 1 }, message: 'there' })),
      resource: name,
      value: name,
      fix: { title: name, disposition, edits: made },
    };
    return { finding, span: finding.span, round, edits: made.map((edit) => edits.indexOf(edit)) };
  });
  return { edits, steps, texts: applied(texts, edits) };
}

const texts: Texts = { 'a.ts': `const unused = one;\n${'//\n'.repeat(40)}version 1.28\n`, 'b.ts': 'pin v1\nother v2\n', 'c.ts': 'mine\n' };
const version = texts['a.ts']?.indexOf('1.28') ?? 0;
const RAISE: Draft = { name: 'raise', round: 0, path: 'a.ts', writes: { '1.28': '1.36' }, disposition: 'unsafe' };
const DROP: Draft = { name: 'drop', round: 0, path: 'a.ts', writes: { 'const unused = ': '' } };
const TIDY: Draft = { name: 'tidy', round: 0, path: 'c.ts', writes: { mine: 'yours' } };
const PIN: Draft = { name: 'pin', round: 1, path: 'b.ts', writes: { v1: 'v9' } };

describe('causes', () => {
  test.each<[string, readonly Draft[], readonly string[]]>([
    ['the edit that it points at', [DROP, RAISE, { ...PIN, related: [{ path: 'a.ts', start: version }] }], ['raise']],
    ['that edit, though text before it is gone', [DROP, RAISE, { ...PIN, related: [{ path: 'a.ts', start: version - 15 }] }], ['raise']],
    [
      'each that it points at',
      [
        TIDY,
        RAISE,
        {
          ...PIN,
          related: [
            { path: 'a.ts', start: version },
            { path: 'c.ts', start: 2 },
          ],
        },
      ],
      ['tidy', 'raise'],
    ],
    [
      'where it points at none, what changes a running thing',
      [DROP, RAISE, TIDY, { ...PIN, related: [{ path: 'a.ts', start: 90 }] }],
      ['raise'],
    ],
    ['else what is in its file', [DROP, { ...TIDY, path: 'b.ts', writes: { other: 'this' } }, PIN], ['tidy']],
    ['else anything', [DROP, TIDY, PIN], ['tidy', 'drop']],
    ['nothing for what stands there already', [RAISE, { ...PIN, round: 0 }], []],
  ])('%s', (_, drafts, expected) => {
    const plan = planFrom(texts, drafts);
    const last = plan.steps.at(-1);
    expect(last && causesIn(plan)(last).map(({ finding }) => finding.ruleId)).toEqual(expected);
  });

  test('what wrote the same place before', () => {
    const plan = planFrom(texts, [RAISE, { ...PIN, round: 0 }, { ...PIN, name: 'again', writes: {} }]);
    const [, first, last] = plan.steps;
    const again = { ...(last as PlanStep), edits: first?.edits ?? [] };
    expect(causesIn({ ...plan, steps: [...plan.steps.slice(0, 2), again] })(again).map(({ finding }) => finding.ruleId)).toEqual(['pin']);
  });
});

function wholes(drafts: readonly Draft[]) {
  const plan = planFrom(texts, drafts);
  const ranges = lineEditsOf(plan.edits, new Map(Object.entries(texts)), () => 'suggestable');
  function rangesOf(steps: readonly PlanStep[]) {
    return ranges.filter(({ edits }) => edits.some((index) => steps.some((step) => step.edits.includes(index))));
  }
  function places(some: typeof ranges) {
    return some.map(({ path, startLine }) => `${path}:${startLine}`);
  }
  return wholesOf(ranges, plan, rangesOf, causesIn(plan)).map(({ ranges: own, needs }) => [places(own), places(needs)]);
}

const BROUGHT: Draft = { ...PIN, related: [{ path: 'a.ts', start: version }] };

describe('wholes', () => {
  test.each<[string, readonly Draft[], readonly (readonly [readonly string[], readonly string[]])[]]>([
    [
      'fixes of their own stand alone',
      [RAISE, TIDY],
      [
        [['a.ts:42'], []],
        [['c.ts:1'], []],
      ],
    ],
    ['the edits of one fix are one', [{ ...RAISE, writes: { '1.28': '1.36', 'const unused = ': '' } }], [[['a.ts:1', 'a.ts:42'], []]]],
    [
      'fixes on one line are one',
      [DROP, { ...TIDY, path: 'a.ts', writes: { one: 'two' } }, RAISE],
      [
        [['a.ts:1'], []],
        [['a.ts:42'], []],
      ],
    ],
    [
      'a fix is one with what it breaks',
      [RAISE, BROUGHT, TIDY],
      [
        [['a.ts:42', 'b.ts:1'], []],
        [['c.ts:1'], []],
      ],
    ],
    [
      'a notice needs what brings it up, and not the other way round',
      [RAISE, { ...BROUGHT, severity: 'notice' }],
      [
        [['a.ts:42'], []],
        [['b.ts:1'], ['a.ts:42']],
      ],
    ],
  ])('%s', (_, drafts, expected) => {
    expect(wholes(drafts)).toEqual(expected);
  });
});

function suggestionsOf(base: Texts, cap = 30) {
  const plan = planFrom(texts, [RAISE, { ...BROUGHT, severity: 'notice' }]);
  const fresh = plan.steps.slice(0, 1).map(({ finding }) => finding);
  const comments = reviewOf(inputOf(base, texts, fresh, { plan, cap })).payload.review?.comments ?? [];
  return comments.map(({ body }) => ({ body, suggestion: suggestionIn(body) }));
}

describe('a notice that a fix brings up', () => {
  test('is shown beside the suggestion where its own edit lies outside the diff', () => {
    const [raise, ...others] = suggestionsOf({ 'b.ts': texts['b.ts'] ?? '' });
    expect(others).toEqual([]);
    expect(raise?.suggestion).toBe('version 1.36\n');
    expect(raise?.body).toContain('`raise` brings up 1 more place:\n\n- [`b.ts:1`]');
    expect(raise?.body).toMatch(/And by hand:\n\n\[`b\.ts:1`\].*\n```diff\n-pin v1\n\+pin v9\n```/);
  });

  test('is not suggested where what brings it up cannot be', () => {
    expect(suggestionsOf({ 'a.ts': texts['a.ts'] ?? '' })).toEqual([]);
  });

  test('is suggested with it, and left out first', () => {
    expect(suggestionsOf({}).map(({ suggestion }) => suggestion)).toEqual(['version 1.36\n', 'pin v9\n']);
    expect(suggestionsOf({}, 1).map(({ suggestion }) => suggestion)).toEqual(['version 1.36\n']);
  });
});
