/** The one comment of ours in the conversation of a pull request. */
import type { SummaryPayload } from '../report/payload.ts';
import { createOnce, NO_RETRY } from './once.ts';
import { type ExistingComment, isOurs } from './ours.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { Target } from './target.ts';
import type { PullRequestState } from './threads.ts';

export interface SummaryResult {
  /** `none`: there is nothing to say, and nothing was said before. */
  readonly outcome: 'created' | 'edited' | 'unchanged' | 'none' | 'refused';
  readonly refused: readonly Refusal[];
}

type Conversation = Pick<PullRequestState, 'ownLogin' | 'ownComments'>;

/** Whether the comment would be created, as far as the conversation was read. */
export function isToCreate({ marker, onlyIfThere }: SummaryPayload, { ownComments }: Conversation): boolean {
  return !onlyIfThere && ownComments !== undefined && !ownComments.some((body) => hasLine(body, marker));
}

/**
 * Edits the comment where its text differs; creates it where there is none and something to say.
 *
 * @param state from `readPullRequestState`; the conversation is listed only where that does not settle it
 */
export async function publishSummary(target: Target, summary: SummaryPayload, state: Conversation): Promise<SummaryResult> {
  const { ownLogin, ownComments } = state;
  const known = ownComments?.find((body) => hasLine(body, summary.marker));
  if (known !== undefined && sameText(known, summary.body)) return { outcome: 'unchanged', refused: [] };
  try {
    const isNew = ownComments !== undefined && known === undefined;
    const existing = isNew ? undefined : await findOurs(target, summary.marker, ownLogin);
    if (existing) return { outcome: await edit(target, existing, summary.body), refused: [] };
    if (summary.onlyIfThere) return { outcome: 'none', refused: [] };
    await createOnce(
      () => create(target, summary.body),
      () => findOurs(target, summary.marker, ownLogin),
    );
    return { outcome: 'created', refused: [] };
  } catch (error) {
    return { outcome: 'refused', refused: [refusalOf('The summary comment', error, 'pull-requests: write')] };
  }
}

async function findOurs(target: Target, marker: string, ownLogin: string | undefined): Promise<ExistingComment | undefined> {
  const { client, repository, number } = target;
  const comments = await client.paginate(client.rest.issues.listComments, { ...repository, issue_number: number, per_page: 100 });
  return comments
    .map(({ id, body, user }): ExistingComment => ({ id, body, user: user ?? null }))
    .find((comment) => isOurs(comment, ownLogin) && hasLine(comment.body ?? '', marker));
}

/** A line of its own: other programs that share our account may quote somebody who wrote the marker. */
function hasLine(body: string, marker: string): boolean {
  return body.split(/\r?\n/).includes(marker);
}

async function create({ client, repository, number }: Target, body: string): Promise<ExistingComment> {
  const { data } = await client.rest.issues.createComment({ ...repository, issue_number: number, body, ...NO_RETRY });
  return { id: data.id, user: null };
}

async function edit({ client, repository }: Target, existing: ExistingComment, body: string): Promise<'edited' | 'unchanged'> {
  if (sameText(existing.body ?? '', body)) return 'unchanged';
  await client.rest.issues.updateComment({ ...repository, comment_id: existing.id, body });
  return 'edited';
}

/** Not every GitHub keeps line ends and the white space at the end. */
function sameText(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

function normal(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
