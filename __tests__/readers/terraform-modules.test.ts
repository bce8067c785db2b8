/** Terraform across folders: calls of modules, files of values, overrides, JSON and Terragrunt. */
import { expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, factsOf, type Files, readFiles, shown } from './support.ts';

const MODULE: Files = {
  'modules/eks/main.tf': 'resource "aws_eks_cluster" "this" {\n  name = var.name\n  version = var.cluster_version\n}\n',
  'modules/eks/variables.tf': 'variable "name" {}\nvariable "cluster_version" {\n  default = "1.28"\n}\n',
  'modules/eks/outputs.tf':
    'output "name" {\n  value = aws_eks_cluster.this.name\n}\noutput "version" {\n  value = aws_eks_cluster.this.version\n}\n',
};

function call(name: string, body: string): string {
  return `module "${name}" {\n  source = "./modules/eks"\n  ${body}\n}\n`;
}

function read(files: Files) {
  return readFiles(reader, files);
}

test('a value that is given to a module', async () => {
  const reading = await read({ 'main.tf': call('blue', 'cluster_version = "«1.34»"'), ...MODULE });
  const fact = factOf(reading, 'cluster');
  expect(fact.resource).toBe('module.blue.aws_eks_cluster.this');
  expectDecidedAt(reading, fact.version, '1.34', 'text');
  expect(fact.version?.kind === 'known' && fact.version.via.map(({ note }) => note)).toEqual(['var.cluster_version']);
});

test('the default of a variable that the call does not give', async () => {
  const reading = await read({ 'main.tf': call('blue', 'name = "b"'), ...MODULE });
  expect(shown(factOf(reading, 'cluster').version)).toBe('1.28');
});

test('two calls of one module stay two clusters', async () => {
  const reading = await read({
    'main.tf': call('blue', 'cluster_version = "1.33"') + call('green', 'cluster_version = "1.34"'),
    ...MODULE,
  });
  const clusters = factsOf(reading, 'cluster');
  expect(clusters.map(({ resource, version }) => [resource, shown(version)])).toEqual([
    ['module.blue.aws_eks_cluster.this', '1.33'],
    ['module.green.aws_eks_cluster.this', '1.34'],
  ]);
  expect(new Set(clusters.map(({ id }) => id)).size).toBe(2);
});

test('a call for each', async () => {
  const files = { 'main.tf': call('k', 'for_each = { blue = "1.33", green = "1.34" }\n  cluster_version = each.value'), ...MODULE };
  expect(factsOf(await read(files), 'cluster').map(({ resource, version }) => [resource, shown(version)])).toEqual([
    ['module.k["blue"].aws_eks_cluster.this', '1.33'],
    ['module.k["green"].aws_eks_cluster.this', '1.34'],
  ]);
});

test('two roots that call one module stay apart', async () => {
  const files = {
    'dev/main.tf': call('eks', 'cluster_version = "1.34"').replace('./', '../'),
    'prod/main.tf': call('eks', 'cluster_version = "1.33"').replace('./', '../'),
    ...MODULE,
  };
  const clusters = factsOf(await read(files), 'cluster');
  expect(clusters.map(({ version }) => shown(version))).toEqual(['1.34', '1.33']);
  expect(new Set(clusters.map(({ id }) => id)).size).toBe(2);
});

test('a module inside a module', async () => {
  const reading = await read({
    'main.tf': 'module "outer" {\n  source = "./outer"\n  eks = { version = "«1.34»" }\n}\n',
    'outer/main.tf': 'variable "eks" {}\nmodule "inner" {\n  source = "../modules/eks"\n  cluster_version = var.eks.version\n}\n',
    ...MODULE,
  });
  const fact = factOf(reading, 'cluster');
  expect(fact.resource).toBe('module.outer.module.inner.aws_eks_cluster.this');
  expectDecidedAt(reading, fact.version, '1.34', 'text');
});

test('outputs lead to the cluster of a module', async () => {
  const addons = 'resource "aws_eks_addon" "x" {\n  cluster_name = var.cluster\n  addon_name = "coredns"\n}\nvariable "cluster" {}\n';
  const reading = await read({
    'main.tf': `${call('blue', '')}${call('green', '')}module "addons" {\n  source = "./addons"\n  cluster = module.green.name\n}\n`,
    'addons/main.tf': addons,
    ...MODULE,
  });
  const green = factsOf(reading, 'cluster').find(({ resource }) => resource.startsWith('module.green'));
  expect(factOf(reading, 'addon')).toMatchObject({ resource: 'module.addons.aws_eks_addon.x', cluster: { kind: 'id', id: green?.id } });
});

