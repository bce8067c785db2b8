/** pulumi-config-must-be-secret: never the text itself, and never plain text as a suggestion. */
import { expect, test } from 'vitest';
import { pulumiConfigMustBeSecret as rule } from '../../src/rules/pulumi-config-must-be-secret.ts';
import { configFinding, configFindings, projectWith } from '../support/pulumi-config.ts';

test('says what the CLI says, and not the secret', async () => {
  const project = 'token:\n  type: string\n  secret: true\n';
  const finding = await configFinding(rule, projectWith(project, { dev: 'tap:token: hunter2\n' }));
  expect(finding).toMatchObject({ severity: 'error', place: 'tap:token', value: '', resource: 'configuration token of stack dev' });
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain("stop: `Stack 'dev' with configuration key 'token' must be encrypted as it's secret`.");
  expect(finding.message).toContain('`pulumi config set --secret`');
  expect(JSON.stringify(finding)).not.toContain('hunter2');
});

test.each(['5', '[a]', '{a: b}', '""'])('%s is plain too', async (value) => {
  const files = projectWith('k: {type: object, secret: true}\n', { dev: `k: ${value}\n` });
  expect((await configFinding(rule, files)).place).toBe('k');
});

test.each([
  ['an encrypted value', 'k: {type: string, secret: true}\n', '{secure: AAAB}'],
  ['a list with an encrypted value', 'k: {type: array, items: {type: string}, secret: true}\n', '[a, {secure: AAAB}]'],
  ['a map with an encrypted value', 'k: {type: object, secret: true}\n', '{a: {b: {secure: AAAB}}}'],
  ['no type: the CLI does not look', 'k: {secret: true}\n', 'x'],
  ['no secret', 'k: {type: string, secret: false}\n', 'x'],
  ['an alias', 'k: {type: string, secret: true}\n', '*x'],
])('silent: %s', async (_, config, value) => {
  expect(await configFindings(rule, projectWith(config, { dev: `tap:k: ${value}\n` }))).toEqual([]);
});

test('silent: not set in the stack', async () => {
  expect(await configFindings(rule, projectWith('k: {type: string, secret: true, default: a}\n', { dev: 'x: 1\n' }))).toEqual([]);
});
