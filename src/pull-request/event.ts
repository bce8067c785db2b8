/** What started the run, out of the event that GitHub describes in JSON. */
import { commitId, dig, member, type Node, positiveInteger, repositoryName, text } from './json.ts';

/** One end of a pull request. */
export interface PullRequestEnd {
  /** Commit id. */
  readonly sha: string;
  /** Branch name. */
  readonly ref: string;
}

/** A pull request as GitHub describes it, in events as in answers. */
export interface PullRequest {
  readonly number: number;
  /** The tip of the base branch, not the merge base. */
  readonly base: PullRequestEnd;
  readonly head: PullRequestEnd;
  /** `owner/name`; `undefined` where the fork was deleted. */
  readonly headRepository: string | undefined;
  readonly isFork: boolean;
  readonly isDraft: boolean;
  readonly isClosed: boolean;
}

export interface PullRequestEvent extends PullRequest {
  readonly kind: 'pull-request';
  /** With any but `pull_request` the token may write although the head is a stranger's. */
  readonly trigger: 'pull_request' | 'pull_request_target' | 'workflow_run' | 'issue_comment';
}

export interface PushEvent {
  readonly kind: 'push';
  /** `refs/heads/main`. */
  readonly ref: string;
  /** What the ref named before; `undefined` for a new one. */
  readonly before: string | undefined;
  readonly head: string;
}

export interface MergeGroupEvent {
  readonly kind: 'merge-group';
  readonly base: string;
  readonly head: string;
}

/** Somebody said something in the conversation of a pull request. */
export interface CommentEvent {
  readonly kind: 'comment';
  /** Of the pull request. */
  readonly number: number;
  /** Of the comment. */
  readonly id: number;
  readonly author: Person;
  readonly body: string;
}

/** An account. */
export interface Person {
  readonly login: string;
  readonly id: number | undefined;
}

/** Another workflow has ended: a way to comment on pull requests of forks with a token that may write. */
export interface WorkflowRunEvent {
  readonly kind: 'workflow-run';
  /** The commit it ran on. What that workflow left behind is a stranger's word; this is GitHub's. */
  readonly head: string;
  /** Whose branch that is, and which; `undefined` where GitHub does not say. */
  readonly branch: { readonly owner: string; readonly name: string } | undefined;
}

/** Nobody changed anything: the repository as it is was asked about. */
export interface TreeEvent {
  readonly kind: 'tree';
}

/** Nothing that changes files; `why` is a sentence. */
export interface OtherEvent {
  readonly kind: 'other';
  readonly why: string;
}

export type RunEvent = PullRequestEvent | PushEvent | MergeGroupEvent | CommentEvent | WorkflowRunEvent | TreeEvent | OtherEvent;

/**
 * Reads an event (https://docs.github.com/en/webhooks/webhook-events-and-payloads).
 *
 * @param name as in `GITHUB_EVENT_NAME`
 * @param payload the JSON behind `GITHUB_EVENT_PATH`, parsed
 * @throws PayloadError where the payload is not that of such an event
 */
export function readEvent(name: string, payload: unknown): RunEvent {
  const root: Node = { value: payload, at: name };
  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
      return pullRequest(name, root);
    case 'push':
      return push(root);
    case 'merge_group':
      return mergeGroup(root);
    case 'issue_comment':
      return comment(root);
    case 'workflow_run':
      return workflowRun(root);
    case 'schedule':
    case 'workflow_dispatch':
      return { kind: 'tree' };
    default:
      return { kind: 'other', why: 'The event is none that changes infrastructure code.' };
  }
}

function pullRequest(trigger: PullRequestEvent['trigger'], root: Node): PullRequestEvent {
  return { kind: 'pull-request', trigger, ...pullRequestAt(member(root, 'pull_request')) };
}

/**
 * Reads a pull request out of GitHub's answer to `GET /repos/{owner}/{repo}/pulls/{pull_number}`.
 *
 * @throws PayloadError
 */
export function readPullRequest(answer: unknown): PullRequest {
  return pullRequestAt({ value: answer, at: 'the pull request' });
}

function pullRequestAt(request: Node): PullRequest {
  const number = positiveInteger(member(request, 'number'));
  const headRepository = nameUnlessGone(dig(request, 'head', 'repo'));
  return {
    number,
    base: end(member(request, 'base')),
    head: end(member(request, 'head')),
    headRepository,
    isFork: headRepository !== repositoryName(dig(request, 'base', 'repo', 'full_name')),
    isDraft: member(request, 'draft').value === true,
    isClosed: member(request, 'state').value === 'closed',
  };
}

function end(node: Node): PullRequestEnd {
  return { sha: commitId(member(node, 'sha')), ref: text(member(node, 'ref')) };
}

function nameUnlessGone(repository: Node): string | undefined {
  return repository.value === null ? undefined : repositoryName(member(repository, 'full_name'));
}

function push(root: Node): PushEvent | OtherEvent {
  const head = commitId(member(root, 'after'));
  const before = commitId(member(root, 'before'));
  if (isNoCommit(head)) return { kind: 'other', why: 'The push deletes a branch or a tag.' };
  return { kind: 'push', ref: text(member(root, 'ref')), before: isNoCommit(before) ? undefined : before, head };
}

/** GitHub writes zeros where a ref did not exist, or does not any more. */
function isNoCommit(id: string): boolean {
  return /^0+$/.test(id);
}

function mergeGroup(root: Node): MergeGroupEvent {
  const group = member(root, 'merge_group');
  return { kind: 'merge-group', base: commitId(member(group, 'base_sha')), head: commitId(member(group, 'head_sha')) };
}

/** Only new comments count: an edited one would carry out an order again, or one that nobody gave. */
function comment(root: Node): CommentEvent | OtherEvent {
  const issue = member(root, 'issue');
  if (member(root, 'action').value !== 'created') return { kind: 'other', why: 'The comment is not a new one.' };
  if (member(issue, 'pull_request').value === undefined) return { kind: 'other', why: 'The comment is not on a pull request.' };
  const said = member(root, 'comment');
  const body = member(said, 'body').value;
  return {
    kind: 'comment',
    number: positiveInteger(member(issue, 'number')),
    id: positiveInteger(member(said, 'id')),
    author: personAt(member(said, 'user')),
    body: typeof body === 'string' ? body : '',
  };
}

function personAt(user: Node): Person {
  const id = member(user, 'id').value;
  return { login: text(member(user, 'login')), id: typeof id === 'number' ? id : undefined };
}

function workflowRun(root: Node): WorkflowRunEvent | OtherEvent {
  const run = member(root, 'workflow_run');
  if (!String(member(run, 'event').value).startsWith('pull_request')) {
    return { kind: 'other', why: 'The workflow that ended did not run on a pull request.' };
  }
  if (['requested', 'in_progress'].includes(String(member(root, 'action').value))) {
    return { kind: 'other', why: 'The workflow has not ended yet.' };
  }
  return { kind: 'workflow-run', head: commitId(member(run, 'head_sha')), branch: branchOf(run) };
}

function branchOf(run: Node): WorkflowRunEvent['branch'] {
  const owner = dig(run, 'head_repository', 'owner', 'login').value;
  const name = member(run, 'head_branch').value;
  return typeof owner === 'string' && typeof name === 'string' ? { owner, name } : undefined;
}
