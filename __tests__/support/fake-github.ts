/** GitHub on loopback, for the real Octokit: a pull request that is a real git repository, strict in what it takes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Answer, deniedBy, type Permissions, type Request, ROUTES } from './fake-github-routes.ts';
import { FakeState } from './fake-github-state.ts';
import type { FakePullRequest } from './fake-pull-request.ts';
import { checkQuery, checkRequest, completeAnswer, type Operation, operationOf } from './github-contract.ts';

export interface Fault {
  /** `post /repos/{owner}/{repo}/pulls/{pull_number}/reviews`. */
  readonly operation: string;
  readonly status: number;
  /** How many requests suffer from it. */
  times: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request is carried out, only its answer is lost. */
  readonly isCarriedOut?: boolean;
}

export interface FakeGitHubPlan extends FakePullRequest {
  /** Of the token; `write` where nothing is said. */
  readonly permissions?: Permissions;
  readonly faults?: Fault[];
  /** The list of files of a commit breaks off after so many. */
  readonly longestTree?: number;
}

export interface FakeGitHub {
  /** For GITHUB_API_URL. */
  readonly url: string;
  readonly state: FakeState;
  /** `post /repos/octo/infra/pulls/1/reviews 200`. */
  readonly requests: readonly string[];
  /** What GitHub would never have been asked, or would never have answered. Must be empty. */
  readonly breaches: readonly string[];
  close(): Promise<void>;
}

/** GitHub gives 30 where nobody asks, and never more. */
const PAGE = { usual: 30, most: 100 };

/** Starts it on a free port of 127.0.0.1. */
export async function startFakeGitHub(plan: FakeGitHubPlan): Promise<FakeGitHub> {
  const state = new FakeState(plan);
  const requests: string[] = [];
  const breaches: string[] = [];
  const server = createServer((incoming, response) => {
    void answerTo(plan, state, incoming)
      .catch((error: unknown): Answer => {
        breaches.push(String(error));
        return { status: 501, body: { message: String(error) } };
      })
      .then((answer) => {
        requests.push(`${(incoming.method ?? '').toLowerCase()} ${incoming.url ?? ''} ${answer.status}`);
        send(response, answer);
      });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    state,
    requests,
    breaches,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerTo(plan: FakeGitHubPlan, state: FakeState, incoming: IncomingMessage): Promise<Answer> {
  const token = /^(?:token|bearer) (?<token>\S+)$/i.exec(incoming.headers.authorization ?? '')?.groups?.['token'];
  if (token === undefined) return { status: 401, body: { message: 'Bad credentials' } };
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const operation = operationOf((incoming.method ?? '').toLowerCase(), url.pathname);
  const route = operation && ROUTES[operation.id];
  if (!operation || !route) throw new Error(`not emulated: ${incoming.method} ${url.pathname}`);
  const body = await bodyOf(incoming);
  checkQuery(operation, url.searchParams);
  checkRequest(operation, body);
  const request: Request = { params: operation.params, query: url.searchParams, body, accept: incoming.headers.accept ?? '', token };
  const fault = takeFault(plan, operation);
  if (fault && !fault.isCarriedOut) return answerOfFault(fault);
  const answer = deniedBy(plan.permissions ?? {}, operation) ?? route(state, request);
  return fault ? answerOfFault(fault) : finish(operation, request, answer, url);
}

function takeFault({ faults = [] }: FakeGitHubPlan, { id }: Operation): Fault | undefined {
  const fault = faults.find(({ operation, times }) => operation === id && times > 0);
  if (fault) fault.times--;
  return fault;
}

function answerOfFault({ status, message = 'Server Error', headers = {} }: Fault): Answer {
  return { status, body: { message }, headers };
}

/** Cuts lists into pages and fills in what a route did not state. */
function finish(operation: Operation, { query }: Request, answer: Answer, url: URL): Answer {
  if (answer.status >= 300 || answer.body instanceof Uint8Array) return answer;
  if (!Array.isArray(answer.body)) return { ...answer, body: completeAnswer(operation, answer.status, answer.body) };
  const size = Math.min(PAGE.most, Number(query.get('per_page') ?? PAGE.usual));
  const page = Number(query.get('page') ?? 1);
  const rows = answer.body.slice((page - 1) * size, page * size);
  const link = page * size < answer.body.length ? { link: linkTo(url, page + 1, Math.ceil(answer.body.length / size)) } : {};
  return { ...answer, body: completeAnswer(operation, answer.status, rows), headers: link };
}

function linkTo(url: URL, next: number, last: number): string {
  const links = [
    ['next', next],
    ['last', last],
  ] as const;
  return links.map(([relation, page]) => `<http://127.0.0.1${withPage(url, page)}>; rel="${relation}"`).join(', ');
}

function withPage(url: URL, page: number): string {
  const query = new URLSearchParams(url.searchParams);
  query.set('page', String(page));
  return `${url.pathname}?${query.toString()}`;
}

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const isBytes = body instanceof Uint8Array;
  response.writeHead(status, {
    'content-type': isBytes ? 'application/vnd.github.raw; charset=utf-8' : 'application/json; charset=utf-8',
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '999',
    ...headers,
  });
  response.end(isBytes ? body : JSON.stringify(body));
}
