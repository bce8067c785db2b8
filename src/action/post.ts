/** What is said on a pull request about a judged change, and what became of it there. */
import { publish, type PublishResult } from '../github/publish.ts';
import { readOnlyReason, type Target } from '../github/target.ts';
import { type PullRequestState, readPullRequestState } from '../github/threads.ts';
import type { PullRequestEvent } from '../pull-request/event.ts';
import { compareFindings } from '../report/compare.ts';
import type { PublishPayload } from '../report/payload.ts';
import type { Review } from '../report/review.ts';
import { decideThreads, type HeadFindings, type ThreadDecisions } from '../report/threads.ts';
import { reviewOfChange } from '../review.ts';
import type { Comparison } from '../run.ts';
import type { Circumstances } from './circumstances.ts';
import type { ActionInputs } from './inputs.ts';
import type { JudgedChange } from './judge.ts';

export interface Posted {
  readonly review: Review;
  readonly published: PublishResult;
  /** The account behind the token, where known. */
  readonly ownLogin: string | undefined;
}

/** Who asked, and with what. */
export interface Request {
  readonly event: PullRequestEvent;
  readonly inputs: ActionInputs;
  readonly around: Circumstances;
}

/** Where a request publishes to: the head of its pull request. */
export function targetOf({ event, inputs, around }: Request): Target {
  const { client, repository } = around;
  return { client, repository, token: inputs.token, number: event.number, headSha: event.head.sha, readOnly: readOnlyReason(event) };
}

/**
 * Publishes the review of a change, or as much of it as is wanted.
 *
 * @param adapt the last word about what is sent, given the account behind the token, where known
 */
export async function postReview(
  change: JudgedChange,
  request: Request,
  target = targetOf(request),
  adapt: (payload: PublishPayload, ownLogin: string | undefined) => PublishPayload = (payload) => payload,
): Promise<Posted> {
  const { inputs, around } = request;
  const state = inputs.comment === 'none' ? unseen(target) : await readPullRequestState(target);
  const decisions = decisionsFor(state, change.comparison, inputs);
  const review = reviewFor(change, target.headSha, decisions, { inputs, around });
  const published = await publish(target, state, adapt(chosen(review, inputs.comment), state.ownLogin), decisions);
  return { review, published, ownLogin: state.ownLogin };
}

/** The review of a change with the links of its head. */
export function reviewFor(
  { ends, settings, comparison }: JudgedChange,
  headSha: string,
  { posted }: Pick<ThreadDecisions, 'posted'>,
  { inputs, around }: Omit<Request, 'event'>,
): Review {
  return reviewOfChange(comparison, ends.changes, {
    failOn: inputs.failOn ?? settings.config.failOn,
    cap: settings.config.maxComments,
    checkName: inputs.checkName,
    posted,
    permalink: around.permalinkTo(headSha),
  });
}

/** Where only the check run is published, nobody needs to look at the conversations. */
export function unseen({ headSha }: Target): PullRequestState {
  return { threads: [], isReadable: true, headSha, ownLogin: undefined, ownComments: undefined, refused: [] };
}

/** Without comments on the diff, or where another run may have begun them about what this one does not see, threads stay as they are. */
function decisionsFor({ threads }: PullRequestState, comparison: Comparison, { comment, workingDirectory }: ActionInputs): ThreadDecisions {
  const decisions = decideThreads(threads, headFindings(comparison, workingDirectory !== ''));
  return comment === 'review' ? decisions : { ...decisions, resolve: [], reopen: [] };
}

function headFindings({ base, head }: Comparison, isNarrowed: boolean): HeadFindings {
  const compared = compareFindings(base.findings, head.findings).filter(({ status }) => status !== 'fixed');
  return {
    fresh: new Set(compared.filter(({ status }) => status === 'new').map(({ fingerprint }) => fingerprint)),
    standing: new Set(compared.map(({ fingerprint }) => fingerprint)),
    isPartial: isNarrowed || head.problems.length > base.problems.length || head.degraded.length > 0,
  };
}

/** Without comments on the diff the summary has to say all. */
function chosen({ payload, summaryAlone }: Review, comment: ActionInputs['comment']): PublishPayload {
  if (comment === 'review') return payload;
  return { ...(comment === 'summary' ? { summary: summaryAlone } : {}), ...(payload.check ? { check: payload.check } : {}) };
}
