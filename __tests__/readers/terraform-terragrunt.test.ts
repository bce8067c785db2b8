/** Terragrunt: units, what they include and read, and what they depend on. */
import { expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, factsOf, type Files, readFiles, shown } from './support.ts';

const MODULE: Files = {
  'modules/eks/main.tf': 'resource "aws_eks_cluster" "this" {\n  name = var.name\n  version = var.cluster_version\n}\n',
  'modules/eks/variables.tf': 'variable "name" {}\nvariable "cluster_version" {\n  default = "1.28"\n}\n',
  'modules/eks/outputs.tf':
    'output "name" {\n  value = aws_eks_cluster.this.name\n}\noutput "version" {\n  value = aws_eks_cluster.this.version\n}\n',
};

function read(files: Files) {
  return readFiles(reader, files);
}

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
    'a document above',
    {
      'live/env.yaml': 'eks:\n  version: "«1.34»"\n',
      'live/dev/terragrunt.hcl': `${UNIT}locals {\n  env = yamldecode(file(find_in_parent_folders("env.yaml")))\n}\ninputs = {\n  cluster_version = local.env.eks.version\n}\n`,
    },
  ],
  [
    'a document beside it',
    {
      'live/dev/env.yaml': 'version: "«1.34»"\n',
      'live/dev/terragrunt.hcl': `${UNIT}inputs = {\n  cluster_version = yamldecode(file("\${get_terragrunt_dir()}/env.yaml"))["version"]\n}\n`,
    },
  ],
  [
    'all that a document says',
    {
      'live/dev/env.yaml': 'cluster_version: "«1.34»"\n',
      'live/dev/terragrunt.hcl': `${UNIT}inputs = merge(yamldecode(file("env.yaml")), { name = "x" })\n`,
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

function unit(version: string): string {
  return `${UNIT}inputs = {\n  cluster_version = "${version}"\n}\n`;
}

test('Terragrunt: every unit makes a cluster of its own', async () => {
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
    UNIT.replace('}\n', '  extra_arguments "x" {\n    required_var_files = ["${get_terragrunt_dir()}/x.tfvars"]\n  }\n}\n'),
  ],
])('Terragrunt: the default is not certain where %s', async (_name, text) => {
  const reading = await read({ 'live/dev/terragrunt.hcl': text, ...MODULE });
  expect(factOf(reading, 'cluster').version?.kind).toBe('unknown');
});

const REGISTRY = 'terraform {\n  source = "tfr:///terraform-aws-modules/eks/aws?version=20.8.5"\n}\n';
const INPUTS =
  'inputs = {\n  cluster_name = "prod"\n  cluster_version = "«1.34»"\n  cluster_addons = {\n    coredns = { addon_version = "«v1.11.4-eksbuild.2»" }\n  }\n}\n';

test.each([
  ['of its own', { 'live/eks/terragrunt.hcl': REGISTRY + INPUTS }],
  [
    'of a file it includes',
    {
      '_common/eks.hcl': REGISTRY,
      'live/eks/terragrunt.hcl': `include "common" {\n  path = "\${get_repo_root()}/_common/eks.hcl"\n}\n${INPUTS}`,
    },
  ],
])('Terragrunt: a module of a registry, by a source %s', async (_name, files: Files) => {
  const reading = await read(files);
  const fact = factOf(reading, 'cluster');
  expect(fact.resource).toBe('terragrunt terraform-aws-modules/eks/aws');
  expectDecidedAt(reading, fact.version, '1.34', 'text');
  expectDecidedAt(reading, factOf(reading, 'addon').addonVersion, 'v1.11.4-eksbuild.2', 'text', 1);
  expect(factOf(reading, 'addon').cluster).toEqual({ kind: 'id', id: fact.id });
});

test('Terragrunt: a dependency on a module of a registry', async () => {
  const reading = await read({
    'live/eks/terragrunt.hcl': `${REGISTRY}inputs = { cluster_version = "1.34" }\n`,
    'live/addons/terragrunt.hcl':
      'terraform {\n  source = "../../modules/addons"\n}\ndependency "eks" {\n  config_path = "../eks"\n}\ninputs = { cluster = dependency.eks.outputs.cluster_name }\n',
    'modules/addons/main.tf':
      'variable "cluster" {}\nresource "aws_eks_addon" "this" {\n  cluster_name = var.cluster\n  addon_name = "coredns"\n}\n',
  });
  expect(factOf(reading, 'addon').cluster).toEqual({ kind: 'id', id: factOf(reading, 'cluster').id });
});
