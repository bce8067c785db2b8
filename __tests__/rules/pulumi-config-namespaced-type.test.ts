/** pulumi-config-namespaced-type: the type goes, the value stays. */
import { expect, test } from 'vitest';
import { pulumiConfigNamespacedType as rule } from '../../src/rules/pulumi-config-namespaced-type.ts';
import { configFinding, configFindings, configIn, projectWith } from '../support/pulumi-config.ts';

test('says what the CLI says', async () => {
  const finding = await configFinding(rule, projectWith('aws:region:\n  type: string\n  value: us-east-1\n'));
  expect(finding).toMatchObject({ severity: 'error', place: 'type', value: 'string', fix: { disposition: 'safe' } });
  expect(finding.message).toBe(
    "`aws:region` is not a key of the project itself, and takes a `value` only. Every command that loads the project stops: `Configuration key 'aws:region' is not namespaced by the project and should not define a type`.",
  );
});

test.each([
  ['a value', 'aws:region:\n  type: string # of AWS\n  value: us-east-1\n', 'aws:region:\n  value: us-east-1\n'],
  ['a default', 'aws:region:\n  default: us-east-1\n  type: string\n', 'aws:region:\n  value: us-east-1\n'],
  ['a flow map', 'aws:region: {type: string, default: us-east-1}\n', 'aws:region: {value: us-east-1}\n'],
  ['items', 'aws:azs:\n  type: array\n  items:\n    type: string\n  value: [a]\n', 'aws:azs:\n  items:\n    type: string\n  value: [a]\n'],
])('the fix leaves %s', async (_, config, wanted) => {
  expect(configIn((await configFinding(rule, projectWith(config))).fixed?.['Pulumi.yaml'])).toBe(wanted);
});

test('JSON', async () => {
  const json = '{\n  "name": "tap",\n  "config": {\n    "aws:region": {\n      "type": "string",\n      "default": "x"\n    }\n  }\n}\n';
  const wanted = json.replace('"type": "string",\n      "default"', '"value"');
  expect((await configFinding(rule, { 'Pulumi.json': json })).fixed).toEqual({ 'Pulumi.json': wanted });
});

test.each([
  ['nothing would be left', 'aws:region:\n  type: string\n'],
  ['the value would still be missing', 'aws:region:\n  type: string\n  description: x\n'],
  ['the word is taken', 'aws:region:\n  type: string\n  default: a\n  value: ~\n'],
])('no fix: %s', async (_, config) => {
  expect((await configFinding(rule, projectWith(config))).fix).toBeUndefined();
});

test.each([
  ['an own key', 'k8sVersion:\n  type: string\n'],
  ['an own key with its namespace', 'tap:k8sVersion:\n  type: string\n'],
  ['no type', 'aws:region:\n  value: a\n'],
  ['a type that the schema refuses first', 'aws:region:\n  type: text\n'],
  ['both a default and a value, complained of first', 'aws:region:\n  type: string\n  default: a\n  value: b\n'],
])('silent: %s', async (_, config) => {
  expect(await configFindings(rule, projectWith(config))).toEqual([]);
});
