/** The only entry of the Action: environment and event -> adapters -> run -> outputs and exit status. */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as core from '@actions/core';
import { context } from '@actions/github';
import { runMergeGroup, runPullRequest } from './action/change.ts';
import { type Circumstances, permalinks } from './action/circumstances.ts';
import { type ActionInputs, readInputs } from './action/inputs.ts';
import { runComment } from './action/orders.ts';
import { leave, leaveNote, type Noted, type Told } from './action/outputs.ts';
import { runWholeTree } from './action/whole-tree.ts';
import { runAfterWorkflow } from './action/workflow-run.ts';
import { createClient } from './github/client.ts';
import { GitHubError } from './github/refusal.ts';
import { UsageError } from './options.ts';
import { readEvent, type RunEvent } from './pull-request/event.ts';
import { PayloadError } from './pull-request/json.ts';
import { SourceError } from './sources/tree.ts';

/** Runs the Action for the event that started it. A run that reaches no verdict fails and says why in one line. */
export async function runAction(): Promise<void> {
  try {
    const inputs = readInputs((name) => core.getInput(name));
    const event = readEvent(context.eventName, await payload());
    const told = await runEvent(event, inputs, circumstances(inputs));
    if (typeof told === 'string') core.info(told);
    else if (isVerdict(told)) await leave(told, inputs.sarifFile, { temp: process.env['RUNNER_TEMP'] || tmpdir(), workspace: workspace() });
    else await leaveNote(told);
  } catch (error) {
    core.setFailed(isTheirs(error) ? `eks-lockstep: ${error.message}` : bugReport(error));
  }
}

/** What a run came to: a verdict, an answer, or why there was nothing to do. */
async function runEvent(event: RunEvent, inputs: ActionInputs, around: Circumstances): Promise<Told | Noted | string> {
  switch (event.kind) {
    case 'pull-request':
      return event.isClosed ? 'The pull request is closed.' : runPullRequest(event, inputs, around);
    case 'merge-group':
      return runMergeGroup(event, inputs, around);
    case 'comment':
      return (await runComment(event, inputs, around)) ?? 'The comment is no order.';
    case 'workflow-run':
      return runAfterWorkflow(event, inputs, around);
    case 'push':
    case 'tree':
      return runWholeTree(inputs, around);
    case 'other':
      return event.why;
  }
}

function isVerdict(told: Told | Noted): told is Told {
  return 'conclusion' in told;
}

/** The event as JSON; the toolkit would go on with an empty one. */
async function payload(): Promise<unknown> {
  const path = process.env['GITHUB_EVENT_PATH'] ?? '';
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    throw new UsageError('the event behind GITHUB_EVENT_PATH cannot be read: this runs as a step of a GitHub workflow');
  }
}

function circumstances({ token }: ActionInputs): Circumstances {
  const [owner = '', repo = ''] = (process.env['GITHUB_REPOSITORY'] ?? '').split('/');
  const repository = { owner, repo };
  return {
    client: createClient({ token, apiUrl: context.apiUrl, graphqlUrl: context.graphqlUrl }),
    repository,
    workspace: workspace(),
    sha: process.env['GITHUB_SHA'] ?? '',
    env: process.env,
    today: new Date().toISOString().slice(0, 10),
    permalinkTo: permalinks(context.serverUrl, repository),
  };
}

function workspace(): string {
  return process.env['GITHUB_WORKSPACE'] || process.cwd();
}

function isTheirs(error: unknown): error is Error {
  return [UsageError, SourceError, GitHubError, PayloadError].some((kind) => error instanceof kind);
}

function bugReport(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && process.env['EKS_LOCKSTEP_DEBUG']) core.info((error.stack ?? '').replaceAll(/::|##\[/g, ' $& '));
  return `eks-lockstep broke, and that is a bug of ours: ${message}`;
}
