/** Creating what must not be there twice. */
import { isDoubtful } from './failure.ts';

/** For requests that create: no second try by the client, as the first may have been carried out although its answer got lost. */
export const NO_RETRY = { request: { retries: 0 } };

/**
 * Creates something. Where it is doubtful whether that was done, it is looked for before the one more try.
 *
 * @param find what was created after all; rejects, with the error it is given or one of its own, where that cannot be told
 */
export async function createOnce<T>(create: () => Promise<T>, find: (doubt: unknown) => Promise<T | undefined>): Promise<T> {
  try {
    return await create();
  } catch (doubt) {
    if (!isDoubtful(doubt)) throw doubt;
    return (await find(doubt)) ?? (await create());
  }
}
