/** The command line from outside: words in; text, exit status and files out. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { createRepository, type TestRepository, temporaryFolder, writeFiles } from '../support/git-repository.ts';

const DAY = ['--today', '2026-11-26'];
const PROGRAM = `import * as aws from '@pulumi/aws';

export const cluster = new aws.eks.Cluster('payments', { version: '1.36' });

new aws.eks.Addon('kube-proxy', {
  clusterName: cluster.name,
  addonName: 'kube-proxy',
  addonVersion: 'v1.32.13-eksbuild.28',
});
`;
const MENDED = PROGRAM.replace('v1.32.13-eksbuild.28', 'v1.36.0-eksbuild.21');

let printed: { stdout: string; stderr: string };

beforeEach(() => {
  printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    });
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** A change that raises the cluster and leaves the pin behind, on top of one where both fit. */
function upgraded(): TestRepository {
  const repository = createRepository();
  repository.commit({ 'infra/index.ts': PROGRAM.replace('1.36', '1.34'), 'web/app.ts': 'export {};\n' });
  repository.commit({ 'infra/index.ts': PROGRAM });
  return repository;
}

/** Where a report does not fit its published schema. */
function misfits(name: string, report: unknown) {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(`schema/${name}.schema.json`, 'utf8')) as object);
  validate(report);
  return validate.errors ?? [];
}

describe('check', () => {
  test('prints what it finds and ends with 1', async () => {
    const { root } = upgraded();
    expect(await runCli(['check', root, ...DAY])).toBe(1);
    expect(printed.stderr).toBe('');
    expect(printed.stdout).toContain('infra/index.ts:8:18 error');
    expect(printed.stdout).toContain('[addon-incompatible]');
  });

  test.each([
    [['--fail-on', 'never'], 0],
    [['--rule', 'k8s-version-unsupported'], 0],
    [['--rule', 'addon-incompatible'], 1],
  ])('%j ends with %d', async (words, status) => {
    const { root } = upgraded();
    expect(await runCli(['check', root, ...DAY, ...words])).toBe(status);
  });

  test('only below the paths that are named', async () => {
    const { root } = upgraded();
    expect(await runCli(['check', join(root, 'web'), ...DAY])).toBe(0);
  });

  test('a named folder is read even where it would be left out', async () => {
    const repository = createRepository();
    repository.commit({ 'examples/index.ts': PROGRAM });
    expect(await runCli(['check', repository.root, ...DAY])).toBe(0);
    expect(await runCli(['check', join(repository.root, 'examples'), ...DAY])).toBe(1);
  });

  test('JSON fits its schema, and the same twice', async () => {
    const { root } = upgraded();
    await runCli(['check', root, ...DAY, '--format', 'json']);
    const first = printed.stdout;
    expect(misfits('report', JSON.parse(first))).toEqual([]);
    printed.stdout = '';
    await runCli(['check', root, ...DAY, '--format', 'json']);
    expect(printed.stdout).toBe(first);
  });

  test.each(['sarif', 'rdjson', 'junit', 'github', 'markdown'])('%s names the rule', async (format) => {
    const { root } = upgraded();
    await runCli(['check', root, ...DAY, '--format', format]);
    expect(printed.stdout).toContain('addon-incompatible');
  });

  test('the configuration of the repository, and another one by name', async () => {
    const { root, write } = upgradedWith({ '.github/eks-lockstep.yml': 'rules:\n  addon-incompatible: notice\n' });
    expect(await runCli(['check', root, ...DAY])).toBe(0);
    write({ 'other.yml': 'fail-on: notice\n' });
    expect(await runCli(['check', root, ...DAY, '--config', join(root, 'other.yml')])).toBe(1);
  });
});

function upgradedWith(files: Record<string, string>) {
  const repository = upgraded();
  repository.commit(files);
  return { root: repository.root, write: (more: Record<string, string>) => repository.write(more) };
}

describe('review', () => {
  test('what the change brings, on the line that brings it', async () => {
    const { root } = upgraded();
    expect(await runCli(['review', root, '--base', 'HEAD~1', ...DAY, '--format', 'json'])).toBe(1);
    const report = JSON.parse(printed.stdout) as { findings: readonly object[]; conclusion: string };
    expect(misfits('report', report)).toEqual([]);
    expect(report.conclusion).toBe('failure');
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        ruleId: 'addon-incompatible',
        status: 'new',
        placement: expect.objectContaining({ kind: 'line', line: 3 }),
      }),
    );
  });

  test('what stands on the base fails nothing', async () => {
    const { root, write } = upgradedWith({ 'infra/other.ts': 'export {};\n' });
    write({});
    expect(await runCli(['review', root, '--base', 'HEAD~1', ...DAY])).toBe(0);
  });

  test('the configuration of the base counts, not the one that the change brings', async () => {
    const repository = upgraded();
    repository.commit({ '.github/eks-lockstep.yml': 'rules:\n  addon-incompatible: off\n' });
    expect(await runCli(['review', repository.root, '--base', 'HEAD~2', ...DAY])).toBe(1);
  });
});

