/** What people read at a terminal. */
import { expect, test } from 'vitest';
import { reviewOf } from '../../src/report/review.ts';
import { reviewText } from '../../src/report/review-text.ts';
import { checkText } from '../../src/report/text.ts';
import { CLUSTER, fullResult, PINNED, SOON, TEXTS } from './support/set.ts';
import { findingOn, inputOf, resultOf } from './support/world.ts';

test('findings with their lines, then the cluster, what could not be read, and the age of the data', () => {
  expect(checkText(fullResult(), { colour: false })).toBe(
    `lib/add ons.ts:2:52 error coredns with v1.10.1-eksbuild.6 is refused: 100%, <b>. Use another. [addon-incompatible]
    2 | \tnew eks.Addon('coredns', { /* € */ addonVersion: 'v1.10.1-eksbuild.6' });
      | \t                                                  ^^^^^^^^^^^^^^^^^^
      lib/cluster.ts:2: the cluster version 1.34 is decided here
      fix: Write v1.12.1-eksbuild.2 (safe)

lib/cluster.ts:2:13 notice Standard support of 1.34 ends soon. [k8s-version-support-ending-soon]
    2 |   version: '1.34',
      |             ^^^^

1 error and 1 notice in 2 files.

eks.Cluster main (lib/cluster.ts:1): Kubernetes 1.34, in standard support until 2026-12-02
  ADD-ON              PINNED              FITS  DEFAULT
  coredns             v1.10.1-eksbuild.6  no    v1.12.1-eksbuild.2
  vpc-cni
  cluster-autoscaler  v1.34.2

1 value could not be read:
  lib/cluster.ts:1: cluster version: props.version comes from outside
  A comment there may state it: eks-lockstep-assume cluster-version=1.NN; so may assume in the configuration.

2 remarks on files:
  lib/broken.ts is not UTF-8
  lib/cluster.ts:2 has a syntax error: , expected

3 files left out because of the folder: tests, examples, what tools wrote.
2 findings ignored.
AWS denied eks:DescribeAddonVersions
Add-on versions as of 2026-08-22, us-east-1.
`,
  );
});

test('colour only where it is asked for, and the words stay the same', () => {
  const coloured = checkText(fullResult(), { colour: true });
  expect(coloured).toContain('\u001B[31merror\u001B[39m');
  // eslint-disable-next-line no-control-regex -- the escapes are what is taken away
  expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(checkText(fullResult(), { colour: false }));
});

test('quiet: findings only, and nothing where there are none', () => {
  expect(checkText(fullResult(), { colour: false, quiet: true })).toMatch(/\^\^\^\^\n$/);
  expect(checkText(resultOf({}), { colour: false, quiet: true })).toBe('');
  expect(checkText(resultOf({}), { colour: false })).toBe('No findings.\n');
});

test.each([
  ['signs that take two cells', '日本 v1\n', '    1 | 日本 v1\n      |      ^^\n'],
  ['a place of two lines', 'a (b\nc)\n', '    1 | a (b\n      |   ^^\n'],
  [
    'a long line',
    `${'x'.repeat(200)}v1${'y'.repeat(200)}\n`,
    `    1 | ${'x'.repeat(60)}v1${'y'.repeat(98)}\n      | ${' '.repeat(60)}^^\n`,
  ],
])('the mark under %s', (_, text, expected) => {
  const head = { 'a.ts': text };
  const piece = text.includes('v1') ? 'v1' : '(b\nc)';
  expect(checkText(resultOf(head, [findingOn(head, 'a.ts', piece)]), { colour: false, quiet: true })).toContain(expected);
});

test('an empty place has a mark too, and one behind the end of the file has no line', () => {
  const head = { 'a.ts': 'x\n' };
  const [first, last] = [0, 2].map((start) => ({ ...findingOn(head, 'a.ts', 'x'), span: { path: 'a.ts', start, end: start } }));
  expect(checkText(resultOf(head, first ? [first] : []), { colour: false, quiet: true })).toContain('\n    1 | x\n      | ^\n');
  expect(checkText(resultOf(head, last ? [last] : []), { colour: false, quiet: true })).toBe(
    'a.ts:2:1 error `x` does not fit. [addon-incompatible]\n'.replaceAll('`', ''),
  );
});

test('a review: where each comment goes, older and mended findings in short, the bodies behind a bar', () => {
  const gone = findingOn({ 'old.ts': 'old\n' }, 'old.ts', 'old');
  const base = resultOf({ 'old.ts': 'old\n' }, [SOON, gone]);
  const input = { ...inputOf({ 'lib/cluster.ts': TEXTS['lib/cluster.ts'] ?? '' }, TEXTS, [PINNED, SOON]), base };
  const text = reviewText(base, input.head, reviewOf(input), { colour: false });
  expect(text).toMatch(/^eks-lockstep failed: 1 error is new\n\nlib\/add ons\.ts:2:52 error/);
  expect(text).toContain('\n      -> suggestion on lib/add ons.ts:2\n');
  expect(text).toContain('1 finding older than this change:\n  lib/cluster.ts:2 notice Addon 1.34 [k8s-version-support-ending-soon]\n');
  expect(text).toContain('1 finding gone with this change:\n  old.ts:1 error Addon old [addon-incompatible]\n');
  expect(text).toContain('comment on lib/add ons.ts:2\n| **Error:** `coredns` with');
  expect(text).toContain("| ```suggestion\n| \tnew eks.Addon('coredns', { /* € */ addonVersion: 'v1.12.1-eksbuild.2' });\n| ```\n");
  expect(text).toContain('summary\n| ### eks-lockstep failed');
});

test('a cluster with images alone says nothing of what fits', () => {
  const text = checkText(fullResult({ clusters: [{ ...CLUSTER, addons: [] }] }), { colour: false });
  expect(text).toContain('until 2026-12-02\n  cluster-autoscaler  v1.34.2\n\n');
});

test('a summary that nobody would get is not printed', () => {
  const input = inputOf({}, {}, []);
  expect(reviewText(input.base, input.head, reviewOf(input), { colour: false })).not.toContain('summary');
});

test('a review without a finding is short', () => {
  const input = inputOf({}, {}, []);
  expect(reviewText(input.base, input.head, reviewOf(input), { colour: false, quiet: true })).toBe('eks-lockstep passed: nothing new\n');
});
