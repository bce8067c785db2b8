/** Which comments are our own: those with a marker of ours, written by our account. */
import type { GitHubClient } from './client.ts';

/** What GitHub says of a comment, as far as it matters here. */
export interface ExistingComment {
  readonly id: number;
  readonly body?: string | undefined;
  readonly user: { readonly login: string; readonly type: string } | null;
}

/**
 * Whether a comment was made by us. Anybody can copy a marker into a comment, so the marker alone proves nothing.
 *
 * @param ownLogin the account behind the token, where known; else any bot may be us
 */
export function isOurs({ user }: ExistingComment, ownLogin: string | undefined): boolean {
  if (!user) return false;
  return ownLogin === undefined ? user.type === 'Bot' : user.login === ownLogin;
}

/** The tokens of Actions and of Apps belong to no user, and GitHub answers 403 to the question. */
const INSTALLATION_TOKEN = /^ghs_/;

/** The account behind a token; `undefined` for an App's, which is a bot. */
export async function findOwnLogin(client: GitHubClient, token: string): Promise<string | undefined> {
  if (INSTALLATION_TOKEN.test(token)) return undefined;
  try {
    return (await client.rest.users.getAuthenticated()).data.login;
  } catch {
    return undefined;
  }
}
