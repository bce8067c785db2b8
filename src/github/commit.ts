/** Commits files to the branch of a pull request, in one step and only on top of what was judged. */
import type { GitHubClient, RepositoryName } from './client.ts';
import { failureOf, graphqlProblems } from './failure.ts';
import { createOnce, NO_RETRY } from './once.ts';
import { refusalOf } from './refusal.ts';

export interface CommitRequest {
  /** Without `refs/heads/`. */
  readonly branch: string;
  /** The commit that the files were made from. */
  readonly expectedHead: string;
  /** The branch lies in another repository, to which the token of this one cannot write. */
  readonly isFork: boolean;
  readonly headline: string;
  readonly body: string;
  /** Whole texts by path, with their byte order marks and line ends. */
  readonly files: ReadonlyMap<string, string>;
}

export type CommitResult =
  | { readonly kind: 'committed'; readonly sha: string }
  | {
      readonly kind: 'moved-head' | 'protected-branch' | 'fork' | 'missing-permission' | 'failed';
      /** One sentence. */
      readonly why: string;
    };

/** https://docs.github.com/en/graphql/reference/mutations#createcommitonbranch */
const COMMIT = `
mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const BRANCH = `
query ($owner: String!, $repo: String!, $branch: String!) {
  repository(owner: $owner, name: $repo) {
    ref(qualifiedName: $branch) {
      target { oid ... on Commit { messageHeadline parents(first: 2) { nodes { oid } } } }
    }
  }
}`;

/** Makes one commit. Never rejects for what GitHub says. */
export async function commitFiles(client: GitHubClient, repository: RepositoryName, request: CommitRequest): Promise<CommitResult> {
  if (request.isFork) return { kind: 'fork', why: 'The branch lies in a fork, to which the token of this repository cannot write.' };
  try {
    const sha = await createOnce(
      () => create(client, repository, request),
      () => findOurs(client, repository, request),
    );
    return { kind: 'committed', sha };
  } catch (error) {
    return refusedCommit(error);
  }
}

async function create(client: GitHubClient, { owner, repo }: RepositoryName, request: CommitRequest): Promise<string> {
  const { branch, expectedHead, headline, body, files } = request;
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: branch },
    expectedHeadOid: expectedHead,
    message: { headline, body },
    fileChanges: { additions: [...files].map(([path, text]) => ({ path, contents: Buffer.from(text, 'utf8').toString('base64') })) },
  };
  const { createCommitOnBranch } = await client.graphql<CommitAnswer>(COMMIT, { input, ...NO_RETRY });
  return createCommitOnBranch.commit.oid;
}

interface CommitAnswer {
  readonly createCommitOnBranch: { readonly commit: { readonly oid: string } };
}

interface BranchAnswer {
  readonly repository: { readonly ref: { readonly target: BranchTip } | null };
}

interface BranchTip {
  readonly oid: string;
  readonly messageHeadline?: string;
  readonly parents?: { readonly nodes: readonly { readonly oid: string }[] };
}

/** The commit whose answer got lost. */
async function findOurs(client: GitHubClient, repository: RepositoryName, request: CommitRequest): Promise<string | undefined> {
  const { branch, expectedHead, headline } = request;
  const answer = await client.graphql<BranchAnswer>(BRANCH, { ...repository, branch: `refs/heads/${branch}` });
  const tip = answer.repository.ref?.target;
  const [parent, another] = tip?.parents?.nodes ?? [];
  return parent?.oid === expectedHead && !another && tip?.messageHeadline === headline ? tip.oid : undefined;
}

/** Only the head that moved has a type of its own in GitHub's answers; the rest is told by words. */
const PROTECTED =
  /protected branch|protected ref|required status check|through a pull request|rule violations?\b|must have verified signatures/i;

function refusedCommit(error: unknown): CommitResult {
  const [problem] = graphqlProblems(error);
  const cause = failureOf(error)?.cause;
  const why = refusalOf('The commit', error, 'contents: write').sentence;
  if (problem?.type === 'STALE_DATA')
    return { kind: 'moved-head', why: 'The branch moved on while its commit was judged: nothing was committed.' };
  if (PROTECTED.test(problem?.message ?? '')) return { kind: 'protected-branch', why };
  return { kind: cause === 'not-allowed' || cause === 'not-found' ? 'missing-permission' : 'failed', why };
}
