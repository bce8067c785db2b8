/** What git knows of a repository: its root, its revisions, and what changed between two of them. */
import { GitError, type GitSettings, runGit } from './git-command.ts';

/** What git says of two commits, unread: `changeSetFromGit` of pull-request/ turns it into a change set. */
export interface GitDiff {
  /** `git diff --raw -z`: every file that changed, renames found. */
  readonly raw: string;
  /** `git diff -U3` of the same; `undefined` where there is more of it than can be held. */
  readonly patch: string | undefined;
}

/** The person's own configuration must not change the shape of a diff. */
const DIFF = [
  '-c',
  'diff.suppressBlankEmpty=false',
  '-c',
  'diff.noprefix=false',
  'diff',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-relative',
  '--find-renames',
  '--ignore-submodules=none',
  '--submodule=short',
  '--diff-algorithm=myers',
  '-O/dev/null',
];

/** The root of the work tree around a folder; `undefined` where there is none, or no git. */
export async function gitRoot(folder: string): Promise<string | undefined> {
  try {
    const { stdout } = await runGit(folder, ['rev-parse', '--show-toplevel']);
    return stdout.replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof GitError && ['not-a-repository', 'no-git'].includes(error.kind)) return undefined;
    throw error;
  }
}

/**
 * The id of the commit that a revision names.
 *
 * @throws GitError `unknown-revision`, also where a shallow clone ends before it
 */
export async function resolveCommit(root: string, revision: string): Promise<string> {
  const id = await findCommit(root, revision);
  if (id === undefined) throw new GitError('unknown-revision', `git knows no commit ${JSON.stringify(revision)}`);
  return id;
}

/** Whether the clone has that commit; a shallow one often lacks the base of a pull request. */
export async function hasCommit(root: string, sha: string): Promise<boolean> {
  return (await findCommit(root, sha)) !== undefined;
}

/** Whether the clone's history is cut off: then it may miss where two commits parted, or name a place before. */
export async function isShallow(root: string): Promise<boolean> {
  return (await runGit(root, ['rev-parse', '--is-shallow-repository'])).stdout.trim() === 'true';
}

/**
 * Where two revisions parted; `undefined` where they share no history, or the clone is too shallow to show it.
 *
 * @throws GitError `unknown-revision`
 */
export async function mergeBase(root: string, a: string, b: string): Promise<string | undefined> {
  const ids = await Promise.all([resolveCommit(root, a), resolveCommit(root, b)]);
  const { stdout } = await runGit(root, ['merge-base', ...ids], { expected: [1] });
  return stdout.trim() || undefined;
}

/**
 * What changed from one commit to another. For a pull request `base` is the merge base, as GitHub shows it.
 *
 * @throws GitError `unknown-revision`
 */
export async function changedFiles(root: string, base: string, head: string, settings: GitSettings = {}): Promise<GitDiff> {
  const ids = await Promise.all([resolveCommit(root, base), resolveCommit(root, head)]);
  const [{ stdout: raw }, patch] = await Promise.all([
    runGit(root, [...DIFF, '--raw', '-z', '--no-abbrev', ...ids, '--'], settings),
    patchOf(root, ids, settings),
  ]);
  return { raw, patch };
}

/** Without `-z`, so that line breaks in the names of files stay quoted. */
async function patchOf(root: string, ids: readonly string[], settings: GitSettings): Promise<string | undefined> {
  const shape = ['--patch', '--unified=3', '--inter-hunk-context=0', '--src-prefix=a/', '--dst-prefix=b/'];
  try {
    return (await runGit(root, [...DIFF, ...shape, ...ids, '--'], settings)).stdout;
  } catch (error) {
    if (error instanceof GitError && error.kind === 'too-much-output') return undefined;
    throw error;
  }
}

async function findCommit(root: string, revision: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const { status, stdout } = await runGit(root, args, { expected: [1, 128] });
  if (status === 0) return stdout.trim();
  // not a repository is 128 too: that must not pass for an unknown revision
  if (status === 128) await runGit(root, ['rev-parse', '--git-dir']);
  return undefined;
}

/** What git gives, or `undefined` where it fails: for a clone that may be broken or partial, and is not the only source. */
export async function unlessGitFails<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
