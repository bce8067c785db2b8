/** pulumi-config-namespaced-no-value: a key of another namespace needs one. */
import { expect, test } from 'vitest';
import { pulumiConfigNamespacedNoValue as rule } from '../../src/rules/pulumi-config-namespaced-no-value.ts';
import { configFinding, configFindings, projectWith } from '../support/pulumi-config.ts';

test.each([
  ['a description alone', 'aws:region:\n  description: where\n'],
  ['a value of nothing', 'aws:region:\n  value:\n'],
  ['an empty map', 'aws:region: {}\n'],
])('says what the CLI says of %s', async (_, config) => {
  const finding = await configFinding(rule, projectWith(config));
  expect(finding).toMatchObject({ severity: 'error', place: 'aws:region', value: '' });
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toBe(
    "`aws:region` is not a key of the project itself, and has no `value`. Every command that loads the project stops: `Configuration key 'aws:region' is namespaced and must provide an attribute 'value'`. Give it one, or leave the key to the stack files alone.",
  );
});

test.each([
  ['an own key', 'region:\n  description: where\n'],
  ['shorthand', 'aws:region: x\n'],
  ['a list', 'aws:azs: [a]\n'],
  ['an empty text', 'aws:region:\n  value: ""\n'],
  ['false', 'aws:skip:\n  value: false\n'],
  ['an alias', 'tap:x: &x {value: a}\naws:region: *x\n'],
  ['a default, which has a finding of its own', 'aws:region:\n  default: a\n'],
])('silent: %s', async (_, config) => {
  expect(await configFindings(rule, projectWith(config))).toEqual([]);
});
