/** How fast we write: GitHub asks for a second between many changes, and lets few come at once. */
import type { ThrottlingOptions } from '@octokit/plugin-throttling';

/** So many go at once; a usual run writes no more. */
const AT_ONCE = 8;

/** Waits until the next write may go. */
export type Pace = () => Promise<void>;

/**
 * Lets some writes go at once, then one a second
 * (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests).
 *
 * @param second in milliseconds
 */
export function startPace(second: number): Pace {
  let gone = 0;
  let next = 0;
  return async () => {
    const now = Date.now();
    if (gone++ >= AT_ONCE) next = Math.max(now, next) + second;
    if (next > now) await sleep(next - now);
  };
}

/** What a request says of itself, as Octokit hands it on. */
interface Asked {
  readonly method?: string;
  /** The document, where it is a GraphQL request. */
  readonly query?: unknown;
}

/** GraphQL reads by POST too. */
export function isWrite({ method = 'GET', query }: Asked): boolean {
  if (typeof query === 'string') return query.trimStart().startsWith('mutation');
  return method !== 'GET' && method !== 'HEAD';
}

type Group = NonNullable<ThrottlingOptions['write']>;

/** For the plugin that waits out limits: it would let three seconds pass between any two comments, and slow down reading too. */
export function noPace(): Group {
  // the plugin uses nothing else of a group
  return { key: () => ({ schedule: <T>(_options: object, call: () => Promise<T>) => call() }) } as unknown as Group;
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
