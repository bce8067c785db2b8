/** A fix is all or nothing: its edits are all suggested, or all shown in one place. */
import { expect, test } from 'vitest';
import { reviewOf } from '../../src/report/review.ts';
import type { ReviewInput } from '../../src/report/review-input.ts';
import { suggestionIn } from './support/suggestions.ts';
import { findingOn, inputOf, spanOf, type Texts } from './support/world.ts';

const RULE = '([addon-incompatible](https://github.com/eks-lockstep/eks-lockstep/blob/main/docs/rules/addon-incompatible.md))';

/** Without the marker. */
function bodiesOf(input: ReviewInput): readonly string[] {
  return (reviewOf(input).payload.review?.comments ?? []).map(({ body }) => body.replace(/\n\n<!--.*-->$/, ''));
}

/** A place on the head, as comments link it. */
function link(path: string): string {
  return `[\`${path}:1\`](https://github.example/blob/aaaa/${path}#L1)`;
}

/** A class is renamed: where it is used, where it is imported, and in the package that it comes from. */
function renamed() {
  const head: Texts = { 'a.ts': 'class A\n', 'b.ts': 'import A\n', 'package.json': '"a": "1"\n' };
  const edits = [
    { span: spanOf(head, 'a.ts', 'class A'), newText: 'class B' },
    { span: spanOf(head, 'b.ts', 'import A'), newText: 'import B' },
    { span: spanOf(head, 'package.json', '"a": "1"'), newText: '"b": "1"' },
  ];
  const finding = { ...findingOn(head, 'a.ts', 'class A'), fix: { title: 'Use `B`', disposition: 'safe', edits } as const };
  return { head, finding };
}

test('the parts of a fix name each other', () => {
  const { head, finding } = renamed();
  const input = inputOf({}, head, [finding]);
  const [own, part, third] = bodiesOf(input);
  expect(own).toContain(
    `\`\`\`suggestion\nclass B\n\`\`\`\n\nTake it together with the suggestions at ${link('b.ts')} and ${link('package.json')}.`,
  );
  expect(part).toBe(`Part of \`\` Use \`B\` \`\`, explained at ${link('a.ts')}.\n\n\`\`\`suggestion\nimport B\n\`\`\``);
  expect(suggestionIn(third ?? '')).toBe('"b": "1"\n');
  expect(reviewOf(input).payload.review?.body).toBe('1 error in this change. Suggestions that name each other are right together only.');
});

test('where a part of a fix lies outside the diff, none is suggested and all are shown', () => {
  const { head, finding: error } = renamed();
  const finding = { ...error, severity: 'warning' } as const;
  const bodies = bodiesOf(inputOf({ 'package.json': head['package.json'] ?? '' }, head, [finding]));
  const diffs = [
    ['a.ts', 'class A', 'class B'],
    ['b.ts', 'import A', 'import B'],
    ['package.json', '"a": "1"', '"b": "1"'],
  ] as const;
  const blocks = diffs.map(([path, before, after]) => `\n\n${link(path)}\n\`\`\`diff\n-${before}\n+${after}\n\`\`\``);
  expect(bodies).toEqual([`**Warning:** \`class A\` does not fit. ${RULE}\n\nTo fix it, make these edits together:${blocks.join('')}`]);
});

test('a package manifest outside the diff is left to the hand where the code does not work anyway', () => {
  const { head, finding } = renamed();
  const [own, part, ...others] = bodiesOf(inputOf({ 'package.json': head['package.json'] ?? '' }, head, [finding]));
  expect(others).toEqual([]);
  expect([own, part].map((body) => suggestionIn(body ?? ''))).toEqual(['class B\n', 'import B\n']);
  expect(own).toContain(`And by hand:\n\n${link('package.json')}\n\`\`\`diff\n-"a": "1"\n+"b": "1"\n\`\`\``);
});

test('a fix that shares a line with one that is only shown is only shown too, in the same place', () => {
  const { head, finding: error } = renamed();
  const finding = { ...error, severity: 'warning' } as const;
  const texts = { ...head, 'b.ts': 'import A; x\n' };
  const other = findingOn(texts, 'b.ts', 'x', { severity: 'warning' }, 'y');
  const input = inputOf({ 'package.json': head['package.json'] ?? '' }, texts, [finding, other]);
  const [first, second, ...others] = bodiesOf(input);
  expect(others).toEqual([]);
  expect(first).toContain('-import A; x\n+import B; y\n');
  expect(second).toMatch(/^\*\*Warning:\*\* `x` does not fit\..*\n\nThe edits shown at \[`a\.ts:1`\]\(.*\) fix this too\.$/);
  const [told = ''] = reviewOf(input).findings.map(({ fingerprint }) => fingerprint);
  const [alone] = bodiesOf({ ...input, posted: new Set([told]) });
  expect(alone).toContain('-import A; x\n+import B; y\n');
});

test('a fix that the cap would cut in two is shown whole instead', () => {
  const { head, finding } = renamed();
  const lesser = findingOn({ ...head, 'c.ts': 'c\n' }, 'c.ts', 'c', { severity: 'notice' }, 'd');
  const texts = { ...head, 'c.ts': 'c\n' };
  const bodies = bodiesOf(inputOf({}, texts, [finding, lesser], { cap: 2 }));
  expect(bodies.map(suggestionIn)).toEqual([undefined, 'd\n']);
  expect(bodies[0]).toContain('make these edits together');
  expect(bodiesOf(inputOf({}, texts, [finding, lesser], { cap: 3 })).map(suggestionIn)).toEqual(['class B\n', 'import B\n', '"b": "1"\n']);
});

test('a fix of which a part was told before is shown whole: nobody knows what that comment offers', () => {
  const head = { 'a.ts': 'one two\n', 'b.ts': 'three\n' };
  const edits = [
    { span: spanOf(head, 'a.ts', 'one'), newText: '1' },
    { span: spanOf(head, 'b.ts', 'three'), newText: '3' },
  ];
  const first = { ...findingOn(head, 'a.ts', 'one'), fix: { title: 'Both', disposition: 'safe', edits } as const };
  const second = findingOn(head, 'a.ts', 'two', {}, '2');
  const [told = ''] = reviewOf(inputOf({}, head, [first, second])).findings.map(({ fingerprint }) => fingerprint);
  const [body = '', ...others] = bodiesOf(inputOf({}, head, [first, second], { posted: new Set([told]) }));
  expect(others).toEqual([]);
  expect(suggestionIn(body)).toBeUndefined();
  expect(body).toContain('-one two\n+1 2\n');
  expect(body).toContain('-three\n+3\n');
});
