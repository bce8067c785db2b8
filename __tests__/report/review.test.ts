/** Where each finding is told, and what the comment says. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { ReviewComment } from '../../src/report/payload.ts';
import { reviewOf } from '../../src/report/review.ts';
import type { ReviewInput } from '../../src/report/review-input.ts';
import { suggestionIn } from './support/suggestions.ts';
import { findingOn, inputOf, planOf, spanOf } from './support/world.ts';

const FILLER = Array.from({ length: 12 }, (_, index) => `// ${index}\n`).join('');
const URL = 'https://github.com/eks-lockstep/eks-lockstep/blob/main/docs/rules';
const RULE = `([addon-incompatible](${URL}/addon-incompatible.md))`;

function commentsOf(input: ReviewInput): readonly ReviewComment[] {
  return reviewOf(input).payload.review?.comments ?? [];
}

/** Without the marker. */
function bodiesOf(input: ReviewInput): readonly string[] {
  return commentsOf(input).map(({ body }) => body.replace(/\n\n<!--.*-->$/, ''));
}

function kindsOf(input: ReviewInput): readonly string[] {
  return reviewOf(input).findings.map(({ placement: { kind, path, startLine, line } }) => `${kind} ${path}:${startLine}-${line}`);
}

test('an edit in the diff is a suggestion of exactly its line', () => {
  const head = { 'a.ts': `${FILLER}\tversion: 'v1',\n` };
  const input = inputOf({ 'a.ts': FILLER }, head, [findingOn(head, 'a.ts', 'v1', {}, 'v2')]);
  const [comment] = commentsOf(input);
  expect(comment).toMatchObject({ path: 'a.ts', line: 13, fingerprints: [expect.stringMatching(/^[0-9a-f]{16}$/)] });
  expect(comment).not.toHaveProperty('startLine');
  expect(comment?.body).toBe(
    `**Error:** \`v1\` does not fit. ${RULE}\n\n\`\`\`suggestion\n\tversion: 'v2',\n\`\`\`\n\n<!-- eks-lockstep:findings ${comment?.fingerprints[0]} -->`,
  );
});

test('two findings on one line are one comment with one suggestion', () => {
  const head = { 'a.ts': 'one two\n' };
  const findings = [findingOn(head, 'a.ts', 'one', {}, '1'), findingOn(head, 'a.ts', 'two', { severity: 'notice' }, '2')];
  const bodies = bodiesOf(inputOf({}, head, findings));
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain('**Error:** `one` does not fit.');
  expect(bodies[0]).toContain('**Notice:** `two` does not fit.');
  expect(suggestionIn(bodies[0] ?? '')).toBe('1 2\n');
});

test('the same edit asked for twice is made once, and both ask for it', () => {
  const head = { 'a.ts': 'one\n' };
  const first = findingOn(head, 'a.ts', 'one', {}, '1');
  const second = { ...first, ruleId: 'automode-version-too-old' };
  const plan = planOf(head, [first]);
  const both = { ...plan, steps: [...plan.steps, { finding: second, span: second.span, round: 0, edits: [0] }] };
  const bodies = bodiesOf(inputOf({}, head, [first, second], { plan: both }));
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain('automode-version-too-old.md');
  expect(suggestionIn(bodies[0] ?? '')).toBe('1\n');
});

test.each([
  ['CRLF', 'a: v1\r\nb\r\n', 'a: v2\r\n'],
  ['a last line without a line break', 'b\na: v1', 'a: v2\n'],
  ['the same in a CRLF file', 'b\r\na: v1', 'a: v2\n'],
  ['a tab and a fence', '\t```a: v1\n', '\t```a: v2\n'],
])('%s stays as it is', (_, text, expected) => {
  const head = { 'a.ts': text };
  expect(suggestionIn(bodiesOf(inputOf({}, head, [findingOn(head, 'a.ts', 'v1', {}, 'v2')]))[0] ?? '')).toBe(expected);
});

