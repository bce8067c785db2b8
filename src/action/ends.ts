/** Base and head of a change: from the checkout where it has the commits, through the API otherwise. */
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { findMergeBase } from '../github/merge-base.ts';
import { listPullRequestFiles, remoteRepository } from '../github/remote-repository.ts';
import { type ChangeSet, changeSetFromApi, changeSetFromGit } from '../pull-request/change-set.ts';
import { apiTree, type BlobCache } from '../sources/api.ts';
import { gitTree } from '../sources/git-tree.ts';
import { changedFiles, gitRoot, hasCommit, mergeBase } from '../sources/git.ts';
import type { Tree } from '../sources/tree.ts';

export interface Ends {
  /** The merge base: what GitHub compares the head with. */
  readonly base: Tree;
  readonly head: Tree;
  readonly changes: ChangeSet;
}

export interface Whence {
  readonly client: GitHubClient;
  readonly repository: RepositoryName;
  /** The checkout, or a folder without one. */
  readonly workspace: string;
}

/**
 * @param base the tip of the base branch
 * @param number of the pull request; absent where there is none (a merge group)
 * @throws GitHubError, SourceError
 */
export async function endsOf(base: string, head: string, number: number | undefined, whence: Whence): Promise<Ends> {
  return (await fromCheckout(base, head, whence.workspace)) ?? fromApi(base, head, number, whence);
}

async function fromCheckout(base: string, head: string, workspace: string): Promise<Ends | undefined> {
  const root = await gitRoot(workspace);
  if (root === undefined || !(await hasCommit(root, base)) || !(await hasCommit(root, head))) return undefined;
  const from = await mergeBase(root, base, head);
  if (from === undefined) return undefined;
  return {
    base: gitTree(root, from),
    head: gitTree(root, head),
    changes: changeSetFromGit(from, head, await changedFiles(root, from, head)),
  };
}

async function fromApi(base: string, head: string, number: number | undefined, { client, repository }: Whence): Promise<Ends> {
  const compared = await findMergeBase(client, repository, base, head);
  const files = number === undefined ? compared.files : await listPullRequestFiles(client, repository, number);
  const remote = remoteRepository(client, repository);
  const cache: BlobCache = new Map();
  return {
    base: apiTree(remote, compared.mergeBase, cache),
    head: apiTree(remote, head, cache),
    changes: changeSetFromApi(compared.mergeBase, head, files),
  };
}
