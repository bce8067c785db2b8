/** Where a run publishes to. */
import type { GitHubClient, RepositoryName } from './client.ts';

export interface Target {
  readonly client: GitHubClient;
  readonly repository: RepositoryName;
  readonly token: string;
  /** Of the pull request. */
  readonly number: number;
  /** The commit that was judged: the head of the pull request, never the merge commit that Actions checks out. */
  readonly headSha: string;
  /** The commit before, where the one that was judged is a commit of ours that was only just made. */
  readonly madeOn?: string;
  /** From {@link readOnlyReason}. */
  readonly readOnly?: string | undefined;
}

/**
 * Why nothing can be written for an event, as a sentence; `undefined` where only trying tells
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request).
 */
export function readOnlyReason(event: { readonly trigger: string; readonly isFork: boolean }): string | undefined {
  if (!event.isFork || event.trigger !== 'pull_request') return undefined;
  return 'Nothing was posted: the event pull_request gives a pull request from a fork a token that can only read.';
}
