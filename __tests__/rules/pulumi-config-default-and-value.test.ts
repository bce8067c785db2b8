/** pulumi-config-default-and-value: which of two values is meant, only the author knows. */
import { expect, test } from 'vitest';
import { pulumiConfigDefaultAndValue as rule } from '../../src/rules/pulumi-config-default-and-value.ts';
import { configFinding, configFindings, configIn, projectWith } from '../support/pulumi-config.ts';

test('says what the CLI says', async () => {
  const finding = await configFinding(rule, projectWith('aws:region:\n  default: a\n  value: b\n'));
  expect(finding).toMatchObject({ severity: 'error', place: 'default' });
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toBe(
    "`aws:region` has both a `default` and a `value`. Every command that loads the project stops: `project config 'aws:region' cannot have both a 'default' and 'value' attribute`. A key of another namespace keeps its `value`.",
  );
});

test.each([
  ['another namespace', 'aws:region:\n  default: a # here\n  value: "a"\n', 'default', 'aws:region:\n  value: "a"\n'],
  [
    'the own namespace',
    'k8sVersion:\n  default: "1.34"\n  value: "1.34"\n  type: string\n',
    'value',
    'k8sVersion:\n  default: "1.34"\n  type: string\n',
  ],
  ['a flow map', 'tap:size: {default: 1, value: 1}\n', 'value', 'tap:size: {default: 1}\n'],
])('twice the same is said once: %s', async (_, config, place, wanted) => {
  const finding = await configFinding(rule, projectWith(config));
  expect(finding.place).toBe(place);
  expect(configIn(finding.fixed?.['Pulumi.yaml'])).toBe(wanted);
});

test.each([
  ['a text and a number', 'size:\n  default: 1\n  value: "1"\n'],
  ['two lists', 'azs:\n  default: [a]\n  value: [a]\n'],
  ['a default of the wrong type', 'size:\n  type: integer\n  default: x\n  value: x\n'],
  ['a type that does not belong there', 'aws:region:\n  type: string\n  default: a\n  value: a\n'],
])('no fix: %s', async (_, config) => {
  expect((await configFinding(rule, projectWith(config))).fix).toBeUndefined();
});

test('whose key it is may be unknown', async () => {
  const finding = await configFinding(rule, { 'Pulumi.yaml': 'name: ${PROJECT}\nconfig:\n  aws:region:\n    default: a\n    value: a\n' });
  expect(finding.message).toContain('Keep one of them.');
  expect(finding.fix).toBeUndefined();
});

test.each([
  ['a value of nothing', 'k:\n  default: a\n  value: null\n'],
  ['a default of nothing', 'aws:region:\n  default:\n  value: a\n'],
  ['one of them', 'k:\n  default: a\n'],
])('silent: %s', async (_, config) => {
  expect(await configFindings(rule, projectWith(config))).toEqual([]);
});
