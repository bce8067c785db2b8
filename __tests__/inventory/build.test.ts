/** What belongs to what: facts in, inventory out. */
import { describe, expect, test } from 'vitest';
import { buildInventory } from '../../src/inventory/build.ts';
import type { AddonFact, ClusterFact, ClusterRef, Fact, LintFact, PulumiProjectFact, PulumiStackFact } from '../../src/model/fact.ts';
import type { Known, Value } from '../../src/model/value.ts';
import { binding, cluster, lint, lock, manifest, TinyFile, unknown } from '../support/facts.ts';

function at(path: string) {
  return { path, start: 0, end: 0 };
}

function known(value: string, path = 'index.ts'): Known<string> {
  return { kind: 'known', value, span: at(path), notation: 'text', via: [] };
}

function clusterIn(path: string, id: string, version: Value<string>, name?: string): ClusterFact {
  return cluster({ id, span: at(path), version, resource: `aws.eks.Cluster ${id}`, ...(name === undefined ? {} : { name: known(name) }) });
}

function addonIn(path: string, reference: ClusterRef): AddonFact {
  return {
    kind: 'addon',
    dialect: 'pulumi-typescript',
    span: at(path),
    resource: 'aws.eks.Addon coredns',
    cluster: reference,
    addonName: known('coredns'),
    addonVersion: known('v1.11.4-eksbuild.2'),
  };
}

const NOBODY: ClusterRef = { kind: 'unknown', reason: 'it does not name its cluster' };

/** The id of the cluster that the one add-on went to, or why it went to none. */
function owner(facts: readonly Fact[]): string | undefined {
  const { clusters, unresolved } = buildInventory(facts);
  return (
    clusters.find(({ addons }) => addons.length > 0)?.cluster.id ?? unresolved.find(({ what }) => what === 'cluster of an add-on')?.why
  );
}

describe('the cluster of an add-on', () => {
  const blue = clusterIn('index.ts', 'blue', known('1.33'), 'blue-prod');
  const green = clusterIn('index.ts', 'green', known('1.34'), 'green-prod');

  test.each<[string, readonly Fact[], string]>([
    ['is the one that a reference leads to', [blue, green, addonIn('index.ts', { kind: 'id', id: 'green' })], 'green'],
    ['is the one of the name that it gives', [blue, green, addonIn('index.ts', { kind: 'name', name: 'blue-prod' })], 'blue'],
    [
      'is the one of its own language, where two languages use a name',
      [{ ...blue, dialect: 'terraform' }, { ...green, name: known('blue-prod') }, addonIn('index.ts', { kind: 'name', name: 'blue-prod' })],
      'green',
    ],
    [
      'is nobody, where no cluster has the name',
      [blue, addonIn('index.ts', { kind: 'name', name: 'shared' })],
      'no cluster of this program has the name that it gives',
    ],
    ['is the only one of the program', [blue, addonIn('lib/addons.ts', NOBODY), manifest(new TinyFile('{}', 'package.json'), [])], 'blue'],
    [
      'is nobody, where two clusters have different versions',
      [blue, green, addonIn('index.ts', NOBODY)],
      'it does not name its cluster, and the program has 2 clusters',
    ],
    [
      'may be either of two with the same version',
      [blue, clusterIn('index.ts', 'twin', known('1.33')), addonIn('index.ts', NOBODY)],
      'blue',
    ],
    [
      'is nobody, where one of two versions cannot be read',
      [blue, clusterIn('index.ts', 'odd', unknown()), addonIn('index.ts', NOBODY)],
      'it does not name its cluster, and the program has 2 clusters',
    ],
    [
      'is nobody, where no version can be read',
      [clusterIn('index.ts', 'odd', unknown()), clusterIn('index.ts', 'even', unknown()), addonIn('index.ts', NOBODY)],
      'it does not name its cluster, and the program has 2 clusters',
    ],
    ['is the only one of the program, whatever its version', [clusterIn('index.ts', 'odd', unknown()), addonIn('index.ts', NOBODY)], 'odd'],
    [
      'is the one of the nearest package above it',
      [
        manifest(new TinyFile('{}', 'package.json'), []),
        manifest(new TinyFile('{}', 'apps/web/package.json'), []),
        clusterIn('index.ts', 'outer', known('1.33')),
        clusterIn('apps/web/index.ts', 'inner', known('1.34')),
        addonIn('apps/web/lib/a.ts', NOBODY),
      ],
      'inner',
    ],
    [
      'is not the only one, where it is certainly another',
      [blue, addonIn('index.ts', { kind: 'elsewhere', reason: 'its cluster is imported' })],
      'its cluster is imported',
    ],
    [
      'is not one of another program',
      [clusterIn('a/index.ts', 'a', known('1.33')), addonIn('b/index.ts', NOBODY)],
      'its cluster is not in this program',
    ],
    [
      'is not one of another package of the repository',
      [
        manifest(new TinyFile('{}', 'a/package.json'), []),
        manifest(new TinyFile('{}', 'b/package.json'), []),
        clusterIn('a/x.ts', 'a', known('1.33')),
        addonIn('b/y.ts', NOBODY),
      ],
      'its cluster is not in this program',
    ],
  ])('%s', (_, facts, expected) => {
    expect(owner(facts)).toBe(expected);
  });
});

