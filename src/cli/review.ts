/** `review`: what a pull request from one revision to another would get, from a local repository alone. */
import type { Outcome } from '../cli.ts';
import { type Options, UsageError } from '../options.ts';
import { placeOf } from '../places.ts';
import { changeSetFromGit } from '../pull-request/change-set.ts';
import { verdictOf } from '../report/verdict.ts';
import { reviewOfChange } from '../review.ts';
import { compareTrees } from '../run.ts';
import { gitTree } from '../sources/git-tree.ts';
import { changedFiles, gitRoot, mergeBase, resolveCommit } from '../sources/git.ts';
import { SourceError } from '../sources/tree.ts';
import { TOOL } from '../tool.ts';
import { settingsOf } from './common.ts';
import { printReview } from './formats.ts';

export async function review(options: Options): Promise<Outcome> {
  const [path = '.', ...more] = options.positionals;
  if (more.length > 0) throw new UsageError('review takes one folder');
  if (options.base === undefined) throw new UsageError('review needs --base REF: what the change is compared with');
  const { root, named } = await placeOf([path]);
  if ((await gitRoot(root)) === undefined) throw new UsageError(`not a git repository: ${path}`);
  const head = await resolveCommit(root, options.head ?? 'HEAD');
  const from = await mergeBase(root, options.base, head);
  if (from === undefined) throw new SourceError(`${options.base} and ${options.head ?? 'HEAD'} share no history`);
  const changes = changeSetFromGit(from, head, await changedFiles(root, from, head));
  const base = gitTree(root, from, named);
  const settings = await settingsOf(options, base);
  const failOn = options.failOn ?? settings.config.failOn;
  const comparison = await compareTrees(base, gitTree(root, head, named), settings, named);
  const made = reviewOfChange(comparison, changes, { failOn, cap: settings.config.maxComments, posted: new Set(), checkName: TOOL.name });
  const fresh = made.findings.filter(({ status }) => status === 'new').map(({ finding }) => finding);
  return {
    stdout: printReview(comparison, made, options, failOn),
    stderr: options.quiet ? [] : comparison.head.degraded,
    status: verdictOf(fresh, failOn, comparison.head).exitStatus,
  };
}
