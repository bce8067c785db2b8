/** Suggestions as GitHub takes them, and the scenarios that they mend alone. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { reviewScenario } from './scenario.ts';
import { takeSuggestions } from './suggestions.ts';

function comment(startLine: number, line: number, ...lines: readonly string[]) {
  const body = `Why.\n\n\`\`\`suggestion\n${lines.map((text) => `${text}\n`).join('')}\`\`\`\n\n<!-- marker -->`;
  return { path: 'a.ts', startLine, line, body, fingerprints: [] };
}

function take(text: string, ...comments: readonly ReturnType<typeof comment>[]): string | undefined {
  return takeSuggestions(comments, () => text).get('a.ts');
}

describe('taking suggestions', () => {
  test.each([
    ['replaces a line', 'a\nb\nc\n', comment(2, 2, 'B'), 'a\nB\nc\n'],
    ['replaces several lines by one', 'a\nb\nc\n', comment(1, 2, 'AB'), 'AB\nc\n'],
    ['replaces one line by several', 'a\nb\n', comment(2, 2, 'b1', 'b2'), 'a\nb1\nb2\n'],
    ['removes a line', 'a\nb\nc\n', comment(2, 2), 'a\nc\n'],
    ['keeps the carriage returns that it carries', 'a\r\nb\r\n', comment(2, 2, 'B\r'), 'a\r\nB\r\n'],
    ['leaves a file without its last line break', 'a\nb', comment(2, 2, 'B'), 'a\nB'],
  ])('%s', (_, before, suggestion, after) => {
    expect(take(before, suggestion)).toBe(after);
  });

  test('takes several at once, whatever their order', () => {
    expect(take('a\nb\nc\n', comment(1, 1, 'A1', 'A2'), comment(3, 3, 'C'))).toBe('A1\nA2\nb\nC\n');
  });

  test('refuses two on one line', () => {
    expect(() => take('a\nb\n', comment(1, 2, 'x'), comment(2, 2, 'y'))).toThrow('two suggestions on a.ts');
  });

  test('leaves comments without one alone', () => {
    expect(takeSuggestions([{ path: 'a.ts', line: 1, body: '```diff\n-a\n+b\n```', fingerprints: [] }], () => 'a\n').size).toBe(0);
  });
});

test.each(['pulumi-seed', 'windows-line-ends'])('%s is mended by its suggestions alone', async (name) => {
  const { comparison, review, remove } = await reviewScenario(name);
  onTestFinished(remove);
  const taken = takeSuggestions(review.payload.review?.comments ?? [], (path) => comparison.head.texts.get(path));
  expect(comparison.plan.texts.size).toBeGreaterThan(1);
  expect(Object.fromEntries(taken)).toEqual(Object.fromEntries(comparison.plan.texts));
});
