/** What GitHub would not do, as one sentence for the person who can change that. */
import { codeSpan } from '../model/markdown.ts';
import { type Failure, failureOf, isDoubtful } from './failure.ts';

/** A permission of a workflow's token, as in `permissions:`. */
export type Permission =
  | 'metadata: read'
  | 'contents: read'
  | 'contents: write'
  | 'pull-requests: read'
  | 'pull-requests: write'
  | 'checks: write';

export interface Refusal {
  readonly sentence: string;
  /** `limit`: further requests would fare no better. `unprocessable`: this one is not as GitHub wants it. `moved`: there is a new head. */
  readonly kind: 'permission' | 'limit' | 'unprocessable' | 'moved' | 'other';
  /** What the token lacks; only with the kind `permission`. */
  readonly missing?: Permission;
}

/** A GitHub that cannot be read; the message is one sentence. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
}

/**
 * Reads something that the run cannot do without.
 *
 * @param what the thing read, as the sentence's subject: `The list of files`
 * @throws GitHubError
 */
export async function readOrThrow<T>(what: string, needs: Permission, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new GitHubError(refusalOf(what, error, needs).sentence, { cause: error });
  }
}

/**
 * `The review was refused (HTTP 403, ...): the token needs ...`. Only what Octokit reports is put in words; anything else is a bug of
 * ours and thrown on.
 *
 * @param what the thing refused, as the sentence's subject: `The review`
 */
export function refusalOf(what: string, error: unknown, needs: Permission): Refusal {
  const failure = failureOf(error);
  if (!failure) throw error;
  const verb = isDoubtful(error) ? 'failed' : 'was refused';
  const sentence = `${what} ${verb} (${failure.code}, ${codeSpan(failure.message)})${adviceFor(failure, needs)}.`;
  if (isPermission(failure)) return { sentence, kind: 'permission', missing: needs };
  const { cause } = failure;
  return { sentence, kind: cause === 'limit' || cause === 'unprocessable' || cause === 'moved' ? cause : 'other' };
}

function isPermission({ cause }: Failure): boolean {
  return cause === 'not-allowed' || cause === 'not-found';
}

function adviceFor(failure: Failure, needs: Permission): string {
  if (failure.cause === 'limit') return ': the token has used up its requests for now';
  if (failure.cause === 'moved') return ': it is left to the run on the new head';
  if (failure.cause === 'not-valid') return ': the token is not valid, or no longer';
  if (!isPermission(failure)) return '';
  const readOnly = needs.endsWith('write') ? ', which the event pull_request gives neither to forks nor to Dependabot' : '';
  return `: the token needs \`${needs}\`${readOnly}`;
}
