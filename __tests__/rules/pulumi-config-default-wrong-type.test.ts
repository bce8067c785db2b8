/** pulumi-config-default-wrong-type: by the types of the CLI, which takes some texts for numbers. */
import { expect, test } from 'vitest';
import { pulumiConfigDefaultWrongType as rule } from '../../src/rules/pulumi-config-default-wrong-type.ts';
import { configFinding, configFindings, configIn, projectWith } from '../support/pulumi-config.ts';

test('says what the CLI says', async () => {
  const finding = await configFinding(rule, projectWith('k8sVersion:\n  type: string\n  default: 1.30 # pinned\n'));
  expect(finding).toMatchObject({ severity: 'error', place: '1.30', value: '1.30' });
  expect(configIn(finding.fixed?.['Pulumi.yaml'])).toBe('k8sVersion:\n  type: string\n  default: "1.30" # pinned\n');
  expect(finding.message).toBe(
    "The default of `k8sVersion` is no `string`. Every command that loads the project stops: `The default value specified for configuration key 'k8sVersion' is not of the expected type 'string'`. In quotes it is text.",
  );
});

test.each([
  ['string', '5', '"5"'],
  ['string', 'true', '"true"'],
  ['string', '-1', '"-1"'],
])('%s: %s is quoted', async (type, value, wanted) => {
  const { fixed } = await configFinding(rule, projectWith(`tap:k: {type: ${type}, default: ${value}}\n`));
  expect(configIn(fixed?.['Pulumi.yaml'])).toBe(`tap:k: {type: ${type}, default: ${wanted}}\n`);
});

test.each([
  ['string', '[a]'],
  ['string', '{a: b}'],
  ['integer', '1.5'],
  ['integer', 'x'],
  ['integer', '"1_000"'],
  ['integer', 'true'],
  ['boolean', 'yes'],
  ['boolean', '1'],
  ['object', 'x'],
  ['object', '[a]'],
  ['array, items: {type: integer}', '5'],
  ['array, items: {type: integer}', '[1, x]'],
  ['array, items: {type: string}', '[a, 1]'],
])('%s: not %s, and nothing to suggest', async (type, value) => {
  const finding = await configFinding(rule, projectWith(`k: {type: ${type}, default: ${value}}\n`));
  expect(finding.fix).toBeUndefined();
});

test('names the type of the items', async () => {
  const items = 'items: {type: array, items: {type: string}}';
  const { message } = await configFinding(rule, projectWith(`k: {type: array, ${items}, default: [a]}\n`));
  expect(message).toContain("is not of the expected type 'array<array<string>>'");
});

test.each([
  ['string', '"1.34"'],
  ['string', '1.34.1'],
  ['string', '2026-11-26x'],
  ['string', 'yes'],
  ['string', '!!str 1.34'],
  ['integer', '5'],
  ['integer', '5.0'],
  ['integer', '"5"'],
  ['integer', '"-5"'],
  ['integer', '1_000'],
  ['integer', '0x1F'],
  ['boolean', 'false'],
  ['boolean', '"true"'],
  ['boolean', 'True'],
  ['object', '{a: 1}'],
  ['array, items: {type: integer}', '[1, "2"]'],
  ['array, items: {type: string}', '[]'],
  ['string', 'null'],
  ['string', '2026-11-26'],
  ['integer', '99999999999999999999'],
])('silent: %s with %s', async (type, value) => {
  expect(await configFindings(rule, projectWith(`k: {type: ${type}, default: ${value}}\n`))).toEqual([]);
});

test('silent: no type, a value', async () => {
  expect(await configFindings(rule, projectWith('a:\n  default: 1.28\nb:\n  type: string\n  value: 5\n'))).toEqual([]);
});
