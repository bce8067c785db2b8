/** Pull requests that an event only points at. */
import type { GitHubClient, RepositoryName } from './client.ts';
import { readOrThrow } from './refusal.ts';

/**
 * GitHub's answer about one pull request, for `readPullRequest` of pull-request/.
 *
 * @throws GitHubError
 */
export function fetchPullRequest(client: GitHubClient, repository: RepositoryName, number: number): Promise<unknown> {
  return readOrThrow('The pull request', 'pull-requests: read', async () => {
    return (await client.rest.pulls.get({ ...repository, pull_number: number })).data;
  });
}

/**
 * The number of the open pull request whose head is that commit; `undefined` where there is none, or more than one.
 *
 * @param branch where GitHub says that the commit lies: it does not connect commits of a fork with pull requests elsewhere
 * @throws GitHubError
 */
export function findPullRequest(
  client: GitHubClient,
  repository: RepositoryName,
  headSha: string,
  branch?: { readonly owner: string; readonly name: string },
): Promise<number | undefined> {
  return readOrThrow('The search for the pull request', 'pull-requests: read', async () => {
    const { data: associated } = await client.rest.repos.listPullRequestsAssociatedWithCommit({
      ...repository,
      commit_sha: headSha,
      per_page: 100,
    });
    const found = withHead(associated, headSha);
    if (found.length > 0 || !branch) return unlessSeveral(found);
    const head = `${branch.owner}:${branch.name}`;
    const { data: open } = await client.rest.pulls.list({ ...repository, state: 'open', head, per_page: 100 });
    return unlessSeveral(withHead(open, headSha));
  });
}

interface Listed {
  readonly number: number;
  readonly state: string;
  readonly head: { readonly sha: string };
}

function withHead(listed: readonly Listed[], headSha: string): readonly number[] {
  return listed.filter(({ state, head }) => state === 'open' && head.sha === headSha).map(({ number }) => number);
}

function unlessSeveral(numbers: readonly number[]): number | undefined {
  return numbers.length === 1 ? numbers[0] : undefined;
}
