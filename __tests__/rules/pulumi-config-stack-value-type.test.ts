/** pulumi-config-stack-value-type: a scalar of a stack file is text, and texts may be numbers. */
import { expect, test } from 'vitest';
import { pulumiConfigStackValueType as rule } from '../../src/rules/pulumi-config-stack-value-type.ts';
import { type ConfigFiles, configFinding, configFindings, projectWith } from '../support/pulumi-config.ts';

test('says what the CLI says', async () => {
  const finding = await configFinding(rule, projectWith('size:\n  type: integer\n', { dev: 'tap:size: big # later\n' }));
  expect(finding).toMatchObject({
    severity: 'error',
    place: 'big',
    value: 'big',
    resource: 'configuration size of stack dev',
    span: { path: 'Pulumi.dev.yaml' },
  });
  expect(finding.message).toBe(
    "The project declares `size` as `integer`. `pulumi up` and `pulumi preview` stop: `Stack 'dev' with configuration key 'size' must be of type 'integer'`.",
  );
  expect(finding.related.map(({ span }) => span.path)).toEqual(['Pulumi.yaml']);
});

test.each([
  ['integer', '1.5'],
  ['integer', 'true'],
  ['integer', '"1_0"'],
  ['boolean', 'yes'],
  ['boolean', '"True"'],
  ['boolean', '1'],
  ['object', 'text'],
  ['object', '[a]'],
  ['string', '[a]'],
  ['string', '{a: b}'],
  ['array, items: {type: string}', '"[a]"'],
  ['array, items: {type: string}', '[a, 1]'],
  ['array, items: {type: integer}', '[x]'],
])('%s: not %s', async (type, value) => {
  expect((await configFinding(rule, projectWith(`k: {type: ${type}}\n`, { dev: `tap:k: ${value}\n` }))).fix).toBeUndefined();
});

test('an empty value is an empty text', async () => {
  expect(await configFinding(rule, projectWith('k: {type: integer}\n', { dev: 'k:\n' }))).toMatchObject({ place: 'k', value: '' });
  expect(await configFindings(rule, projectWith('k: {type: string}\n', { dev: 'k:\n' }))).toEqual([]);
});

test.each([
  ['string', '1.30'],
  ['string', 'true'],
  ['string', '2026-11-26'],
  ['integer', '5'],
  ['integer', '"5"'],
  ['integer', '5.0'],
  ['integer', '1_000'],
  ['boolean', 'true'],
  ['boolean', '"false"'],
  ['object', '{a: 1}'],
  ['array, items: {type: integer}', '[1, "2", 3.0]'],
  ['array, items: {type: string}', '[{secure: AAAB}]'],
  ['integer', '{secure: AAAB}'],
])('silent: %s with %s', async (type, value) => {
  expect(await configFindings(rule, projectWith(`k: {type: ${type}}\n`, { dev: `tap:k: ${value}\n` }))).toEqual([]);
});

test.each([
  ['no type', 'k: {default: 5}\n', { dev: 'tap:k: x\n' }],
  ['another key', 'k: {type: integer, default: 5}\n', { dev: 'other:k: x\n' }],
  ['a plain text that must be secret, which has a finding of its own', 'k: {type: integer, secret: true}\n', { dev: 'tap:k: x\n' }],
  ['a default of the wrong type, complained of first', 'k: {type: integer, default: x}\n', { dev: 'tap:k: x\n' }],
])('silent: %s', async (_, config, stacks) => {
  expect(await configFindings(rule, projectWith(config, stacks))).toEqual([]);
});

test('an environment adds to maps only', async () => {
  expect(await configFinding(rule, withEnvironment('x'))).toMatchObject({ place: 'x' });
  expect(await configFindings(rule, withEnvironment('{a: 1}'))).toEqual([]);
});

function withEnvironment(value: string): ConfigFiles {
  return { ...projectWith('k: {type: integer}\n'), 'Pulumi.dev.yaml': `environment: [shared]\nconfig:\n  k: ${value}\n` };
}

test('silent: an empty value in JSON', async () => {
  const files = { 'Pulumi.json': '{"name": "tap", "config": {"k": {"type": "integer"}}}', 'Pulumi.dev.json': '{"config": {"k": null}}' };
  expect(await configFindings(rule, files)).toEqual([]);
});