test('an output is what the module says', async () => {
  const reading = await read({
    'main.tf': `${call('blue', 'cluster_version = "«1.34»"')}module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  cluster_version = module.blue.version\n}\n`,
    ...MODULE,
  });
  const eks = factsOf(reading, 'cluster').find(({ resource }) => resource === 'module.eks');
  expectDecidedAt(reading, eks?.version, '1.34', 'text');
});

test('a call that is not there brings nothing', async () => {
  expect(factsOf(await read({ 'main.tf': call('blue', 'count = 0'), ...MODULE }), 'cluster')).toEqual([]);
});

test('a module that is only called in a comment stands by itself', async () => {
  const files = { 'main.tf': `# ${call('blue', '').replaceAll('\n', '\n# ')}\n`, ...MODULE };
  expect(factOf(await read(files), 'cluster').resource).toBe('aws_eks_cluster.this');
});

test('modules that call each other in a circle end', async () => {
  const reading = await read({
    'a/main.tf': 'module "b" {\n  source = "../b"\n}\nresource "aws_eks_cluster" "x" {\n  version = "1.34"\n}\n',
    'b/main.tf': 'module "a" {\n  source = "../a"\n}\n',
  });
  expect(new Set(factsOf(reading, 'cluster').map(({ version }) => shown(version)))).toEqual(new Set(['1.34']));
});

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
});

test('what is declared twice is not certain', async () => {
  const files = { ...ROOT, 'again.tf': 'resource "aws_eks_cluster" "x" {\n  version = "1.34"\n}\n' };
  expect(factOf(await read(files), 'cluster').version?.kind).toBe('unknown');
});

test.each([
  ['a resource', '{ "resource": { "aws_eks_cluster": { "x": { "version": "«1.34»" } } } }'],
  ['a list of blocks', '{ "resource": [{ "aws_eks_cluster": [{ "x": [{ "version": "«1.34»" }] }] }] }'],
  ['a variable', '{ "variable": { "v": { "default": "«1.34»" } }, "resource": { "aws_eks_cluster": { "x": { "version": "${var.v}" } } } }'],
  [
    'a local',
    '{ "locals": { "v": { "k8s": "«1.34»" } }, "resource": { "aws_eks_cluster": { "x": { "version": "${local.v[\\"k8s\\"]}" } } } }',
  ],
  ['a module', '{ "module": { "eks": { "source": "terraform-aws-modules/eks/aws", "cluster_version": "«1.34»" } } }'],
])('JSON: %s', async (_name, text) => {
  const reading = await read({ 'main.tf.json': text });
  expect(reading.problems).toEqual([]);
  expectDecidedAt(reading, factOf(reading, 'cluster').version, '1.34', 'text');
});

test('JSON: blocks inside a resource', async () => {
  const text = JSON.stringify({
    resource: {
      aws_eks_cluster: {
        x: {
          version: '1.34',
          compute_config: { enabled: true },
          kubernetes_network_config: [{ elastic_load_balancing: [{ enabled: true }] }],
          storage_config: { block_storage: { enabled: true } },
          lifecycle: { ignore_changes: ['version'] },
        },
      },
    },
  });
  expect(factOf(await read({ 'main.tf.json': text }), 'cluster')).toMatchObject({ autoMode: { value: true }, versionIgnored: true });
});

test('a template in JSON keeps its places', async () => {
  const text = '{ "locals": { "minor": 34 }, "resource": { "aws_eks_cluster": { "x": { "version": "«1.${local.minor}»" } } } }';
  const reading = await read({ 'main.tf.json': text });
  expectDecidedAt(reading, factOf(reading, 'cluster').version, '1.34', 'composed');
});

const UNIT = 'terraform {\n  source = "../../modules/eks"\n}\n';

