/** The examples: each has something to find, and is in step once it is fixed. */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/git-repository.ts';
import { runCommand } from './command.ts';

const TODAY = ['--today', '2026-11-26'];

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'cdk-payments': ['cdk-kubectl-layer-missing', 'k8s-version-unsupported'],
  'pulumi-payments': ['addon-incompatible', 'cluster-autoscaler-version-mismatch'],
  'terraform-payments': ['addon-incompatible', 'cluster-autoscaler-version-mismatch'],
};

test('every example is expected to show something', () => {
  expect(readdirSync('examples').toSorted()).toEqual(Object.keys(EXPECTED));
});

describe.each(Object.entries(EXPECTED))('%s', (name, ruleIds) => {
  test('shows its findings, also from a clone', async () => {
    const { stdout, status } = await runCommand('check', join('examples', name), '--format', 'json', ...TODAY);
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly ruleId: string }[] };
    expect([...new Set(findings.map(({ ruleId }) => ruleId))].toSorted()).toEqual(ruleIds);
    expect(status).toBe(1);
  });

  test('is in step once the fixes are written', async () => {
    const folder = temporaryFolder();
    cpSync(join('examples', name), folder, { recursive: true });
    expect((await runCommand('fix', folder, '--unsafe', '--write', ...TODAY)).status).toBe(0);
    const { stdout, status } = await runCommand('check', folder, '--fail-on', 'notice', '--quiet', ...TODAY);
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });
});
