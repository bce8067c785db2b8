/** Every pull request of __tests__/scenarios: the review it gets, the edits it is offered, and what is left once they are made. */
import { beforeAll, describe, expect, test } from 'vitest';
import { unifiedDiff } from '../src/fix/unified.ts';
import { identityOf } from '../src/model/finding.ts';
import type { CheckResult } from '../src/report/result.ts';
import { checkTree } from '../src/run.ts';
import { folderTree } from '../src/sources/folder.ts';
import { runCommand } from './docs/command.ts';
import { recorded } from './docs/recorded.ts';
import { renderReview } from './scenario/render.ts';
import { inScenario, type ReviewedScenario, reviewScenario, scenarioNames, SETTINGS, TODAY } from './scenario/scenario.ts';
import { takeSuggestions } from './scenario/suggestions.ts';
import { writeFiles } from './support/git-repository.ts';

const UPDATE = 'UPDATE_SCENARIOS';

test('there are scenarios', () => {
  expect(scenarioNames()).toEqual(expect.arrayContaining(['pulumi-seed', 'cdk-seed', 'upgrade-leaves-pins-behind']));
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
    const standing = new Set(comparison.base.findings.map(identityOf));
    const { status } = await runCommand('check', root, '--fail-on', 'warning', '--today', TODAY);
    const result = await checkTree(folderTree(root), [], SETTINGS);
    const left = result.findings.filter((finding) => finding.severity !== 'notice');
    expect(left.filter((finding) => !standing.has(identityOf(finding)))).toEqual([]);
    expect(status).toBe(left.length > 0 ? 1 : 0);
    expect(outOfStep(result, comparison.base)).toEqual([]);
  });
});

/** Versions that the catalog does not list as going together, save those that the base has too. */
function outOfStep(result: CheckResult, base: CheckResult): readonly string[] {
  const before = new Set(
    base.clusters.flatMap(({ versions, addons }) => [...versions, ...addons.flatMap((addon) => addon.versions)]).map(({ value }) => value),
  );
  return result.clusters.flatMap(({ versions, addons }) => [
    ...versions
      .filter(({ support, value }) => support !== 'standard' && !before.has(value))
      .map(({ value, support }) => `${value}: ${support}`),
    ...addons.flatMap(({ addonName, versions: pins }) =>
      pins
        .filter(({ compatibility, value }) => compatibility.some((answer) => answer !== 'compatible') && !before.has(value))
        .map(({ value, compatibility }) => `${addonName} ${value}: ${compatibility.join(', ')}`),
    ),
  ]);
}