test.each([
  ['inputs', { 'live/dev/terragrunt.hcl': `${UNIT}inputs = {\n  cluster_version = "«1.34»"\n}\n` }],
  ['a local', { 'live/dev/terragrunt.hcl': `${UNIT}locals {\n  v = "«1.34»"\n}\ninputs = {\n  cluster_version = local.v\n}\n` }],
  [
    'another file',
    {
      'live/env.hcl': 'locals {\n  eks_version = "«1.34»"\n}\n',
      'live/dev/terragrunt.hcl': `${UNIT}locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl"))\n}\ninputs = {\n  cluster_version = local.env.locals.eks_version\n}\n`,
    },
  ],
  [
    'a file that is included',
    {
      'live/root.hcl': 'inputs = {\n  cluster_version = "«1.34»"\n}\n',
      'live/dev/terragrunt.hcl': `include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n${UNIT}`,
    },
  ],
  [
    'its own inputs over those it includes',
    {
      'live/root.hcl': 'inputs = {\n  cluster_version = "1.28"\n}\n',
      'live/dev/terragrunt.hcl': `include {\n  path = find_in_parent_folders("root.hcl")\n}\n${UNIT}inputs = {\n  cluster_version = "«1.34»"\n}\n`,
    },
  ],
  [
    'an included file that is exposed',
    {
      'live/root.hcl': 'locals {\n  v = "«1.34»"\n}\n',
      'live/dev/terragrunt.hcl': `include "root" {\n  path = find_in_parent_folders("root.hcl")\n  expose = true\n}\n${UNIT}inputs = {\n  cluster_version = include.root.locals.v\n}\n`,
    },
  ],
  [
    'the root of the repository',
    { 'live/dev/terragrunt.hcl': `${UNIT.replace('../..', '${get_repo_root()}')}inputs = {\n  cluster_version = "«1.34»"\n}\n` },
  ],
])('Terragrunt: a version by %s', async (_name, files: Files) => {
  const reading = await read({ ...files, ...MODULE });
  const fact = factOf(reading, 'cluster');
  expect(fact.resource).toBe('aws_eks_cluster.this');
  expectDecidedAt(reading, fact.version, '1.34', 'text');
});

test('Terragrunt: every unit makes a cluster of its own', async () => {
  const unit = (version: string) => `${UNIT}inputs = {\n  cluster_version = "${version}"\n}\n`;
  const reading = await read({ 'live/dev/terragrunt.hcl': unit('1.34'), 'live/prod/terragrunt.hcl': unit('1.33'), ...MODULE });
  const clusters = factsOf(reading, 'cluster');
  expect(clusters.map(({ version }) => shown(version))).toEqual(['1.34', '1.33']);
  expect(new Set(clusters.map(({ id }) => id)).size).toBe(2);
});

test('Terragrunt: a dependency leads to the cluster of another unit', async () => {
  const reading = await read({
    'live/eks/terragrunt.hcl': `${UNIT}inputs = {\n  cluster_version = "1.34"\n}\n`,
    'live/addons/terragrunt.hcl':
      'terraform {\n  source = "../../modules//addons"\n}\ndependency "eks" {\n  config_path = "../eks"\n}\ninputs = {\n  cluster = dependency.eks.outputs.name\n  addons = { coredns = "v1.11.4-eksbuild.2" }\n}\n',
    'modules/addons/main.tf':
      'variable "cluster" {}\nvariable "addons" {}\nresource "aws_eks_addon" "this" {\n  for_each = var.addons\n  cluster_name = var.cluster\n  addon_name = each.key\n  addon_version = each.value\n}\n',
    ...MODULE,
  });
  const fact = factOf(reading, 'addon');
  expect(fact).toMatchObject({ addonVersion: { value: 'v1.11.4-eksbuild.2' }, cluster: { kind: 'id', id: factOf(reading, 'cluster').id } });
});

test.each([
  ['a file that it includes is not there', `include {\n  path = find_in_parent_folders("nowhere.hcl")\n}\n${UNIT}`],
  [
    'files of values are named',
    `${UNIT.replace('}\n', '  extra_arguments "x" {\n    required_var_files = ["${get_terragrunt_dir()}/x.tfvars"]\n  }\n}\n')}`,
  ],
])('Terragrunt: the default is not certain where %s', async (_name, text) => {
  const reading = await read({ 'live/dev/terragrunt.hcl': text, ...MODULE });
  expect(factOf(reading, 'cluster').version?.kind).toBe('unknown');
});
