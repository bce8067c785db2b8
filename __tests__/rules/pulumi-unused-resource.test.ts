/** pulumi-unused-resource: a notice, or a warning where the repository's own checks fail. */
import { expect, test } from 'vitest';
import type { BindingView } from '../../src/inventory/inventory.ts';
import { pulumiUnusedResource as rule } from '../../src/rules/pulumi-unused-resource.ts';
import { binding, findingOf, findingsOf, fixed, lint, TinyFile } from '../support/facts.ts';

const file = new TinyFile(`const coredns = new aws.eks.Addon('coredns', {});`);
const eslint = lint('@typescript-eslint/no-unused-vars', 'eslint.config.mjs');
const compiler = lint('noUnusedLocals', 'tsconfig.json');

function declarationOnly(overrides = {}, failing: BindingView['failing'] = []): readonly BindingView[] {
  const own = binding(new TinyFile(file.text.replace('coredns =', 'other ='), 'index.ts'), 'other', overrides, failing);
  return [own];
}

test('drops the name, and keeps the resource', () => {
  const own = new TinyFile(`const other = new aws.eks.Addon('coredns', {});`);
  const finding = findingOf(rule, [], { bindings: declarationOnly() });
  expect(finding).toMatchObject({ severity: 'notice', value: 'other', span: own.span('other'), resource: 'aws.eks.Addon other' });
  expect(finding.message).toBe(
    '`other` is never read. Pulumi creates the resource all the same: `new` alone does that, under the same URN and without a new stack output.',
  );
  expect(fixed(finding, own)).toBe(`new aws.eks.Addon('coredns', {});`);
  expect(finding.fix?.disposition).toBe('safe');
});

test('a warning with what the own checks say', () => {
  const finding = findingOf(rule, [], { bindings: declarationOnly({}, [eslint, compiler]) });
  expect(finding.severity).toBe('warning');
  expect(finding.message).toContain(
    "`other` is never read: `@typescript-eslint/no-unused-vars` of `eslint.config.mjs` says `'other' is assigned a value but never used` and `noUnusedLocals` of `tsconfig.json` says `'other' is declared but its value is never read.`.",
  );
});

test('silent: used, the linter is off, a name that says so', () => {
  expect(findingsOf(rule, [], { bindings: declarationOnly({ used: true }, [eslint]) })).toEqual([]);
  expect(findingsOf(rule, [], { bindings: declarationOnly({ lintDisabled: true }, [eslint]) })).toEqual([]);
  expect(findingsOf(rule, [], { bindings: declarationOnly({ name: '_other' }) })).toEqual([]);
});

test('an underscore does not help where the own check fails on it', () => {
  expect(findingOf(rule, [], { bindings: declarationOnly({ name: '_other' }, [eslint]) }).severity).toBe('warning');
});
