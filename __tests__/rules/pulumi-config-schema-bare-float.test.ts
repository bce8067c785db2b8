/** pulumi-config-schema-bare-float: numbers with a decimal point, and what else is neither a value nor a declaration. */
import { expect, test } from 'vitest';
import { pulumiConfigSchemaBareFloat as rule } from '../../src/rules/pulumi-config-schema-bare-float.ts';
import { configFinding, configFindings, configIn, projectWith } from '../support/pulumi-config.ts';

test('a number with a decimal point', async () => {
  const finding = await configFinding(rule, projectWith('k8sVersion: 1.30 # pinned\n'));
  expect(finding).toMatchObject({ severity: 'error', place: '1.30', value: '1.30' });
  expect(configIn(finding.fixed?.['Pulumi.yaml'])).toBe('k8sVersion: "1.30" # pinned\n');
  expect(finding.message).toBe(
    "`k8sVersion` is a number with a decimal point. Pulumi's schema of the file takes text, whole numbers, booleans and lists there, and refuses to load the project. In quotes it is text, with every digit kept.",
  );
});

test.each(['1.0', '-0.5', '1e3'])('%s is one too', async (number) => {
  const { fixed } = await configFinding(rule, projectWith(`aws:x: ${number}\n`));
  expect(configIn(fixed?.['Pulumi.yaml'])).toBe(`aws:x: "${number}"\n`);
});

test.each(['k8sVersion:\n', 'k8sVersion: ~\n', 'k8sVersion: null # later\n'])('nothing: %j', async (config) => {
  const finding = await configFinding(rule, projectWith(config));
  expect(finding).toMatchObject({ place: 'k8sVersion', value: '' });
  expect(finding.message).toContain('has neither a value nor a declaration');
  expect(finding.fix).toBeUndefined();
});

test('a nested key', async () => {
  const finding = await configFinding(rule, projectWith('aws:\n  region: us-east-1\n'));
  expect(finding).toMatchObject({ place: 'region', value: 'region' });
  expect(finding.message).toContain('A key with its namespace is written in one: `aws:region`.');
});

test.each([
  ['number', undefined],
  ['float', undefined],
  ['list', undefined],
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['String', 'string'],
])('the type %s', async (type, wanted) => {
  const finding = await configFinding(rule, projectWith(`k:\n  type: ${type}\n`));
  expect(finding).toMatchObject({ place: type, value: type });
  expect(finding.message).toContain('There are string, integer, boolean, array and object.');
  expect(configIn(finding.fixed?.['Pulumi.yaml'])).toBe(wanted && `k:\n  type: ${wanted}\n`);
});

test('a type that is not written, one that is no word, one of another namespace', async () => {
  expect(await configFinding(rule, projectWith('k:\n  type:\n'))).toMatchObject({ place: 'k' });
  expect(await configFinding(rule, projectWith('k:\n  type: 5\n'))).toMatchObject({ place: '5' });
  expect((await configFinding(rule, projectWith('aws:k:\n  type: bool\n'))).fix).toBeUndefined();
});

test('every fault of one key', async () => {
  const findings = await configFindings(rule, projectWith('aws:\n  region: x\n  profile: y\n'));
  expect(findings.map(({ place }) => place)).toEqual(['region', 'profile']);
});

test.each([
  ['texts, whole numbers, truths, lists', 'a: x\nb: 5\nc: true\nd: [1.5]\n'],
  ['a text that looks like a number', 'k8sVersion: "1.30"\n'],
  ['a declaration with a number', 'k8sVersion:\n  default: 1.30\n'],
  ['an empty declaration', 'k8sVersion: {}\n'],
  ['the key that the schema keeps for itself', 'secret: 1.5\n'],
  ['a day, which is no number', 'since: 2026-11-26\n'],
  ['an alias', 'a: &x 5\nb: *x\n'],
  ['an attribute', 'a:\n  defualt: 1.5\n'],
])('silent: %s', async (_, config) => {
  expect(await configFindings(rule, projectWith(config))).toEqual([]);
});

test('silent: an empty section, a folder, a broken file', async () => {
  expect(await configFindings(rule, { 'Pulumi.yaml': 'name: tap\nconfig:\n' })).toEqual([]);
  expect(await configFindings(rule, { 'Pulumi.yaml': 'name: tap\nconfig: 1.5\n' })).toEqual([]);
  expect(await configFindings(rule, { 'Pulumi.yaml': 'name: tap\nconfig:\n  a: 1.5\n  b: "\n' })).toEqual([]);
});

test('Pulumi.json', async () => {
  const { fixed } = await configFinding(rule, { 'Pulumi.json': '{"name": "tap", "config": {"k": 1.5}}' });
  expect(fixed).toEqual({ 'Pulumi.json': '{"name": "tap", "config": {"k": "1.5"}}' });
});
