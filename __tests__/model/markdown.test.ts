/** codeSpan: nothing that a repository says becomes markup. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeSpan } from '../../src/model/markdown.ts';

test.each([
  ['coredns', '`coredns`'],
  ['a `b` c', '``a `b` c``'],
  ['`', '`` ` ``'],
  ['a\n## b\r\n', '` a ## b  `'],
  ['', '`  `'],
  ['x'.repeat(121), `\`${'x'.repeat(119)}…\``],
])('%j', (text, expected) => {
  expect(codeSpan(text)).toBe(expected);
});

test('one line, one span, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', ' ', 'a', '\n', '\u0000', '\u2028', ']', '<', '😀') }), (text) => {
      const span = codeSpan(text);
      const fence = /^`+/.exec(span)?.[0] ?? '';
      const inside = span.slice(fence.length, -fence.length);
      expect(span).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(span.endsWith(fence)).toBe(true);
      expect(inside.split(/[^`]+/).every((run) => run.length !== fence.length)).toBe(true);
      expect(Array.from(inside).length).toBeLessThanOrEqual(122);
    }),
  );
});
