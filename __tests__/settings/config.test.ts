/** Which files the configuration takes in and leaves out. */
import { describe, expect, test } from 'vitest';
import { isIncluded } from '../../src/settings/config.ts';
import { configOf } from './support.ts';

const CONFIG = configOf('include: [examples/, "**/tests/e2e/"]\nexclude: [examples/old/, "*.gen.ts"]');

describe('a file', () => {
  test.each([
    ['infra/a.ts', true, true],
    ['infra/tests/a.ts', false, false],
    ['examples/a.ts', false, true],
    ['examples/old/a.ts', false, false],
    ['x/tests/e2e/a.ts', false, true],
    ['a.gen.ts', true, false],
    ['infra/a.gen.ts', true, true],
  ])('%s, by default %s, is %s', (path, byDefault, included) => {
    expect(isIncluded(path, CONFIG, byDefault)).toBe(included);
  });
});
