/** Upgrades in single-minor steps, as they are planned and as they are printed. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { snapshotCatalog } from '../src/catalog/snapshot.ts';
import type { RunSettings } from '../src/judging.ts';
import type { Upgrade } from '../src/report/upgrade.ts';
import { upgradeMarkdown } from '../src/report/upgrade-report.ts';
import { rules } from '../src/rules/index.ts';
import { type Config, DEFAULT_CONFIG } from '../src/settings/config.ts';
import { overlayTree } from '../src/sources/overlay.ts';
import { EMPTY_TREE, type Tree } from '../src/sources/tree.ts';
import { planUpgrade } from '../src/upgrade.ts';
import { runCommand } from './docs/command.ts';
import { createRepository, temporaryFolder, writeFiles } from './support/git-repository.ts';

const TODAY = '2026-11-26';
const catalog = snapshotCatalog();

type Texts = Readonly<Record<string, string>>;

function treeOf(files: Texts): Tree {
  return overlayTree({ ...EMPTY_TREE, paths: async () => Object.keys(files).toSorted() }, new Map(Object.entries(files)));
}

async function plan(files: Texts, to: string, config: Config = DEFAULT_CONFIG): Promise<Upgrade> {
  const settings: RunSettings = { today: TODAY, rules, config, loadCatalog: async () => ({ catalog, degraded: [] }) };
  return planUpgrade(treeOf(files), [], to, settings);
}

function cluster(version: string, name = 'main'): string {
  return `const ${name} = new aws.eks.Cluster('${name}', {
  version: ${version},
  roleArn: 'arn:aws:iam::111122223333:role/eks',
  vpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
});
export const ${name}Name = ${name}.name;
`;
}

function addon(addonName: string, version: string, of = 'main'): string {
  return `new aws.eks.Addon('${of}-${addonName}', {
  clusterName: ${of}.name,
  addonName: '${addonName}',
  addonVersion: '${version}',
});
`;
}

const IMPORT = "import * as aws from '@pulumi/aws';\n";

function defaultOf(addonName: string, version: string): string {
  return catalog.defaultVersion(addonName, version) ?? '';
}

describe('an upgrade', () => {
  const proxy = defaultOf('kube-proxy', '1.33');
  const files = { 'index.ts': IMPORT + cluster("'1.33'") + addon('kube-proxy', proxy) };

  test('goes one minor at a time, and takes every pin along that EKS would refuse', async () => {
    const { steps, stopped, unwritten } = await plan(files, '1.36');
    expect(steps.map(({ to }) => to)).toEqual(['1.34', '1.35', '1.36']);
    expect([stopped, unwritten]).toEqual([undefined, []]);
    for (const { to, after, left } of steps) {
      const text = after.get('index.ts') ?? '';
      const pinned = /addonVersion: '(?<version>[^']+)'/.exec(text)?.groups?.['version'] ?? '';
      expect(text).toContain(`version: '${to}'`);
      expect(catalog.compatibility('kube-proxy', pinned, to)).toBe('compatible');
      expect(left).toEqual([]);
    }
  });

  test('stops below a version that other values are looked up by and have no entry for', async () => {
    const versions = `const VERSIONS = { '1.33': '${proxy}', '1.34': '${defaultOf('kube-proxy', '1.34')}' };\nconst k8s = '1.33';\n`;
    const lookedUp = addon('kube-proxy', 'X').replace("'X'", 'VERSIONS[k8s]');
    const { steps, unwritten } = await plan({ 'index.ts': IMPORT + versions + cluster('k8s') + lookedUp }, '1.36');
    expect(steps.map(({ to }) => to)).toEqual(['1.34']);
    expect(unwritten.map(({ why }) => why)).toEqual(['other values are looked up by it, and there is none for 1.35']);
  });

  test('begins each step where the last one ended', async () => {
    const { steps } = await plan(files, '1.36');
    for (const [index, { before }] of steps.entries()) {
      const last = steps[index - 1]?.after.get('index.ts') ?? files['index.ts'];
      expect(before.get('index.ts')).toBe(last);
    }
  });

  test('lets clusters that are behind catch up first', async () => {
    const both = IMPORT + cluster("'1.34'", 'dev') + cluster("'1.35'", 'prod');
    const { steps } = await plan({ 'index.ts': both }, '1.36');
    expect(steps.map(({ to, fixes }) => [to, fixes.length])).toEqual([
      ['1.35', 1],
      ['1.36', 2],
    ]);
  });

  test('writes a version where it is decided, once for all that it decides', async () => {
    const shared = {
      'versions.ts': "export const V = '1.35';\n",
      'index.ts': `${IMPORT}import { V } from './versions';\n${cluster('V', 'a')}${cluster('V', 'b')}`,
    };
    const { steps } = await plan(shared, '1.36');
    expect([...(steps[0]?.after ?? [])]).toEqual([['versions.ts', "export const V = '1.36';\n"]]);
  });

  test('of a cluster that is there already has no step', async () => {
    expect(await plan({ 'index.ts': IMPORT + cluster("'1.36'") }, '1.36')).toMatchObject({ steps: [], stopped: undefined, unwritten: [] });
    expect(await plan({}, '1.36')).toMatchObject({ steps: [], unwritten: [] });
  });

  test('beyond what is known stops there, and says so', async () => {
    const newest = catalog.clusterVersions()[0] ?? '';
    const { steps, stopped } = await plan({ 'index.ts': IMPORT + cluster("'1.35'") }, '1.99');
    expect(steps.at(-1)?.to).toBe(newest);
    expect(stopped).toContain('EKS is not known to offer 1.99');
  });

  test('says where the set stays out of step, and why', async () => {
    const build = "const build = 'eksbuild.9';\n";
    const composed = addon('kube-proxy', 'X').replace("'X'", '`v1.31.14-${build}`');
    const { steps } = await plan({ 'index.ts': IMPORT + build + cluster("'1.34'") + composed }, '1.35');
    expect(steps.map(({ to }) => to)).toEqual(['1.35']);
    expect(steps[0]?.left).toEqual([expect.objectContaining({ ruleId: 'addon-incompatible', severity: 'error' })]);
    expect(steps[0]?.left[0]?.message).toContain('1.35');
  });

  test('takes no advice along that it does not need', async () => {
    const older = catalog.addonVersions('kube-proxy', '1.36').filter((version) => version !== defaultOf('kube-proxy', '1.36'));
    const fitting = older.find((version) => catalog.compatibility('kube-proxy', version, '1.35') === 'compatible') ?? '';
    const { steps } = await plan({ 'index.ts': IMPORT + cluster("'1.35'") + addon('kube-proxy', fitting) }, '1.36');
    expect(steps[0]?.fixes.map(({ ruleId }) => ruleId)).toEqual([undefined]);
  });

  test('lists the versions that it cannot write, with the reason', async () => {
    const { steps, unwritten } = await plan(
      {
        'index.ts':
          IMPORT + cluster('process.env.VERSION!', 'a') + cluster('`1.${30 + 4}`', 'b') + cluster("'one'", 'c') + cluster('undefined', 'd'),
      },
      '1.36',
    );
    expect(steps).toEqual([]);
    expect(unwritten.length).toBeGreaterThanOrEqual(3);
    for (const { why } of unwritten) expect(why).toMatch(/^(?:could not be read|is not|is put together)/);
  });

  test('leaves a version alone that is only assumed', async () => {
    const text = `${IMPORT}${cluster('process.env.VERSION! // eks-lockstep-assume cluster-version=1.34\n  ')}`;
    const { steps, unwritten } = await plan({ 'index.ts': text }, '1.36');
    expect(steps).toEqual([]);
    expect(unwritten).toEqual([expect.objectContaining({ why: expect.stringContaining('assumed') })]);
  });
});

describe('the command plan', () => {
  const files = { 'index.ts': IMPORT + cluster("'1.34'") + addon('kube-proxy', 'v1.31.14-eksbuild.9') };

  test('prints what git apply takes, step after step', async () => {
    const repository = createRepository();
    repository.commit(files);
    const { stdout, stderr, status } = await runCommand('plan', repository.root, '--to', '1.36', '--today', TODAY);
    expect([stderr, status]).toEqual(['', 0]);
    expect([...stdout.matchAll(/^# (?<step>1\.\d+ -> 1\.\d+)/gm)].map(({ groups }) => groups?.['step'])).toEqual([
      '1.34 -> 1.35',
      '1.35 -> 1.36',
    ]);
    execFileSync('git', ['-C', repository.root, 'apply', '-'], { input: stdout });
    expect(readFileSync(join(repository.root, 'index.ts'), 'utf8')).toContain("version: '1.36'");
  });

  test('writes the last step where it is told to', async () => {
    const root = temporaryFolder();
    writeFiles(root, files);
    const { stdout, status } = await runCommand('plan', root, '--to', '1.36', '--write', '--format', 'json', '--today', TODAY);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      today: TODAY,
      to: '1.36',
      steps: [
        { from: '1.34', to: '1.35' },
        { from: '1.35', to: '1.36', support: { status: 'standard' }, left: [] },
      ],
      written: true,
    });
    expect(readFileSync(join(root, 'index.ts'), 'utf8')).toContain("version: '1.36'");
    expect((await runCommand('check', root, '--today', TODAY)).status).toBe(0);
  });

  test('ends with 1 where it does not arrive', async () => {
    const root = temporaryFolder();
    writeFiles(root, files);
    expect((await runCommand('plan', root, '--to', '1.99', '--today', TODAY)).status).toBe(1);
  });

  test.each([
    ['no goal', [], '--to 1.NN'],
    ['a goal that is none', ['--to', '2.0'], 'a version such as 1.34'],
    ['two folders', ['other', '--to', '1.36'], 'one folder'],
    ['a format for findings', ['--to', '1.36', '--format', 'sarif'], '--format is one of text, json, markdown'],
  ])('with %s does nothing, and says what it wants', async (_, words, message) => {
    const { stdout, stderr, status } = await runCommand('plan', temporaryFolder(), ...words);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain(message);
  });
});

describe('the Markdown of an upgrade', () => {
  test('fits where it is told to, and names the command that prints the rest', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}.ts`, IMPORT + cluster("'1.34'", `c${index}`)]));
    const text = upgradeMarkdown(await plan(many, '1.36'), 6_000);
    expect(text.length).toBeLessThanOrEqual(6_000);
    expect(text).toContain('`eks-lockstep plan --to 1.35` prints it');
    expect((text.match(/^`{3,}/gm) ?? []).length % 2).toBe(0);
  });

  test('says that a step to a version out of support only leads to the next', async () => {
    const text = upgradeMarkdown(await plan({ 'index.ts': IMPORT + cluster("'1.28'") }, '1.33'), 60_000);
    expect(text).toMatch(/#### 1\.28 -> 1\.29 \(out of support since/);
    expect(text).toContain('only leads to the next');
  });
});
