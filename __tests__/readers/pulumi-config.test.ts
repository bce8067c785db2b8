/** Pulumi's configuration: one answer a stack, and the place that decides it. */
import { expect, test } from 'vitest';
import { type ConfigAnswer, PulumiConfig } from '../../src/readers/pulumi-config.ts';

const PROJECT = 'name: tap\nruntime: nodejs\n';

function ask(files: Readonly<Record<string, string>>, key = 'k8sVersion', namespace?: string, path = 'index.ts', isRequired = false) {
  const texts = new Map(Object.entries(files));
  const config = new PulumiConfig({ text: (file) => texts.get(file), paths: [...texts.keys()].toSorted() });
  const answers = config.answers({ namespace, keys: key.split('.'), path, span: { path, start: 0, end: 0 }, isRequired });
  return answers.map((answer) => ({ answer, source: answer.kind === 'known' ? textOf(texts, answer) : '' }));
}

function textOf(texts: ReadonlyMap<string, string>, { span }: Extract<ConfigAnswer, { readonly kind: 'known' }>): string {
  return texts.get(span.path)?.slice(span.start, span.end) ?? '';
}

function stack(text: string): Readonly<Record<string, string>> {
  return { 'Pulumi.yaml': PROJECT, 'Pulumi.dev.yaml': text };
}

test.each([
  ['the project as namespace', 'config:\n  tap:k8sVersion: "1.34"\n', '1.34', 'text', '1.34'],
  ['no namespace', "config:\n  k8sVersion: '1.34'\n", '1.34', 'text', '1.34'],
  ['the long form', 'config:\n  tap:config:k8sVersion: "1.34"\n', '1.34', 'text', '1.34'],
  ['a number, which loses its zero', 'config:\n  tap:k8sVersion: 1.30\n', 1.3, 'number', '1.30'],
  ['CRLF', 'config:\r\n  tap:k8sVersion: "1.34" # pinned\r\n', '1.34', 'text', '1.34'],
])('a stack file says it with %s', (_name, text, value, notation, source) => {
  const [only] = ask(stack(text));
  expect(only?.answer).toMatchObject({ kind: 'known', value, notation, when: 'stack dev' });
  expect(only?.source).toBe(source);
});

test.each([
  ['shorthand', '  k8sVersion: "1.34"\n'],
  ['a default', '  k8sVersion:\n    type: string\n    default: "1.34"\n'],
  ['a value', '  tap:k8sVersion:\n    value: "1.34"\n'],
])('the project file says it by %s', (_name, config) => {
  const project = `${PROJECT}config:\n${config}`;
  expect(ask({ 'Pulumi.yaml': project })).toMatchObject([{ answer: { kind: 'known', value: '1.34' }, source: '1.34' }]);
  expect(ask({ 'Pulumi.yaml': project, 'Pulumi.dev.yaml': 'config: {}\n' })).toMatchObject([
    { answer: { value: '1.34', when: 'stack dev' } },
  ]);
  const overruled = { 'Pulumi.yaml': project, 'Pulumi.dev.yaml': 'config:\n  tap:k8sVersion: "1.33"\n' };
  expect(ask(overruled)).toMatchObject([{ answer: { value: '1.33', span: { path: 'Pulumi.dev.yaml' } } }]);
});

test('one answer a stack', () => {
  const files = { 'Pulumi.yaml': PROJECT, 'Pulumi.dev.yaml': 'config:\n  tap:k8sVersion: "1.34"\n', 'Pulumi.prod.yaml': 'config: {}\n' };
  expect(ask(files).map(({ answer }) => answer)).toEqual([
    expect.objectContaining({ value: '1.34', when: 'stack dev' }),
    { kind: 'absent', when: 'stack prod' },
  ]);
});

test.each([
  ['a secret', 'config:\n  tap:k8sVersion:\n    secure: AAAB\n', 'it is encrypted'],
  ['an object', 'config:\n  tap:k8sVersion:\n    a: b\n', 'it is no plain value'],
  ['nothing', 'config:\n  tap:k8sVersion:\n', 'it is empty'],
  ['a quote that is never closed', "config:\n  tap:k8sVersion: '1.34\n  tap:b: c\n", 'the YAML is broken here'],
  ['an environment', 'environment:\n  - prod\n', 'stack dev imports an environment that is not in the repository'],
])('a stack file has %s', (_name, text, reason) => {
  expect(ask(stack(text))).toMatchObject([{ answer: { kind: 'unknown', reason } }]);
});

test('what is required and not set is unknown, not absent', () => {
  expect(ask(stack('config: {}\n'), 'k8sVersion', undefined, 'index.ts', true)).toMatchObject([
    { answer: { kind: 'unknown', reason: 'stack dev has no value for it' } },
  ]);
  expect(ask({ 'Pulumi.yaml': PROJECT })).toMatchObject([{ answer: { kind: 'unknown', reason: 'no stack file is in the repository' } }]);
});

test('objects inside a value', () => {
  const text = 'config:\n  tap:addons:\n    coredns:\n      version: v1.11.4-eksbuild.2\n';
  expect(ask(stack(text), 'addons.coredns.version')).toMatchObject([
    { answer: { value: 'v1.11.4-eksbuild.2' }, source: 'v1.11.4-eksbuild.2' },
  ]);
  expect(ask(stack(text), 'addons.vpc-cni.version')).toMatchObject([{ answer: { kind: 'absent', when: 'stack dev' } }]);
});

test('a namespace of its own', () => {
  const text = 'config:\n  eks:k8sVersion: "1.34"\n  tap:k8sVersion: "1.33"\n';
  expect(ask(stack(text), 'k8sVersion', 'eks')).toMatchObject([{ answer: { value: '1.34' } }]);
  expect(ask(stack(text), 'k8sVersion', 'tap')).toMatchObject([{ answer: { value: '1.33' } }]);
  expect(ask(stack(text), 'k8sVersion', 'aws')).toMatchObject([{ answer: { kind: 'absent' } }]);
});

test('the project is the nearest above the program, and may keep its stacks elsewhere', () => {
  const files = {
    'Pulumi.yaml': PROJECT,
    'Pulumi.dev.yaml': 'config:\n  tap:k8sVersion: "1.30"\n',
    'infra/Pulumi.yaml': 'name: tap\nruntime: nodejs\nstackConfigDir: stacks\n',
    'infra/stacks/Pulumi.prod.yaml': 'config:\n  tap:k8sVersion: "1.34"\n',
  };
  expect(ask(files, 'k8sVersion', undefined, 'infra/src/index.ts')).toMatchObject([{ answer: { value: '1.34', when: 'stack prod' } }]);
  expect(ask(files, 'k8sVersion', undefined, 'src/index.ts')).toMatchObject([{ answer: { value: '1.30', when: 'stack dev' } }]);
  expect(ask({ 'infra/Pulumi.yaml': PROJECT }, 'k8sVersion', undefined, 'src/index.ts')).toEqual([]);
});

test('too many stacks are not told apart', () => {
  const stacks = Array.from({ length: 17 }, (_, index) => [`Pulumi.s${index}.yaml`, 'config: {}\n'] as const);
  expect(ask({ 'Pulumi.yaml': PROJECT, ...Object.fromEntries(stacks) })).toMatchObject([{ answer: { kind: 'unknown' } }]);
});
