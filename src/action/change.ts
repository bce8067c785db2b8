/** One change from its event to what is posted about it. */
import { publish } from '../github/publish.ts';
import type { Target } from '../github/target.ts';
import type { MergeGroupEvent, PullRequestEvent } from '../pull-request/event.ts';
import { applyAfterReview } from './apply.ts';
import type { Circumstances } from './circumstances.ts';
import type { ActionInputs } from './inputs.ts';
import { commitsOf, judgeChange } from './judge.ts';
import { type Told, toldOfChange } from './outputs.ts';
import { postReview, type Request, reviewFor, unseen } from './post.ts';

/**
 * Judges both ends of a pull request and publishes what it brings; then commits the safe fixes where that is always wanted.
 *
 * @throws GitHubError, SourceError, UsageError where nothing could be judged
 */
export async function runPullRequest(event: PullRequestEvent, inputs: ActionInputs, around: Circumstances): Promise<Told> {
  const request: Request = { event, inputs, around };
  const change = await judgeChange(commitsOf(event), inputs, around);
  const posted = await postReview(change, request);
  const told = toldOfChange(change, posted);
  return inputs.apply === 'always' ? applyAfterReview(change, request, posted, told) : told;
}

/** Judges a merge group: a check run on its head, so that the check can be required. @throws as {@link runPullRequest} */
export async function runMergeGroup({ base, head }: MergeGroupEvent, inputs: ActionInputs, around: Circumstances): Promise<Told> {
  const change = await judgeChange({ base, head }, inputs, around);
  const review = reviewFor(change, head, { posted: new Set() }, { inputs, around });
  const target: Target = { ...around, token: inputs.token, number: 0, headSha: head };
  const { check } = review.payload;
  const published = await publish(target, unseen(target), check ? { check } : {}, { resolve: [], reopen: [] });
  return toldOfChange(change, { review, published });
}
