/** How fast we write: GitHub asks for a second between many changes, and lets few come at once. */
import type { ThrottlingOptions } from '@octokit/plugin-throttling';

type Group = NonNullable<ThrottlingOptions['write']>;

/** So many go at once; a usual run writes no more. */
const AT_ONCE = 8;

/**
 * For the plugin that waits out limits, which would let three seconds pass between any two comments
 * (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests).
 *
 * @param second in milliseconds
 */
export function writePace(second: number): Group {
  let gone = 0;
  let next = 0;
  async function schedule<T>(_options: object, call: () => Promise<T>): Promise<T> {
    const now = Date.now();
    if (gone++ >= AT_ONCE) next = Math.max(now, next) + second;
    if (next > now) await sleep(next - now);
    return call();
  }
  // the plugin uses nothing else of a group
  return { key: () => ({ schedule }) } as unknown as Group;
}

/** For what has no pace of its own. */
export function noPace(): Group {
  return { key: () => ({ schedule: <T>(_options: object, call: () => Promise<T>) => call() }) } as unknown as Group;
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
