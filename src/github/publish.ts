/** Sends what a run has to say to a pull request, and tells what became of it. Never throws for what GitHub says. */
import type { FileComment, PublishPayload, ReviewComment } from '../report/payload.ts';
import type { ThreadChanges } from '../report/threads.ts';
import { type CheckResult, publishCheck } from './publish-check.ts';
import { NOTHING_POSTED, publishReview, type ReviewResult, unpostedReview } from './publish-review.ts';
import { isToCreate, publishSummary, type SummaryResult } from './publish-summary.ts';
import { changeThreads, NO_THREADS_CHANGED, type ThreadsResult } from './publish-threads.ts';
import type { Permission, Refusal } from './refusal.ts';
import type { Target } from './target.ts';
import { type PullRequestState, readPullRequestState } from './threads.ts';

export interface PublishResult {
  /** How many comments on the diff were posted now, and how many were there already. */
  readonly posted: number;
  readonly skipped: number;
  /** Comments on the diff that GitHub did not take: nothing but the job summary and the log can show them. */
  readonly unposted: readonly (ReviewComment | FileComment)[];
  /** How many threads. */
  readonly resolved: number;
  readonly reopened: number;
  /** `none`: there was nothing to send. `left`: the pull request moved on, so it is left to the run on its new head. */
  readonly summary: SummaryResult['outcome'] | 'left';
  readonly check: CheckResult['outcome'] | 'none';
  /** What the token lacks, each once. */
  readonly missing: readonly Permission[];
  /** Sentences, each once. */
  readonly refused: readonly string[];
}

/**
 * The check run first, as it carries the verdict, then the comments on the diff, the threads and the summary. What is refused
 * does not stop the others, save where they would be refused for the same reason. A second run with the same payload on the same
 * head changes nothing.
 *
 * @param state from `readPullRequestState`; it is read again right before anything is posted, as another run may have been quicker
 */
export async function publish(
  target: Target,
  state: PullRequestState,
  payload: PublishPayload,
  changes: ThreadChanges,
): Promise<PublishResult> {
  if (target.readOnly !== undefined) return readOnlyResult(target.readOnly, payload);
  const check = payload.check ? await publishCheck(target, payload.check) : undefined;
  const talk = isLimited(check?.refused ?? []) ? unspoken(payload, []) : await converse(target, state, payload, changes);
  const refused = [...(check?.refused ?? []), ...talk.refused];
  return {
    ...talk,
    check: check?.outcome ?? 'none',
    missing: [...new Set(refused.flatMap(({ missing }) => missing ?? []))],
    refused: [...new Set(refused.map(({ sentence }) => sentence))],
  };
}

/** All that is said in the conversation of the pull request. */
interface Talk extends ReviewResult, ThreadsResult {
  readonly summary: PublishResult['summary'];
}

async function converse(target: Target, before: PullRequestState, payload: PublishPayload, changes: ThreadChanges): Promise<Talk> {
  const { comments = [], fileComments = [] } = payload.review ?? {};
  const count = comments.length + fileComments.length + changes.resolve.length + changes.reopen.length;
  const isToWrite = count > 0 || (payload.summary !== undefined && isToCreate(payload.summary, before));
  const now = isToWrite ? await readPullRequestState(target) : before;
  if (!isStillHead(target, now)) return movedOn(payload, now.headSha ?? '', target.headSha);
  const review = await reviewIfReadable(target, now, payload);
  if (review.refused.some(({ kind }) => kind === 'moved')) return { ...unspoken(payload, review.refused, review), summary: 'left' };
  if (isHopeless(review.refused)) return unspoken(payload, [...now.refused, ...review.refused], review);
  const threads = await changeThreads(target, stillDue(changes, now));
  const summary = payload.summary ? await publishSummary(target, payload.summary, now) : undefined;
  const refused = [...now.refused, ...review.refused, ...threads.refused, ...(summary?.refused ?? [])];
  return { ...review, ...threads, summary: summary?.outcome ?? 'none', refused };
}

/** Right after a commit of ours GitHub may still name the one before. */
function isStillHead({ headSha, madeOn }: Target, now: PullRequestState): boolean {
  return now.headSha === undefined || now.headSha === headSha || now.headSha === madeOn;
}

async function reviewIfReadable(target: Target, { threads, isReadable }: PullRequestState, payload: PublishPayload): Promise<ReviewResult> {
  if (!payload.review) return NOTHING_POSTED;
  return isReadable ? publishReview(target, payload.review, threads) : unpostedReview(payload.review);
}

/** Another run may have resolved or reopened a thread meanwhile, or a person answered. */
function stillDue({ resolve, reopen }: ThreadChanges, { threads }: PullRequestState): ThreadChanges {
  const free = threads.filter(({ isAnswered }) => !isAnswered);
  return {
    resolve: resolve.filter((id) => free.some((thread) => thread.id === id && thread.state === 'open')),
    reopen: reopen.filter((id) => free.some((thread) => thread.id === id && thread.state === 'resolved-by-us')),
  };
}

function movedOn(payload: PublishPayload, now: string, judged: string): Talk {
  const sentence = `The pull request moved on to ${now.slice(0, 7)} while ${judged.slice(0, 7)} was judged: its comments are left to the run on the new head.`;
  return { ...unspoken(payload, [{ sentence, kind: 'moved' }]), summary: 'left' };
}

/** What is the case when nothing more was said than `review`. */
function unspoken(payload: PublishPayload, refused: readonly Refusal[], review = unpostedReview(payload.review)): Talk {
  const summary = payload.summary && !payload.summary.onlyIfThere ? 'refused' : 'none';
  return { ...NO_THREADS_CHANGED, ...review, summary, refused };
}

function readOnlyResult(sentence: string, payload: PublishPayload): PublishResult {
  return { ...unspoken(payload, []), check: payload.check ? 'refused' : 'none', missing: [], refused: [sentence] };
}

function isLimited(refused: readonly Refusal[]): boolean {
  return refused.some(({ kind }) => kind === 'limit');
}

/** Whether whatever else needs the same permission would be refused as well. */
function isHopeless(refused: readonly Refusal[]): boolean {
  return isLimited(refused) || refused.some(({ missing }) => missing === 'pull-requests: write');
}
