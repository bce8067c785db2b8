/** The fake GitHub's GraphQL: documents are validated and executed against GitHub's own schema. */
import { schema as described } from '@octokit/graphql-schema';
import {
  buildSchema,
  type ExecutionResult,
  graphql,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  type SelectionNode,
} from 'graphql';
import { type CommitInput, commitOnBranch } from './fake-github-commit.ts';
import { FakeError } from './fake-github-error.ts';
import { type FakeReviewComment, type FakeState, type FakeUser, isAllowed, type Scope, userOf } from './fake-github-state.ts';

interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

let built: GraphQLSchema | undefined;

/**
 * `graphql pullRequest`, `graphql resolveReviewThread`: the fields of a repository, or the mutations, that a document asks for.
 *
 * @throws Error where the document cannot be parsed
 */
export function graphqlOperation(body: unknown): string {
  const [definition] = parse((body as GraphqlRequest).query).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const fields = definition.selectionSet.selections;
  const asked = definition.operation === OperationTypeNode.MUTATION ? fields : fields.flatMap((field) => selectionsOf(field));
  return `graphql ${[...new Set(asked.map(nameOf))].filter((name) => name !== 'login').join(',')}`;
}

function selectionsOf(field: SelectionNode): readonly SelectionNode[] {
  return field.kind === Kind.FIELD ? (field.selectionSet?.selections ?? []) : [];
}

function nameOf(field: SelectionNode): string {
  return field.kind === Kind.FIELD ? field.name.value : '...';
}

/** @throws Error where the document or its variables do not fit GitHub's schema */
export async function answerGraphql(state: FakeState, token: string, body: unknown): Promise<unknown> {
  const { query, variables } = body as GraphqlRequest;
  // the schema as published defines two fields twice
  built ??= buildSchema(described.idl, { assumeValid: true });
  const result = await graphql({ schema: built, source: query, rootValue: rootFor(state, userOf(token)), variableValues: variables ?? {} });
  return shown(result);
}

/** What is no refusal of ours is a mistake of whoever asked. */
function shown({ data, errors }: ExecutionResult): unknown {
  if (!errors) return { data };
  const strange = errors.find(({ originalError }) => !(originalError instanceof FakeError));
  if (strange) throw new Error(`GraphQL: ${strange.message}`);
  return { data, errors: errors.map(problemOf) };
}

function problemOf({ originalError, message, path }: GraphQLError): unknown {
  return { ...(originalError instanceof FakeError ? { type: originalError.type } : {}), path, message };
}

function rootFor(state: FakeState, viewer: FakeUser) {
  return {
    viewer: { login: viewer.login },
    repository: repositoryOf(state, viewer),
    resolveReviewThread: ({ input }: ThreadInput) => setResolved(state, input.threadId, viewer),
    unresolveReviewThread: ({ input }: ThreadInput) => setResolved(state, input.threadId, undefined),
    createCommitOnBranch: ({ input }: { readonly input: CommitInput }) => {
      need(state, 'contents', 'write');
      return { commit: { __typename: 'Commit', oid: commitOnBranch(state.plan, input) } };
    },
  };
}

interface ThreadInput {
  readonly input: { readonly threadId: string };
}

function need({ plan }: FakeState, scope: Scope, access: 'read' | 'write'): void {
  if (!isAllowed(plan, scope, access)) throw new FakeError('FORBIDDEN', 'Resource not accessible by integration');
}

function setResolved(state: FakeState, threadId: string, user: FakeUser | undefined): unknown {
  need(state, 'contents', 'write');
  const thread = state.threads().find(({ opening }) => idOf(opening) === threadId);
  if (!thread) throw new FakeError('NOT_FOUND', `Could not resolve to a node with the global id of '${threadId}'`);
  if (user) state.resolvedBy.set(thread.opening.id, user);
  else state.resolvedBy.delete(thread.opening.id);
  return { clientMutationId: null };
}

function idOf({ id }: FakeReviewComment): string {
  return `PRRT_${id}`;
}

function repositoryOf(state: FakeState, viewer: FakeUser) {
  const { repository, head } = state.plan;
  return {
    pullRequest: () => {
      need(state, 'pull-requests', 'read');
      return {
        headRefOid: repository.git('rev-parse', head).trim(),
        reviewThreads: pageOf(state, viewer),
        comments: ({ first }: { readonly first: number }) => ({
          pageInfo: { hasNextPage: state.issueComments.length > first, endCursor: String(first) },
          nodes: state.issueComments.slice(0, first).map(({ body, user }) => ({ body, viewerDidAuthor: user.login === viewer.login })),
        }),
      };
    },
    object: ({ oid }: { readonly oid: string }) => blobOf(state, oid),
    ref: ({ qualifiedName }: { readonly qualifiedName: string }) => ({ target: commitAt(state, qualifiedName) }),
  };
}

function pageOf(state: FakeState, viewer: FakeUser) {
  return ({ first, after }: { readonly first: number; readonly after?: string | null }) => {
    if (first > 100) throw new FakeError('EXCESSIVE_PAGINATION', 'Requesting more than 100 records exceeds the limit.');
    const start = Number(after ?? 0);
    const end = start + first;
    const threads = state.threads();
    const nodes = threads.slice(start, end).map(({ opening, comments }) => threadNode(state, viewer, opening, comments));
    return { nodes, pageInfo: { hasNextPage: end < threads.length, endCursor: String(end) } };
  };
}

function threadNode(state: FakeState, viewer: FakeUser, opening: FakeReviewComment, comments: readonly FakeReviewComment[]) {
  const resolvedBy = state.resolvedBy.get(opening.id);
  return {
    id: idOf(opening),
    isResolved: resolvedBy !== undefined,
    resolvedBy: resolvedBy ? { login: loginOf(resolvedBy) } : null,
    comments: ({ first }: { readonly first: number }) => ({
      totalCount: comments.length,
      nodes: comments.slice(0, first).map(({ body, user }) => ({
        body,
        viewerDidAuthor: user.login === viewer.login,
        author: { __typename: user.type, login: loginOf(user) },
      })),
    }),
  };
}

/** Everywhere but in `viewer`. */
function loginOf({ login }: FakeUser): string {
  return login.replace(/\[bot\]$/, '');
}

function blobOf(state: FakeState, oid: string): unknown {
  need(state, 'contents', 'read');
  state.contentsAsked.push(oid);
  const bytes = state.plan.repository.blob(oid);
  if (!bytes) return null;
  const isBinary = bytes.includes(0);
  const isTruncated = bytes.length > (state.plan.longestText ?? Infinity);
  // not told in GitHub's documentation, and the client must cope with both: the mark is dropped, other encodings are replaced
  const text = new TextDecoder('utf-8').decode(bytes).slice(0, state.plan.longestText);
  return { __typename: 'Blob', oid, byteSize: bytes.length, isBinary, isTruncated, text: isBinary ? null : text };
}

function commitAt({ plan }: FakeState, name: string): unknown {
  const lines = plan.repository.git('log', '-1', '--format=%H%n%s%n%P', name).split('\n');
  const [oid = '', messageHeadline = '', parents = ''] = lines;
  return { __typename: 'Commit', oid, messageHeadline, parents: { nodes: parents.split(' ').map((parent) => ({ oid: parent })) } };
}
