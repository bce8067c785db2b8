/** What a run comes to. */
import { expect, test } from 'vitest';
import type { Severity } from '../../src/model/finding.ts';
import { type FailOn, verdictOf } from '../../src/report/verdict.ts';
import { CLUSTER } from './support/set.ts';
import { resultOf } from './support/world.ts';

function of(...severities: readonly Severity[]) {
  return severities.map((severity) => ({ severity }));
}

test.each<[readonly Severity[], FailOn, 'success' | 'failure']>([
  [['error'], 'error', 'failure'],
  [['warning', 'notice'], 'error', 'success'],
  [['warning'], 'warning', 'failure'],
  [['notice'], 'warning', 'success'],
  [['notice'], 'notice', 'failure'],
  [['error', 'warning', 'notice'], 'never', 'success'],
  [[], 'notice', 'success'],
])('%j, fail on %s: %s', (severities, failOn, conclusion) => {
  expect(verdictOf(of(...severities), failOn, resultOf({}))).toEqual({ conclusion, exitStatus: conclusion === 'failure' ? 1 : 0 });
});

const span = { path: 'a.ts', start: 0, end: 0 };

test.each([
  ['a file that cannot be read, and nothing else', { problems: [{ path: 'a.ts', message: 'is not UTF-8' }] }, 'neutral'],
  [
    'a cluster whose version cannot be read',
    { clusters: [{ ...CLUSTER, versions: [] }], unresolved: [{ span, what: 'cluster version', why: 'computed' }] },
    'neutral',
  ],
  ['one cluster of several that can be read', { clusters: [CLUSTER], unresolved: [{ span, what: 'x', why: 'y' }] }, 'success'],
  ['nothing to read', {}, 'success'],
] as const)('%s: %s', (_, overrides, conclusion) => {
  expect(verdictOf([], 'error', resultOf({}, [], overrides))).toEqual({ conclusion, exitStatus: 0 });
});
