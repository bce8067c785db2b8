/** How far two words are apart. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../../src/model/edit-distance.ts';

test.each([
  ['name', 'name', 0],
  ['name', 'nam', 1],
  ['name', 'nmae', 2],
  ['default', 'defualt', 2],
  ['', 'ab', 2],
])('%j and %j', (a, b, distance) => {
  expect(editDistance(a, b, 2)).toBe(distance);
});

test('beyond the limit it only says so', () => {
  expect(editDistance('name', 'x'.repeat(100_000), 2)).toBe(3);
  expect(editDistance('name', 'main', 2)).toBeGreaterThan(2);
});

test('is the same in both directions, and one slip is one', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b, 99)).toBe(editDistance(b, a, 99));
      expect(editDistance(a, `${a}x`, 99)).toBe(1);
    }),
  );
});
