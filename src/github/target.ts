/** Where a run publishes to. */
import type { GitHubClient, RepositoryName } from './client.ts';

export interface Target {
  readonly client: GitHubClient;
  readonly repository: RepositoryName;
  /** Of the pull request. */
  readonly number: number;
  /** Its head commit, never the merge commit that Actions checks out. */
  readonly headSha: string;
  /** From `findOwnLogin`. */
  readonly ownLogin: string | undefined;
}
