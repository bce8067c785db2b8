/** One change from its event to what is posted about it. */
import { configFromTree } from '../configuration.ts';
import { publish, type PublishResult } from '../github/publish.ts';
import { readOnlyReason, type Target } from '../github/target.ts';
import { readPullRequestState } from '../github/threads.ts';
import type { MergeGroupEvent, PullRequestEvent } from '../pull-request/event.ts';
import { compareFindings } from '../report/compare.ts';
import type { PublishPayload } from '../report/payload.ts';
import type { Review } from '../report/review.ts';
import { decideThreads, type HeadFindings } from '../report/threads.ts';
import { reviewOfChange } from '../review.ts';
import { compareTrees, type Comparison } from '../run.ts';
import type { Config } from '../settings/config.ts';
import { type Circumstances, settingsFor } from './circumstances.ts';
import { type Ends, endsOf } from './ends.ts';
import { type ActionInputs, namedIn } from './inputs.ts';
import { type Told, toldOfChange } from './outputs.ts';

/**
 * Judges both ends of a pull request and publishes what it brings.
 *
 * @throws GitHubError, SourceError, UsageError where nothing could be judged
 */
export async function runPullRequest(event: PullRequestEvent, inputs: ActionInputs, around: Circumstances): Promise<Told> {
  const ends = await endsOf(event.base.sha, event.head.sha, event.number, around);
  const { config, comparison } = await judge(ends, inputs, around);
  const target: Target = { ...around, token: inputs.token, number: event.number, headSha: event.head.sha, readOnly: readOnlyReason(event) };
  const state = await readPullRequestState(target);
  const decisions = decideThreads(state.threads, headFindings(comparison));
  const review = reviewOfChange(comparison, ends.changes, {
    ...choiceOf(inputs, config),
    posted: decisions.posted,
    permalink: around.permalinkTo(event.head.sha),
  });
  const published = await publish(target, state, chosen(review, inputs.comment), decisions);
  return toldOfChange(comparison, review, published);
}

/** Judges a merge group: a check run on its head, so that the check can be required. @throws as {@link runPullRequest} */
export async function runMergeGroup({ base, head }: MergeGroupEvent, inputs: ActionInputs, around: Circumstances): Promise<Told> {
  const ends = await endsOf(base, head, undefined, around);
  const { config, comparison } = await judge(ends, inputs, around);
  const review = reviewOfChange(comparison, ends.changes, {
    ...choiceOf(inputs, config),
    posted: new Set(),
    permalink: around.permalinkTo(head),
  });
  const { check } = review.payload;
  return toldOfChange(comparison, review, await publishCheckOnly(check, head, inputs, around));
}

async function publishCheckOnly(
  check: PublishPayload['check'],
  headSha: string,
  { token }: ActionInputs,
  around: Circumstances,
): Promise<PublishResult> {
  const target: Target = { ...around, token, number: 0, headSha };
  const nothing = { threads: [], isReadable: true, headSha, ownLogin: undefined, refused: [] };
  return publish(target, nothing, check ? { check } : {}, { resolve: [], reopen: [] });
}

async function judge(
  ends: Ends,
  inputs: ActionInputs,
  around: Circumstances,
): Promise<{ readonly config: Config; readonly comparison: Comparison }> {
  const configuration = await configFromTree(ends.base, inputs.config || undefined);
  const settings = await settingsFor(configuration, inputs, around);
  return { config: configuration.config, comparison: await compareTrees(ends.base, ends.head, settings, namedIn(inputs)) };
}

function choiceOf({ failOn, checkName }: ActionInputs, config: Config) {
  return { failOn: failOn ?? config.failOn, cap: config.maxComments, checkName };
}

function headFindings({ base, head }: Comparison): HeadFindings {
  const compared = compareFindings(base.findings, head.findings).filter(({ status }) => status !== 'fixed');
  return {
    fresh: new Set(compared.filter(({ status }) => status === 'new').map(({ fingerprint }) => fingerprint)),
    standing: new Set(compared.map(({ fingerprint }) => fingerprint)),
    isPartial: head.problems.length > base.problems.length || head.degraded.length > 0,
  };
}

/** Without comments on the diff the summary has to say all. */
function chosen({ payload, summaryAlone }: Review, comment: ActionInputs['comment']): PublishPayload {
  if (comment === 'review') return payload;
  return { ...(comment === 'summary' ? { summary: summaryAlone } : {}), ...(payload.check ? { check: payload.check } : {}) };
}
