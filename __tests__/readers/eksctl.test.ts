/** `ClusterConfig` files of eksctl, wherever they are written. */
import { describe, expect, test } from 'vitest';
import { eksctl } from '../../src/readers/eksctl.ts';
import { expectDecidedAt, factOf, type Files, factsOf, readFiles, shown } from './support.ts';

const HEAD = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n';

function config(rest: string, path = 'cluster.yaml'): Files {
  return { [path]: `${HEAD}${rest}` };
}

test('a cluster', async () => {
  const read = await readFiles(
    eksctl,
    config('metadata:\n  name: prod\n  version: "«1.34»" # pinned\nupgradePolicy: {supportType: STANDARD}\n'),
  );
  const cluster = factOf(read, 'cluster');
  expectDecidedAt(read, cluster.version, '1.34', 'text');
  expect(cluster).toMatchObject({ dialect: 'eksctl', resource: 'ClusterConfig prod', onOutpost: false });
  expect([shown(cluster.name), shown(cluster.supportType), shown(cluster.autoMode)]).toEqual(['prod', 'STANDARD', false]);
});

test.each([
  ['a number, which loses its zero', 'metadata:\n  version: «1.30»\n', '1.3', 'number'],
  ['a number', 'metadata:\n  version: «1.34»\n', '1.34', 'number'],
  ['a patch level', 'metadata:\n  version: «1.19.2»\n', '1.19.2', 'text'],
  ['a word', 'metadata: {version: «auto»}\n', 'auto', 'text'],
  ['another word', 'metadata: {version: «latest»}\n', 'latest', 'text'],
  ['CRLF', 'metadata:\r\n  version: "«1.34»"\r\n', '1.34', 'text'],
  ['an alias', 'x: &v "«1.34»"\nmetadata:\n  version: *v\n', '1.34', 'text'],
  ['a merged map', 'x: &m {version: "«1.34»"}\nmetadata:\n  <<: *m\n  name: prod\n', '1.34', 'text'],
  ['the nearest of two merged maps', 'x: &a {version: "«1.34»"}\ny: &b {version: "1.30"}\nmetadata:\n  <<: [*a, *b]\n', '1.34', 'text'],
  ['its own before a merged map', 'x: &a {version: "1.30"}\nmetadata:\n  <<: *a\n  version: "«1.34»"\n', '1.34', 'text'],
] as const)('a version by %s', async (_, rest, value, notation) => {
  const read = await readFiles(eksctl, config(rest));
  expectDecidedAt(read, factOf(read, 'cluster').version, value, notation);
  expect(read.problems).toEqual([]);
});

test.each([
  ['absent', 'metadata: {name: a}\n', 'absent'],
  ['empty', 'metadata:\n  version:\n', 'absent'],
  ['a variable of the shell', 'metadata:\n  version: "${K8S_VERSION}"\n', 'unknown: it is a placeholder that something else fills in'],
  ['a short variable', 'metadata:\n  version: $VERSION\n', 'unknown: it is a placeholder that something else fills in'],
  ['a placeholder', 'metadata:\n  version: "<YOUR VERSION>"\n', 'unknown: it is a placeholder that something else fills in'],
  ['Jinja', 'metadata:\n  version: "{{ version }}"\n', 'unknown: it is a placeholder that something else fills in'],
  [
    'Jinja without quotes',
    '{% if big %}\nx: {{ y }} z\n{% endif %}\nmetadata:\n  version: {{ version }}\n',
    'unknown: it is filled in by a template',
  ],
  ['a map', 'metadata: {version: {a: b}}\n', 'unknown: it is no plain value'],
  ['written twice', 'metadata:\n  version: "1.33"\n  version: "1.34"\n', 'unknown: its key is written twice'],
])('a version is %s', async (_, rest, wanted) => {
  expect(shown(factOf(await readFiles(eksctl, config(rest)), 'cluster').version)).toBe(wanted);
});

test.each([
  ['autoModeConfig:\n  enabled: true\n', true],
  ['autoModeConfig:\n  enabled: "false"\n', false],
  ['autoModeConfig: {}\n', false],
  ['autoModeConfig: {enabled: $ON}\n', 'unknown: it is neither true nor false'],
])('Auto Mode by %j', async (rest, wanted) => {
  expect(shown(factOf(await readFiles(eksctl, config(rest)), 'cluster').autoMode)).toBe(wanted);
});

function withAddons(addons: string): string {
  return `metadata: {name: prod}\naddons:\n${addons}`;
}

describe('add-ons', () => {
  test('belong to their cluster', async () => {
    const read = await readFiles(eksctl, config(withAddons('- name: «coredns»\n  version: «v1.11.4-eksbuild.2» # pinned\n')));
    const addon = factOf(read, 'addon');
    expectDecidedAt(read, addon.addonName, 'coredns', 'text', 0);
    expectDecidedAt(read, addon.addonVersion, 'v1.11.4-eksbuild.2', 'text', 1);
    expect(addon).toMatchObject({
      resource: 'ClusterConfig prod addon coredns',
      versionIsPattern: false,
      versionIsSearched: true,
      cluster: { kind: 'id', id: factOf(read, 'cluster').id },
    });
  });

  test.each([
    ['no version', '- name: coredns\n', 'absent'],
    ['the latest', '- name: coredns\n  version: latest\n', 'absent'],
    ['a part of one', '- {name: coredns, version: 1.11}\n', '1.11'],
    ['a variable', '- {name: coredns, version: "${V}"}\n', 'unknown: it is a placeholder that something else fills in'],
  ])('with %s', async (_, addons, wanted) => {
    expect(shown(factOf(await readFiles(eksctl, config(withAddons(addons))), 'addon').addonVersion)).toBe(wanted);
  });

  test.each([
    ['v1.11.4-eksbuild.2', false],
    ['v1.11.4-eksbuild', true],
    ['v1.11.4', true],
    ['1.11.4-eksbuild.2', true],
    ['eksbuild', true],
  ])('%s is a part: %s', async (version, isPart) => {
    const read = await readFiles(eksctl, config(withAddons(`- {name: coredns, version: ${version}}\n`)));
    expect(factOf(read, 'addon')).toMatchObject({ versionIsPattern: isPart, versionIsSearched: true });
  });

  test('through an alias, and without a name', async () => {
    const addons = '- &dns {name: coredns, version: v1.11.4-eksbuild.2}\n- *dns\n- version: v1.0.0-eksbuild.1\n- just text\n';
    const read = await readFiles(eksctl, config(withAddons(addons)));
    expect(factsOf(read, 'addon').map(({ addonName }) => shown(addonName))).toEqual(['coredns', 'coredns', 'unknown: it has no `name`']);
  });
});

