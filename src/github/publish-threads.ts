/** Resolves and reopens conversations, many in one request. */
import type { ThreadChanges } from '../report/threads.ts';
import { failureOf, partialData } from './failure.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { Target } from './target.ts';

export interface ThreadsResult {
  /** How many. */
  readonly resolved: number;
  readonly reopened: number;
  readonly refused: readonly Refusal[];
}

export const NO_THREADS_CHANGED: ThreadsResult = { resolved: 0, reopened: 0, refused: [] };

interface Change {
  /** The name of a mutation. */
  readonly mutation: 'resolveReviewThread' | 'unresolveReviewThread';
  readonly threadId: string;
}

const CHANGES_A_REQUEST = 50;

/** Does what was decided; GitHub lets only tokens that may write contents resolve a thread. The first refusal ends it. */
export async function changeThreads(target: Target, { resolve, reopen }: ThreadChanges): Promise<ThreadsResult> {
  const changes: Change[] = [
    ...resolve.map((threadId): Change => ({ mutation: 'resolveReviewThread', threadId })),
    ...reopen.map((threadId): Change => ({ mutation: 'unresolveReviewThread', threadId })),
  ];
  const done: Change[] = [];
  for (let at = 0; at < changes.length; at += CHANGES_A_REQUEST) {
    const { carriedOut, refused } = await change(target, changes.slice(at, at + CHANGES_A_REQUEST));
    done.push(...carriedOut);
    if (refused) return { ...countsOf(done), refused: [refused] };
  }
  return { ...countsOf(done), refused: [] };
}

function countsOf(done: readonly Change[]): Pick<ThreadsResult, 'resolved' | 'reopened'> {
  const resolved = done.filter(({ mutation }) => mutation === 'resolveReviewThread').length;
  return { resolved, reopened: done.length - resolved };
}

/** Each change stands for itself: some of a request may be carried out and others refused. */
async function change({ client }: Target, changes: readonly Change[]) {
  const variables = Object.fromEntries(changes.map(({ threadId }, index) => [`t${index}`, threadId]));
  try {
    await client.graphql(documentOf(changes), variables);
    return { carriedOut: changes, refused: undefined };
  } catch (error) {
    if (!failureOf(error)) throw error;
    const data = partialData(error);
    const carriedOut = changes.filter((_, index) => isThere(data, `t${index}`));
    const count = changes.length - carriedOut.length;
    const what = count === 1 ? 'Resolving or reopening a thread' : `Resolving or reopening ${count} threads`;
    return { carriedOut, refused: refusalOf(what, error, 'contents: write') };
  }
}

function documentOf(changes: readonly Change[]): string {
  const parameters = changes.map((_, index) => `$t${index}: ID!`).join(', ');
  const fields = changes.map(({ mutation }, index) => `t${index}: ${mutation}(input: { threadId: $t${index} }) { clientMutationId }`);
  return `mutation (${parameters}) { ${fields.join(' ')} }`;
}

function isThere(data: unknown, name: string): boolean {
  return typeof data === 'object' && data !== null && (Reflect.get(data, name) ?? null) !== null;
}
