/** Values of root modules: `terraform.tfvars`, one file for each environment, and files that override others. */
import { expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, factsOf, type Files, readFiles, shown } from './support.ts';

function read(files: Files) {
  return readFiles(reader, files);
}

const ROOT: Files = {
  'main.tf': 'resource "aws_eks_cluster" "x" {\n  version = var.v\n}\n',
  'variables.tf': 'variable "v" {\n  default = "1.28"\n}\nvariable "other" {\n  default = ""\n}\n',
};

test.each([
  ['terraform.tfvars', { 'terraform.tfvars': 'v = "«1.34»"\n' }],
  ['terraform.tfvars.json', { 'terraform.tfvars.json': '{ "v": "«1.34»" }\n' }],
  ['an automatic file over it', { 'terraform.tfvars': 'v = "1.30"\n', 'a.auto.tfvars': 'v = "«1.34»"\n' }],
  ['the later automatic file', { 'a.auto.tfvars': 'v = "1.30"\n', 'b.auto.tfvars': 'v   = "«1.34»" # aligned\n' }],
  ['a shared file', { 'common.tfvars': 'v = "«1.34»"\n' }],
])('%s overrides the default', async (_name, values: Files) => {
  const reading = await read({ ...ROOT, ...values });
  expectDecidedAt(reading, factOf(reading, 'cluster').version, '1.34', 'text');
  expect(reading.problems).toEqual([]);
});

test.each([
  ['every file', { 'dev.tfvars': 'v = "1.34"\n', 'prod.tfvars': 'v = "1.33"\n' }, ['1.34', '1.33'], ['dev.tfvars', 'prod.tfvars']],
  [
    'files of a folder',
    { 'env/dev.tfvars': 'v = "1.34"\n', 'env/prod.tfvars': 'v = "1.33"\n' },
    ['1.34', '1.33'],
    ['dev.tfvars', 'prod.tfvars'],
  ],
  [
    'folders',
    { 'dev/eks.tfvars': 'v = "1.34"\n', 'prod/eks.tfvars': 'v = "1.33"\n' },
    ['1.34', '1.33'],
    ['dev/eks.tfvars', 'prod/eks.tfvars'],
  ],
  [
    'a file that leaves the default',
    { 'dev.tfvars': 'v = "1.34"\n', 'prod.tfvars': 'other = "x"\n' },
    ['1.34', '1.28'],
    ['dev.tfvars', 'prod.tfvars'],
  ],
  [
    'the file that is loaded by itself',
    { 'terraform.tfvars': 'v = "1.32"\n', 'dev.tfvars': 'v = "1.34"\n' },
    ['1.34', '1.32'],
    ['dev.tfvars', 'terraform.tfvars'],
  ],
  [
    'a shared file below them',
    { 'common.tfvars': 'v = "1.31"\n', 'dev.tfvars': 'v = "1.34"\n', 'prod.tfvars': 'other = "x"\n' },
    ['1.34', '1.31'],
    ['dev.tfvars', 'prod.tfvars'],
  ],
])('alternatives by %s', async (_name, values: Files, wanted, whens) => {
  const { version } = factOf(await read({ ...ROOT, ...values }), 'cluster');
  expect(shown(version)).toEqual(wanted);
  expect(version?.kind === 'one-of' && version.alternatives.map(({ when }) => when)).toEqual(whens);
});

test('files that do not speak of it leave the default alone', async () => {
  const { version } = factOf(await read({ ...ROOT, 'dev.tfvars': 'other = "x"\n', 'prod.tfvars': 'other = "y"\n' }), 'cluster');
  expect(version).toMatchObject({ kind: 'known', value: '1.28' });
  expect(version).not.toHaveProperty('when');
});

test('a file that gives no value to a variable without a default', async () => {
  const files = { ...ROOT, 'variables.tf': 'variable "v" {}\n', 'dev.tfvars': 'v = "1.34"\n', 'prod.tfvars': 'other = "x"\n' };
  expect(factOf(await read(files), 'cluster').version).toMatchObject({
    kind: 'one-of',
    alternatives: [{ value: '1.34', when: 'dev.tfvars' }],
    unread: [{ reason: '`prod.tfvars` gives `var.v` no value (prod.tfvars)' }],
  });
});

test('files of values with the name of the module, in another folder', async () => {
  const reading = await read({
    'deployments/eks/main.tf': 'resource "aws_eks_cluster" "x" {\n  version = var.v\n}\nvariable "v" {}\n',
    'deployments/vpc/main.tf': 'variable "v" {}\n',
    'values/dev/eks.tfvars': 'v = "1.34"\n',
    'values/dev/vpc.tfvars': 'v = "10.0.0.0/8"\n',
  });
  expect(factOf(reading, 'cluster').version).toMatchObject({ kind: 'known', value: '1.34', when: 'eks.tfvars' });
});

