/** The requests that post comments on the diff, each carried out once even where its answer gets lost. */
import type { FileComment, ReviewComment } from '../report/payload.ts';
import type { ReviewThread } from '../report/threads.ts';
import { createOnce, NO_RETRY } from './once.ts';
import type { Target } from './target.ts';
import { missingFrom, readPullRequestState } from './threads.ts';

/** Posts line comments as one review. Rejects with what Octokit throws. */
export async function postReview(target: Target, body: string, comments: readonly ReviewComment[]): Promise<void> {
  let pending = comments;
  await createOnce(
    () => createReview(target, body, pending),
    async (doubt) => {
      pending = missingFrom(await threadsNow(target, doubt), pending);
      return pending.length === 0 ? 'there' : undefined;
    },
  );
}

/** Posts a comment on a file as a whole. Rejects with what Octokit throws. */
export async function postFileComment(target: Target, file: FileComment): Promise<void> {
  await createOnce(
    () => createFileComment(target, file),
    async (doubt) => (missingFrom(await threadsNow(target, doubt), [file]).length === 0 ? 'there' : undefined),
  );
}

/** @throws `doubt` where what is there cannot be read: posting again might repeat it */
async function threadsNow(target: Target, doubt: unknown): Promise<readonly ReviewThread[]> {
  const { threads, isReadable } = await readPullRequestState(target);
  if (!isReadable) throw doubt;
  return threads;
}

async function createReview(target: Target, body: string, comments: readonly ReviewComment[]): Promise<'there'> {
  const { client, repository, number, headSha } = target;
  await client.rest.pulls.createReview({
    ...repository,
    pull_number: number,
    commit_id: headSha,
    event: 'COMMENT',
    body,
    comments: comments.map(anchored),
    ...NO_RETRY,
  });
  return 'there';
}

/** GitHub refuses a range whose first line is its last. */
function anchored({ path, startLine, line, body }: ReviewComment) {
  const end = { path, line, side: 'RIGHT', body } as const;
  return startLine === undefined || startLine === line ? end : { ...end, start_line: startLine, start_side: 'RIGHT' as const };
}

async function createFileComment(target: Target, { path, body }: FileComment): Promise<'there'> {
  const { client, repository, number, headSha } = target;
  const anchor = { commit_id: headSha, path, subject_type: 'file' } as const;
  await client.rest.pulls.createReviewComment({ ...repository, pull_number: number, ...anchor, body, ...NO_RETRY });
  return 'there';
}
