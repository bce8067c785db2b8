/** The one review of a run: posted once, with only what is not on the pull request yet. */
import type { ReviewComment, ReviewPayload } from '../report/payload.ts';
import { isOurs } from './ours.ts';
import { isDoubtful, refusalSentence } from './refusal.ts';
import type { Target } from './target.ts';

export interface ReviewResult {
  /** How many line comments were posted now. */
  readonly posted: number;
  /** How many are on the pull request already. */
  readonly skipped: number;
  /** Those that GitHub did not take; nothing else will show them. */
  readonly unposted: readonly ReviewComment[];
  /** Sentences. */
  readonly refused: readonly string[];
}

const NOTHING: ReviewResult = { posted: 0, skipped: 0, unposted: [], refused: [] };

/**
 * Posts the comments whose marker is on none of our comments yet, resolved and outdated ones included, in one review; no review
 * where none is left. Where the existing comments cannot be read, nothing is posted: it might be there already.
 */
export async function publishReview(target: Target, review: ReviewPayload): Promise<ReviewResult> {
  if (review.comments.length === 0) return NOTHING;
  try {
    const missing = await missingFrom(target, review.comments);
    const result = await post(target, { ...review, comments: missing });
    return { ...result, skipped: review.comments.length - missing.length };
  } catch (error) {
    const refused = [refusalSentence('The list of review comments', error, 'pull-requests: read')];
    return { ...NOTHING, unposted: review.comments, refused };
  }
}

async function missingFrom(target: Target, comments: readonly ReviewComment[]): Promise<readonly ReviewComment[]> {
  const { client, repository, number, ownLogin } = target;
  const existing = await client.paginate(client.rest.pulls.listReviewComments, { ...repository, pull_number: number, per_page: 100 });
  const ours = existing.filter((comment) => isOurs(comment, ownLogin)).map(({ body }) => body);
  return comments.filter(({ marker }) => !ours.some((body) => body.includes(marker)));
}

/** A review whose answer got lost may have been made: then the pull request is looked at again before the one more try. */
async function post(target: Target, review: ReviewPayload, triesLeft = 1): Promise<ReviewResult> {
  const { comments } = review;
  if (comments.length === 0) return NOTHING;
  try {
    await createReview(target, review);
    return { ...NOTHING, posted: comments.length };
  } catch (error) {
    if (!isDoubtful(error) || triesLeft === 0) return refusedReview(comments, error);
  }
  const missing = await missingFrom(target, comments);
  const rest = await post(target, { ...review, comments: missing }, triesLeft - 1);
  return { ...rest, posted: rest.posted + comments.length - missing.length };
}

function refusedReview(unposted: readonly ReviewComment[], error: unknown): ReviewResult {
  return { ...NOTHING, unposted, refused: [refusalSentence('The review', error, 'pull-requests: write')] };
}

async function createReview({ client, repository, number, headSha }: Target, { body, comments }: ReviewPayload): Promise<void> {
  await client.rest.pulls.createReview({
    ...repository,
    pull_number: number,
    commit_id: headSha,
    event: 'COMMENT',
    body,
    comments: comments.map(anchored),
    // a review that was made although the answer got lost must not be made twice: `post` looks first
    request: { retries: 0 },
  });
}

/** GitHub refuses a range whose first line is its last. */
function anchored({ path, startLine, line, body }: ReviewComment) {
  const end = { path, line, side: 'RIGHT', body } as const;
  return startLine === undefined || startLine === line ? end : { ...end, start_line: startLine, start_side: 'RIGHT' as const };
}
