/** One pull request told in every dialect: a cluster is raised, four pins stay behind, and the review says the same each time. */
import { beforeAll, describe, expect, test } from 'vitest';
import { identityOf } from '../../src/model/finding.ts';
import { type ReviewedScenario, reviewScenario, scenarioNames } from './scenario.ts';

const STORY = 'leaves-pins-behind';

interface Said {
  readonly ruleId: string;
  readonly severity: string;
  readonly value: string;
  /** What the fix writes. */
  readonly written: readonly string[];
}

const BEHIND: readonly Said[] = [
  { ruleId: 'addon-incompatible', severity: 'error', value: 'v1.17.1-eksbuild.1', written: ['v1.22.4-eksbuild.3'] },
  { ruleId: 'addon-incompatible', severity: 'error', value: 'v1.30.14-eksbuild.8', written: ['v1.34.6-eksbuild.25'] },
  { ruleId: 'addon-incompatible', severity: 'error', value: 'v2.1.10-eksbuild.1', written: ['v3.4.1-eksbuild.1'] },
  { ruleId: 'cluster-autoscaler-version-mismatch', severity: 'warning', value: 'v1.33.0', written: ['v1.34.5'] },
];

/** What the pull request brings, in the order of rules and values. */
function broughtBy({ comparison: { base, head } }: ReviewedScenario): readonly Said[] {
  const standing = new Set(base.findings.map(identityOf));
  return head.findings
    .filter((finding) => !standing.has(identityOf(finding)))
    .map(({ ruleId, severity, value, fix }) => ({ ruleId, severity, value, written: fix?.edits.map(({ newText }) => newText) ?? [] }))
    .toSorted((a, b) => (a.ruleId + a.value < b.ruleId + b.value ? -1 : 1));
}

const tellings = scenarioNames().filter((name) => name.includes(STORY));

test('the story is told more than once', () => {
  expect(tellings.length).toBeGreaterThan(1);
});

describe.each(tellings)('%s', (name) => {
  let scenario: ReviewedScenario;

  beforeAll(async () => {
    scenario = await reviewScenario(name);
    return scenario.remove;
  });

  test('says the same as the others', () => {
    expect(broughtBy(scenario)).toEqual(BEHIND);
  });

  test('has fixes that change versions and nothing else', () => {
    const { head, plan } = scenario.comparison;
    const before = [...plan.texts.keys()].map((path) => masked(head.texts.get(path) ?? ''));
    expect([...plan.texts.values()].map(masked)).toEqual(before);
    expect(before).not.toEqual([]);
  });
});

/** A text without its versions of add-ons and images: what alignment, comments, quotes and anchors are left. */
function masked(text: string): string {
  return text.replaceAll(/v\d+\.\d+\.\d+(?:-eksbuild\.\d+)?/g, '<version>');
}
