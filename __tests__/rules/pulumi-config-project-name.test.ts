/** pulumi-config-project-name: a name is never made up. */
import { expect, test } from 'vitest';
import { pulumiConfigProjectName as rule } from '../../src/rules/pulumi-config-project-name.ts';
import { configFinding, configFindings } from '../support/pulumi-config.ts';

test.each([
  ['runtime: nodejs\n', 'runtime', "project is missing a 'name' attribute"],
  ['name: ""\nruntime: nodejs\n', '', "project is missing a non-empty string 'name' attribute"],
  ['name: 5\n', '5', "project is missing a non-empty string 'name' attribute"],
  ['name: [tap]\n', '[tap]', "project is missing a non-empty string 'name' attribute"],
  ['names: [tap]\n', 'names', "project is missing a 'name' attribute; found 'names' instead"],
])('%j', async (text, place, error) => {
  const finding = await configFinding(rule, { 'Pulumi.yaml': text });
  expect(finding).toMatchObject({ severity: 'error', place });
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain(`Every command that loads the project stops: \`${error}\`.`);
});

test('a misspelt word is offered', async () => {
  const finding = await configFinding(rule, { 'Pulumi.yaml': 'nmae: tap # ours\nruntime: nodejs\n' });
  expect(finding).toMatchObject({ place: 'nmae', value: 'nmae', fix: { disposition: 'unsafe' } });
  expect(finding.message).toContain("`project is missing a 'name' attribute; found 'nmae' instead`");
  expect(finding.fixed).toEqual({ 'Pulumi.yaml': 'name: tap # ours\nruntime: nodejs\n' });
});

test.each([
  ['a name', 'name: tap\n'],
  ['a placeholder', 'name: ${PROJECT}\n'],
  ['another placeholder', 'name: {{ project }}\n'],
  ['an alias', 'description: &x tap\nname: *x\n'],
  ['a broken file', 'runtime: "\n'],
  ['a template that is no YAML yet', '{% if a %}\nruntime: go\n'],
])('silent: %s', async (_, text) => {
  expect(await configFindings(rule, { 'Pulumi.yaml': text })).toEqual([]);
});

test('silent: stack files, and projects of policies and plugins', async () => {
  const files = { 'Pulumi.dev.yaml': 'config: {}\n', 'PulumiPolicy.yaml': 'runtime: nodejs\n' };
  expect(await configFindings(rule, files)).toEqual([]);
});
