/** The message of a commit with safe fixes. Nothing that a repository says in it calls a person, closes an issue or skips a check. */
import type { Plan } from '../fix/plan.ts';
import type { Finding } from '../model/finding.ts';
import type { Person } from '../pull-request/event.ts';
import { firstSentence, plainText } from '../report/markup.ts';

export interface CommitMessage {
  /** At most 72 characters. */
  readonly headline: string;
  readonly body: string;
}

const LONGEST_HEADLINE = 72;
const LONGEST_LINE = 300;
const MOST_LISTED = 30;

/** @param asker whoever ordered the commit is named its second author */
export function commitMessage({ edits, steps }: Plan, asker?: Person): CommitMessage {
  const items = [...new Set(steps.map(({ finding }) => `- ${plain(titleOf(finding))}: ${plain(reasonOf(finding))} (${finding.ruleId})`))];
  const more = items.length > MOST_LISTED ? [`- and ${items.length - MOST_LISTED} more`] : [];
  return {
    headline: headlineOf(
      steps.map(({ finding }) => finding),
      edits.length,
    ),
    body: [
      [...items.slice(0, MOST_LISTED), ...more].join('\n'),
      'Only fixes that change nothing running; made in memory first, where their findings were gone and none came.',
      ...(asker ? coAuthor(asker) : []),
    ].join('\n\n'),
  };
}

function headlineOf(findings: readonly Finding[], edits: number): string {
  const titles = new Set(findings.map(titleOf));
  const [only = ''] = titles;
  const headline = plain(only);
  if (titles.size === 1 && headline.length <= LONGEST_HEADLINE) return headline;
  return `Bring EKS infrastructure back in step (${edits} ${edits === 1 ? 'edit' : 'edits'})`;
}

function titleOf({ fix, ruleId }: Finding): string {
  return fix?.title ?? ruleId;
}

function reasonOf({ message }: Finding): string {
  return plainText(firstSentence(message)).replace(/[.:]$/, '');
}

/** https://docs.github.com/en/pull-requests/committing-changes-to-your-project/creating-and-editing-commits/creating-a-commit-with-multiple-authors */
function coAuthor({ login, id }: Person): readonly string[] {
  if (id === undefined || !/^[\w-]+(?:\[bot\])?$/.test(login)) return [];
  return [`Co-authored-by: ${login} <${id}+${login}@users.noreply.github.com>`];
}

/** Letters, digits and what joins them: no `@team`, no `#12`, no `GH-12`, no address, no `[skip ci]`. */
function plain(text: string): string {
  const line = text
    .replaceAll(/[^\p{L}\p{N} ._,:()+='-]+/gu, ' ')
    .replaceAll(/\bGH-(?=\d)/gi, 'GH ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line;
}
