/** The one comment of ours in the conversation of a pull request. */
import type { SummaryPayload } from '../report/payload.ts';
import { isOurs } from './ours.ts';
import { refusalSentence } from './refusal.ts';
import type { Target } from './target.ts';

export interface SummaryResult {
  readonly outcome: 'created' | 'edited' | 'unchanged' | 'refused';
  /** Sentences. */
  readonly refused: readonly string[];
}

/** Creates the comment, or edits it where its text differs. */
export async function publishSummary(target: Target, summary: SummaryPayload): Promise<SummaryResult> {
  try {
    const existing = await findOurs(target, summary.marker);
    if (!existing) return await create(target, summary.body);
    if (sameText(existing.body ?? '', summary.body)) return { outcome: 'unchanged', refused: [] };
    return await edit(target, existing.id, summary.body);
  } catch (error) {
    return { outcome: 'refused', refused: [refusalSentence('The summary comment', error, 'pull-requests: write')] };
  }
}

async function findOurs({ client, repository, number, ownLogin }: Target, marker: string) {
  const comments = await client.paginate(client.rest.issues.listComments, { ...repository, issue_number: number, per_page: 100 });
  return comments.find((comment) => isOurs({ ...comment, user: comment.user ?? null }, ownLogin) && comment.body?.includes(marker));
}

async function create({ client, repository, number }: Target, body: string): Promise<SummaryResult> {
  // no second try: the first may have been carried out although its answer got lost
  await client.rest.issues.createComment({ ...repository, issue_number: number, body, request: { retries: 0 } });
  return { outcome: 'created', refused: [] };
}

async function edit({ client, repository }: Target, id: number, body: string): Promise<SummaryResult> {
  await client.rest.issues.updateComment({ ...repository, comment_id: id, body });
  return { outcome: 'edited', refused: [] };
}

/** Not every GitHub keeps line ends and the white space at the end. */
function sameText(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

function normal(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
