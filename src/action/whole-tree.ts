/** A run that is about no change: a push, a schedule, a run by hand. */
import { readdir } from 'node:fs/promises';
import { configFromTree } from '../configuration.ts';
import { remoteRepository } from '../github/remote-repository.ts';
import { checkJson } from '../report/json.ts';
import { checkMarkdown } from '../report/markdown.ts';
import { verdictOf } from '../report/verdict.ts';
import { checkTree } from '../run.ts';
import { apiTree } from '../sources/api.ts';
import { folderTree } from '../sources/folder.ts';
import { SourceError, type Tree } from '../sources/tree.ts';
import { TOOL } from '../tool.ts';
import { type Circumstances, settingsFor } from './circumstances.ts';
import { type ActionInputs, namedIn } from './inputs.ts';
import type { Told } from './outputs.ts';

/** Judges the repository as it is: everything found counts. @throws GitHubError, SourceError, UsageError */
export async function runWholeTree(inputs: ActionInputs, around: Circumstances): Promise<Told> {
  const named = namedIn(inputs);
  const tree = await treeOf(named, around);
  const configuration = await configFromTree(tree, inputs.config || undefined);
  const result = await checkTree(tree, named, await settingsFor(configuration, inputs, around));
  return {
    conclusion: verdictOf(result.findings, inputs.failOn ?? configuration.config.failOn, result).conclusion,
    head: result,
    newFindings: result.findings,
    report: checkJson(result, TOOL),
    jobSummary: [checkMarkdown(result)],
    isForTheLog: true,
    sentences: result.degraded,
  };
}

/** The checkout; without one the commit, through the API: an empty folder would pass whatever the repository holds. */
async function treeOf(named: readonly string[], { client, repository, workspace, sha }: Circumstances): Promise<Tree> {
  const entries = await readdir(workspace).catch(() => []);
  if (entries.length > 0) return folderTree(workspace, named);
  if (sha === '') throw new SourceError('there is no checkout, and GITHUB_SHA names no commit');
  return apiTree(remoteRepository(client, repository), sha, new Map(), named);
}
