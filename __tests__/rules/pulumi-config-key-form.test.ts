/** pulumi-config-key-form: one colon, or the old form with `config` between two. */
import { expect, test } from 'vitest';
import { pulumiConfigKeyForm as rule } from '../../src/rules/pulumi-config-key-form.ts';
import { configFinding, configFindings, projectWith } from '../support/pulumi-config.ts';

test.each([
  ['a:b:c', 'a:b:c: x\n'],
  ['a:b:c:d', 'a:b:c:d: {value: x}\n'],
  ['tap:b:c', 'tap:b:c: x\n'],
])('says what the CLI says of %s', async (key, config) => {
  const finding = await configFinding(rule, projectWith(config));
  expect(finding).toMatchObject({ severity: 'error', place: key, value: key });
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain(
    `Commands that read the configuration of a stack stop: \`\`could not parse ${key} as a configuration key (configuration keys should be of the form \`<namespace>:<name>\`)\`\`.`,
  );
});

test('in a stack file', async () => {
  const finding = await configFinding(rule, projectWith('k: {default: a}\n', { dev: 'aws:eks:region: x\n' }));
  expect(finding).toMatchObject({ place: 'aws:eks:region', span: { path: 'Pulumi.dev.yaml' } });
});

test.each([
  ['no colon', projectWith('k: a\n', { dev: 'k: b\n' })],
  ['one colon', projectWith('aws:region: a\n', { dev: 'tap:k: b\n' })],
  ['the old form', projectWith('aws:config:region: a\n', { dev: 'tap:config:k: b\n' })],
  ['a key that is refused before', projectWith('a:b:c: {default: x}\n')],
  ['a nested key of a value', projectWith('aws:x: {value: {"a:b:c": 1}}\n')],
  ['a stack file of another kind than its project', { ...projectWith('k: a\n'), 'Pulumi.dev.json': '{"config": {"a:b:c": 1}}' }],
  ['a stack file elsewhere', { ...projectWith('k: a\n'), 'other/Pulumi.dev.yaml': 'config:\n  a:b:c: 1\n' }],
])('silent: %s', async (_, files) => {
  expect(await configFindings(rule, files)).toEqual([]);
});
