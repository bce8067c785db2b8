/** pulumi-config-missing-value: only stacks whose file is there, all of it, and without an environment. */
import { expect, test } from 'vitest';
import { pulumiConfigMissingValue as rule } from '../../src/rules/pulumi-config-missing-value.ts';
import { configFinding, configFindings, projectWith } from '../support/pulumi-config.ts';

test('says what the CLI says, on the key', async () => {
  const finding = await configFinding(rule, projectWith('k8sVersion:\n  type: string\n', { dev: 'aws:region: x\n' }));
  expect(finding).toMatchObject({ severity: 'error', place: 'k8sVersion', value: 'dev', resource: 'configuration tap:k8sVersion of tap' });
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toBe(
    "`k8sVersion` has neither a `default` nor a `value`, and `dev` does not set it. `pulumi up` and `pulumi preview` stop: `Stack 'dev' is missing configuration value 'k8sVersion'`.",
  );
  expect(finding.related).toEqual([{ span: { path: 'Pulumi.dev.yaml', start: 0, end: 6 }, message: 'the stack `dev`' }]);
});

test('all missing keys of a stack are in one message, sorted', async () => {
  const findings = await configFindings(rule, projectWith('z: {}\ntap:a: {}\nb: {}\n', { dev: 'aws:region: x\n', prod: 'tap:b: 1\n' }));
  expect(findings.map(({ place, value }) => [place, value])).toEqual([
    ['z', 'dev, prod'],
    ['tap:a', 'dev, prod'],
    ['b', 'dev'],
  ]);
  expect(findings[0]?.message).toContain(
    "and `dev` and `prod` do not set it. `pulumi up` and `pulumi preview` stop: `Stack 'dev' is missing configuration values 'b', 'tap:a' and 'z'` and `Stack 'prod' is missing configuration values 'tap:a' and 'z'`.",
  );
});

test('many stacks are counted', async () => {
  const stacks = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, 'x: 1\n']));
  const { message, value, related } = await configFinding(rule, projectWith('k: {}\n', stacks));
  expect({ value, related: related.length }).toEqual({ value: 'a, b, c, d', related: 4 });
  expect(message).toContain('and 4 stacks do not set it');
  expect(message.match(/is missing configuration/g)).toHaveLength(3);
});

test('a stack without any configuration', async () => {
  const finding = await configFinding(rule, { ...projectWith('k: {}\n'), 'Pulumi.dev.yaml': 'encryptionsalt: v1:abc\n' });
  expect(finding.value).toBe('dev');
});

test('the folder that the project names', async () => {
  const project = { 'infra/Pulumi.yaml': 'name: tap\nstackConfigDir: stacks\nconfig:\n  k: {}\n' };
  expect((await configFinding(rule, { ...project, 'infra/stacks/Pulumi.dev.yaml': 'config: {}\n' })).value).toBe('dev');
  expect(await configFindings(rule, { ...project, 'infra/Pulumi.dev.yaml': 'config: {}\n' })).toEqual([]);
});

test.each([
  ['set with the namespace', 'k: {}\n', { dev: 'tap:k: a\n' }],
  ['set without', 'tap:k: {}\n', { dev: 'k: a\n' }],
  ['set in the old form', 'k: {}\n', { dev: 'tap:config:k: a\n' }],
  ['set to nothing', 'k: {}\n', { dev: 'tap:k:\n' }],
  ['set to a secret', 'k: {}\n', { dev: 'tap:k: {secure: AAAB}\n' }],
  ['a default', 'k: {default: a}\n', { dev: 'x: 1\n' }],
  ['a value', 'k: {value: false}\n', { dev: 'x: 1\n' }],
  ['shorthand', 'k: a\n', { dev: 'x: 1\n' }],
  ['another namespace', 'aws:region: {value: a}\n', { dev: 'x: 1\n' }],
  ['a path into an object', 'outer.inner: {}\n', { dev: 'x: 1\n' }],
  ['a namespace without a name', '"tap:": {}\n', { dev: 'x: 1\n' }],
  ['a list without items, complained of first', 'k: {type: array}\n', { dev: 'x: 1\n' }],
  ['no stack', 'k: {}\n', {}],
  ['a stack file that is there to be copied', 'k: {}\n', { example: 'x: 1\n' }],
])('silent: %s', async (_, config, stacks) => {
  expect(await configFindings(rule, projectWith(config, stacks))).toEqual([]);
});

test.each([
  ['an environment', 'environment: [shared]\nconfig: {}\n'],
  ['the one environment of a stack', 'mainEnvironment: shared/dev\n'],
  ['a broken file', 'config:\n  a: "\n'],
  ['a merged map', 'config:\n  <<: {tap:k: a}\n'],
])('silent: a stack with %s', async (_, text) => {
  expect(await configFindings(rule, { ...projectWith('k: {}\n'), 'Pulumi.dev.yaml': text })).toEqual([]);
});

test('silent: a placeholder as name', async () => {
  const files = { 'Pulumi.yaml': 'name: ${PROJECT}\nconfig:\n  k: {}\n', 'Pulumi.dev.yaml': 'config: {}\n' };
  expect(await configFindings(rule, files)).toEqual([]);
});

test('many keys and stacks end in good time', async () => {
  const config = Array.from({ length: 3000 }, (_, index) => `k${index}: {}\n`).join('');
  const stacks = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, 'x: 1\n']));
  expect(await configFindings(rule, projectWith(config, stacks))).toHaveLength(3000);
});
