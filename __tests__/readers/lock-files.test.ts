/** Lock files of every package manager: the one version that own programs get, or none. */
import { describe, expect, test } from 'vitest';
import { lockFiles as reader } from '../../src/readers/lock-files.ts';
import { factOf, readFiles } from './support.ts';

async function versionsIn(path: string, text: string): Promise<object> {
  return Object.fromEntries(factOf(await readFiles(reader, { [path]: text }), 'lock').versions);
}

const V36 = '@aws-cdk/lambda-layer-kubectl-v36';

describe('npm', () => {
  test('version 3, of the root and of what others bring along', async () => {
    const packages = {
      '': { name: 'payments', dependencies: { 'aws-cdk-lib': '^2.0.0' } },
      'node_modules/aws-cdk-lib': { version: '2.263.0' },
      [`node_modules/${V36}`]: { version: '2.0.1' },
      'node_modules/other': { version: '1.0.0' },
      'node_modules/other/node_modules/aws-cdk-lib': { version: '2.1.0' },
      'node_modules/@pulumi/aws': { version: '7.12.0-alpha.1' },
      'node_modules/@pulumi/aws-native': { version: '1.0.0' },
    };
    const text = JSON.stringify({ lockfileVersion: 3, packages }, undefined, 2);
    const versions = { 'aws-cdk-lib': '2.263.0', [V36]: '2.0.1', '@pulumi/aws': '7.12.0-alpha.1' };
    expect(await versionsIn('package-lock.json', text)).toEqual(versions);
    expect(await versionsIn('a/npm-shrinkwrap.json', `\uFEFF${text}`)).toEqual(versions);
  });

  test('version 1', async () => {
    const dependencies = { '@pulumi/pulumi': { version: '3.1.0', dependencies: { '@pulumi/aws': { version: '1.0.0' } } } };
    expect(await versionsIn('package-lock.json', JSON.stringify({ lockfileVersion: 1, dependencies }))).toEqual({
      '@pulumi/pulumi': '3.1.0',
    });
  });

  test.each([
    [
      'two workspaces that differ',
      { 'node_modules/aws-cdk-lib': { version: '2.1.0' }, 'apps/a/node_modules/aws-cdk-lib': { version: '2.2.0' } },
    ],
    ['a link', { 'node_modules/aws-cdk-lib': { resolved: '../lib', link: true } }],
    ['an alias', { 'node_modules/aws-cdk-lib': { name: 'my-cdk-lib', version: '2.1.0' } }],
    ['no release', { 'node_modules/aws-cdk-lib': { version: 'file:../x' } }],
  ])('leaves out %s', async (_, packages) => {
    expect(await versionsIn('package-lock.json', JSON.stringify({ packages }))).toEqual({});
  });

  test('two workspaces that agree', async () => {
    const packages = { 'apps/a/node_modules/aws-cdk-lib': { version: '2.1.0' }, 'apps/b/node_modules/aws-cdk-lib': { version: '2.1.0' } };
    expect(await versionsIn('package-lock.json', JSON.stringify({ packages }))).toEqual({ 'aws-cdk-lib': '2.1.0' });
  });

  test.each([
    '{ "packages": { "node_modules/aws-cdk-lib": ',
    '[ "aws-cdk-lib" ]',
    '{ "packages": ["aws-cdk-lib"] }',
    'null // aws-cdk-lib',
  ])('broken: %s', async (text) => {
    expect(await versionsIn('package-lock.json', text)).toEqual({});
  });
});

describe('yarn', () => {
  test('version 1', async () => {
    const text = `# yarn lockfile v1

"${V36}@^2.0.0":
  version "2.0.1"
  resolved "https://registry.yarnpkg.com/x"

aws-cdk-lib@2.263.0, aws-cdk-lib@^2.100.0:
  version "2.263.0"
  dependencies:
    aws-cdk-lib "9.9.9"

"alias@npm:aws-cdk-lib@^1.0.0":
  version "1.0.0"
`;
    expect(await versionsIn('yarn.lock', text)).toEqual({ 'aws-cdk-lib': '2.263.0', [V36]: '2.0.1' });
    expect(await versionsIn('yarn.lock', text.replaceAll('\n', '\r\n'))).toEqual({ 'aws-cdk-lib': '2.263.0', [V36]: '2.0.1' });
  });

  test('version 2 and later', async () => {
    const text = `__metadata:
  version: 8

"@pulumi/aws@npm:^7.0.0, @pulumi/aws@npm:^7.1.0":
  version: 7.12.0
  resolution: "@pulumi/aws@npm:7.12.0"

"@pulumi/pulumi@patch:@pulumi/pulumi@npm%3A3.1.0#~/.yarn/patches/x.patch":
  version: 3.1.0
`;
    expect(await versionsIn('yarn.lock', text)).toEqual({ '@pulumi/aws': '7.12.0', '@pulumi/pulumi': '3.1.0' });
  });

  test.each([
    ['two versions', 'aws-cdk-lib@^1.0.0:\n  version "1.0.0"\n\naws-cdk-lib@^2.0.0:\n  version "2.0.0"\n'],
    ['an alias for something else', '"aws-cdk-lib@npm:my-cdk-lib@^2.0.0":\n  version "2.0.0"\n'],
    ['a package of the repository', '"aws-cdk-lib@workspace:.":\n  version: 0.0.0-use.local\n'],
  ])('leaves out %s', async (_, text) => {
    expect(await versionsIn('yarn.lock', text)).toEqual({});
  });
});

