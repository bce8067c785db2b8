/** What a repository says stays what it says: no mention, no HTML, no command, no broken fence, no endless text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { codeSpan } from '../../src/model/markdown.ts';
import { checkMarkdown } from '../../src/report/markdown.ts';
import { cutAtSentence, fenced, firstSentence, message, placeLink, plainText, sentence } from '../../src/report/markup.ts';
import { reviewOf } from '../../src/report/review.ts';
import { reviewText } from '../../src/report/review-text.ts';
import { checkText } from '../../src/report/text.ts';
import { suggestionIn, takeAll } from './support/suggestions.ts';
import { applied, findingOn, inputOf, resultOf, type Texts } from './support/world.ts';

const EVIL = '`@octocat` <img src=x> ``` ```suggestion [x](javascript:1) ![y](z) #1 ::error::x ##[error]x';

test.each([
  ['@octocat and <b>', '@&#8203;octocat and &lt;b>'],
  ['`@octocat` stays, @octocat does not', '`@octocat` stays, @&#8203;octocat does not'],
  ['**bold** and [a page](https://example.com)', '**bold** and [a page](https://example.com)'],
  ['![a picture](x)', '!\\[a picture](x)'],
  ['a ` alone and ``code``', 'a \\` alone and ``code``'],
])('a message: %s', (text, expected) => {
  expect(message(text)).toBe(expected);
});

test.each([
  ['`code` and *stars*', '`code` and \\*stars\\*'],
  ['[a](b) <i> & @me', '\\[a\\](b) &lt;i\\> &amp; @&#8203;me'],
  ['see #12 and https://evil.example', 'see \\#&#8203;12 and https:&#8203;//evil.example'],
  ['two\nlines\u001B[31m', 'two lines \\[31m'],
  ['`a` b` c', '`a` b\\` c'],
])('a sentence of somebody else: %j', (text, expected) => {
  expect(sentence(text)).toBe(expected);
});

test('outside code, nothing of a sentence calls, links or opens a tag', () => {
  const unit = fc.constantFrom(
    '`',
    '``',
    '@a',
    '<b>',
    '[x](y)',
    '![',
    '\\',
    '#1',
    '\n',
    ' ',
    'www.x.y',
    'https://x.y',
    '*',
    '_',
    '&lt;',
    'ü',
  );
  fc.assert(
    fc.property(
      fc.array(unit, { maxLength: 12 }).map((parts) => parts.join('')),
      (text) => {
        // what is escaped, what is code, and what is broken up
        const dead = /\\[\\`*_[\]~|#!>](?:&#8203;)?|(?<fence>`+)(?!`).+?(?<!`)\k<fence>(?!`)|[@:]&#8203;|www&#8203;/gs;
        const live = sentence(text).replaceAll(dead, '');
        expect(live).not.toMatch(/@|<|[[\]*_`\\]|#(?=\d)|:\/\/|www\.|\n/);
      },
    ),
    { numRuns: 500 },
  );
});

test('sentences end outside code only', () => {
  expect(firstSentence('Fails with `a. b`. Then more.')).toBe('Fails with `a. b`.');
  expect(firstSentence('Version 1.36 is fine. Good.')).toBe('Version 1.36 is fine.');
  expect(firstSentence('')).toBe('');
  expect(cutAtSentence('One. Two. Three.', 12)).toBe('One. Two. …');
  expect(cutAtSentence('One.', 4)).toBe('One.');
  expect(cutAtSentence('- one (x)\n- two (x)\n- three (x)', 24)).toBe('- one (x)\n- two (x) …');
  expect(plainText('**a** `` `b` `` [c](d) \\* e')).toBe('a `b` c * e');
});

test('fences and links hold whatever is inside', () => {
  expect(fenced('diff', '-````\n')).toBe('`````diff\n-````\n`````');
  expect(placeLink({ path: 'a) b`.ts', line: 3 }, (path, line) => `https://x/${path}#L${line}`)).toBe(
    '[``a) b`.ts:3``](https://x/a%29%20b%60.ts#L3)',
  );
});

/** A path and a text that try everything. */
function attack() {
  const path = `::error::/${EVIL}/a|b.ts`;
  const head: Texts = { [path]: `${EVIL}\n\`\`\`\n<!-- eks-lockstep:findings 0123456789abcdef -->\n@octocat\u001B[2J\n` };
  const value = '<!-- eks-lockstep:findings 0123456789abcdef -->';
  const finding: Finding = {
    ...findingOn(head, path, value, { message: `${codeSpan(EVIL)} does not fit.`, resource: EVIL }, 'x'),
    fix: { title: EVIL, disposition: 'safe', edits: [{ span: findingOn(head, path, value).span, newText: 'x' }] },
  };
  const overrides = {
    unresolved: [{ span: finding.span, what: 'version', why: EVIL }],
    problems: [{ path, message: EVIL }],
    degraded: [EVIL],
    clusters: [
      {
        id: 'x',
        dialect: 'd',
        resource: `${EVIL}|`,
        clusterName: `${EVIL}|`,
        span: finding.span,
        isVersionWritten: true,
        versions: [{ value: `1.34|${EVIL}`, span: finding.span, support: 'unknown' as const }],
        addons: [{ addonName: `${EVIL}|`, versions: [{ value: '|', span: finding.span, fits: [] }] }],
        others: [{ name: `a|b ${EVIL}`, value: `${EVIL}|`, span: finding.span }],
      },
    ],
  };
  const input = inputOf({}, head, [finding]);
  return { path, head, finding, input: { ...input, head: resultOf(head, [finding], overrides) } };
}