describe('the cluster of what asks the whole repository', () => {
  const reason = 'it does not name its cluster';
  const blue = clusterIn('a/blue.yaml', 'blue', known('1.33'), 'blue');
  const green = clusterIn('b/green.yaml', 'green', known('1.34'), 'green');
  const nameless = clusterIn('c/index.ts', 'nameless', known('1.33'));
  const nodesOfBlue = cluster({ ...blue, id: 'nodes', span: at('a/nodes.yaml'), version: undefined });

  function asks(name?: string): AddonFact {
    return addonIn('k8s/ca.yaml', { kind: 'anywhere', reason, ...(name === undefined ? {} : { name }) });
  }

  test.each<[string, readonly Fact[], string]>([
    ['is the one of that name, in whatever folder', [blue, green, asks('green')], 'green'],
    ['is the only one, where it gives no name', [green, asks()], 'green'],
    ['is the only one, whose name is not known', [nameless, asks('green')], 'nameless'],
    ['is one of several of the same version', [blue, nameless, asks()], 'blue'],
    ['is the one of that name with a version', [nodesOfBlue, blue, green, asks('blue')], 'blue'],
    ['is the only one, described twice', [nodesOfBlue, blue, asks()], 'blue'],
    ['is nobody, where all have other names', [blue, green, asks('red')], 'no cluster of this repository has the name that it gives'],
    ['is nobody, where the only one has another name', [green, asks('blue')], 'no cluster of this repository has the name that it gives'],
    [
      'is nobody, where one may have the name and one has another',
      [blue, nameless, asks('x')],
      'no cluster of this repository has the name that it gives',
    ],
    [
      'is nobody, where two of that name have different versions',
      [blue, clusterIn('d/blue.yaml', 'other', known('1.30'), 'blue'), asks('blue')],
      'several clusters of this repository have the name that it gives',
    ],
    ['is nobody, where two have different versions', [blue, green, asks()], `${reason}, and the repository has 2 clusters`],
    [
      'is nobody, where one of two has an unknown version',
      [blue, clusterIn('d/x.ts', 'x', unknown('it is computed')), asks()],
      `${reason}, and the repository has 2 clusters`,
    ],
    [
      'is nobody, where one of two without a name has no version',
      [nameless, cluster({ ...nameless, id: 'other', span: at('d/index.ts'), version: undefined }), asks()],
      `${reason}, and the repository has 2 clusters`,
    ],
    ['is the only one, whose version is not known', [clusterIn('d/x.ts', 'x', unknown('it is computed')), asks()], 'x'],
    ['is nobody, where there is none', [asks()], 'no cluster is in this repository'],
  ])('%s', (_, facts, expected) => {
    expect(owner(facts)).toBe(expected);
  });
});

