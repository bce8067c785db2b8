/** A comment that answers one, posted once even where GitHub's answer gets lost. */
import { createOnce, NO_RETRY } from './once.ts';
import { refusalOf } from './refusal.ts';
import type { GitHubClient, RepositoryName } from './client.ts';

export interface Answer {
  /** Of the pull request. */
  readonly number: number;
  /** Id of the comment that is answered. */
  readonly to: number;
  /** Markdown, at most 65,000 characters. */
  readonly body: string;
}

/** @returns a sentence where GitHub refuses it */
export async function postAnswer(
  client: GitHubClient,
  repository: RepositoryName,
  { number, to, body }: Answer,
): Promise<string | undefined> {
  const marker = `<!-- eks-lockstep:answer ${to} -->`;
  const conversation = { ...repository, issue_number: number };
  try {
    await createOnce(
      async () => (await client.rest.issues.createComment({ ...conversation, body: `${body}\n\n${marker}`, ...NO_RETRY })).data.id,
      async () => {
        const comments = await client.paginate(client.rest.issues.listComments, { ...conversation, per_page: 100 });
        return comments.find((comment) => comment.body?.trimEnd().endsWith(marker))?.id;
      },
    );
    return undefined;
  } catch (error) {
    return refusalOf('The answer', error, 'pull-requests: write').sentence;
  }
}
