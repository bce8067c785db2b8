/** Which comments are our own. A marker alone proves nothing, as anybody can copy one: the author must be our account. */
import type { GitHubClient } from './client.ts';

/** What GitHub's REST API says of a comment, as far as it matters here. */
export interface ExistingComment {
  readonly id: number;
  readonly body?: string | undefined;
  readonly user: { readonly login: string; readonly type: string } | null;
}

/**
 * Whether a comment was made by our account.
 *
 * @param ownLogin the account behind the token, where known; else any bot may be us
 */
export function isOurs({ user }: Pick<ExistingComment, 'user'>, ownLogin: string | undefined): boolean {
  if (!user) return false;
  return ownLogin === undefined ? user.type === 'Bot' : user.login === ownLogin;
}

/** The name of an account as GraphQL gives it: `github-actions`, where REST and `viewer` say `github-actions[bot]`. */
export function withoutBot(login: string): string {
  return login.replace(/\[bot\]$/, '').toLowerCase();
}

/** The tokens of Actions and of Apps belong to no user, and GitHub answers 403 to the question. */
const INSTALLATION_TOKEN = /^ghs_/;

/** The account behind a token by REST; `undefined` for an App's, which is a bot. */
export async function findOwnLogin(client: GitHubClient, token: string): Promise<string | undefined> {
  if (INSTALLATION_TOKEN.test(token)) return undefined;
  try {
    return (await client.rest.users.getAuthenticated()).data.login;
  } catch {
    return undefined;
  }
}
