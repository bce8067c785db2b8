/** pulumi-config-schema-unknown-attribute: a misspelt word is mended, any other is named. */
import { expect, test } from 'vitest';
import { pulumiConfigSchemaUnknownAttribute as rule } from '../../src/rules/pulumi-config-schema-unknown-attribute.ts';
import { configFinding, configFindings, configIn, projectWith } from '../support/pulumi-config.ts';

test('a misspelt attribute', async () => {
  const finding = await configFinding(rule, projectWith('k8sVersion:\n  type: string\n  defualt: "1.34" # pinned\n'));
  expect(finding).toMatchObject({ severity: 'error', place: 'defualt', value: 'defualt' });
  expect(configIn(finding.fixed?.['Pulumi.yaml'])).toBe('k8sVersion:\n  type: string\n  default: "1.34" # pinned\n');
  expect(finding.message).toBe(
    "`k8sVersion` is declared with `defualt`. Pulumi's schema of the file allows type, items, description, secret, default and value there, and refuses to load the project.",
  );
});

test.each([
  ['another namespace has values', 'aws:region:\n  defualt: a\n', 'aws:region:\n  value: a\n'],
  ['capitals', 'k:\n  Default: a\n', 'k:\n  default: a\n'],
  ['a truth', 'k:\n  secert: true\n', 'k:\n  secret: true\n'],
  ['a map', 'k:\n  type: array\n  item:\n    type: string\n', 'k:\n  type: array\n  items:\n    type: string\n'],
])('%s', async (_, config, wanted) => {
  expect(configIn((await configFinding(rule, projectWith(config))).fixed?.['Pulumi.yaml'])).toBe(wanted);
});

test.each([
  ['nothing like it', 'k:\n  type: string\n  required: true\n'],
  ['the word is taken', 'k:\n  default: a\n  defualt: b\n'],
  ['an encrypted text is no truth', 'k:\n  type: string\n  secure: AAAB\n'],
  ['a text is no map', 'k:\n  type: array\n  item: string\n'],
])('no fix: %s', async (_, config) => {
  expect((await configFinding(rule, projectWith(config))).fix).toBeUndefined();
});

test('no fix where nobody knows whose key it is', async () => {
  const files = { 'Pulumi.yaml': 'name: ${PROJECT}\nconfig:\n  aws:region:\n    defualt: a\n' };
  expect((await configFinding(rule, files)).fix).toBeUndefined();
});

test.each([
  ['all six', 'k:\n  type: array\n  items: {type: string}\n  description: x\n  secret: false\n  default: []\n  value:\n'],
  ['a nested key, which has a finding of its own', 'aws:\n  region: x\n'],
  ['what stands inside a value', 'aws:x:\n  value:\n    defualt: a\n'],
])('silent: %s', async (_, config) => {
  expect(await configFindings(rule, projectWith(config))).toEqual([]);
});

test('silent: the configuration of a template', async () => {
  const files = { 'Pulumi.yaml': 'name: tap\ntemplate:\n  config:\n    aws:region:\n      anything: a\n' };
  expect(await configFindings(rule, files)).toEqual([]);
});