describe('fix', () => {
  test('prints a diff and changes nothing', async () => {
    const { root } = upgraded();
    expect(await runCli(['fix', root, ...DAY])).toBe(1);
    expect(printed.stdout).toContain("-  addonVersion: 'v1.32.13-eksbuild.28',\n+  addonVersion: 'v1.36.0-eksbuild.21',");
    expect(readFileSync(join(root, 'infra/index.ts'), 'utf8')).toBe(PROGRAM);
  });

  test('--write makes the edits; then there is nothing left', async () => {
    const { root } = upgraded();
    expect(await runCli(['fix', root, ...DAY, '--write'])).toBe(0);
    expect(readFileSync(join(root, 'infra/index.ts'), 'utf8')).toBe(MENDED);
    expect(await runCli(['check', root, ...DAY, '--fail-on', 'warning'])).toBe(0);
  });

  test('unsafe edits only where they are asked for', async () => {
    const { root } = upgradedWith({ 'infra/index.ts': PROGRAM.replace('1.36', '1.28') });
    await runCli(['fix', root, ...DAY, '--write']);
    expect(readFileSync(join(root, 'infra/index.ts'), 'utf8')).toContain("version: '1.28'");
    await runCli(['fix', root, ...DAY, '--write', '--unsafe']);
    expect(readFileSync(join(root, 'infra/index.ts'), 'utf8')).toBe(MENDED);
  });

  test('JSON fits its schema', async () => {
    const { root } = upgraded();
    await runCli(['fix', root, ...DAY, '--format', 'json']);
    expect(misfits('fix', JSON.parse(printed.stdout))).toEqual([]);
  });
});

describe('rules, explain and catalog', () => {
  test('every rule is a line', async () => {
    expect(await runCli(['rules'])).toBe(0);
    expect(printed.stdout).toMatch(/^addon-incompatible +error +EKS does not offer the add-on version for the cluster version$/m);
  });

  test('one rule is its page', async () => {
    expect(await runCli(['explain', 'addon-incompatible'])).toBe(0);
    expect(printed.stdout).toBe(readFileSync('docs/rules/addon-incompatible.md', 'utf8'));
  });

  test('what the catalog knows, with source and day', async () => {
    expect(await runCli(['catalog', 'kube-proxy', '--kubernetes-version', '1.36'])).toBe(0);
    expect(printed.stdout).toMatch(/^kube-proxy: bundled snapshot, as of 2026-08-22, us-east-1\n/);
    expect(printed.stdout).toContain('v1.36.0-eksbuild.21');
    expect(await runCli(['catalog', 'no-such-addon'])).toBe(1);
  });

  test('a saved answer', async () => {
    const path = join(temporaryFolder(), 'answer.json');
    writeFileSync(
      path,
      JSON.stringify({
        addons: [
          { addonName: 'coredns', addonVersions: [{ addonVersion: 'v9.9.9-eksbuild.1', compatibilities: [{ clusterVersion: '1.36' }] }] },
        ],
      }),
    );
    await runCli(['catalog', 'coredns', '--catalog', path]);
    expect(printed.stdout).toContain('catalog file');
    expect(printed.stdout).toContain('v9.9.9-eksbuild.1');
  });
});

describe('what cannot be done is status 2, one line, and nothing on stdout', () => {
  const folder = join(import.meta.dirname, 'nowhere');

  test.each<[readonly string[], string]>([
    [[], 'no command; try eks-lockstep --help'],
    [['chekc'], 'no command "chekc"; try eks-lockstep --help'],
    [['check', folder], `cannot be read: ${folder}`],
    [['check', '.', '--config', folder], `--config ${folder}: cannot be read`],
    [['check', '.', '--rule', 'no-such-rule'], 'no rule "no-such-rule"; "eks-lockstep rules" lists them'],
    [['review', '.'], 'review needs --base REF: what the change is compared with'],
    [['review', '.', '--base', 'no-such-ref'], 'git knows no commit "no-such-ref"'],
    [['explain'], 'explain takes one rule'],
    [['explain', 'no-such-rule'], 'no rule "no-such-rule"; "eks-lockstep rules" lists them'],
    [['catalog'], 'catalog takes one add-on, such as coredns'],
  ])('%j', async (words, message) => {
    expect(await runCli(words)).toBe(2);
    expect(printed).toEqual({ stdout: '', stderr: `eks-lockstep: ${message}\n` });
  });

  test('a folder that is no repository', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'a.ts': '' });
    expect(await runCli(['review', root, '--base', 'main'])).toBe(2);
    expect(printed).toEqual({ stdout: '', stderr: `eks-lockstep: not a git repository: ${root}\n` });
  });

  test('a configuration that says something wrong names its line', async () => {
    const { root } = upgradedWith({ '.github/eks-lockstep.yml': 'fail-on: errors\n' });
    expect(await runCli(['check', root])).toBe(2);
    expect(printed.stderr).toMatch(/^eks-lockstep: \.github\/eks-lockstep\.yml:1:10: .*\n$/);
    expect(printed.stdout).toBe('');
  });
});

test('help and version', async () => {
  expect(await runCli(['--help'])).toBe(0);
  expect(printed.stdout).toMatch(/^Usage: eks-lockstep <command>/);
  printed.stdout = '';
  expect(await runCli(['--version'])).toBe(0);
  expect(printed.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
