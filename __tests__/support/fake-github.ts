/** GitHub on loopback, for the real Octokit: a pull request that is a real git repository, strict in what it takes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { answerGraphql, graphqlOperation } from './fake-github-graphql.ts';
import { type Answer, deniedBy, type Request, ROUTES } from './fake-github-routes.ts';
import { FakeState, type FakeStatePlan } from './fake-github-state.ts';
import { checkQuery, checkRequest, completeAnswer, type Operation, operationOf } from './github-contract.ts';

export interface Fault {
  /** `post /repos/{owner}/{repo}/pulls/{pull_number}/reviews`; `graphql pullRequest` and the like, or `graphql`. */
  readonly operation: string;
  /** Without one the connection is cut. */
  readonly status?: number;
  /** How many requests suffer from it. */
  times: number;
  readonly message?: string;
  /** The kind of an error inside a GraphQL answer. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request is carried out, only its answer is lost. */
  readonly isCarriedOut?: boolean;
  /** In milliseconds, before the answer. */
  readonly delay?: number;
}

export interface FakeGitHubPlan extends FakeStatePlan {
  readonly faults?: Fault[];
  /** The addresses of GitHub Enterprise Server. */
  readonly isEnterprise?: boolean;
  /** What happens elsewhere right before a request is carried out. */
  readonly meanwhile?: (operation: string, state: FakeState) => void;
}

export interface FakeGitHub {
  /** For GITHUB_API_URL and GITHUB_GRAPHQL_URL. */
  readonly url: string;
  readonly graphqlUrl: string;
  readonly state: FakeState;
  /** `post /repos/octo/infra/pulls/1/reviews 200`, `graphql pullRequest 200`. */
  readonly requests: readonly string[];
  /** Ids of the contents that GraphQL was asked for. */
  readonly contents: readonly string[];
  /** What GitHub would never have been asked, or would never have answered. Must be empty. */
  readonly breaches: readonly string[];
  close(): Promise<void>;
}

/** An answer, and the name under which it is remembered. */
interface Answered extends Answer {
  readonly name: string;
  readonly isCut?: boolean;
}

/** GitHub gives 30 where nobody asks, and never more. */
const PAGE = { usual: 30, most: 100 };

/** Starts it on a free port of 127.0.0.1. */
export async function startFakeGitHub(plan: FakeGitHubPlan): Promise<FakeGitHub> {
  const state = new FakeState(plan);
  const requests: string[] = [];
  const breaches: string[] = [];
  const server = createServer((incoming, response) => {
    const name = `${(incoming.method ?? '').toLowerCase()} ${incoming.url ?? ''}`;
    void answerTo(plan, state, incoming, name)
      .catch((error: unknown): Answered => {
        breaches.push(String(error));
        return { name, status: 501, body: { message: String(error) } };
      })
      .then((answer) => send(response, requests, answer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    url: plan.isEnterprise ? `${origin}/api/v3` : origin,
    graphqlUrl: plan.isEnterprise ? `${origin}/api/graphql` : `${origin}/graphql`,
    state,
    requests,
    contents: state.contentsAsked,
    breaches,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerTo(plan: FakeGitHubPlan, state: FakeState, incoming: IncomingMessage, name: string): Promise<Answered> {
  const token = /^(?:token|bearer) (?<token>\S+)$/i.exec(incoming.headers.authorization ?? '')?.groups?.['token'];
  if (token === undefined) return { name, status: 401, body: { message: 'Bad credentials' } };
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
  const body = await bodyOf(incoming);
  if (url.pathname === (plan.isEnterprise ? '/api/graphql' : '/graphql')) return graphqlAnswer(plan, state, token, body);
  return { name, ...(await restAnswer(plan, state, incoming, url, token, body)) };
}

async function graphqlAnswer(plan: FakeGitHubPlan, state: FakeState, token: string, body: unknown): Promise<Answered> {
  const name = graphqlOperation(body);
  const answer = await withFaults(plan, state, name, async () => ({ status: 200, body: await answerGraphql(state, token, body) }));
  return { name, ...answer };
}

async function restAnswer(plan: FakeGitHubPlan, state: FakeState, incoming: IncomingMessage, url: URL, token: string, body: unknown) {
  const prefix = plan.isEnterprise ? '/api/v3' : '';
  const operation = operationOf((incoming.method ?? '').toLowerCase(), url.pathname.slice(prefix.length));
  const route = operation && ROUTES[operation.id];
  if (!operation || !route || !url.pathname.startsWith(prefix)) throw new Error(`not emulated: ${incoming.method} ${url.pathname}`);
  checkQuery(operation, url.searchParams);
  checkRequest(operation, body);
  const request: Request = { params: operation.params, query: url.searchParams, body, accept: incoming.headers.accept ?? '', token };
  return withFaults(plan, state, operation.id, async () => {
    return finish(operation, request, deniedBy(state, operation) ?? route(state, request), url);
  });
}

async function withFaults(
  plan: FakeGitHubPlan,
  state: FakeState,
  name: string,
  carryOut: () => Promise<Answer>,
): Promise<Answer & { isCut?: boolean }> {
  const fault = plan.faults?.find(({ operation, times }) => times > 0 && (operation === name || operation === name.split(' ')[0]));
  if (fault) fault.times--;
  plan.meanwhile?.(name, state);
  const answer = fault && !fault.isCarriedOut ? undefined : await carryOut();
  if (fault?.delay !== undefined) await wait(fault.delay);
  return fault ? answerOfFault(fault) : (answer ?? { status: 500, body: {} });
}

function answerOfFault({ status, message = 'Server Error', type, headers = {} }: Fault): Answer & { isCut?: boolean } {
  if (status === undefined) return { status: 0, body: {}, isCut: true };
  return { status, body: type === undefined ? { message } : { data: null, errors: [{ type, message }] }, headers };
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
  return links.map(([relation, page]) => `<${withPage(url, page)}>; rel="${relation}"`).join(', ');
}

function withPage(url: URL, page: number): string {
  const query = new URLSearchParams(url.searchParams);
  query.set('page', String(page));
  return `${url.origin}${url.pathname}?${query.toString()}`;
}

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function send(response: ServerResponse, requests: string[], { name, status, body, headers = {}, isCut }: Answered): ServerResponse {
  requests.push(`${name} ${isCut ? 'cut' : status}`);
  if (isCut) return response.destroy();
  const isBytes = body instanceof Uint8Array;
  response.writeHead(status, {
    'content-type': isBytes ? 'application/vnd.github.raw; charset=utf-8' : 'application/json; charset=utf-8',
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '999',
    ...headers,
  });
  return response.end(isBytes ? body : JSON.stringify(body));
}
