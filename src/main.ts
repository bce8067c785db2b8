/** The only entry of the Action: environment and event -> adapters -> run -> outputs and exit status. */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as core from '@actions/core';
import { runMergeGroup, runPullRequest } from './action/change.ts';
import { type Circumstances, permalinks } from './action/circumstances.ts';
import { type ActionInputs, readInputs } from './action/inputs.ts';
import { runComment } from './action/orders.ts';
import { leave, leaveNote, type Noted, type Told } from './action/outputs.ts';
import { isTheirs } from './action/theirs.ts';
import { runWholeTree } from './action/whole-tree.ts';
import { runAfterWorkflow } from './action/workflow-run.ts';
import { UsageError } from './options.ts';
import { sentence } from './report/markup.ts';
import { readEvent, type RunEvent } from './pull-request/event.ts';

/** Runs the Action for the event that started it. A run that reaches no verdict fails and says why in one line. */
export async function runAction(): Promise<void> {
  try {
    const inputs = readInputs((name) => core.getInput(name));
    const event = readEvent(process.env['GITHUB_EVENT_NAME'] ?? '', await payload());
    const told = await runEvent(event, inputs, await circumstances(inputs));
    if (typeof told === 'string') core.info(told);
    else if (isVerdict(told)) await leave(told, inputs.sarifFile, { temp: process.env['RUNNER_TEMP'] || tmpdir(), workspace: workspace() });
    else await leaveNote(told);
  } catch (error) {
    const why = isTheirs(error) ? `eks-lockstep: ${error.message}` : bugReport(error);
    core.setFailed(why);
    await leaveNote({ jobSummary: [`### eks-lockstep reached no verdict\n\n${sentence(why)}`], sentences: [] }).catch(() => undefined);
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

/** The event as JSON. */
async function payload(): Promise<unknown> {
  const path = process.env['GITHUB_EVENT_PATH'] ?? '';
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    throw new UsageError('the event behind GITHUB_EVENT_PATH cannot be read: this runs as a step of a GitHub workflow');
  }
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables; on GitHub Enterprise Server the addresses are others. */
async function circumstances({ token }: ActionInputs): Promise<Circumstances> {
  // loaded once the event is known to be readable: the toolkit reads it again, and breaks where it is not
  const { createClient } = await import('./github/client.ts');
  const { env } = process;
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const repository = { owner, repo };
  const [apiUrl, graphqlUrl] = [
    env['GITHUB_API_URL'] || 'https://api.github.com',
    env['GITHUB_GRAPHQL_URL'] || 'https://api.github.com/graphql',
  ];
  return {
    client: createClient({ token, apiUrl, graphqlUrl }),
    repository,
    workspace: workspace(),
    sha: env['GITHUB_SHA'] ?? '',
    env,
    today: new Date().toISOString().slice(0, 10),
    permalinkTo: permalinks(env['GITHUB_SERVER_URL'] || 'https://github.com', repository),
  };
}

function workspace(): string {
  return process.env['GITHUB_WORKSPACE'] || process.cwd();
}

function bugReport(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && process.env['EKS_LOCKSTEP_DEBUG'])
    core.info((error.stack ?? '').replaceAll('::', ': :').replaceAll('##[', '# #['));
  return `eks-lockstep broke, and that is a bug of ours: ${message}`;
}
