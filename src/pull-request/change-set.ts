/** What a pull request changes: its files, and the lines of each that the diff shows. */
import { readGitPatch } from './git-patch.ts';
import { type Hunks, parsePatch } from './hunks.ts';

/** GitHub's words. */
export type FileStatus = 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';

export interface ChangedFile {
  readonly path: string;
  /** Before a rename or a copy. */
  readonly previousPath?: string;
  readonly status: FileStatus;
  readonly hunks: Hunks;
}

export interface ChangeSet {
  /** Commit ids. */
  readonly base: string;
  readonly head: string;
  readonly files: readonly ChangedFile[];
  /** GitHub lists 3,000 files, or 300 where it compares two commits, and says nothing of more. */
  readonly isComplete: boolean;
}

/** An entry of GitHub's list of pull request files, as far as it matters here. */
export interface ListedFile {
  readonly filename: string;
  readonly previous_filename?: string | undefined;
  readonly status: FileStatus;
  readonly patch?: string | undefined;
}

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files, https://docs.github.com/en/rest/commits/commits#compare-two-commits */
export const MOST_LISTED = { pullRequest: 3_000, comparison: 300 } as const;

/**
 * From all pages of GitHub's list. A file without `patch` is `unknown`, whatever its counts say: on long pages GitHub leaves out
 * patches and sets the counts to 0, unmarked (https://github.com/orgs/community/discussions/213491).
 *
 * @param most how many such a list holds at most
 */
export function changeSetFromApi(
  base: string,
  head: string,
  listed: readonly ListedFile[],
  most: number = MOST_LISTED.pullRequest,
): ChangeSet {
  const files = listed.map(({ filename, previous_filename: previousPath, status, patch }): ChangedFile => ({
    path: filename,
    ...(previousPath === undefined ? {} : { previousPath }),
    status,
    hunks: patch === undefined ? 'unknown' : parsePatch(patch),
  }));
  return { base, head, files, isComplete: listed.length < most };
}

/** One entry of `git diff --raw -z`: `:100644 100755 <id> <id> R095`, then one path, or two for renames and copies. */
const RAW =
  /(?<=^|\0):\d{6} \d{6} (?<before>[0-9a-f]+) (?<after>[0-9a-f]+) (?:(?<moved>[RC])\d*\0(?<previous>[^\0]+)|(?<status>[A-Z])\d*)\0(?<path>[^\0]+)\0/g;

const STATUSES: Readonly<Record<string, FileStatus>> = {
  A: 'added',
  C: 'copied',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
};

/** What has no lines: no content (git writes zeros), and git's two ids of the empty content. */
const NOTHING = /^(?:0+|e69de29bb2d1d6434b8b29ae775ad8c2e48c5391|473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813)$/;

/**
 * From what git says of two commits.
 *
 * @param diff `git diff --raw -z --no-abbrev`, and the patch of the same or `undefined` where there was too much of it
 */
export function changeSetFromGit(
  base: string,
  head: string,
  diff: { readonly raw: string; readonly patch: string | undefined },
): ChangeSet {
  const patches = readGitPatch(diff.patch ?? '');
  const files = [...diff.raw.matchAll(RAW)].map(({ groups = {} }) => changedFile(groups, patches));
  return { base, head, files, isComplete: true };
}

function changedFile(entry: Readonly<Record<string, string | undefined>>, patches: ReadonlyMap<string, Hunks>): ChangedFile {
  const { before = '', after = '', moved, previous, status = moved ?? '', path = '' } = entry;
  const hasNoLines = before === after || (NOTHING.test(before) && NOTHING.test(after));
  return {
    path,
    ...(previous === undefined ? {} : { previousPath: previous }),
    status: STATUSES[status] ?? 'changed',
    hunks: patches.get(path) ?? (hasNoLines ? [] : 'unknown'),
  };
}