test('values that cannot be read are not replaced by the default', async () => {
  const { version } = factOf(await read({ ...ROOT, 'terraform.tfvars': '\u0000GITCRYPT\u0000}{\u0001' }), 'cluster');
  expect(version).toMatchObject({ kind: 'unknown', reason: '`terraform.tfvars` could not be read' });
});

test.each([
  ['an override file', { 'override.tf': 'resource "aws_eks_cluster" "x" {\n  version = "«1.34»"\n}\n' }],
  ['a file whose name ends so', { 'x_override.tf': 'variable "v" {\n  default = "«1.34»"\n}\n' }],
  [
    'a local in an override file',
    {
      'main.tf': 'resource "aws_eks_cluster" "x" {\n  version = local.v\n}\nlocals {\n  v = "1.28"\n}\n',
      'override.tf': 'locals {\n  v = "«1.34»"\n}\n',
    },
  ],
  ['OpenTofu, which reads its own file', { 'main.tofu': 'resource "aws_eks_cluster" "x" {\n  version = "«1.34»"\n}\n' }],
])('%s wins', async (_name, files: Files) => {
  const reading = await read({ ...ROOT, ...files });
  expectDecidedAt(reading, factOf(reading, 'cluster').version, '1.34', 'text');
  expect(reading.problems).toEqual([]);
});

test('what is declared twice is not certain', async () => {
  const files = { ...ROOT, 'again.tf': 'resource "aws_eks_cluster" "x" {\n  version = "1.34"\n}\n' };
  expect(factOf(await read(files), 'cluster').version?.kind).toBe('unknown');
});

test('a cluster that is there with one file of values only', async () => {
  const files = {
    'main.tf': 'resource "aws_eks_cluster" "x" {\n  count = var.on ? 1 : 0\n  version = var.v\n}\nvariable "on" {}\nvariable "v" {}\n',
    'dev.tfvars': 'on = false\nv = "1.28"\n',
    'prod.tfvars': 'on = true\nv = "1.34"\n',
  };
  expect(factOf(await read(files), 'cluster').version).toMatchObject({ kind: 'known', value: '1.34', when: 'prod.tfvars' });
});

test('a cluster that is there under a condition does not repeat it', async () => {
  const text = 'resource "aws_eks_cluster" "x" {\n  count = var.on ? 1 : 0\n  version = var.on ? "1.34" : "1.28"\n}\nvariable "on" {}\n';
  const { version } = factOf(await read({ 'main.tf': text }), 'cluster');
  expect(version).toMatchObject({ kind: 'known', value: '1.34' });
  expect(version).not.toHaveProperty('when');
});

const DECODED = 'locals {\n  config = yamldecode(file("${path.module}/config.yaml"))\n}\n';

test.each([
  ['in quotes', 'eks:\n  version: "«1.34»"\n', '1.34', 'text'],
  ['plain, which is a number', 'eks:\n  version: «1.30»\n', '1.3', 'number'],
  ['behind a mark', "---\n# ours\neks: { version: '«1.34»' }\n", '1.34', 'text'],
] as const)('a version of a document: %s', async (_name, document, value, notation) => {
  const main = `resource "aws_eks_cluster" "x" {\n  version = local.config.eks.version\n}\n${DECODED}`;
  const reading = await read({ 'main.tf': main, 'config.yaml': document });
  expectDecidedAt(reading, factOf(reading, 'cluster').version, value, notation);
  expect(reading.problems).toEqual([]);
});

test('things made of a document', async () => {
  const main = `${DECODED}resource "aws_eks_cluster" "x" {\n  version = "1.34"\n}\nresource "aws_eks_addon" "a" {\n  for_each = local.config.addons\n  cluster_name = aws_eks_cluster.x.name\n  addon_name = each.key\n  addon_version = each.value\n}\n`;
  const reading = await read({
    'main.tf': main,
    'config.yaml': 'addons:\n  coredns: «v1.11.4-eksbuild.2»\n  kube-proxy: v1.34.0-eksbuild.2\n',
  });
  const addons = factsOf(reading, 'addon');
  expect(addons.map(({ addonName, addonVersion }) => `${String(shown(addonName))} ${String(shown(addonVersion))}`)).toEqual([
    'coredns v1.11.4-eksbuild.2',
    'kube-proxy v1.34.0-eksbuild.2',
  ]);
  expectDecidedAt(reading, addons[0]?.addonVersion, 'v1.11.4-eksbuild.2', 'text');
});

test.each([
  ['another key', 'eks: {}\n', 'there is no `version` in it'],
  ['an alias', 'a: &a { version: "1.34" }\neks: *a\n', 'it is an alias'],
  ['a text', 'eks\n', 'there is no `eks` in it'],
  ['nothing', '', 'it is no YAML that could be read'],
])('no version is guessed from a document with %s', async (_name, document, reason) => {
  const main = `resource "aws_eks_cluster" "x" {\n  version = local.config.eks.version\n}\n${DECODED}`;
  const { version } = factOf(await read({ 'main.tf': main, 'config.yaml': document }), 'cluster');
  expect(shown(version)).toBe(`unknown: ${reason}`);
});
