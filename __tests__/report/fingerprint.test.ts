/** Identity: stable when lines move and files are renamed, different for what is different. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { compareFindings } from '../../src/report/compare.ts';
import { fingerprintsOf } from '../../src/report/fingerprint.ts';

function finding(overrides: Partial<Finding> = {}, start = 0, path = 'a.ts'): Finding {
  return {
    ruleId: 'addon-incompatible',
    severity: 'error',
    message: 'It does not fit.',
    span: { path, start, end: start + 1 },
    related: [],
    resource: 'Addon coredns',
    value: 'v1',
    ...overrides,
  };
}

function fingerprint(...findings: readonly Finding[]): readonly (string | undefined)[] {
  const fingerprints = fingerprintsOf(findings);
  return findings.map((one) => fingerprints.get(one));
}

test('16 hex digits, and the same ones for ever: they stand in comments', () => {
  expect(fingerprint(finding())).toEqual(['b6d8dd329b68d294']);
});

test.each([
  ['moved', finding({}, 99), true],
  ['in a renamed file', finding({}, 0, 'renamed/b.ts'), true],
  ['with other words', finding({ message: 'Other words.', severity: 'warning' }), true],
  ['of another rule', finding({ ruleId: 'addon-version-format' }), false],
  ['of another resource', finding({ resource: 'Addon kube-proxy' }), false],
  ['of another value', finding({ value: 'v2' }), false],
])('%s', (_, other, isSame) => {
  expect(fingerprint(other)[0] === fingerprint(finding())[0]).toBe(isSame);
});

test('equals are told apart by their order of path and place, not by that of the list', () => {
  const [first, second, third] = [finding({}, 5), finding({}, 9), finding({}, 1, 'b.ts')];
  const [a, b, c] = fingerprint(first, second, third);
  expect(new Set([a, b, c]).size).toBe(3);
  expect(fingerprint(third, first, second)).toEqual([c, a, b]);
});

test('what a change makes of findings: as many are new as there are more of a kind', () => {
  const kinds = fc.array(fc.constantFrom('v1', 'v2', 'v3'), { maxLength: 8 });
  fc.assert(
    fc.property(kinds, kinds, (before, after) => {
      const base = before.map((value, index) => finding({ value }, index));
      const head = after.map((value, index) => finding({ value }, index * 7, 'moved.ts'));
      const compared = compareFindings(base, head);
      for (const value of ['v1', 'v2', 'v3']) {
        const [was, is] = [before, after].map((values) => values.filter((other) => other === value).length);
        const own = compared.filter((one) => one.finding.value === value).map(({ status }) => status);
        expect((['new', 'fixed', 'existing'] as const).map((status) => own.filter((other) => other === status).length)).toEqual([
          Math.max(0, (is ?? 0) - (was ?? 0)),
          Math.max(0, (was ?? 0) - (is ?? 0)),
          Math.min(was ?? 0, is ?? 0),
        ]);
      }
    }),
  );
});