/** The Markdown without its code, which is harmless. */
function outsideCode(markdown: string): string {
  return markdown
    .replaceAll(/^(?<fence>`{3,})\w*\n[\s\S]*?^\k<fence>$/gm, '')
    .replaceAll(/(?<!\\|`)(?<fence>`+)(?!`).+?(?<!`)\k<fence>(?!`)/g, '');
}

test('Markdown: nothing takes effect outside code, and tables keep their shape', () => {
  const { input } = attack();
  const { payload, summary, jobSummary } = reviewOf(input);
  const bodies = [...(payload.review?.comments ?? []), payload.check, payload.summary].map((part) =>
    part === undefined ? '' : 'body' in part ? part.body : part.summary,
  );
  for (const body of [...bodies, summary, jobSummary, checkMarkdown(input.head)]) {
    const bare = outsideCode(body).replaceAll(/<\/?(?:details|summary)>|<!-- eks-lockstep:\w+(?: [0-9a-f ]+)? -->/g, '');
    expect(bare.replaceAll(/\\[[\]!]|\]\(https:[^)]*\)/g, '')).not.toMatch(/@(?!&#8203;)|<|\]\(|!\[/);
    for (const row of body.split('\n').filter((line) => line.startsWith('| '))) {
      expect(row.replaceAll('\\|', '').split('|')).toHaveLength(6);
    }
  }
});

test('a copied marker in the code is not the last line, and the suggestion is exact', () => {
  const { input, head, path, finding } = attack();
  const [comment] = reviewOf(input).payload.review?.comments ?? [];
  expect(comment?.body.split('\n').at(-1)).toBe(`<!-- eks-lockstep:findings ${comment?.fingerprints.join(' ')} -->`);
  expect(takeAll(head[path] ?? '', comment ? [comment] : [])).toBe(applied(head, finding.fix?.edits ?? []).get(path));
});

test('a terminal and a log: no control character, and no line that the runner obeys', () => {
  const { input } = attack();
  const review = reviewOf(input);
  for (const text of [checkText(input.head, { colour: false }), reviewText(input.base, input.head, review, { colour: false })]) {
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    for (const line of text.split('\n')) expect(line).not.toMatch(/^\s*::|##\[/);
  }
});

test('a control character is shown as a diff, not suggested', () => {
  const head = { 'a.ts': 'v1 \u0000\n' };
  const { comments = [] } = reviewOf(inputOf({}, head, [findingOn(head, 'a.ts', 'v1', {}, 'v2')])).payload.review ?? {};
  expect(suggestionIn(comments[0]?.body ?? '')).toBeUndefined();
  expect(comments[0]?.body).toContain('-v1 \n+v2 \n');
});

test('no text is longer than GitHub takes, and the marker is still its last line', () => {
  const line = `${'x'.repeat(400)} v1\n`;
  const head = { 'a.ts': Array.from({ length: 600 }, (_, index) => line.replace('v1', `v${index};`)).join('') };
  const span = { path: 'a.ts', start: 0, end: head['a.ts'].length };
  const findings: readonly Finding[] = Array.from({ length: 600 }, (_, index) => ({
    ...findingOn(head, 'a.ts', ` v${index};`),
    message: `${'Long words. '.repeat(50)}Finding ${index}.`,
    fix: { title: 'All', disposition: 'safe', edits: [{ span, newText: 'y\n'.repeat(40_000) }] },
  }));
  const { payload, jobSummary } = reviewOf(inputOf({}, head, findings, { plan: { edits: [], steps: [], texts: new Map() } }));
  const { comments = [], fileComments = [] } = payload.review ?? {};
  for (const { body } of [...comments, ...fileComments]) {
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/-->$/);
  }
  expect(payload.summary?.body.length).toBeLessThanOrEqual(65_536);
  expect(payload.summary?.body).toContain('<!-- eks-lockstep:summary -->');
  expect(payload.check?.summary.length).toBeLessThanOrEqual(65_535);
  expect(Buffer.byteLength(jobSummary)).toBeLessThan(2 ** 20);
});