test('an inserted line comes with its neighbour; a deleted one leaves an empty suggestion', () => {
  const head = { 'a.ts': 'one\ntwo\n', 'b.ts': 'one\ntwo\n' };
  const inserting = findingOn(head, 'a.ts', 'two');
  const deleting = findingOn(head, 'b.ts', 'two');
  const span = spanOf(head, 'a.ts', 'two');
  const findings: readonly Finding[] = [
    { ...inserting, fix: { title: 'Insert', disposition: 'safe', edits: [{ span: { ...span, end: span.start }, newText: 'new\n' }] } },
    { ...deleting, fix: { title: 'Delete', disposition: 'safe', edits: [{ span: spanOf(head, 'b.ts', 'two\n'), newText: '' }] } },
  ];
  expect(bodiesOf(inputOf({}, head, findings)).map(suggestionIn)).toEqual(['new\ntwo\n', '']);
});

test('behind the last line of a hunk, an inserted line comes with the line before it', () => {
  const base = { 'a.ts': `${FILLER}${FILLER.replaceAll('//', '#')}` };
  const head = { 'a.ts': base['a.ts'].replace('// 11\n', '// 11 changed\n') };
  const at = spanOf(head, 'a.ts', '# 3\n');
  const finding = findingOn(head, 'a.ts', '// 11 changed');
  const fix = { title: 'Insert', disposition: 'safe', edits: [{ span: { ...at, end: at.start }, newText: 'new\n' }] } as const;
  const [comment] = commentsOf(inputOf(base, head, [{ ...finding, fix }]));
  expect(comment?.line).toBe(15);
  expect(suggestionIn(comment?.body ?? '')).toBe('# 2\nnew\n');
});

test('a line in the diff whose fix is outside gets a comment that shows the edit', () => {
  const base = { 'a.ts': `import x;\n${FILLER}` };
  const head = { 'a.ts': `import x;\n${FILLER}use x\n` };
  const finding = findingOn(head, 'a.ts', 'use x');
  const fix = { title: 'Import y', disposition: 'safe', edits: [{ span: spanOf(head, 'a.ts', 'import x'), newText: 'import y' }] } as const;
  const input = inputOf(base, head, [{ ...finding, fix }]);
  expect(kindsOf(input)).toEqual(['line a.ts:14-14']);
  expect(bodiesOf(input)).toEqual([
    `**Error:** \`use x\` does not fit. ${RULE}\n\nTo fix it:\n\n[\`a.ts:1\`](https://github.example/blob/aaaa/a.ts#L1)\n\`\`\`diff\n-import x;\n+import y;\n\`\`\``,
  ]);
});

test('lines with removed ones between them are shown, not suggested', () => {
  const head = { 'a.ts': 'one\ntwo\n' };
  const finding = findingOn(head, 'a.ts', 'one');
  const fix = { title: 'Join', disposition: 'safe', edits: [{ span: spanOf(head, 'a.ts', 'one\ntwo'), newText: '1\n2' }] } as const;
  const input = inputOf({ 'a.ts': 'one\ngone\ntwo\n' }, head, [{ ...finding, fix }]);
  expect(kindsOf(input)).toEqual(['line a.ts:1-1']);
  expect(bodiesOf(input)[0]).toContain('```diff\n-one\n-two\n+1\n+2\n```');
});

test('a finding with edits above and below is told at the nearest of them', () => {
  const head = { 'a.ts': `import x\n${FILLER}new Cluster\n  version\n` };
  const edits = [
    { span: spanOf(head, 'a.ts', 'import x'), newText: 'import y' },
    { span: spanOf(head, 'a.ts', 'version'), newText: 'version, layer' },
  ];
  const finding = { ...findingOn(head, 'a.ts', 'new Cluster'), fix: { title: 'Add the layer', disposition: 'safe', edits } as const };
  const input = inputOf({}, head, [finding]);
  expect(kindsOf(input)).toEqual(['suggestion a.ts:15-15']);
  expect(bodiesOf(input).map((body) => body.split('\n')[0])).toEqual([
    expect.stringMatching(/^\*\*Error\*\* at \[`a\.ts:14`\]\(.*\): `new Cluster` does not fit/),
    expect.stringMatching(/^Part of `Add the layer`, explained at \[`a\.ts:15`\]/),
  ]);
});

