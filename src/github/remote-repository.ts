/** A repository read through GitHub's API: lists of files, their contents, and the files of a pull request. */
import type { GitHubClient, RepositoryName } from './client.ts';
import { readOrThrow } from './refusal.ts';
import { type BlobName, readBlobs, type RemoteBlob } from './remote-blobs.ts';

/** One regular file of a commit. */
interface RemoteFile extends BlobName {
  readonly path: string;
}

/** One entry of the list of a pull request's files. */
interface ListedFile {
  readonly filename: string;
  readonly previous_filename?: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  readonly patch?: string | undefined;
}

/** Fits `RemoteRepository` of sources/, which it may not know. */
export interface RemoteReader {
  /** Rejects with a GitHubError. */
  tree(commit: string): Promise<{ readonly files: readonly RemoteFile[]; readonly isTruncated: boolean }>;
  blobs(wanted: readonly BlobName[]): Promise<ReadonlyMap<string, RemoteBlob>>;
}

/** The commits of one repository; those of its forks' pull requests are among them. */
export function remoteRepository(client: GitHubClient, repository: RepositoryName): RemoteReader {
  return {
    tree: (commit) => readOrThrow('The list of files', 'contents: read', () => treeOf(client, repository, commit)),
    blobs: (wanted) => readBlobs(client, repository, wanted),
  };
}

/**
 * All pages of a pull request's files; GitHub lists 3,000 at most.
 *
 * @throws GitHubError
 */
export function listPullRequestFiles(client: GitHubClient, repository: RepositoryName, number: number): Promise<readonly ListedFile[]> {
  return readOrThrow('The list of changed files', 'pull-requests: read', () =>
    client.paginate(client.rest.pulls.listFiles, { ...repository, pull_number: number, per_page: 100 }),
  );
}

async function treeOf(client: GitHubClient, repository: RepositoryName, commit: string) {
  const { data } = await client.rest.git.getTree({ ...repository, tree_sha: commit, recursive: 'true' });
  const files = data.tree.filter(({ type, mode }) => type === 'blob' && mode !== SYMBOLIC_LINK);
  return { files: files.map(({ path, sha, size = 0 }) => ({ path, sha, size })), isTruncated: data.truncated };
}

const SYMBOLIC_LINK = '120000';
