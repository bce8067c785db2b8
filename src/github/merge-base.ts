/** Where two commits parted, as GitHub sees it. */
import type { GitHubClient, RepositoryName } from './client.ts';
import { isNotFound } from './failure.ts';
import { readOrThrow } from './refusal.ts';

interface ComparedFile {
  readonly filename: string;
  readonly previous_filename?: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  readonly patch?: string | undefined;
}

export interface Compared {
  /** Commit id. */
  readonly mergeBase: string;
  /** At most 300; for a pull request its own list is longer. `undefined` where GitHub gave none. */
  readonly files: readonly ComparedFile[] | undefined;
}

/**
 * https://docs.github.com/en/rest/commits/commits#compare-two-commits
 *
 * @param bases branches or commits; the first that GitHub finds counts
 * @throws GitHubError
 */
export async function findMergeBase(
  client: GitHubClient,
  repository: RepositoryName,
  bases: readonly string[],
  head: string,
): Promise<Compared> {
  const { data } = await readOrThrow('The comparison of base and head', 'contents: read', () =>
    firstFound(bases, (base) =>
      client.rest.repos.compareCommitsWithBasehead({ ...repository, basehead: `${base}...${head}`, per_page: 1 }),
    ),
  );
  return { mergeBase: data.merge_base_commit.sha, files: data.files };
}

async function firstFound<T>([first = '', ...others]: readonly string[], ask: (base: string) => Promise<T>): Promise<T> {
  try {
    return await ask(first);
  } catch (error) {
    if (others.length === 0 || !isNotFound(error)) throw error;
    return firstFound(others, ask);
  }
}
