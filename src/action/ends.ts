/** Base and head of a change: from the checkout where it has the commits, through the API otherwise. */
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { type Compared, findMergeBase } from '../github/merge-base.ts';
import { listPullRequestFiles, remoteRepository } from '../github/remote-repository.ts';
import { type ChangeSet, changeSetFromApi, changeSetFromGit, MOST_LISTED } from '../pull-request/change-set.ts';
import { isWanted } from '../reading.ts';
import { apiTree, type BlobCache, loadTogether } from '../sources/api.ts';
import { cloneFirst } from '../sources/clone-first.ts';
import { changedFiles, gitRoot, hasCommit, isShallow, mergeBase, unlessGitFails } from '../sources/git.ts';
import type { Tree } from '../sources/tree.ts';

export interface Ends {
  readonly changes: ChangeSet;
  /** The merge base, which is what GitHub compares the head with, and the head. Neither is listed before somebody asks. */
  readonly base: Tree;
  readonly head: Tree;
  /** Loads what reading the two will need, together. */
  readonly load: () => Promise<void>;
}

export interface Whence {
  readonly client: GitHubClient;
  readonly repository: RepositoryName;
  /** The checkout, or a folder without one. */
  readonly workspace: string;
}

export interface Change {
  /** Commit ids. What an event names as the base may be older than the tip of its branch, and than what the head has of it. */
  readonly base: string;
  readonly head: string;
  /** Name of the base branch, if there is one. */
  readonly baseBranch?: string;
  /** Of the pull request; absent where there is none (a merge group). */
  readonly number?: number;
  /** Paths that are read even where they lie in a folder that is left out. */
  readonly named: readonly string[];
  /** Path of the configuration file. */
  readonly config: string;
}

/** @throws GitHubError, SourceError */
export async function endsOf(change: Change, whence: Whence): Promise<Ends> {
  const { client, repository, workspace } = whence;
  const root = await gitRoot(workspace);
  const changes = (root && (await unlessGitFails(() => fromClone(root, change)))) || (await fromApi(change, whence));
  const files = cloneFirst(root, remoteRepository(client, repository));
  const cache: BlobCache = new Map();
  const base = apiTree(files, changes.base, cache, change.named);
  const head = apiTree(files, changes.head, cache, change.named);
  const nearness = nearnessTo(changes.files.map(({ path }) => path));
  return {
    changes,
    base,
    head,
    load: () => loadTogether(files, cache, [base, head], { isWanted: (path) => isWanted(path) || path === change.config, nearness }),
  };
}

/** How many folders a path has in common with the change, for what is fetched first. */
function nearnessTo(changed: readonly string[]): (path: string) => number {
  const folders = new Set(changed.flatMap(foldersOf));
  return (path) => foldersOf(path).filter((folder) => folders.has(folder)).length;
}

function foldersOf(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}

/** A cut-off history cannot be trusted to show where two commits parted. */
async function fromClone(root: string, { base, head, baseBranch }: Change): Promise<ChangeSet | undefined> {
  if (!(await hasCommit(root, base)) || !(await hasCommit(root, head)) || (await isShallow(root))) return undefined;
  const from = await mergeBase(root, await tipOf(root, base, baseBranch), head);
  return from === undefined ? undefined : changeSetFromGit(from, head, await changedFiles(root, from, head, { isOffline: true }));
}

/** The branch as the clone knows it, where that is `base` or newer. */
async function tipOf(root: string, base: string, baseBranch: string | undefined): Promise<string> {
  const tip = `refs/remotes/origin/${baseBranch}`;
  if (baseBranch === undefined || !(await hasCommit(root, tip))) return base;
  return (await mergeBase(root, base, tip)) === base ? tip : base;
}

/** A comparison lists the files too: of most pull requests it lists them all. */
async function fromApi({ base, head, baseBranch, number }: Change, { client, repository }: Whence): Promise<ChangeSet> {
  const compared = await findMergeBase(client, repository, baseBranch === undefined ? [base] : [baseBranch, base], head);
  if (number === undefined || isWhole(compared)) {
    return changeSetFromApi(compared.mergeBase, head, compared.files ?? [], MOST_LISTED.comparison);
  }
  return changeSetFromApi(compared.mergeBase, head, await listPullRequestFiles(client, repository, number));
}

/** So many files come on one page of the pull request's own list. */
const PAGE = 100;

/** Whether a pull request's own list, with fewer files at a time, would say no more. */
function isWhole({ files = [] }: Compared): boolean {
  if (files.length === 0 || files.length >= MOST_LISTED.comparison) return false;
  return (
    files.length <= PAGE || files.every(({ filename, status, patch }) => patch !== undefined || status === 'removed' || !isWanted(filename))
  );
}
