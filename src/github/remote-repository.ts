/** A repository read through GitHub's API: lists of files, their bytes, and the files of a pull request. */
import type { GitHubClient, RepositoryName } from './client.ts';
import { GitHubError, isNotFound, type Permission, refusalSentence } from './refusal.ts';

/** One regular file of a commit. */
interface RemoteFile {
  readonly path: string;
  readonly sha: string;
  readonly size: number;
}

/** One entry of the list of a pull request's files. */
interface ListedFile {
  readonly filename: string;
  readonly previous_filename?: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  readonly patch?: string | undefined;
}

/** Fits `RemoteRepository` of sources/, which it may not know. Both calls reject with a GitHubError. */
export interface RemoteReader {
  tree(commit: string): Promise<{ readonly files: readonly RemoteFile[]; readonly isTruncated: boolean }>;
  bytes(path: string, commit: string): Promise<Uint8Array | undefined>;
}

/** The commits of one repository; those of its forks' pull requests are among them. */
export function remoteRepository(client: GitHubClient, repository: RepositoryName): RemoteReader {
  return {
    tree: (commit) => orSentence('The list of files', 'contents: read', () => treeOf(client, repository, commit)),
    bytes: (path, commit) => orSentence('A file', 'contents: read', () => bytesOf(client, repository, path, commit)),
  };
}

/**
 * All pages of a pull request's files; GitHub lists 3,000 at most.
 *
 * @throws GitHubError
 */
export function listPullRequestFiles(client: GitHubClient, repository: RepositoryName, number: number): Promise<readonly ListedFile[]> {
  return orSentence('The list of changed files', 'pull-requests: read', () =>
    client.paginate(client.rest.pulls.listFiles, { ...repository, pull_number: number, per_page: 100 }),
  );
}

async function orSentence<T>(what: string, needs: Permission, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new GitHubError(refusalSentence(what, error, needs), { cause: error });
  }
}

async function treeOf(client: GitHubClient, repository: RepositoryName, commit: string) {
  const { data } = await client.rest.git.getTree({ ...repository, tree_sha: commit, recursive: 'true' });
  const files = data.tree.filter(({ type, mode }) => type === 'blob' && mode !== SYMBOLIC_LINK);
  return { files: files.map(({ path, sha, size = 0 }) => ({ path, sha, size })), isTruncated: data.truncated };
}

const SYMBOLIC_LINK = '120000';

async function bytesOf(client: GitHubClient, repository: RepositoryName, path: string, ref: string): Promise<Uint8Array | undefined> {
  try {
    const { data } = await client.rest.repos.getContent({ ...repository, path, ref, ...AS_BYTES });
    const body: unknown = data;
    if (body === null) return new Uint8Array();
    if (!(body instanceof ReadableStream)) throw new TypeError('the body of an answer is no stream');
    return new Uint8Array(await new Response(body).arrayBuffer());
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Octokit would decode the answer as UTF-8: a byte order mark and every sign of a binary file would be gone. */
const AS_BYTES = { mediaType: { format: 'raw' }, request: { parseSuccessResponseBody: false } };
