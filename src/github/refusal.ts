/** What GitHub would not do, as one sentence for the person who can change that. */
import { codeSpan } from '../model/markdown.ts';

/** A permission of a workflow's token, as in `permissions:`. */
export type Permission = 'contents: read' | 'pull-requests: read' | 'pull-requests: write' | 'checks: write';

/** A request that failed for good. */
interface Failed extends Error {
  readonly status: number;
}

/** A GitHub that cannot be read; the message is one sentence. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
}

/**
 * `The review was refused (HTTP 403, ...): the token needs ...` as one sentence. Only what Octokit reports is put in words; anything else is a
 * bug of ours and thrown on.
 *
 * @param what the thing refused, as the sentence's subject: `The review`
 */
export function refusalSentence(what: string, error: unknown, needs: Permission): string {
  if (!isFailed(error)) throw error;
  const said = codeSpan(error.message.replace(/ - https:\/\/\S*$/, ''));
  const verb = isDoubtful(error) ? 'failed' : 'was refused';
  return `${what} ${verb} (HTTP ${error.status}, ${said})${adviceFor(error, needs)}.`;
}

/** Whether the request may have been carried out all the same: a server error, or a connection that broke. */
export function isDoubtful(error: unknown): boolean {
  return isFailed(error) && error.status >= 500;
}

/** Whether GitHub says that there is no such thing, or none that the token may see. */
export function isNotFound(error: unknown): boolean {
  return isFailed(error) && error.status === 404;
}

function isFailed(error: unknown): error is Failed {
  return error instanceof Error && error.name === 'HttpError' && 'status' in error && typeof error.status === 'number';
}

function adviceFor(error: Failed, needs: Permission): string {
  if (/\brate limit\b/i.test(error.message)) return ': the token has used up its requests for now';
  if (error.status === 401) return ': the token is not valid, or no longer';
  if (error.status !== 403 && error.status !== 404) return '';
  const fork = needs.endsWith('write') ? ', which the event pull_request never gives for a fork' : '';
  return `: the token needs \`${needs}\`${fork}`;
}
