/** What the fake GitHub answers, route by route. Texts of its errors follow those that users quote in issues. */
import {
  type FakeAnnotation,
  type FakeOutput,
  type FakeReviewComment,
  type FakeState,
  isAllowed,
  type Scope,
  userOf,
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
  [`get ${REPOSITORY}/pulls`]: listOpenPullRequests,
  [`get ${REPOSITORY}/pulls/{pull_number}`]: (state) => ok(pullRequestOf(state)),
  [`get ${REPOSITORY}/compare/{basehead}`]: compare,
  [`get ${REPOSITORY}/commits/{commit_sha}/pulls`]: listPullRequests,
  [`get ${REPOSITORY}/pulls/{pull_number}/files`]: ({ plan }) => ok(filesOf(plan)),
  [`get ${REPOSITORY}/pulls/{pull_number}/comments`]: ({ reviewComments }) => ok(reviewComments),
  [`post ${REPOSITORY}/pulls/{pull_number}/reviews`]: createReview,
  [`post ${REPOSITORY}/pulls/{pull_number}/comments`]: createReviewComment,
  [`get ${REPOSITORY}/issues/{issue_number}/comments`]: ({ issueComments }) => ok(issueComments),
  [`post ${REPOSITORY}/issues/{issue_number}/comments`]: createComment,
  [`patch ${REPOSITORY}/issues/comments/{comment_id}`]: updateComment,
  [`get ${REPOSITORY}/commits/{ref}/check-runs`]: listCheckRuns,
  [`post ${REPOSITORY}/check-runs`]: createCheckRun,
  [`patch ${REPOSITORY}/check-runs/{check_run_id}`]: updateCheckRun,
  [`get ${REPOSITORY}/git/blobs/{file_sha}`]: getBlob,
  [`get ${REPOSITORY}/git/trees/{tree_sha}`]: getTree,
  [`get ${REPOSITORY}/collaborators/{username}/permission`]: getPermission,
};

/** The 403 of a token that lacks a permission. */
export function deniedBy({ plan }: FakeState, { method, template }: Operation): Answer | undefined {
  if (isAllowed(plan, scopeOf(template), method === 'get' ? 'read' : 'write')) return undefined;
  return { status: 403, body: { message: 'Resource not accessible by integration' } };
}

function scopeOf(template: string): Scope {
  if (template.includes('check-runs')) return 'checks';
  return /\/(?:contents|git|compare)\//.test(template) ? 'contents' : 'pull-requests';
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function unprocessable(message: string, errors: readonly unknown[] = []): Answer {
  return { status: 422, body: { message, errors } };
}

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };

function getUser(_state: FakeState, request: Request): Answer {
  const user = userOf(request.token);
  return user.type === 'User' ? ok(user) : { status: 403, body: { message: 'Resource not accessible by integration' } };
}

function pullRequestOf({ plan }: FakeState) {
  const { repository, base, head, isClosed = false, headRepository = 'octo/infra' } = plan;
  function end(ref: string, name: string) {
    return { label: `${ownerOf(name)}:${ref}`, ref, sha: repository.git('rev-parse', ref).trim(), repo: { full_name: name } };
  }
  const ends = { base: end(base, 'octo/infra'), head: end(head, headRepository) };
  return { number: 1, state: isClosed ? 'closed' : 'open', draft: false, ...ends };
}

function ownerOf(name: string): string {
  return name.split('/')[0] ?? '';
}

/** All that hold the commit, whatever their heads are; GitHub does not connect the commits of a fork. */
function listPullRequests(state: FakeState, { params }: Request): Answer {
  const isOfFork = state.plan.headRepository !== undefined;
  return ok(!isOfFork && isPart(state, params['commit_sha'] ?? '') ? [pullRequestOf(state)] : []);
}

function listOpenPullRequests(state: FakeState, { query }: Request): Answer {
  const found = pullRequestOf(state);
  return ok(found.state === query.get('state') && query.get('head') === found.head.label ? [found] : []);
}

const MOST_COMPARED = 300;

function compare({ plan }: FakeState, { params }: Request): Answer {
  const [base = '', head = ''] = (params['basehead'] ?? '').split('...');
  const { repository } = plan;
  if (!isThere(repository, base) || !isThere(repository, head)) return NOT_FOUND;
  const files = filesOf({ ...plan, base, head }).slice(0, MOST_COMPARED);
  return ok({ merge_base_commit: { sha: repository.git('merge-base', base, head).trim() }, files });
}

function isThere(repository: FakeState['plan']['repository'], revision: string): boolean {
  try {
    repository.git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
    return true;
  } catch {
    return false;
  }
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
  if (!isPart(state, commit)) return unprocessable('Unprocessable Entity', [STRANGE_COMMIT]);
  const files = filesOf(state.plan);
  const errors = comments.map((comment) => refusalOfAnchor(files, comment)).filter((error) => error !== undefined);
  if (errors.length > 0) return unprocessable('Unprocessable Entity', errors);
  state.reviews.push({ body, commit_id: commit, comments });
  for (const comment of comments) state.reviewComments.push({ ...comment, id: state.nextId(), user: userOf(request.token) });
  return ok({ id: state.nextId(), body, state: 'COMMENTED', commit_id: commit });
}

const STRANGE_COMMIT = 'commit_id is not part of the pull request';

function isPart({ plan: { repository, base, head } }: FakeState, commit: string): boolean {
  return repository.git('rev-list', `${base}..${head}`).split('\n').includes(commit);
}

interface ReviewCommentBody {
  readonly body: string;
  readonly commit_id: string;
  readonly path: string;
  readonly subject_type?: string;
}

function createReviewComment(state: FakeState, request: Request): Answer {
  const { body, commit_id: commit, path, subject_type: type } = request.body as ReviewCommentBody;
  if (type !== 'file') throw new Error('only comments on files are emulated');
  if (!isPart(state, commit))
    return unprocessable('Validation Failed', [{ resource: 'PullRequestReviewComment', message: STRANGE_COMMIT }]);
  if (!filesOf(state.plan).some(({ filename }) => filename === path)) {
    return unprocessable('Validation Failed', [{ resource: 'PullRequestReviewComment', code: 'invalid', field: 'path' }]);
  }
  const comment = { id: state.nextId(), user: userOf(request.token), body, path, subject_type: type } as const;
  state.reviewComments.push(comment);
  return { status: 201, body: comment };
}

function createComment(state: FakeState, request: Request): Answer {
  const { body } = request.body as { readonly body: string };
  if (body.length > LONGEST_BODY) return tooLong();
  const comment = { id: state.nextId(), body, user: userOf(request.token) };
  state.issueComments.push(comment);
  return { status: 201, body: comment };
}

function updateComment(state: FakeState, request: Request): Answer {
  const { body } = request.body as { readonly body: string };
  const comment = state.issueComments.find(({ id }) => String(id) === request.params['comment_id']);
  if (!comment) return NOT_FOUND;
  if (comment.user.login !== userOf(request.token).login) throw new Error("edits somebody else's comment");
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

function getBlob({ plan }: FakeState, { params, accept }: Request): Answer {
  if (!accept.includes('raw')) throw new Error('blobs: only the raw media type is emulated');
  const bytes = plan.repository.blob(params['file_sha'] ?? '');
  return bytes ? ok(bytes) : NOT_FOUND;
}

function getPermission({ plan }: FakeState, { params }: Request): Answer {
  const permission = new Map(Object.entries(plan.collaborators ?? {})).get(params['username'] ?? '');
  return permission === undefined ? NOT_FOUND : ok({ permission, role_name: permission, user: null });
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
