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
 * @throws GitHubError
 */
export function findPullRequest(client: GitHubClient, repository: RepositoryName, headSha: string): Promise<number | undefined> {
  return readOrThrow('The search for the pull request', 'pull-requests: read', async () => {
    const { data } = await client.rest.repos.listPullRequestsAssociatedWithCommit({ ...repository, commit_sha: headSha, per_page: 100 });
    const [found, another] = data.filter(({ state, head }) => state === 'open' && head.sha === headSha);
    return another ? undefined : found?.number;
  });
}
