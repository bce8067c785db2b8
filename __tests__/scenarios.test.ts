/** Every pull request of __tests__/scenarios: the review it gets, the edits it is offered, and what is left once they are made. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { unifiedDiff } from '../src/fix/unified.ts';
import { identityOf } from '../src/model/finding.ts';
import type { CheckResult } from '../src/report/result.ts';
import { rules } from '../src/rules/index.ts';
import { checkTree } from '../src/run.ts';
import { folderTree } from '../src/sources/folder.ts';
import { runCommand } from './docs/command.ts';
import { recorded } from './docs/recorded.ts';
import { renderReview } from './scenario/render.ts';
import { inScenario, type ReviewedScenario, reviewScenario, scenarioNames, settingsOf, TODAY } from './scenario/scenario.ts';
import { takeSuggestions } from './scenario/suggestions.ts';
import { writeFiles } from './support/git-repository.ts';

const UPDATE = 'UPDATE_SCENARIOS';

test('every rule is told in some scenario', () => {
  const told = scenarioNames().map((name) => readFileSync(inScenario(name, 'expected/review.md'), 'utf8'));
  const untold = rules.filter(({ meta }) => !told.some((review) => review.includes(`/${meta.id}.md`)));
  expect(untold.map(({ meta }) => meta.id)).toEqual([]);
});

describe.each(scenarioNames())('%s', (name) => {
  let scenario: ReviewedScenario;

  beforeAll(async () => {
    scenario = await reviewScenario(name);
    return scenario.remove;
  });

  test('is reviewed as expected', () => {
    const review = renderReview(scenario.review);
    expect(review).toBe(recorded(inScenario(name, 'expected/review.md'), review, UPDATE));
  });

  test('is offered the edits that are expected', () => {
    const { head, plan } = scenario.comparison;
    const diff = unifiedDiff((path) => head.texts.get(path), plan.texts);
    expect(diff).toBe(recorded(inScenario(name, 'expected/fixes.patch'), diff, UPDATE));
  });

  test('shows every edit, as a suggestion or as a diff', () => {
    const { comparison, review } = scenario;
    const shown = renderReview(review);
    const taken = takeSuggestions(review.payload.review?.comments ?? [], (path) => comparison.head.texts.get(path));
    for (const [path, text] of comparison.plan.texts) {
      if (taken.get(path) === text) continue;
      const old = comparison.head.texts.get(path)?.split('\n') ?? [];
      const written = text.split('\n').filter((line) => !old.includes(line));
      expect(written.filter((line) => !shown.includes(line.trimEnd()))).toEqual([]);
    }
  });

  test('is in step once the edits are made', async () => {
    const { root, comparison } = scenario;
    writeFiles(root, Object.fromEntries(comparison.plan.texts));
    const { base, head } = comparison;
    // what nothing was offered for may stay
    const known = new Set([...base.findings, ...head.findings.filter(({ fix }) => fix === undefined)].map(identityOf));
    const { status } = await runCommand('check', root, '--fail-on', 'warning', '--today', TODAY);
    const after = folderTree(root);
    const result = await checkTree(after, [], await settingsOf(after));
    const left = result.findings.filter((finding) => finding.severity !== 'notice');
    expect(left.filter((finding) => !known.has(identityOf(finding)))).toEqual([]);
    expect(status).toBe(left.length > 0 ? 1 : 0);
    expect(outOfStep(head, result)).toEqual([]);
  });
});

/** Versions that were written and that the catalog does not list as going together: `eks.Cluster a kube-proxy v1.2.3-eksbuild.1: not-compatible`. */
function outOfStep(before: CheckResult, after: CheckResult): readonly string[] {
  const unwritten = new Set(answersOf(before).map(({ what }) => what));
  return answersOf(after)
    .filter(({ what, answers }) => !unwritten.has(what) && answers.some((answer) => answer !== 'standard' && answer !== 'compatible'))
    .map(({ what, answers }) => `${what}: ${answers.join(', ')}`);
}

/** Each version of each cluster, and what the catalog says of it. */
function answersOf({ clusters }: CheckResult): readonly { readonly what: string; readonly answers: readonly string[] }[] {
  return clusters.flatMap(({ resource, versions, addons }) => [
    ...versions.map(({ value, support }) => ({ what: `${resource} ${value}`, answers: [support] })),
    ...addons.flatMap(({ addonName, versions: pins }) =>
      pins.map(({ value, fits }) => ({
        what: `${resource} ${addonName} ${value}`,
        answers: fits.map(({ compatibility }) => compatibility),
      })),
    ),
  ]);
}
