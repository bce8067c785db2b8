/** Sends what a run has to say to a pull request, and tells what became of it. Never throws for what GitHub says. */
import type { PublishPayload } from '../report/payload.ts';
import { type CheckResult, publishCheck } from './publish-check.ts';
import { publishReview, type ReviewResult } from './publish-review.ts';
import { publishSummary, type SummaryResult } from './publish-summary.ts';
import type { Target } from './target.ts';

export interface PublishResult extends ReviewResult {
  /** `none`: there was nothing to send. */
  readonly summary: SummaryResult['outcome'] | 'none';
  readonly check: CheckResult['outcome'] | 'none';
}

/**
 * The review first, then the summary, then the check run: one that is refused does not stop the others. A second run with the same
 * payload on the same head posts nothing.
 */
export async function publish(target: Target, payload: PublishPayload): Promise<PublishResult> {
  const review = await publishReview(target, payload.review ?? { body: '', comments: [] });
  const summary = payload.summary ? await publishSummary(target, payload.summary) : undefined;
  const check = payload.check ? await publishCheck(target, payload.check) : undefined;
  return {
    ...review,
    summary: summary?.outcome ?? 'none',
    check: check?.outcome ?? 'none',
    refused: [...review.refused, ...(summary?.refused ?? []), ...(check?.refused ?? [])],
  };
}
