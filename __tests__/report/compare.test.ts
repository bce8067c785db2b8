/** What a change mends: a finding that another one took the place of is not gone for good. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { compareFindings, mended } from '../../src/report/compare.ts';
import { findingOn, type Texts } from './support/world.ts';

const TEXTS: Texts = { 'main.tf': 'AL2 v1 1.32 1.33' };
const WORKERS = { resource: 'workers' };
const GONE = findingOn(TEXTS, 'main.tf', 'AL2', { ...WORKERS, ruleId: 'nodegroup-al2-eol' });

function mendedBy(base: readonly Finding[], head: readonly Finding[]): readonly string[] {
  return mended(compareFindings(base, head)).map(({ finding }) => finding.ruleId);
}

test.each([
  ['nothing came', [], ['nodegroup-al2-eol']],
  ['another rule objects to the same value', [findingOn(TEXTS, 'main.tf', 'AL2', { ...WORKERS, ruleId: 'nodegroup-al2-removed' })], []],
  ['the same rule objects to another value', [findingOn(TEXTS, 'main.tf', 'v1', { ...WORKERS, ruleId: 'nodegroup-al2-eol' })], []],
  [
    'another rule objects to another value',
    [findingOn(TEXTS, 'main.tf', 'v1', { ...WORKERS, ruleId: 'nodegroup-version-skew' })],
    ['nodegroup-al2-eol'],
  ],
  [
    'it is about another resource',
    [findingOn(TEXTS, 'main.tf', 'AL2', { resource: 'others', ruleId: 'nodegroup-al2-removed' })],
    ['nodegroup-al2-eol'],
  ],
])('%s', (_, head, wanted) => {
  expect(mendedBy([GONE], head)).toEqual(wanted);
});

test('what stood before takes no place', () => {
  const standing = findingOn(TEXTS, 'main.tf', 'AL2', { ...WORKERS, ruleId: 'nodegroup-al2-removed' });
  expect(mendedBy([GONE, standing], [standing])).toEqual(['nodegroup-al2-eol']);
  expect(mendedBy([GONE], [GONE])).toEqual([]);
});
