/** The comments on the diff: all line comments in one review, and one request for each comment on a file. */
import type { FileComment, ReviewComment, ReviewPayload } from '../report/payload.ts';
import type { ReviewThread } from '../report/threads.ts';
import { postFileComment, postReview } from './post-comments.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { Target } from './target.ts';
import { missingFrom } from './threads.ts';

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
  const result = await publishLines(target, review.body, comments);
  const isInVain = result.refused.some(({ kind }) => kind !== 'unprocessable');
  const rest = isInVain ? { ...NOTHING_POSTED, unposted: files } : await publishFiles(target, files);
  return {
    posted: result.posted + rest.posted,
    skipped,
    unposted: [...result.unposted, ...rest.unposted],
    refused: [...result.refused, ...rest.refused],
  };
}

/** So many reviews are tried to find the comment that GitHub does not take: its answer does not name it. */
const MOST_TRIES = 10;

/** One review. Where GitHub refuses one of its comments, which it does by refusing all, smaller ones without that comment. */
async function publishLines(target: Target, body: string, comments: readonly ReviewComment[]): Promise<ReviewResult> {
  const unposted: ReviewComment[] = [];
  const refused: Refusal[] = [];
  const waiting = comments.length > 0 ? [comments] : [];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const batch = waiting.shift();
    if (!batch) break;
    try {
      await postReview(target, body, batch);
    } catch (error) {
      const refusal = refusalOf('The review', error, 'pull-requests: write');
      const isAboutOne = refusal.kind === 'unprocessable' && batch.length > 1;
      if (isAboutOne) waiting.unshift(...halvesOf(batch));
      else unposted.push(...batch);
      if (!isAboutOne) refused.push(refusal);
      if (refusal.kind !== 'unprocessable') break;
    }
  }
  unposted.push(...waiting.flat());
  return { ...NOTHING_POSTED, posted: comments.length - unposted.length, unposted, refused };
}

function halvesOf<T>(items: readonly T[]): readonly [readonly T[], readonly T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** One by one, as a review takes none of them; those after the first refusal are not tried. */
async function publishFiles(target: Target, files: readonly FileComment[]): Promise<ReviewResult> {
  for (const [index, file] of files.entries()) {
    try {
      await postFileComment(target, file);
    } catch (error) {
      const refused = [refusalOf('A comment on a file', error, 'pull-requests: write')];
      return { ...NOTHING_POSTED, posted: index, unposted: files.slice(index), refused };
    }
  }
  return { ...NOTHING_POSTED, posted: files.length };
}
