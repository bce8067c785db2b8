/** Edits one after another are edits of the text they began with. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Patch, type Region } from '../../src/fix/patch.ts';

function apply(text: string, regions: readonly Region[]): string {
  return regions.toReversed().reduce((current, { start, end, newText }) => current.slice(0, start) + newText + current.slice(end), text);
}

/** Fractions of the current length, so that any edit fits any text. */
const edits = fc.array(
  fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(6), newText: fc.string({ maxLength: 5 }) }),
  { maxLength: 12 },
);

function run(text: string, list: readonly { from: number; length: number; newText: string }[]): Patch {
  return list.reduce((patch, { from, length, newText }) => {
    const start = Math.floor(from * patch.current.length);
    return patch.replace({ start, end: Math.min(patch.current.length, start + length) }, newText);
  }, Patch.of(text));
}

test('the regions turn the original into the current text, whatever the edits', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), edits, (text, list) => {
      const patch = run(text, list);
      expect(apply(text, patch.regions)).toBe(patch.current);
    }),
  );
});

test('regions are sorted, none touches another and none changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), edits, (text, list) => {
      const { regions } = run(text, list);
      for (const [index, { start, end, newText }] of regions.entries()) {
        expect(text.slice(start, end)).not.toBe(newText);
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThan(regions[index + 1]?.start ?? Infinity);
      }
    }),
  );
});

test('a place outside all edits keeps its text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), edits, fc.nat(60), fc.integer({ min: 1, max: 5 }), (text, list, at, length) => {
      const patch = run(text, list);
      const range = { start: at, end: at + length };
      fc.pre(range.end <= patch.current.length);
      const { start, end } = patch.toOriginal(range);
      fc.pre(patch.regions.every((region) => region.end < start || end < region.start));
      expect(text.slice(start, end)).toBe(patch.current.slice(range.start, range.end));
    }),
  );
});

test('an edit that is taken back leaves nothing', () => {
  const patch = Patch.of("version: '1.28',").replace({ start: 10, end: 14 }, '1.36').replace({ start: 10, end: 14 }, '1.28');
  expect(patch.regions).toEqual([]);
});

test('a second edit of the same token is one edit of the original', () => {
  const patch = Patch.of("v: 'v1.28.1', w").replace({ start: 4, end: 11 }, 'v1.30.10').replace({ start: 4, end: 12 }, 'v1.36.0');
  expect(patch.regions).toEqual([{ start: 4, end: 11, newText: 'v1.36.0' }]);
});

test('what an edit wrote stands for all that it replaced', () => {
  const patch = Patch.of('abcdef').replace({ start: 1, end: 3 }, 'XYZ');
  expect(patch.toOriginal({ start: 2, end: 3 })).toEqual({ start: 1, end: 3 });
  expect(patch.toOriginal({ start: 4, end: 6 })).toEqual({ start: 3, end: 5 });
  expect(patch.toOriginal({ start: 0, end: 1 })).toEqual({ start: 0, end: 1 });
});