test('several documents, of which one is broken and one is a list', async () => {
  const text = `${HEAD}metadata: {name: a, version: "1.33"}\n---\n${HEAD}metadata:\n\tversion: "1.34"\n---\nkind: ConfigMap\n---\nkind: List\nitems:\n- apiVersion: eksctl.io/v1alpha5\n  kind: ClusterConfig\n  metadata: {name: c, version: "1.32"}\n`;
  const { facts, problems } = await readFiles(eksctl, { 'many.yml': text });
  const names = facts.flatMap((fact) => (fact.kind === 'cluster' ? [fact.resource] : []));
  expect(names).toContain('ClusterConfig a');
  expect(names).toContain('ClusterConfig c');
  expect(problems.map(({ path }) => path)).toEqual(['many.yml']);
});

test('the same as JSON', async () => {
  const text = '{"apiVersion": "eksctl.io/v1alpha5", "kind": "ClusterConfig", "metadata": {"name": "a", "version": "«1.34»"}}';
  const read = await readFiles(eksctl, { 'cluster.json': text });
  expectDecidedAt(read, factOf(read, 'cluster').version, '1.34', 'text');
  expect(read.problems).toEqual([]);
});

describe('what a script writes', () => {
  const body = `${HEAD}metadata:\n  name: prod\n  version: "«1.34»"\n`;

  test.each([
    ['create.sh', `#!/bin/bash\ncat <<EOF | eksctl create cluster -f -\n${body}EOF\necho "$VERSION" <<<x\n`],
    ['create.sh', `cat > c.yaml << 'EOF'\n${body}EOF\n`],
    ['create.sh', `cat <<-"END"\n${body.replaceAll(/^/gm, '\t').replace(/\t$/, '')}\tEND\n`],
    ['Makefile', `create:\n\tcat <<EOF > c.yaml\n${body}EOF\n`],
    [
      '.github/workflows/x.yml',
      `jobs:\n  a:\n    steps:\n    - run: |\n        cat <<EOF | eksctl create cluster -f -\n${body.replaceAll(/^(?=.)/gm, '        ')}        EOF\n`,
    ],
    ['create.sh', `cat <<EOF\n${body.replaceAll('\n', '\r\n')}EOF\r\n`],
  ])('%s: %j', async (path, text) => {
    const read = await readFiles(eksctl, { [path]: text });
    expectDecidedAt(read, factOf(read, 'cluster').version, '1.34', 'text');
    expect(read.problems).toEqual([]);
  });

  test('with variables, of which the value is one', async () => {
    const text = `cat <<EOF\n${HEAD}metadata:\n  name: \${NAME}\n  version: "$VERSION"\naddons:\n- name: coredns\n  version: v1.11.4-eksbuild.2\nEOF\n`;
    const read = await readFiles(eksctl, { 'a.sh': text });
    expect(factOf(read, 'cluster')).toMatchObject({ resource: 'ClusterConfig', name: { kind: 'unknown' }, version: { kind: 'unknown' } });
    expect(shown(factOf(read, 'addon').addonVersion)).toBe('v1.11.4-eksbuild.2');
  });

  test.each([
    ['a heredoc without an end', `cat <<EOF\n${HEAD}metadata: {version: "1.34"}\n`],
    ['a text that is no YAML', `cat <<EOF\n${HEAD}metadata:\n\t\t- {{{\nEOF\n`],
    ['a command line', 'eksctl create cluster --version 1.28 # ClusterConfig eksctl.io/\n'],
  ])('not %s', async (_, text) => {
    const { facts, problems } = await readFiles(eksctl, { 'a.sh': text.replaceAll('«', '') });
    expect(problems).toEqual([]);
    expect(facts.filter((fact) => fact.kind === 'cluster' && fact.version?.kind === 'known')).toEqual([]);
  });
});

test.each<[string, Files]>([
  ['another kind', { 'a.yaml': 'apiVersion: eksctl.io/v1alpha5\nkind: Nodegroup # ClusterConfig\nmetadata: {version: "1.28"}\n' }],
  ['another API', { 'a.yaml': 'apiVersion: x/v1 # eksctl.io/\nkind: ClusterConfig\nmetadata: {version: "1.28"}\n' }],
  ['a comment', { 'a.yaml': `# ${HEAD.replaceAll('\n', '\n# ')}\nversion: "1.28"\n` }],
  ['a lock file', { 'package-lock.json': '{"eksctl.io/": "ClusterConfig"}', 'pnpm-lock.yaml': HEAD }],
  ['a text', { 'README.md': `${HEAD}metadata: {version: "1.28"}\n` }],
])('%s gives nothing', async (_, files) => {
  expect(await readFiles(eksctl, files)).toMatchObject({ facts: [], problems: [] });
});
