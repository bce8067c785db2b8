/** What the fake GitHub answers, route by route. Texts of its errors follow those that users quote in issues. */
import { execFileSync } from 'node:child_process';
import {
  ACTIONS_BOT,
  type FakeAnnotation,
  type FakeOutput,
  type FakeReviewComment,
  type FakeState,
  type FakeUser,
  OCTOCAT,
} from './fake-github-state.ts';
import { filesOf, refusalOfAnchor } from './fake-pull-request.ts';
import type { Operation } from './github-contract.ts';

export interface Request {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly accept: string;
  readonly token: string;
}

export interface Answer {
  readonly status: number;
  /** Lists are whole; the server cuts the pages. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Route = (state: FakeState, request: Request) => Answer;

const REPOSITORY = '/repos/{owner}/{repo}';
const MOST_ANNOTATIONS = 50;
const LONGEST_BODY = 65_536;

export const ROUTES: Readonly<Record<string, Route>> = {
  'get /user': getUser,
  [`get ${REPOSITORY}/pulls/{pull_number}/files`]: ({ plan }) => ok(filesOf(plan)),
  [`get ${REPOSITORY}/pulls/{pull_number}/comments`]: ({ reviewComments }) => ok(reviewComments),
  [`post ${REPOSITORY}/pulls/{pull_number}/reviews`]: createReview,
  [`get ${REPOSITORY}/issues/{issue_number}/comments`]: ({ issueComments }) => ok(issueComments),
  [`post ${REPOSITORY}/issues/{issue_number}/comments`]: createComment,
  [`patch ${REPOSITORY}/issues/comments/{comment_id}`]: updateComment,
  [`get ${REPOSITORY}/commits/{ref}/check-runs`]: listCheckRuns,
  [`post ${REPOSITORY}/check-runs`]: createCheckRun,
  [`patch ${REPOSITORY}/check-runs/{check_run_id}`]: updateCheckRun,
  [`get ${REPOSITORY}/contents/{path}`]: getContents,
  [`get ${REPOSITORY}/git/trees/{tree_sha}`]: getTree,
};

export type Scope = 'contents' | 'pull-requests' | 'checks';
export type Permissions = Readonly<Partial<Record<Scope, 'none' | 'read'>>>;

/** The 403 of a token that lacks a permission. */
export function deniedBy(permissions: Permissions, { method, template }: Operation): Answer | undefined {
  const granted = permissions[scopeOf(template)];
  if (granted === undefined || (granted === 'read' && method === 'get')) return undefined;
  return { status: 403, body: { message: 'Resource not accessible by integration' } };
}

function scopeOf(template: string): Scope {
  if (template.includes('check-runs')) return 'checks';
  return /\/(?:contents|git)\//.test(template) ? 'contents' : 'pull-requests';
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function unprocessable(message: string, errors: readonly unknown[] = []): Answer {
  return { status: 422, body: { message, errors } };
}

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };

function userOf({ token }: Request): FakeUser {
  return token.startsWith('ghs_') ? ACTIONS_BOT : OCTOCAT;
}

function getUser(_state: FakeState, request: Request): Answer {
  const user = userOf(request);
  return user.type === 'User' ? ok(user) : { status: 403, body: { message: 'Resource not accessible by integration' } };
}

interface ReviewBody {
  readonly body?: string;
  readonly event?: string;
  readonly commit_id?: string;
  readonly comments?: readonly Omit<FakeReviewComment, 'id' | 'user'>[];
}

function createReview(state: FakeState, request: Request): Answer {
  const { body = '', event, commit_id: commit = '', comments = [] } = request.body as ReviewBody;
  if (event !== 'COMMENT') throw new Error('only the event COMMENT is emulated');
  if (body === '') return unprocessable('Unprocessable Entity', ['Body can not be blank']);
  const { repository, base, head } = state.plan;
  const commits = repository.git('rev-list', `${base}..${head}`).split('\n');
  if (!commits.includes(commit)) return unprocessable('Unprocessable Entity', ['Commit is not part of the pull request']);
  const files = filesOf(state.plan);
  const errors = comments.map((comment) => refusalOfAnchor(files, comment)).filter((error) => error !== undefined);
  if (errors.length > 0) return unprocessable('Unprocessable Entity', errors);
  state.reviews.push({ body, commit_id: commit, comments });
  for (const comment of comments) state.reviewComments.push({ ...comment, id: state.nextId(), user: userOf(request) });
  return ok({ id: state.nextId(), body, state: 'COMMENTED', commit_id: commit });
}

function createComment(state: FakeState, request: Request): Answer {
  const { body } = request.body as { readonly body: string };
  if (body.length > LONGEST_BODY) return tooLong();
  const comment = { id: state.nextId(), body, user: userOf(request) };
  state.issueComments.push(comment);
  return { status: 201, body: comment };
}

function updateComment(state: FakeState, request: Request): Answer {
  const { body } = request.body as { readonly body: string };
  const comment = state.issueComments.find(({ id }) => String(id) === request.params['comment_id']);
  if (!comment) return NOT_FOUND;
  if (comment.user.login !== userOf(request).login) throw new Error("edits somebody else's comment");
  if (body.length > LONGEST_BODY) return tooLong();
  comment.body = body;
  return ok(comment);
}

function tooLong(): Answer {
  return unprocessable('Validation Failed', [
    { resource: 'IssueComment', code: 'unprocessable', field: 'data', message: `Body is too long (maximum is ${LONGEST_BODY} characters)` },
  ]);
}

interface CheckRunBody {
  readonly name: string;
  readonly head_sha: string;
  readonly external_id?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly output?: FakeOutput;
}

function createCheckRun(state: FakeState, request: Request): Answer {
  const { name, head_sha, external_id = '', status = 'queued', conclusion = null, output } = request.body as CheckRunBody;
  const annotations = output?.annotations ?? [];
  if (annotations.length > MOST_ANNOTATIONS) return tooManyAnnotations(annotations);
  const run = {
    id: state.nextId(),
    name,
    head_sha,
    external_id,
    status,
    conclusion,
    output: { title: '', summary: '', ...output, annotations },
  };
  state.checkRuns.push(run);
  return { status: 201, body: shown(run) };
}

function updateCheckRun(state: FakeState, request: Request): Answer {
  const { output } = request.body as CheckRunBody;
  const run = state.checkRuns.find(({ id }) => String(id) === request.params['check_run_id']);
  if (!run) return NOT_FOUND;
  const annotations = output?.annotations ?? [];
  if (annotations.length > MOST_ANNOTATIONS) return tooManyAnnotations(annotations);
  run.output = { ...run.output, ...output, annotations: [...run.output.annotations, ...annotations] };
  return ok(shown(run));
}

function tooManyAnnotations({ length }: readonly FakeAnnotation[]): Answer {
  return unprocessable(`Invalid request.\n\nNo more than ${MOST_ANNOTATIONS} items are allowed; ${length} were supplied.`);
}

function listCheckRuns(state: FakeState, { params, query }: Request): Answer {
  const runs = state.checkRuns.filter(({ head_sha, name }) => head_sha === params['ref'] && name === (query.get('check_name') ?? name));
  const latest = runs.slice(-1);
  return ok({ total_count: latest.length, check_runs: latest.map(shown) });
}

/** A check run answers with the number of its annotations, not with them. */
function shown(run: FakeState['checkRuns'][number]): unknown {
  const { title, summary, annotations } = run.output;
  return { ...run, output: { title, summary, text: null, annotations_count: annotations.length } };
}

function getContents({ plan }: FakeState, { params, query, accept }: Request): Answer {
  if (!accept.includes('raw')) throw new Error('contents: only the raw media type is emulated');
  const object = `${query.get('ref') ?? ''}:${params['path'] ?? ''}`;
  try {
    return ok(execFileSync('git', ['-C', plan.repository.root, 'cat-file', 'blob', object], { stdio: 'pipe' }));
  } catch {
    return NOT_FOUND;
  }
}

function getTree({ plan }: FakeState, { params, query }: Request): Answer {
  if (query.get('recursive') === null) throw new Error('trees: only recursive ones are emulated');
  const sha = params['tree_sha'] ?? '';
  const rows = plan.repository.git('ls-tree', '-r', '-t', '-z', '--long', sha).split('\0').slice(0, -1);
  const tree = rows.map((row) => {
    const [facts = '', path = ''] = row.split('\t');
    const [mode, type, id, size] = facts.split(/ +/);
    return { path, mode, type, sha: id, ...(type === 'blob' ? { size: Number(size) } : {}) };
  });
  const isTruncated = tree.length > (plan.longestTree ?? Infinity);
  return ok({ sha, tree: tree.slice(0, plan.longestTree), truncated: isTruncated });
}
