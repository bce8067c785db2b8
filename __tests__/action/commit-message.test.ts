/** The words of a commit with safe fixes. */
import { describe, expect, test } from 'vitest';
import { commitMessage } from '../../src/action/commit-message.ts';
import type { Plan } from '../../src/fix/plan.ts';
import type { Finding } from '../../src/model/finding.ts';

const SPAN = { path: 'index.ts', start: 0, end: 1 };

function planOf(...titles: readonly string[]): Plan {
  const steps = titles.map((title) => {
    const edits = [{ span: SPAN, newText: 'x' }];
    const finding: Finding = {
      ruleId: 'addon-incompatible',
      severity: 'error',
      message: `EKS refuses \`${title}\` at deployment. Do something.`,
      span: SPAN,
      related: [],
      resource: 'r',
      value: 'v',
      fix: { title, disposition: 'safe', edits },
    };
    return { finding, span: SPAN, round: 0, edits: [0] };
  });
  return { edits: [{ span: SPAN, newText: 'x' }], steps, texts: new Map() };
}

test('one fix is the headline; each says what and why', () => {
  const { headline, body } = commitMessage(planOf('Pin coredns v1.12.4-eksbuild.1'));
  expect(headline).toBe('Pin coredns v1.12.4-eksbuild.1');
  expect(body.split('\n')[0]).toBe(
    '- Pin coredns v1.12.4-eksbuild.1: EKS refuses Pin coredns v1.12.4-eksbuild.1 at deployment (addon-incompatible)',
  );
});

test('several, or one with a long name, are told in the body', () => {
  for (const plan of [planOf('a', 'b'), planOf('x'.repeat(100)), planOf(...Array.from({ length: 50 }, (_, index) => `fix ${index}`))]) {
    const { headline, body } = commitMessage(plan);
    expect(headline.length).toBeLessThanOrEqual(72);
    expect(headline).toContain('back in step');
    expect(body.split('\n').length).toBeLessThan(40);
  }
});

test.each(['@octo/admins', 'Fixes #12', 'closes GH-12', 'see https://example.com/x', '[skip ci]', 'a\n\nCo-authored-by: Eve <eve@x.io>'])(
  'nothing in %j has an effect',
  (hostile) => {
    const { headline, body } = commitMessage(planOf(hostile));
    expect(`${headline}\n${body}`).not.toMatch(/@|#\d|GH-\d|:\/\/|\[skip|^Co-authored-by/im);
  },
);

describe('the second author', () => {
  test('is whoever asked', () => {
    const { body } = commitMessage(planOf('a'), { login: 'octocat', id: 583_231 });
    expect(body.endsWith('\n\nCo-authored-by: octocat <583231+octocat@users.noreply.github.com>')).toBe(true);
  });

  test.each([
    { login: 'octocat', id: undefined },
    { login: 'o <x@y.z>', id: 1 },
  ])('is nobody whose name cannot be written: %o', (asker) => {
    expect(commitMessage(planOf('a'), asker).body).not.toContain('Co-authored-by');
  });
});
