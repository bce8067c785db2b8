/** `review`: what a pull request from one revision to another would get, from a local repository alone. */
import type { Outcome } from '../cli.ts';
import { type Options, UsageError } from '../options.ts';
import { placeOf } from '../places.ts';
import { changeSetFromGit } from '../pull-request/change-set.ts';
import { verdictOf } from '../report/verdict.ts';
import { compareTrees } from '../run.ts';
import { gitTree } from '../sources/git-tree.ts';
import { changedFiles, gitRoot, mergeBase, resolveCommit } from '../sources/git.ts';
import { SourceError } from '../sources/tree.ts';
import { settingsOf } from './common.ts';
import { printReview } from './formats.ts';
import { reviewOfChange } from '../review.ts';

export async function review(options: Options): Promise<Outcome> {
  const [path = '.', ...more] = options.positionals;
  if (more.length > 0) throw new UsageError('review takes one folder');
  if (options.base === undefined) throw new UsageError('review needs --base REF: what the change is compared with');
  const { root, named } = await placeOf([path]);
  if ((await gitRoot(root)) === undefined) throw new UsageError(`not a git repository: ${path}`);
  const settings = await settingsOf(options);
  const head = await resolveCommit(root, options.head ?? 'HEAD');
  const from = await mergeBase(root, options.base, head);
  if (from === undefined) throw new SourceError(`${options.base} and ${options.head ?? 'HEAD'} share no history`);
  const changes = changeSetFromGit(from, head, await changedFiles(root, from, head));
  const comparison = await compareTrees(gitTree(root, from, named), gitTree(root, head, named), settings, named);
  const made = reviewOfChange(comparison, changes, { failOn: options.failOn ?? 'error', posted: new Set(), checkName: 'eks-lockstep' });
  const fresh = made.findings.filter(({ status }) => status === 'new').map(({ finding }) => finding);
  return {
    stdout: printReview(comparison, made, options),
    stderr: options.quiet ? [] : comparison.head.degraded,
    status: verdictOf(fresh, options.failOn ?? 'error', comparison.head).exitStatus,
  };
}