test('manifests are those above a file, nearest first; the lock file is the nearest', () => {
  const packages = ['package.json', 'infra/package.json', 'web/package.json'].map((path) => manifest(new TinyFile('{}', path), []));
  const outer = { ...lock({ x: '1.0.0' }), path: 'package-lock.json' };
  const inner = { ...lock({ x: '2.0.0' }), path: 'infra/package-lock.json' };
  const [view] = buildInventory([...packages, outer, inner, clusterIn('infra/lib/stack.ts', 'main', known('1.33'))]).clusters;
  expect(view?.packages.manifests.map(({ path }) => path)).toEqual(['infra/package.json', 'package.json']);
  expect(view?.packages.lock?.versions.get('x')).toBe('2.0.0');
});

function project(path: string, extra: Partial<PulumiProjectFact> = {}): PulumiProjectFact {
  return {
    kind: 'pulumi-project',
    dialect: 'pulumi-project',
    span: at(path),
    resource: path,
    path,
    name: known('tap', path),
    config: [],
    ...extra,
  };
}

function stack(path: string): PulumiStackFact {
  return {
    kind: 'pulumi-stack',
    dialect: 'pulumi-project',
    span: at(path),
    resource: path,
    path,
    stack: 'dev',
    config: [],
    hasEnvironment: false,
  };
}

test.each<[string, PulumiProjectFact, readonly string[]]>([
  ['beside the project', project('infra/Pulumi.yaml'), ['infra/Pulumi.dev.yaml']],
  ['in the folder that it names', project('infra/Pulumi.yaml', { stackConfigDir: known('./stacks') }), ['infra/stacks/Pulumi.dev.yaml']],
  ['in the folder of the old spelling', project('infra/Pulumi.yaml', { configDirectory: known('../shared') }), ['shared/Pulumi.dev.yaml']],
])('stack files lie %s', (_, fact, expected) => {
  const stacks = ['infra/Pulumi.dev.yaml', 'infra/stacks/Pulumi.dev.yaml', 'shared/Pulumi.dev.yaml', 'Pulumi.dev.yaml'].map(stack);
  const [view] = buildInventory([fact, ...stacks]).projects;
  expect(view?.stacks.map(({ path }) => path)).toEqual(expected);
});

describe('the checks that fail on a binding', () => {
  const file = new TinyFile('const addon = new X(); const _other = new X();');
  const eslint = lint('@typescript-eslint/no-unused-vars', 'eslint.config.js');

  test.each<[string, string, readonly LintFact[], readonly string[]]>([
    ['each of them', 'addon', [eslint, lint('noUnusedLocals', 'tsconfig.json')], ['eslint.config.js', 'tsconfig.json']],
    ['the nearest configuration of a check', 'addon', [eslint, { ...eslint, path: 'elsewhere/eslint.config.js' }], ['eslint.config.js']],
    ['not where the pattern lets the name through', '_other', [{ ...eslint, ignorePattern: '^_' }], []],
    ['where the pattern is for other names', 'addon', [{ ...eslint, ignorePattern: '^_' }], ['eslint.config.js']],
    ['not where the pattern is too clever to follow', 'addon', [{ ...eslint, ignorePattern: '(a|aa)+$' }], []],
    ['TypeScript, also on a name with an underscore', '_other', [lint('noUnusedLocals', 'tsconfig.json')], ['tsconfig.json']],
  ])('%s', (_, name, lints, expected) => {
    const [view] = buildInventory([binding(file, name).binding, ...lints]).bindings;
    expect(view?.failing.map(({ path }) => path)).toEqual(expected);
  });
});

test('what several calls of a module leave unread in the same way is listed once', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => clusterIn('main.tf', id, unknown(id === 'c' ? 'it is computed' : 'it is a parameter')));
  const facts = [a, b, c].flatMap((fact) => fact ?? []);
  expect(buildInventory(facts).unresolved.map(({ what, why }) => [what, why])).toEqual([
    ['cluster version', 'it is a parameter'],
    ['cluster version', 'it is computed'],
  ]);
});

test('what could not be read is listed with its reason', () => {
  const reason = '`version` is a parameter';
  const unread = clusterIn('index.ts', 'main', unknown(reason));
  const addon: AddonFact = { ...addonIn('index.ts', { kind: 'id', id: 'main' }), addonVersion: unknown('it is computed') };
  expect(buildInventory([unread, addon]).unresolved.map(({ what, why }) => [what, why])).toEqual([
    ['cluster version', reason],
    ['version of add-on `coredns`', 'it is computed'],
  ]);
});
