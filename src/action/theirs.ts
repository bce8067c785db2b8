/** Errors that are no bug of ours: a setting, a repository or a GitHub that cannot be read. Their messages are for people. */
import { GitHubError } from '../github/refusal.ts';
import { UsageError } from '../options.ts';
import { PayloadError } from '../pull-request/json.ts';
import { SourceError } from '../sources/tree.ts';

/** Whether somebody else can mend what an error says. */
export function isTheirs(error: unknown): error is Error {
  return [UsageError, SourceError, GitHubError, PayloadError].some((kind) => error instanceof kind);
}
