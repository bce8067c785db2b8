/** Which changes may matter: by the names of their files, and by what the manifests of the repository name. */
import { expect, test } from 'vitest';
import { mayMatter } from '../../src/action/matters.ts';
import type { ChangedFile } from '../../src/pull-request/change-set.ts';
import { type Tree, treeRead } from '../../src/sources/tree.ts';

const CONFIG = 'settings.txt';

interface Repository {
  /** Texts by path; `undefined` cannot be read. */
  readonly counts?: Readonly<Record<string, string | undefined>>;
  /** The same of folders that are left out. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

function treeOf({ counts = {}, leftOut = {} }: Repository): Tree {
  const texts = new Map<string, string | undefined>(Object.entries({ ...counts, ...leftOut }));
  return {
    paths: () => Promise.resolve(Object.keys(counts)),
    leftOut: () => Promise.resolve(Object.keys(leftOut)),
    read: (paths) =>
      Promise.resolve(
        treeRead(
          paths.map((path) => {
            const text = texts.get(path);
            return [path, text === undefined ? { why: 'cannot be read' } : { text }] as const;
          }),
        ),
      ),
  };
}

function changed(path: string, previousPath?: string): ChangedFile {
  return {
    path,
    status: previousPath === undefined ? 'modified' : 'renamed',
    hunks: [],
    ...(previousPath === undefined ? {} : { previousPath }),
  };
}

function matters(files: readonly ChangedFile[], repository: Repository = {}, isComplete = true): Promise<boolean> {
  return mayMatter({ changes: { base: 'a', head: 'b', files, isComplete }, head: treeOf(repository) }, CONFIG);
}

const APPLICATION = '{ "dependencies": { "express": "^5.0.0" } }';
const PULUMI = '{ "dependencies": { "@pulumi/aws": "^7.0.0" } }';
const CDK = '{ "dependencies": { "aws-cdk-lib": "^2.0.0" } }';

test.each<[string, readonly ChangedFile[], boolean]>([
  ['no file', [], false],
  ['files that nobody reads', [changed('README.md'), changed('src/main.go')], false],
  ['a file that was one of ours before it was renamed', [changed('x.md', 'Pulumi.yaml')], true],
  ['the configuration, wherever it lies', [changed(CONFIG)], true],
  ['one of ours among others', [changed('README.md'), changed('Pulumi.yaml')], true],
])('a change of %s', async (_, files, expected) => {
  expect(await matters(files)).toBe(expected);
});

test('a change whose files are not all listed may matter', async () => {
  expect(await matters([], {}, false)).toBe(true);
});

test.each<[string, Repository, boolean]>([
  ['without a manifest may hold programs', { counts: { 'a.ts': '' } }, true],
  ['whose manifests name no such package', { counts: { 'package.json': APPLICATION, 'web/package.json': APPLICATION } }, false],
  ['with a manifest that names one', { counts: { 'package.json': APPLICATION, 'infra/package.json': CDK } }, true],
  [
    'with such a manifest in a folder that is left out',
    { counts: { 'package.json': APPLICATION }, leftOut: { 'infra/package.json': PULUMI } },
    true,
  ],
  ['with a manifest that cannot be read', { counts: { 'package.json': undefined } }, true],
  ['that names one in another file alone', { counts: { 'package.json': APPLICATION, 'notes.json': PULUMI } }, false],
])('a change of a program in a repository %s', async (_, repository, expected) => {
  expect(await matters([changed('a.ts')], repository)).toBe(expected);
});

test('beside a program, a file of another language matters without a look at the manifests', async () => {
  expect(await matters([changed('a.ts'), changed('Pulumi.yaml')], { counts: { 'package.json': APPLICATION } })).toBe(true);
});
