/** On every scenario: who takes all suggestions, and does nothing else, has no fix half made and breaks nothing. */
import { expect, onTestFinished, test } from 'vitest';
import { applyEdits } from '../../src/fix/apply.ts';
import { cameUp } from '../../src/model/matching.ts';
import type { Edit } from '../../src/model/finding.ts';
import { endOfLine, linesOf, startOfLine } from '../../src/report/lines.ts';
import type { ReviewComment } from '../../src/report/payload.ts';
import { checkTree } from '../../src/run.ts';
import { folderTree } from '../../src/sources/folder.ts';
import { reviewScenario, scenarioNames, settingsOf } from '../scenario/scenario.ts';
import { takeSuggestions } from '../scenario/suggestions.ts';
import { writeFiles } from '../support/git-repository.ts';
import { suggestionIn } from './support/suggestions.ts';

type TextOf = (path: string) => string | undefined;

async function findingsIn(root: string) {
  const tree = folderTree(root);
  return (await checkTree(tree, [], await settingsOf(tree))).findings;
}

/** Whether a suggestion is on the lines of an edit. */
function isSuggested({ span }: Edit, comments: readonly ReviewComment[], textOf: TextOf): boolean {
  const lines = linesOf(textOf(span.path) ?? '');
  const own = comments.filter(({ path, body }) => path === span.path && suggestionIn(body) !== undefined);
  return own.some(({ line, startLine = line }) => startOfLine(lines, startLine) <= span.start && span.end <= endOfLine(lines, line));
}

test.each(scenarioNames())('%s', async (name) => {
  const { root, comparison, review, remove } = await reviewScenario(name);
  onTestFinished(remove);
  const { plan, head } = comparison;
  const comments = review.payload.review?.comments ?? [];
  const before = await findingsIn(root);
  const taken = takeSuggestions(comments, (path) => head.texts.get(path));
  const made = plan.edits.filter((edit) => isSuggested(edit, comments, (path) => head.texts.get(path)));
  const patches = applyEdits(new Map(), made, (path) => head.texts.get(path));
  expect(new Map([...patches].map(([path, { current }]) => [path, current]))).toEqual(taken);
  for (const { edits } of plan.steps) {
    const code = edits.filter((index) => plan.edits[index]?.span.path.endsWith('package.json') === false);
    expect(new Set(code.map((index) => made.some((edit) => edit === plan.edits[index]))).size).toBeLessThan(2);
  }
  writeFiles(root, Object.fromEntries(taken));
  const worse = cameUp(before, await findingsIn(root)).filter(({ severity }) => severity !== 'notice');
  // a manifest outside the diff is left to the hand
  expect(worse.filter(({ ruleId }) => ruleId !== 'cdk-kubectl-package-missing')).toEqual([]);
});
