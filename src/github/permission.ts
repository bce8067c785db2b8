/** Whether a person may give us orders. */
import { isNotFound } from './failure.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { refusalOf } from './refusal.ts';

export interface WriteAccess {
  readonly mayWrite: boolean;
  /** A sentence, where it could not be found out. */
  readonly refused?: string;
}

/** The answer names the custom roles of organizations by what they build on, and `maintain` as `write`. */
const WRITERS: ReadonlySet<string> = new Set(['admin', 'maintain', 'write']);

/** Whether a person may write to the repository; where that cannot be read, the answer is no. */
export async function findWriteAccess(client: GitHubClient, repository: RepositoryName, username: string): Promise<WriteAccess> {
  try {
    const { data } = await client.rest.repos.getCollaboratorPermissionLevel({ ...repository, username });
    return { mayWrite: WRITERS.has(data.permission) };
  } catch (error) {
    if (isNotFound(error)) return { mayWrite: false };
    return { mayWrite: false, refused: refusalOf('The question who may write to the repository', error, 'metadata: read').sentence };
  }
}
