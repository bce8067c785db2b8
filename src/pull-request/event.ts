/** What started the run, out of the event that GitHub describes in JSON. */
import { commitId, dig, member, type Node, positiveInteger, repositoryName, text } from './json.ts';

/** One end of a pull request. */
export interface PullRequestEnd {
  /** Commit id. */
  readonly sha: string;
  /** Branch name. */
  readonly ref: string;
}

export interface PullRequestEvent {
  readonly kind: 'pull-request';
  /** With `pull_request_target` the token may write although the head is a stranger's. */
  readonly trigger: 'pull_request' | 'pull_request_target';
  /** `opened`, `synchronize`, ... */
  readonly action: string;
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

/** Nothing that changes files; `why` is a sentence. */
export interface OtherEvent {
  readonly kind: 'other';
  readonly why: string;
}

export type RunEvent = PullRequestEvent | PushEvent | MergeGroupEvent | OtherEvent;

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
    case 'schedule':
    case 'workflow_dispatch':
      return { kind: 'other', why: `The event ${name} changes nothing.` };
    default:
      return { kind: 'other', why: 'The event is none that changes infrastructure code.' };
  }
}

function pullRequest(trigger: PullRequestEvent['trigger'], root: Node): PullRequestEvent {
  const request = member(root, 'pull_request');
  const headRepository = nameUnlessGone(dig(request, 'head', 'repo'));
  return {
    kind: 'pull-request',
    trigger,
    action: text(member(root, 'action')),
    number: positiveInteger(member(request, 'number')),
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
