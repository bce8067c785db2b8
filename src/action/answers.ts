/** The words of our answers to orders. */
import type { Plan } from '../fix/plan.ts';
import { codeSpan } from '../model/markdown.ts';
import { ruleLink, sentence } from '../report/markup.ts';
import type { Conclusion } from '../report/payload.ts';

const ORDERS = `- \`/lockstep apply\` commits the safe fixes of everything that stands on the head
- \`/lockstep recheck\` judges the head again
- \`/lockstep plan 1.NN\` shows the upgrade to that version, one minor at a time

An order is the whole comment.`;

/** @param refused a sentence, where GitHub did not say who may write */
export function notAllowed(login: string, refused: string | undefined): string {
  const who = `Sorry, orders are taken from people with write access to this repository, and ${codeSpan(login)} is not known to have it.`;
  return refused === undefined ? who : `${who} ${refused}`;
}

export function notUnderstood(): string {
  return `That order is none of these:\n\n${ORDERS}`;
}

export function notSwitchedOn(): string {
  return `Nothing was committed: this workflow does not let me. To allow it, set the input \`apply: command\` of the step, and \`contents: write\` under \`permissions\` of the job. Until then \`eks-lockstep fix --write\` makes the same edits on your machine.`;
}

/** @param why for people; it may quote a repository */
export function notDone(why: string): string {
  return `Nothing was done: ${sentence(why)}`;
}

export function isClosed(): string {
  return 'The pull request is closed, so nothing was done.';
}

export function applied(note: string, plan: Plan): string {
  return `${note}\n\n${fixList(plan)}`;
}

export function nothingToApply(): string {
  return 'Nothing was committed: no finding on the head has a safe fix. Unsafe ones change a running thing and are only suggested.';
}

export function judgedAgain(sha: string, conclusion: Conclusion, fresh: number): string {
  const brought = fresh === 0 ? 'nothing new' : `${fresh} new ${fresh === 1 ? 'finding' : 'findings'}`;
  return `Judged ${sha} again: ${conclusion}, ${brought}.`;
}

const MOST_LISTED = 30;

/** The fixes of a plan as a list. */
export function fixList({ steps }: Plan): string {
  const rows = new Set(steps.map(({ finding }) => `- ${codeSpan(finding.fix?.title ?? finding.ruleId)} (${ruleLink(finding.ruleId)})`));
  const more = rows.size - MOST_LISTED;
  return [...[...rows].slice(0, MOST_LISTED), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
