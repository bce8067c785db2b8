/** Many small waits at once. */
import { expect, test } from 'vitest';
import { mapConcurrently } from '../../src/sources/concurrently.ts';

test('keeps the order and the limit', async () => {
  let under = 0;
  let most = 0;
  const results = await mapConcurrently([5, 1, 4, 2, 3], 2, async (item) => {
    most = Math.max(most, ++under);
    await new Promise((resolve) => {
      setTimeout(resolve, item);
    });
    under--;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('does nothing with nothing, and passes on what fails', async () => {
  expect(await mapConcurrently([], 4, () => Promise.reject(new Error('called')))).toEqual([]);
  await expect(
    mapConcurrently([1, 2], 4, (item) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item))),
  ).rejects.toThrow('two');
});
