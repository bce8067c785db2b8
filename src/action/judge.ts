/** A change, judged: both ends read and compared, unless nothing that it changes is ever read. */
import { type Configuration, configFromTree } from '../configuration.ts';
import type { RunSettings } from '../judging.ts';
import type { PullRequest } from '../pull-request/event.ts';
import { compareTrees, type Comparison } from '../run.ts';
import { DEFAULT_CONFIG } from '../settings/config.ts';
import { EMPTY_TREE } from '../sources/tree.ts';
import { type Circumstances, settingsFor } from './circumstances.ts';
import { type Change, type Ends, endsOf } from './ends.ts';
import { type ActionInputs, configPath, namedIn } from './inputs.ts';
import { mayMatter } from './matters.ts';

export interface JudgedChange {
  readonly ends: Ends;
  readonly settings: RunSettings;
  readonly comparison: Comparison;
  /** `false`: no file that it changes is one that is read, so neither end was. */
  readonly isRead: boolean;
}

/** The ends of a change, as {@link endsOf} wants them. */
export interface Commits extends Omit<Change, 'named' | 'config'> {
  /** Also where nothing that is read has changed. */
  readonly isAlwaysRead?: boolean;
}

/** The ends of a pull request. */
export function commitsOf({ base, head, number }: PullRequest): Commits {
  return { base: base.sha, head: head.sha, baseBranch: base.ref, number };
}

/** @throws GitHubError, SourceError, UsageError where nothing could be judged */
export async function judgeChange(commits: Commits, inputs: ActionInputs, around: Circumstances): Promise<JudgedChange> {
  const ends = await endsOf({ ...commits, named: namedIn(inputs), config: configPath(inputs) }, around);
  const isRead = commits.isAlwaysRead === true || (await mayMatter(ends, configPath(inputs)));
  if (isRead) await ends.load();
  const [base, head] = isRead ? [ends.base, ends.head] : [EMPTY_TREE, EMPTY_TREE];
  const configuration: Configuration = isRead ? await configFromTree(base, inputs.config || undefined) : { config: DEFAULT_CONFIG };
  const settings = await settingsFor(configuration, inputs, around);
  return { ends, settings, isRead, comparison: await compareTrees(base, head, settings, namedIn(inputs)) };
}