/** A cluster version in the diff, and pins far away that it decides. */
function upgrade(pins: readonly string[]) {
  const rest = `${FILLER}${pins.map((pin) => `${pin}\n`).join('')}`;
  const base = { 'cluster.ts': 'version 1.33\n', 'addons.ts': rest };
  const head = { 'cluster.ts': 'version 1.34\n', 'addons.ts': rest };
  const related = [{ span: spanOf(head, 'cluster.ts', '1.34'), message: 'the cluster version `1.34` is decided here' }];
  const findings = pins.map((pin) =>
    findingOn(head, 'addons.ts', pin, { related, message: `\`${pin}\` breaks. More of it.` }, `new-${pin}`),
  );
  return { base, head, findings };
}

test('a broken pin outside the diff is told where the change decides it', () => {
  const { base, head, findings } = upgrade(['coredns']);
  const input = inputOf(base, head, findings);
  expect(kindsOf(input)).toEqual(['line cluster.ts:1-1']);
  expect(bodiesOf(input)).toEqual([
    `**Error** at [\`addons.ts:13\`](https://github.example/blob/aaaa/addons.ts#L13), decided by this line: \`coredns\` breaks. More of it. ${RULE}\n\nTo fix it:\n\n[\`addons.ts:13\`](https://github.example/blob/aaaa/addons.ts#L13)\n\`\`\`diff\n-coredns\n+new-coredns\n\`\`\``,
  ]);
  expect(reviewOf(input).payload.check?.annotations.map(({ path, startLine }) => `${path}:${startLine}`)).toEqual(['addons.ts:13']);
});

test('all pins that one line breaks are one comment with the whole fix', () => {
  const { base, head, findings } = upgrade(['coredns', 'kube-proxy', 'vpc-cni']);
  const input = inputOf(base, head, findings);
  expect(new Set(kindsOf(input))).toEqual(new Set(['line cluster.ts:1-1']));
  const [body = '', ...others] = bodiesOf(input);
  expect(others).toEqual([]);
  expect(body).toContain('**Error:** This line breaks 3 places outside the diff (as of 2026-08-22, us-east-1):\n\n- [`addons.ts:13`]');
  expect(body).toContain(`- [\`addons.ts:13\`](https://github.example/blob/aaaa/addons.ts#L13): \`coredns\` breaks. ${RULE}`);
  expect(body).toContain('- [`addons.ts:15`](https://github.example/blob/aaaa/addons.ts#L15): the same for `Addon vpc-cni`, `vpc-cni`\n');
  expect(body).not.toContain('More of it');
  expect(body).toContain('```diff\n-coredns\n-kube-proxy\n-vpc-cni\n+new-coredns\n+new-kube-proxy\n+new-vpc-cni\n```');
});

test('a context line is no cause: it was there before', () => {
  const { head, findings } = upgrade(['coredns']);
  const base = { ...head, 'cluster.ts': 'version 1.34\nmore\n' };
  const input = inputOf(base, head, findings);
  expect(kindsOf(input)).toEqual(['summary addons.ts:13-13']);
  expect(reviewOf(input).payload.review).toBeUndefined();
});

test('a cause on a line with a suggestion is told in that comment', () => {
  const { base, head, findings } = upgrade(['coredns']);
  const own = findingOn(head, 'cluster.ts', '1.34', { ruleId: 'k8s-version-float' }, '"1.34"');
  const bodies = bodiesOf(inputOf(base, head, [...findings, own]));
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain('decided by this line: `coredns` breaks.');
  expect(bodies[0]).toContain('```suggestion\nversion "1.34"\n```\n\nAnd by hand:');
});

test('without a cause in the diff: on the file if it changed, else in the summary', () => {
  const text = `${FILLER}old\n`;
  const base = { 'a.ts': text, 'b.ts': text };
  const head = { 'a.ts': `new\n${text}`, 'b.ts': text };
  const findings = [findingOn(head, 'a.ts', 'old'), findingOn(head, 'b.ts', 'old', { resource: 'Addon other' })];
  const input = inputOf(base, head, findings);
  expect(kindsOf(input)).toEqual(['file a.ts:14-14', 'summary b.ts:13-13']);
  const { review, summary } = reviewOf(input).payload;
  expect(review?.comments).toEqual([]);
  expect(review?.fileComments.map(({ path }) => path)).toEqual(['a.ts']);
  expect(review?.fileComments[0]?.body).toContain(
    '**Error** at [`a.ts:14`](https://github.example/blob/aaaa/a.ts#L14): `old` does not fit.',
  );
  expect(summary?.body).toContain('Not on the diff:\n\n- **Error** at [`b.ts:13`]');
});

