/** Terraform across folders: calls of modules, and what they give each other. */
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
  expect(fact.version?.kind === 'known' && fact.version.via.map(({ note }) => note)).toEqual(['module.blue', 'var.cluster_version']);
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
  expect(reading.problems).toEqual([]);
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
  expect(shown(factOf(reading, 'cluster').version)).toBe('1.34');
  expect(reading.problems).toEqual([circle('b/main.tf')]);
});

function circle(path: string) {
  return { path, offset: 0, message: 'calls a module that calls itself; the call was not followed' };
}

const EKS = 'resource "aws_eks_cluster" "x" {\n  version = "1.34"\n}\n';

test.each<[string, Files, readonly string[], string]>([
  ['by its own folder', { 'main.tf': `module "a" {\n  source = "./"\n}\n${EKS}` }, ['aws_eks_cluster.x'], 'main.tf'],
  [
    'twice',
    { 'm/main.tf': `module "a" {\n  source = "./"\n}\nmodule "b" {\n  source = "../m"\n}\n${EKS}` },
    ['aws_eks_cluster.x'],
    'm/main.tf',
  ],
  [
    'in each of the calls of it',
    {
      'main.tf': 'module "a" {\n  source = "./m"\n}\nmodule "b" {\n  source = "./m"\n}\n',
      'm/main.tf': `module "m" {\n  source = "../m"\n}\n${EKS}`,
    },
    ['module.a.aws_eks_cluster.x', 'module.b.aws_eks_cluster.x'],
    'm/main.tf',
  ],
  [
    'through another that also leads out of the circle',
    {
      'a/main.tf': EKS,
      'b/main.tf': `module "c" {\n  source = "../c"\n}\n${EKS}`,
      'c/main.tf': 'module "b" {\n  source = "../b"\n}\nmodule "a" {\n  source = "../a"\n}\n',
    },
    ['aws_eks_cluster.x', 'module.c.module.a.aws_eks_cluster.x'],
    'c/main.tf',
  ],
])('a module that calls itself %s is told of once, and makes nothing again', async (_name, files, resources, path) => {
  const reading = await read(files);
  expect(factsOf(reading, 'cluster').map(({ resource }) => resource)).toEqual(resources);
  expect(reading.problems).toEqual([circle(path)]);
});

test('a published module is applied by itself, whatever its wrappers call', async () => {
  const wrapper = 'module "wrapper" {\n  source   = "../"\n  for_each = var.items\n}\nvariable "items" {\n  default = {}\n}\n';
  const reading = await read({ 'main.tf': 'resource "aws_eks_cluster" "this" {\n  version = "1.34"\n}\n', 'wrappers/main.tf': wrapper });
  expect(shown(factOf(reading, 'cluster').version)).toBe('1.34');
});
