/** pulumi-config-empty-value: written out as what it is today. */
import { expect, test } from 'vitest';
import { pulumiConfigEmptyValue as rule } from '../../src/rules/pulumi-config-empty-value.ts';
import { configFinding, configFindings, configIn, projectWith } from '../support/pulumi-config.ts';

test('says what the CLI says', async () => {
  const finding = await configFinding(rule, projectWith('k: a\n', { dev: 'k: # later\n' }));
  expect(finding).toMatchObject({ severity: 'warning', place: 'k', fix: { disposition: 'safe' } });
  expect(finding.message).toBe(
    '`k` is empty. Pulumi warns: ``No value for configuration key "tap:k". This is currently treated as an empty string `""`, but will be treated as `null` in a future version of pulumi.``',
  );
});

test('a key with its namespace is shown as it is written', async () => {
  const { message } = await configFinding(rule, projectWith('k: a\n', { dev: 'tap:config:k:\n' }));
  expect(message).toContain('configuration key "tap:config:k"');
});

test.each([
  ['aws:region:\n', 'aws:region: ""\n'],
  ['aws:region: # where\n', 'aws:region: "" # where\n'],
  ['aws:region: ~\n', 'aws:region: ""\n'],
  ['aws:region: null # where\n', 'aws:region: "" # where\n'],
  ['"aws:region":\n', '"aws:region": ""\n'],
])('%j', async (stack, wanted) => {
  const { fixed } = await configFinding(rule, projectWith('k: a\n', { dev: stack }));
  expect(configIn(fixed?.['Pulumi.dev.yaml'])).toBe(wanted);
});

test('CRLF, and the end of a file', async () => {
  const files = { 'Pulumi.yaml': 'name: tap\n', 'Pulumi.dev.yaml': 'config:\r\n  a:\r\n  b: x\r\n  c:' };
  const findings = await configFindings(rule, files);
  expect(findings.map(({ fixed }) => fixed?.['Pulumi.dev.yaml'])).toEqual([
    'config:\r\n  a: ""\r\n  b: x\r\n  c:',
    'config:\r\n  a:\r\n  b: x\r\n  c: ""',
  ]);
});

test('JSON has another null, so that nothing is suggested', async () => {
  const files = { 'Pulumi.json': '{"name": "tap"}', 'Pulumi.dev.json': '{"config": {"aws:region": null}}' };
  const finding = await configFinding(rule, files);
  expect(finding.place).toBe('null');
  expect(finding.fix).toBeUndefined();
});

test.each([
  ['nothing inside a value', 'tap:k: {a: , b: ~}\n'],
  ['an empty text', 'tap:k: ""\n'],
  ['a list', 'tap:k: []\n'],
  ['a tag', 'tap:k: !!str\n'],
])('silent: %s', async (_, stack) => {
  expect(await configFindings(rule, projectWith('k: a\n', { dev: stack }))).toEqual([]);
});

test('silent: a project file, no section', async () => {
  expect(await configFindings(rule, { ...projectWith('k:\n'), 'Pulumi.dev.yaml': 'config:\n' })).toEqual([]);
});
