/** The one way to GitHub: Octokit with bounded patience, and silent. */
import { defaults } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { failureOf, headersOf } from './failure.ts';
import { isWrite, noPace, sleep, startPace } from './pace.ts';

const Client = Octokit.plugin(retry, throttling);
export type GitHubClient = InstanceType<typeof Client>;

/** The repository that requests speak of. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

export interface ClientOptions {
  readonly token: string;
  /** `GITHUB_API_URL`, which on GitHub Enterprise Server is not github.com's. */
  readonly apiUrl: string;
  /** `GITHUB_GRAPHQL_URL`. */
  readonly graphqlUrl: string;
  /** What a second of waiting between two tries counts, in milliseconds. */
  readonly second?: number;
  /** In milliseconds, for one request with its answer. */
  readonly timeout?: number;
}

const MOST_RETRIES = 2;
/** In seconds. What GitHub wants us to wait longer for is not waited for: a runner's minutes cost money. */
const LONGEST_WAIT = 60;
const TIMEOUT = 30_000;

/** No answer to these gets better by asking again; what is left are server errors and broken connections. */
const FINAL_STATUSES = [400, 401, 403, 404, 406, 409, 410, 422, 429, 451];

/** Waits out a limit at most twice and at most a minute each; asks again at most twice when GitHub or the network fails. */
export function createClient({ token, apiUrl, graphqlUrl, second = 1_000, timeout = TIMEOUT }: ClientOptions): GitHubClient {
  const client = new Client({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'eks-lockstep',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    request: { fetch: fetchWithin(timeout) },
    retry: { retries: MOST_RETRIES, doNotRetry: FINAL_STATUSES, retryAfterBaseValue: second },
    throttle: {
      id: apiUrl,
      retryAfterBaseValue: second,
      write: noPace(),
      notifications: noPace(),
      onRateLimit: (retryAfter: number, _options: object, _client: object, retries: number) => isWorthWaiting(retryAfter, retries),
      onSecondaryRateLimit: (retryAfter: number, _options: object, _client: object, retries: number) => isWorthWaiting(retryAfter, retries),
    },
  });
  const pace = startPace(second);
  client.hook.wrap('request', async (request, options) => {
    if (isWrite(options)) await pace();
    return waitingOut(second, async () => request(options));
  });
  // Octokit would derive the address of GraphQL from that of REST
  return Object.assign(client, { graphql: client.graphql.defaults({ url: graphqlUrl, baseUrl: graphqlUrl }) });
}

function isWorthWaiting(retryAfter: number, retries: number): boolean {
  return retries < MOST_RETRIES && retryAfter <= LONGEST_WAIT;
}

/** The plugin knows GitHub's own limits by their words and headers; anybody on the way may say when to come again as well. */
async function waitingOut<T>(second: number, ask: () => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await ask();
    } catch (error) {
      const wait = plainRetryAfter(error);
      if (wait === undefined || !isWorthWaiting(wait, retries)) throw error;
      await sleep(wait * second);
    }
  }
}

/** In seconds, from an answer that the plugin lets pass. */
function plainRetryAfter(error: unknown): number | undefined {
  const { 'retry-after': retryAfter, 'x-ratelimit-remaining': remaining } = headersOf(error);
  const isKnown = remaining === '0' || (error instanceof Error && /\bsecondary rate\b/i.test(error.message));
  const isLimit = failureOf(error)?.cause === 'limit';
  const seconds = Number(retryAfter ?? NaN);
  return isLimit && !isKnown && Number.isFinite(seconds) ? seconds : undefined;
}

type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** Self-hosted runners often reach GitHub by a proxy only, which the toolkit's own `fetch` takes from the environment. */
function fetchWithin(timeout: number): Fetch {
  const throughProxy: Fetch = defaults.request?.fetch ?? fetch;
  return async (url, options) => whole(await throughProxy(url, { ...options, signal: AbortSignal.timeout(timeout) }));
}

/** Octokit would take what came before a connection broke for the whole answer; this way it fails, and is asked for again. */
async function whole(response: Response): Promise<Response> {
  if (response.body === null) return response;
  const { status, statusText, headers, url } = response;
  return Object.defineProperty(new Response(await response.arrayBuffer(), { status, statusText, headers }), 'url', { value: url });
}

function ignore(): void {
  // whoever runs us decides what is printed; refusals come back as results
}