describe('pnpm', () => {
  test.each([
    [
      '5',
      'lockfileVersion: 5.4\n\nspecifiers:\n  aws-cdk-lib: ^2.0.0\n\ndependencies:\n  aws-cdk-lib: 2.263.0_constructs@10.3.0\n\npackages:\n\n  /aws-cdk-lib/2.1.0:\n    dev: false\n',
    ],
    [
      '6',
      "lockfileVersion: '6.0'\n\ndependencies:\n  aws-cdk-lib:\n    specifier: ^2.0.0\n    version: 2.263.0(constructs@10.3.0)\n\npackages:\n\n  /aws-cdk-lib@2.1.0:\n    dev: false\n",
    ],
    [
      '9',
      "lockfileVersion: '9.0'\r\n\r\noverrides:\r\n  aws-cdk-lib: 2.0.0\r\n\r\nimporters:\r\n\r\n  .:\r\n    devDependencies:\r\n      'aws-cdk-lib':\r\n        specifier: 'catalog:'\r\n        version: 2.263.0(constructs@10.3.0)\r\n\r\npackages:\r\n\r\n  aws-cdk-lib@2.1.0:\r\n    resolution: {}\r\n",
    ],
  ])('version %s', async (_, text) => {
    expect(await versionsIn('pnpm-lock.yaml', text)).toEqual({ 'aws-cdk-lib': '2.263.0' });
  });

  test('two workspaces that differ, and one package that is linked', async () => {
    const importers = ['a:2.1.0', 'b:2.2.0'].map((pair) => {
      const [name, version] = pair.split(':');
      return `  ${name}:\n    dependencies:\n      aws-cdk-lib:\n        specifier: ^2.0.0\n        version: ${version}\n      '@pulumi/eks':\n        specifier: ^4.0.0\n        version: 4.0.1\n`;
    });
    const linked = "      '@pulumi/aws':\n        specifier: workspace:*\n        version: link:../aws\n";
    expect(await versionsIn('pnpm-lock.yaml', `importers:\n${importers.join('')}${linked}`)).toEqual({ '@pulumi/eks': '4.0.1' });
  });
});

function bunLock(lines: string): string {
  return `{\n  "lockfileVersion": 1,\n  "workspaces": {\n    "": { "name": "root" },\n    "apps/a": { "name": "app-a" },\n  },\n  "packages": {\n${lines}  }\n}\n`;
}

describe('bun', () => {
  test('the root, and not what others bring along', async () => {
    const text = bunLock(
      '    "aws-cdk-lib": ["aws-cdk-lib@2.263.0", "", {}, "sha512-x"],\n    "other/aws-cdk-lib": ["aws-cdk-lib@2.1.0", "", {}, "sha512-x"],\n',
    );
    expect(await versionsIn('bun.lock', text)).toEqual({ 'aws-cdk-lib': '2.263.0' });
  });

  test('a workspace that differs, an alias', async () => {
    const text = bunLock(
      '    "aws-cdk-lib": ["aws-cdk-lib@2.263.0"],\n    "app-a/aws-cdk-lib": ["aws-cdk-lib@2.1.0"],\n    "@pulumi/aws": ["my-aws@7.0.0"],\n',
    );
    expect(await versionsIn('bun.lock', text)).toEqual({});
  });

  test('without packages', async () => {
    expect(await versionsIn('bun.lock', '{ "aws-cdk-lib": ["aws-cdk-lib@2.0.0"] }')).toEqual({});
  });
});

test.each([
  ['yarn.lock', true],
  ['a/pnpm-lock.yaml', true],
  ['bun.lockb', false],
  ['package.json', false],
])('%s is wanted: %s', (path, wanted) => {
  expect(reader.wantsPath(path)).toBe(wanted);
});

test('a lock file that names none of the packages is not read', () => {
  expect(reader.accepts({ path: 'yarn.lock', text: 'lodash@^4.0.0:\n  version "4.17.21"\n' })).toBe(false);
});

test.each([
  ['yarn.lock', 'aws-cdk-lib@^2.0.0:\n'.repeat(100_000)],
  ['yarn.lock', `"aws-cdk-lib${'@npm:'.repeat(100_000)}`],
  ['pnpm-lock.yaml', `# aws-cdk-lib\n${' '.repeat(100_000)}\n`.repeat(10)],
  ['pnpm-lock.yaml', `dependencies:\n${"  'aws-cdk-lib':\n".repeat(50_000)}`],
  ['package-lock.json', `["aws-cdk-lib"${'['.repeat(100_000)}`],
  ['package-lock.json', `{"packages":{"${'node_modules/'.repeat(50_000)}aws-cdk-lib":{}}}`],
  ['bun.lock', `"packages": {\n${'"aws-cdk-lib": ["'.repeat(50_000)}`],
])('hostile text ends in good time: %s', async (path, text) => {
  expect(await versionsIn(path, text)).toEqual({});
});
