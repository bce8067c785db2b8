/** pulumi-config-dir-and-stack-config-dir: two spellings of one folder, or two folders. */
import { expect, test } from 'vitest';
import { pulumiConfigDirAndStackConfigDir as rule } from '../../src/rules/pulumi-config-dir-and-stack-config-dir.ts';
import { configFinding, configFindings } from '../support/pulumi-config.ts';

test('the same folder twice', async () => {
  const finding = await configFinding(rule, { 'Pulumi.yaml': 'name: tap\nconfig: stacks # old\nstackConfigDir: ./stacks/\n' });
  expect(finding).toMatchObject({ severity: 'error', place: 'stacks', value: 'stacks', fix: { disposition: 'safe' } });
  expect(finding.fixed).toEqual({ 'Pulumi.yaml': 'name: tap\nstackConfigDir: ./stacks/\n' });
  expect(finding.message).toBe(
    '`config` with a text is the old spelling of `stackConfigDir`. Every command that loads the project stops: `Should not use both config and stackConfigDir to define the stack directory. Use only stackConfigDir instead.`',
  );
  expect(finding.related).toMatchObject([{ message: 'the new spelling' }]);
});

test('two folders: only the author knows', async () => {
  expect((await configFinding(rule, { 'Pulumi.yaml': 'name: tap\nconfig: a\nstackConfigDir: b\n' })).fix).toBeUndefined();
});

test.each([
  ['the old one alone', 'name: tap\nconfig: stacks\n'],
  ['the new one alone', 'name: tap\nstackConfigDir: stacks\n'],
  ['the new one beside a section', 'name: tap\nstackConfigDir: stacks\nconfig:\n  a: b\n'],
  ['a broken file', 'name: tap\nconfig: a\nstackConfigDir: a\nname: b\n'],
])('silent: %s', async (_, text) => {
  expect(await configFindings(rule, { 'Pulumi.yaml': text })).toEqual([]);
});
