/** The conversations on the diff of a pull request, by GraphQL; by REST where that is refused. */
import type { FileComment } from '../report/payload.ts';
import type { ReviewThread } from '../report/threads.ts';
import { type ExistingComment, findOwnLogin, isOurs, withoutBot } from './ours.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { Target } from './target.ts';

/** What stands on a pull request. */
export interface PullRequestState {
  readonly threads: readonly ReviewThread[];
  /** `false`: nobody knows what is there, so nothing may be posted. */
  readonly isReadable: boolean;
  /** The head of the pull request by now; `undefined` where GitHub did not say. */
  readonly headSha: string | undefined;
  /** The account behind the token, where known. */
  readonly ownLogin: string | undefined;
  /** The texts of our own comments in the conversation; `undefined` where not all of it was read. */
  readonly ownComments: readonly string[] | undefined;
  readonly refused: readonly Refusal[];
}

const PAGE = `
query ($owner: String!, $repo: String!, $number: Int!, $after: String, $isFirst: Boolean!) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      conversation: comments(first: 100) @include(if: $isFirst) {
        pageInfo { hasNextPage }
        nodes { body viewerDidAuthor }
      }
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id
          isResolved
          resolvedBy { login }
          opening: comments(first: 1) { nodes { body viewerDidAuthor } }
          comments(first: 50) { totalCount nodes { author { kind: __typename } } }
        }
      }
    }
  }
}`;

interface Page {
  readonly viewer: { readonly login: string };
  readonly repository: { readonly pullRequest: PullRequestNode };
}

interface PullRequestNode {
  readonly headRefOid: string;
  /** On the first page. */
  readonly conversation?: {
    readonly pageInfo: { readonly hasNextPage: boolean };
    readonly nodes: readonly { readonly body: string; readonly viewerDidAuthor: boolean }[];
  };
  readonly reviewThreads: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly ThreadNode[];
  };
}

interface ThreadNode {
  readonly id: string;
  readonly isResolved: boolean;
  readonly resolvedBy: { readonly login: string } | null;
  readonly opening: { readonly nodes: readonly { readonly body: string; readonly viewerDidAuthor: boolean }[] };
  readonly comments: { readonly totalCount: number; readonly nodes: readonly CommentNode[] };
}

interface CommentNode {
  /** `null`: the account is gone. */
  readonly author: { readonly kind: string } | null;
}

/** A pull request with more conversations than these pages hold is read that far. */
const MOST_PAGES = 30;

/** Reads all conversations, resolved and outdated ones included. Never rejects for what GitHub says. */
export async function readPullRequestState(target: Target): Promise<PullRequestState> {
  try {
    return await readByGraphql(target);
  } catch (error) {
    const refusal = refusalOf('Reading review threads by GraphQL, without which none can be resolved,', error, 'pull-requests: read');
    return readByRest(target, refusal);
  }
}

async function readByGraphql({ client, repository, number }: Target): Promise<PullRequestState> {
  const pages: Page[] = [];
  let after: string | null = null;
  do {
    const page: Page = await client.graphql<Page>(PAGE, { ...repository, number, after, isFirst: pages.length === 0 });
    pages.push(page);
    const { pageInfo } = page.repository.pullRequest.reviewThreads;
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null && pages.length < MOST_PAGES);
  return {
    threads: pages.flatMap(({ viewer, repository: { pullRequest } }) => {
      return pullRequest.reviewThreads.nodes.map((node) => threadOf(node, viewer.login));
    }),
    isReadable: true,
    headSha: pages.at(-1)?.repository.pullRequest.headRefOid,
    ownLogin: pages[0]?.viewer.login,
    ownComments: ownCommentsOn(pages[0]),
    refused: [],
  };
}

function ownCommentsOn(page: Page | undefined): readonly string[] | undefined {
  const conversation = page?.repository.pullRequest.conversation;
  if (!conversation || conversation.pageInfo.hasNextPage) return undefined;
  return conversation.nodes.filter(({ viewerDidAuthor }) => viewerDidAuthor).map(({ body }) => body);
}

function threadOf({ id, isResolved, resolvedBy, opening, comments }: ThreadNode, ownLogin: string): ReviewThread {
  const [first] = opening.nodes;
  return {
    id,
    isByUs: first?.viewerDidAuthor ?? false,
    lastLine: lastLineOf(first?.body ?? ''),
    isAnswered: comments.totalCount > comments.nodes.length || comments.nodes.slice(1).some(isByAPerson),
    state: isResolved ? resolution(resolvedBy, ownLogin) : 'open',
  };
}

/** We never reply: with a person's token, a reply by our own account is that person's. */
function isByAPerson({ author }: CommentNode): boolean {
  return author?.kind !== 'Bot';
}

/** The comments whose findings are not all in threads of ours. */
export function missingFrom<T extends FileComment>(threads: readonly ReviewThread[], comments: readonly T[]): readonly T[] {
  const ours = threads.filter(({ isByUs }) => isByUs).map(({ lastLine }) => lastLine);
  return comments.filter(({ fingerprints }) => !fingerprints.every((fingerprint) => ours.some((line) => line.includes(fingerprint))));
}

/** GraphQL calls whoever resolved a thread a user, and may name none where it was a program. */
function resolution(resolvedBy: ThreadNode['resolvedBy'], ownLogin: string): ReviewThread['state'] {
  return resolvedBy === null || withoutBot(resolvedBy.login) === withoutBot(ownLogin) ? 'resolved-by-us' : 'resolved-by-others';
}

function lastLineOf(body: string): string {
  return body.trimEnd().split('\n').at(-1) ?? '';
}

/** Whoever deleted their account is `null`, whatever the description of the API says. */
function userOf({ user }: { readonly user: ExistingComment['user'] }): ExistingComment['user'] {
  return user;
}

async function readByRest(target: Target, refusal: Refusal): Promise<PullRequestState> {
  const { client, repository, number, token } = target;
  const ownLogin = await findOwnLogin(client, token);
  const unknown = { headSha: undefined, ownLogin, ownComments: undefined };
  try {
    const listed = await client.paginate(client.rest.pulls.listReviewComments, { ...repository, pull_number: number, per_page: 100 });
    const comments = listed.map((comment) => ({ ...comment, user: userOf(comment) }));
    const answered = new Set(comments.filter(({ user }) => user?.type !== 'Bot').map(({ in_reply_to_id: id }) => id));
    const threads = comments
      .filter(({ in_reply_to_id: id }) => id === undefined)
      .map((comment): ReviewThread => ({
        id: undefined,
        isByUs: isOurs(comment, ownLogin),
        lastLine: lastLineOf(comment.body),
        isAnswered: answered.has(comment.id),
        state: 'unknown',
      }));
    return { ...unknown, threads, isReadable: true, refused: [refusal] };
  } catch (error) {
    const unreadable = refusalOf('The list of review comments', error, 'pull-requests: read');
    return { ...unknown, threads: [], isReadable: false, refused: [unreadable] };
  }
}
