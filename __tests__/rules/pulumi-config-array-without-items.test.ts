/** pulumi-config-array-without-items: the type of the items is taken from the lists that are there. */
import { expect, test } from 'vitest';
import { pulumiConfigArrayWithoutItems as rule } from '../../src/rules/pulumi-config-array-without-items.ts';
import { configFinding, configFindings, configIn, projectWith } from '../support/pulumi-config.ts';

test('says what the CLI says', async () => {
  const finding = await configFinding(rule, projectWith('azs:\n  type: array\n'));
  expect(finding).toMatchObject({ severity: 'error', place: 'array', value: 'array', resource: 'configuration tap:azs of tap' });
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toBe(
    "`azs` is a list, but of what it does not say. Every command that loads the project stops: `The configuration key 'azs' declares an array but does not specify the underlying type via the 'items' attribute`. A list of texts needs `items: {type: string}`.",
  );
});

test.each([
  ['texts', 'azs:\n  type: array\n  default: [a, "1"]\n', 'azs:\n  items: {type: string}\n  type: array\n  default: [a, "1"]\n'],
  ['numbers', 'ports: {type: array, default: [80, 443]}\n', 'ports: {items: {type: integer}, type: array, default: [80, 443]}\n'],
  ['truths', 'flags:\n  type: array\n  default: [true]\n', 'flags:\n  items: {type: boolean}\n  type: array\n  default: [true]\n'],
])('a default of %s', async (_, config, wanted) => {
  expect(configIn((await configFinding(rule, projectWith(config))).fixed?.['Pulumi.yaml'])).toBe(wanted);
});

test('a stack that has a list', async () => {
  const { fixed } = await configFinding(rule, projectWith('azs:\n  type: array\n', { dev: 'tap:azs: [a, b]\n' }));
  expect(configIn(fixed?.['Pulumi.yaml'])).toBe('azs:\n  items: {type: string}\n  type: array\n');
});

test.each([
  ['of several kinds', 'azs:\n  type: array\n  default: [a, 1]\n', {}],
  ['that is empty', 'azs:\n  type: array\n  default: []\n', {}],
  ['of lists', 'azs:\n  type: array\n  default: [[a]]\n', {}],
  ['that differs from that of a stack', 'azs:\n  type: array\n  default: [a]\n', { dev: 'tap:azs: [1]\n' }],
  ['where a stack has none', 'azs:\n  type: array\n  default: [a]\n', { dev: 'tap:azs: a\n' }],
])('no fix for a list %s', async (_, config, stacks) => {
  expect((await configFinding(rule, projectWith(config, stacks))).fix).toBeUndefined();
});

test.each([
  ['items', 'azs:\n  type: array\n  items:\n    type: string\n'],
  ['another namespace, which has a finding of its own', 'aws:azs:\n  type: array\n'],
  ['shorthand', 'azs: [a]\n'],
  ['no type', 'azs:\n  default: [a]\n'],
  ['a list of lists without items, which the schema refuses first', 'azs:\n  type: array\n  items:\n    type: array\n'],
])('silent: %s', async (_, config) => {
  expect(await configFindings(rule, projectWith(config))).toEqual([]);
});
