/** What Octokit throws, sorted: REST tells by status, GraphQL by a type inside a good answer. */

/**
 * `unprocessable`: something in the request is not as GitHub wants it; `moved`: namely its commit, which is no longer part of the pull
 * request; `doubtful`: the request may have been carried out all the same.
 */
type Cause = 'not-valid' | 'not-allowed' | 'not-found' | 'limit' | 'unprocessable' | 'moved' | 'doubtful' | 'other';

export interface Failure {
  /** `HTTP 403`, or `GraphQL FORBIDDEN`. */
  readonly code: string;
  /** GitHub's words. */
  readonly message: string;
  readonly cause: Cause;
}

/** One entry of the `errors` of a GraphQL answer. */
export interface GraphqlProblem {
  readonly type?: string | undefined;
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
}

/** Sorts an error; `undefined` for one that GitHub or the way to it did not cause. */
export function failureOf(error: unknown): Failure | undefined {
  const [problem] = graphqlProblems(error);
  if (problem) return graphqlFailure(problem);
  if (!(error instanceof Error) || error.name !== 'HttpError' || !('status' in error) || typeof error.status !== 'number') return undefined;
  const message = error.message.replace(/ - https:\/\/\S*$/, '');
  return { code: `HTTP ${error.status}`, message, cause: causeOf(error.status, message) };
}

/** The headers of an answer that is an error; none where there was no answer. */
export function headersOf(error: unknown): Readonly<Record<string, unknown>> {
  const response: unknown = error instanceof Error && 'response' in error ? error.response : undefined;
  const headers: unknown = typeof response === 'object' && response !== null && 'headers' in response ? response.headers : undefined;
  return typeof headers === 'object' && headers !== null ? { ...headers } : {};
}

/** Whether the request may have been carried out all the same: a server error, or a connection that broke. */
export function isDoubtful(error: unknown): boolean {
  return failureOf(error)?.cause === 'doubtful';
}

/** Whether GitHub says that there is no such thing, or none that the token may see. */
export function isNotFound(error: unknown): boolean {
  return failureOf(error)?.cause === 'not-found';
}

/** The `errors` of a GraphQL answer; none where the error is no such answer. */
export function graphqlProblems(error: unknown): readonly GraphqlProblem[] {
  if (!(error instanceof Error)) return [];
  // the plugin that waits out limits reports them with the whole answer inside, Octokit itself with its errors
  const holder: unknown = 'data' in error && !('errors' in error) ? error.data : error;
  const problems: unknown = typeof holder === 'object' && holder !== null && 'errors' in holder ? holder.errors : undefined;
  return Array.isArray(problems) ? problems.filter(isProblem) : [];
}

/** What a GraphQL answer gave beside its errors. */
export function partialData(error: unknown): unknown {
  return error instanceof Error && 'errors' in error && 'data' in error ? error.data : undefined;
}

function isProblem(problem: unknown): problem is GraphqlProblem {
  return typeof problem === 'object' && problem !== null && 'message' in problem && typeof problem.message === 'string';
}

const GRAPHQL_CAUSES: Readonly<Record<string, Cause>> = {
  FORBIDDEN: 'not-allowed',
  INSUFFICIENT_SCOPES: 'not-allowed',
  NOT_FOUND: 'not-found',
  RATE_LIMITED: 'limit',
};

function graphqlFailure({ type, message }: GraphqlProblem): Failure {
  return { code: type === undefined ? 'GraphQL' : `GraphQL ${type}`, message, cause: GRAPHQL_CAUSES[type ?? ''] ?? 'other' };
}

/** Also how old servers say it. */
const LIMIT = /\brate limit\b|\babuse detection\b/i;
/** A 403 may as well mean a locked conversation or an archived repository, which no permission helps. */
const PERMISSION = /not accessible by|permission|must have \w+ (?:rights|access)|scope/i;

function causeOf(status: number, message: string): Cause {
  if (status === 429 || (status === 403 && LIMIT.test(message))) return 'limit';
  if (status === 401) return 'not-valid';
  if (status === 403 && PERMISSION.test(message)) return 'not-allowed';
  if (status === 404) return 'not-found';
  if (status === 422) return /is not part of the pull request/.test(message) ? 'moved' : 'unprocessable';
  return status >= 500 ? 'doubtful' : 'other';
}
