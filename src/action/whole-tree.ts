/** A run that is about no change: a push, a schedule, a run by hand. */
import { configFromTree } from '../configuration.ts';
import { checkJson } from '../report/json.ts';
import { checkMarkdown } from '../report/markdown.ts';
import { verdictOf } from '../report/verdict.ts';
import { checkTree } from '../run.ts';
import { folderTree } from '../sources/folder.ts';
import { TOOL } from '../tool.ts';
import { type Circumstances, settingsFor } from './circumstances.ts';
import { type ActionInputs, namedIn } from './inputs.ts';
import type { Told } from './outputs.ts';

/** Judges the checkout as it is: everything found counts. @throws SourceError, UsageError */
export async function runWholeTree(inputs: ActionInputs, around: Circumstances): Promise<Told> {
  const named = namedIn(inputs);
  const tree = folderTree(around.workspace, named);
  const configuration = await configFromTree(tree, inputs.config || undefined);
  const result = await checkTree(tree, named, await settingsFor(configuration, inputs, around));
  return {
    conclusion: verdictOf(result.findings, inputs.failOn ?? configuration.config.failOn, result).conclusion,
    head: result,
    newFindings: result.findings,
    report: checkJson(result, TOOL),
    jobSummary: checkMarkdown(result),
    isForTheLog: true,
    sentences: result.degraded,
  };
}
