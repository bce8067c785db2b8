/** What somebody probably meant. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestOf } from '../../src/settings/suggest.ts';

const WORDS = ['addon-incompatible', 'addon-version-format', 'off', 'error', 'fail-on'];

describe('a word', () => {
  test.each([
    ['addon-incompatable', 'addon-incompatible'],
    ['addon-incomaptible', 'addon-incompatible'],
    ['addonIncompatible', 'addon-incompatible'],
    ['ADDON_INCOMPATIBLE', 'addon-incompatible'],
    ['addon-version-fromat', 'addon-version-format'],
    ['of', 'off'],
    ['fof', 'off'],
    ['OFF', 'off'],
    ['eror', 'error'],
    ['on', undefined],
    ['warn', undefined],
    ['incompatible', undefined],
    ['', undefined],
    ['x'.repeat(65), undefined],
  ])('%s may be %s', (written, meant) => {
    expect(nearestOf(written, WORDS)).toBe(meant);
  });

  test('that is right is itself, however near others are', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}(?:-[a-z]{2,6})?$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, fc.nat(), (candidates, pick) => {
        const word = candidates[pick % candidates.length] ?? '';
        expect(nearestOf(word, candidates)).toBe(word);
      }),
    );
  });
});
