/** The comments on the diff: all line comments in one review, and one request for each comment on a file. */
import type { FileComment, ReviewComment, ReviewPayload } from '../report/payload.ts';
import type { ReviewThread } from '../report/threads.ts';
import { createOnce, NO_RETRY } from './once.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { Target } from './target.ts';
import { readPullRequestState } from './threads.ts';

export interface ReviewResult {
  /** How many comments were posted now. */
  readonly posted: number;
  /** How many are on the pull request already. */
  readonly skipped: number;
  /** Those that GitHub did not take; nothing else will show them. */
  readonly unposted: readonly (ReviewComment | FileComment)[];
  readonly refused: readonly Refusal[];
}

export const NOTHING_POSTED: ReviewResult = { posted: 0, skipped: 0, unposted: [], refused: [] };

/** Every comment of a review, unposted. */
export function unpostedReview(review: ReviewPayload | undefined, refused: readonly Refusal[] = []): ReviewResult {
  return { ...NOTHING_POSTED, unposted: [...(review?.comments ?? []), ...(review?.fileComments ?? [])], refused };
}

/** Posts the comments whose findings are in none of our threads, resolved and outdated ones included. */
export async function publishReview(target: Target, review: ReviewPayload, threads: readonly ReviewThread[]): Promise<ReviewResult> {
  const comments = missingFrom(threads, review.comments);
  const files = missingFrom(threads, review.fileComments);
  const skipped = review.comments.length + review.fileComments.length - comments.length - files.length;
  const result = await postReview(target, { ...review, comments });
  const rest =
    result.refused.length > 0 ? unpostedReview({ ...review, comments: [], fileComments: files }) : await postFiles(target, files);
  return {
    posted: result.posted + rest.posted,
    skipped,
    unposted: [...result.unposted, ...rest.unposted],
    refused: [...result.refused, ...rest.refused],
  };
}

function missingFrom<T extends FileComment>(threads: readonly ReviewThread[], comments: readonly T[]): readonly T[] {
  const ours = threads.filter(({ isByUs }) => isByUs).map(({ lastLine }) => lastLine);
  return comments.filter(({ fingerprints }) => !fingerprints.every((fingerprint) => ours.some((line) => line.includes(fingerprint))));
}

async function postReview(target: Target, review: ReviewPayload): Promise<ReviewResult> {
  let pending = review.comments;
  if (pending.length === 0) return NOTHING_POSTED;
  try {
    await createOnce(
      () => createReview(target, review.body, pending),
      async (doubt) => {
        pending = missingFrom(await threadsNow(target, doubt), pending);
        return pending.length === 0 ? 'all there' : undefined;
      },
    );
    return { ...NOTHING_POSTED, posted: review.comments.length };
  } catch (error) {
    return { ...NOTHING_POSTED, unposted: pending, refused: [refusalOf('The review', error, 'pull-requests: write')] };
  }
}

/** @throws `doubt` where what is there cannot be read: posting again might repeat it */
async function threadsNow(target: Target, doubt: unknown): Promise<readonly ReviewThread[]> {
  const { threads, isReadable } = await readPullRequestState(target);
  if (!isReadable) throw doubt;
  return threads;
}

async function createReview(target: Target, body: string, comments: readonly ReviewComment[]): Promise<'created'> {
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
  return 'created';
}

/** GitHub refuses a range whose first line is its last. */
function anchored({ path, startLine, line, body }: ReviewComment) {
  const end = { path, line, side: 'RIGHT', body } as const;
  return startLine === undefined || startLine === line ? end : { ...end, start_line: startLine, start_side: 'RIGHT' as const };
}

/** One by one, as a review takes none of them; those after the first refusal are not tried. */
async function postFiles(target: Target, files: readonly FileComment[]): Promise<ReviewResult> {
  for (const [index, file] of files.entries()) {
    try {
      await createOnce(
        () => createFileComment(target, file),
        async (doubt) => (missingFrom(await threadsNow(target, doubt), [file]).length === 0 ? 'there' : undefined),
      );
    } catch (error) {
      const refused = [refusalOf('A comment on a file', error, 'pull-requests: write')];
      return { ...NOTHING_POSTED, posted: index, unposted: files.slice(index), refused };
    }
  }
  return { ...NOTHING_POSTED, posted: files.length };
}

async function createFileComment(target: Target, { path, body }: FileComment): Promise<'created'> {
  const { client, repository, number, headSha } = target;
  await client.rest.pulls.createReviewComment({
    ...repository,
    pull_number: number,
    commit_id: headSha,
    path,
    body,
    subject_type: 'file',
    ...NO_RETRY,
  });
  return 'created';
}