test('a file whose lines nobody knows is commented on as a whole', () => {
  const head = { 'a.ts': 'old\n' };
  const changes = { base: 'b', head: 'h', files: [{ path: 'a.ts', status: 'modified', hunks: 'unknown' } as const], isComplete: true };
  expect(kindsOf(inputOf({}, head, [findingOn(head, 'a.ts', 'old', {}, 'new')], { changes }))).toEqual(['file a.ts:1-1']);
});

test('errors first; what the cap leaves out stands in the summary with its edit', () => {
  const head = { 'a.ts': 'one\ntwo\nthree\n' };
  const findings = [
    findingOn(head, 'a.ts', 'one', { severity: 'notice' }, '1'),
    findingOn(head, 'a.ts', 'two', { severity: 'error' }, '2'),
    findingOn(head, 'a.ts', 'three', { severity: 'warning' }, '3'),
  ];
  const input = inputOf({}, head, findings, { cap: 2 });
  const { payload } = reviewOf(input);
  expect(payload.review?.comments.map(({ line }) => line)).toEqual([2, 3]);
  expect(payload.review?.body).toBe('1 error and 1 warning in this change. 1 more in the summary.');
  expect(kindsOf(input)[0]).toBe('summary a.ts:1-1');
  expect(payload.summary?.body).toContain('- **Notice** at [`a.ts:1`]');
  expect(payload.summary?.body).toContain('-one\n+1\n');
});

test('a new finding beside one that was told is told alone, and the suggestion holds both fixes', () => {
  const head = { 'a.ts': 'one two\n' };
  const findings = [findingOn(head, 'a.ts', 'one', {}, '1'), findingOn(head, 'a.ts', 'two', {}, '2')];
  const [told = '', other = ''] = reviewOf(inputOf({}, head, findings)).findings.map(({ fingerprint }) => fingerprint);
  const [comment] = commentsOf(inputOf({}, head, findings, { posted: new Set([told]) }));
  expect(comment?.fingerprints).toEqual([other]);
  expect(comment?.body).not.toContain('`one` does not fit');
  expect(suggestionIn(comment?.body ?? '')).toBe('1 2\n');
});

test('a suggestion that was made is not made again for what its line decides elsewhere', () => {
  const { base, head, findings } = upgrade(['coredns']);
  const own = findingOn(head, 'cluster.ts', '1.34', { ruleId: 'k8s-version-float' }, '"1.34"');
  const all = [...findings, own];
  const [, told = ''] = reviewOf(inputOf(base, head, all)).findings.map(({ fingerprint }) => fingerprint);
  const [body = '', ...others] = bodiesOf(inputOf(base, head, all, { posted: new Set([told]) }));
  expect(others).toEqual([]);
  expect(body).toContain('decided by this line: `coredns` breaks.');
  expect(suggestionIn(body)).toBeUndefined();
});

test('older findings get no comment and do not fail', () => {
  const head = { 'a.ts': 'one\n' };
  const finding = findingOn(head, 'a.ts', 'one');
  const input = inputOf({}, head, [finding]);
  const review = reviewOf({ ...input, base: { ...input.base, findings: [finding] } });
  expect(review.payload.review).toBeUndefined();
  expect(review.conclusion).toBe('success');
  expect(review.findings.map(({ status }) => status)).toEqual(['existing']);
});

test('without pages of lines, places are code', () => {
  const { base, head, findings } = upgrade(['coredns']);
  const { permalink: _, ...input } = inputOf(base, head, findings);
  expect(bodiesOf(input)[0]).toMatch(/^\*\*Error\*\* at `addons\.ts:13`, decided by this line:/);
});
