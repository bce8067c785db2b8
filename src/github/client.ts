/** The one way to GitHub: Octokit with bounded patience, and silent. */
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';

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
  /** What a second of waiting between two tries counts, in milliseconds. */
  readonly second?: number;
}

const MOST_RETRIES = 2;
/** In seconds. What GitHub wants us to wait longer for is not waited for: a runner's minutes cost money. */
const LONGEST_WAIT = 60;
/** In milliseconds, for one request with its answer. */
const TIMEOUT = 30_000;

/** No answer to these gets better by asking again; what is left are server errors and broken connections. */
const FINAL_STATUSES = [400, 401, 403, 404, 406, 409, 410, 422, 429, 451];

/** Waits out a limit at most twice and at most a minute each; asks again at most twice when GitHub or the network fails. */
export function createClient({ token, apiUrl, second = 1_000 }: ClientOptions): GitHubClient {
  return new Client({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'eks-lockstep',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    request: { fetch: fetchInTime },
    retry: { retries: MOST_RETRIES, doNotRetry: FINAL_STATUSES, retryAfterBaseValue: second },
    throttle: {
      id: apiUrl,
      retryAfterBaseValue: second,
      onRateLimit: (retryAfter: number, _options: object, _client: object, retries: number) => isWorthWaiting(retryAfter, retries),
      onSecondaryRateLimit: (retryAfter: number, _options: object, _client: object, retries: number) => isWorthWaiting(retryAfter, retries),
    },
  });
}

function isWorthWaiting(retryAfter: number, retries: number): boolean {
  return retries < MOST_RETRIES && retryAfter <= LONGEST_WAIT;
}

function fetchInTime(url: string, options: RequestInit): Promise<Response> {
  return fetch(url, { ...options, signal: AbortSignal.timeout(TIMEOUT) });
}

function ignore(): void {
  // whoever runs us decides what is printed; refusals come back as results
}
