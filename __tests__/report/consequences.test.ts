/** Findings that only come up once another is mended, and those that wait for it or are mended with it. */
import { expect, test } from 'vitest';
import type { Plan } from '../../src/fix/plan.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ReviewComment } from '../../src/report/payload.ts';
import { reviewOf } from '../../src/report/review.ts';
import type { ReviewInput } from '../../src/report/review-input.ts';
import { suggestionIn } from './support/suggestions.ts';
import { applied, byPlace, findingOn, inputOf, planOf, spanOf, type Texts } from './support/world.ts';

const FILLER = Array.from({ length: 12 }, (_, index) => `// ${index}\n`).join('');

function commentsOf(input: ReviewInput): readonly ReviewComment[] {
  return reviewOf(input).payload.review?.comments ?? [];
}

function bodiesOf(input: ReviewInput): readonly string[] {
  return commentsOf(input).map(({ body }) => body);
}

/** Raising the cluster brings up the pin. */
function cascade(base: Texts, head: Texts): ReviewInput {
  const raise = findingOn(head, 'cluster.ts', '1.28', { ruleId: 'k8s-version-unsupported', resource: 'Cluster main' });
  const fix = {
    title: 'Set the cluster version to 1.36',
    disposition: 'unsafe',
    edits: [{ span: spanOf(head, 'cluster.ts', '1.28'), newText: '1.36' }],
  } as const;
  const finding: Finding = { ...raise, fix };
  const pin = findingOn(head, 'addons.ts', 'v1', { related: [{ span: raise.span, message: 'decided here' }] }, 'v2');
  const edits = [...fix.edits, ...(pin.fix?.edits ?? [])].toSorted(byPlace);
  const plan: Plan = {
    edits,
    steps: [
      { finding, span: finding.span, round: 0, edits: [1] },
      { finding: pin, span: pin.span, round: 1, edits: [0] },
    ],
    texts: applied(head, edits),
  };
  return inputOf(base, head, [finding], { plan });
}

test('what a fix brings up is told as going with it, and stands for as long as what brings it up', () => {
  const head = { 'cluster.ts': 'version 1.28\n', 'addons.ts': 'pin v1\n' };
  const input = cascade({}, head);
  const [cause, consequence] = commentsOf(input).toSorted((a, b) => (a.path < b.path ? 1 : -1));
  expect(cause?.body).toContain('Take it together with the suggestion at [`addons.ts:1`]');
  expect(consequence?.body).toMatch(/^Goes with `Set the cluster version to 1\.36` \(\[`cluster\.ts:1`\]\(.*\)\): `v1` does not fit\./);
  expect(suggestionIn(consequence?.body ?? '')).toBe('pin v2\n');
  expect(consequence?.fingerprints).toEqual(cause?.fingerprints);
});

test('a fix that brings something up outside the diff is shown whole, and no part of it is suggested', () => {
  const addons = `${FILLER}pin v1\n`;
  const input = cascade({ 'addons.ts': addons }, { 'cluster.ts': 'version 1.28\n', 'addons.ts': addons });
  const bodies = bodiesOf(input);
  expect(bodies).toHaveLength(1);
  expect(suggestionIn(bodies[0] ?? '')).toBeUndefined();
  expect(bodies[0]).toContain('\n\n`Set the cluster version to 1.36` brings up 1 more place:\n\n- [`addons.ts:13`]');
  expect(bodies[0]).toMatch(
    /To fix it, make these edits together:\n\n\[`cluster\.ts:1`\].*\n```diff\n-version 1\.28\n\+version 1\.36\n```\n\n\[`addons\.ts:13`\].*\n```diff\n-pin v1\n\+pin v2\n```/,
  );
});

test('a finding that waited for another fix is told as itself', () => {
  const head = { 'a.ts': 'one\ntwo\n' };
  const [first, second] = [findingOn(head, 'a.ts', 'one', {}, '1'), findingOn(head, 'a.ts', 'two', {}, '2')];
  const plan = planOf(head, [first, second]);
  const waited = { ...plan, steps: plan.steps.map((step, round) => ({ ...step, round })) };
  expect(bodiesOf(inputOf({}, head, [first, second], { plan: waited }))[1]).toMatch(/^\*\*Error:\*\* `two` does not fit\./);
});

test('a finding that another fix mends has no edit of its own', () => {
  const head = { 'a.ts': 'one two\n' };
  const first = findingOn(head, 'a.ts', 'one two', { ruleId: 'k8s-version-unsupported' }, '1 2');
  const second = findingOn(head, 'a.ts', 'two', {}, '3');
  const bodies = bodiesOf(inputOf({}, head, [first, second], { plan: planOf(head, [first]) }));
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).not.toContain('diff');
  expect(suggestionIn(bodies[0] ?? '')).toBe('1 2\n');
});
