/** After another workflow: the pull request that it ran on, judged again and published with a token that may write. */
import { fetchPullRequest, findPullRequest } from '../github/pull-request.ts';
import { readPullRequest, type WorkflowRunEvent } from '../pull-request/event.ts';
import { runPullRequest } from './change.ts';
import type { Circumstances } from './circumstances.ts';
import type { ActionInputs } from './inputs.ts';
import type { Told } from './outputs.ts';

/**
 * Which pull request is meant GitHub says, by the commit; what the other workflow printed or left behind is never looked at.
 *
 * @returns why there was nothing to do, as a sentence, where there was
 * @throws as {@link runPullRequest}
 */
export async function runAfterWorkflow(event: WorkflowRunEvent, inputs: ActionInputs, around: Circumstances): Promise<Told | string> {
  const { client, repository } = around;
  const number = await findPullRequest(client, repository, event.head, event.branch);
  if (number === undefined) return 'The commit is the head of no open pull request, or of several.';
  const pullRequest = readPullRequest(await fetchPullRequest(client, repository, number));
  if (pullRequest.isClosed) return 'The pull request is closed.';
  // its own run may commit; this one may run on a pull request of anybody
  return runPullRequest({ kind: 'pull-request', trigger: 'workflow_run', ...pullRequest }, { ...inputs, apply: 'never' }, around);
}
