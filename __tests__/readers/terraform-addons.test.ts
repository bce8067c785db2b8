/** Add-ons of Terraform: resources, maps of modules, what is looked up, and the cluster that each belongs to. */
import { expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, factsOf, type Files, readFiles, shown } from './support.ts';

const CLUSTER = 'resource "aws_eks_cluster" "main" {\n  name = "prod"\n}\n';

function addon(body: string): string {
  return `resource "aws_eks_addon" "this" {\n  addon_name = "coredns"\n  ${body}\n}\n`;
}

function eks(argument: string, value: string): string {
  return `module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  ${argument} = ${value}\n}\n`;
}

function read(files: string | Files) {
  return readFiles(reader, typeof files === 'string' ? { 'main.tf': files } : files);
}

test.each([
  ['a literal', addon('addon_version = "«v1.11.4-eksbuild.2»"')],
  ['a variable', `${addon('addon_version = var.v')}variable "v" {\n  default = "«v1.11.4-eksbuild.2»"\n}\n`],
  [
    'a local object',
    `${addon('addon_version = local.versions.coredns')}locals {\n  versions = {\n    coredns = "«v1.11.4-eksbuild.2»"\n  }\n}\n`,
  ],
  [
    'try',
    `${addon('addon_version = try(var.a.addon_version, null)')}variable "a" {\n  default = { addon_version = "«v1.11.4-eksbuild.2»" }\n}\n`,
  ],
  ['an element', addon('for_each = { coredns = { version = "«v1.11.4-eksbuild.2»" } }\n  addon_version = each.value.version')],
  [
    'an element of a list of objects',
    `${addon('for_each = { for a in var.addons : a.name => a }\n  addon_version = each.value.version')}variable "addons" {\n  default = [{ name = "coredns", version = "«v1.11.4-eksbuild.2»" }]\n}\n`,
  ],
  [
    'a sentinel that is not set',
    `${addon('addon_version = var.v == "" ? data.aws_eks_addon_version.x.version : var.v')}variable "v" {\n  default = "«v1.11.4-eksbuild.2»"\n}\ndata "aws_eks_addon_version" "x" {}\n`,
  ],
])('the version by %s', async (_name, text) => {
  const reading = await read(text);
  expectDecidedAt(reading, factOf(reading, 'addon').addonVersion, 'v1.11.4-eksbuild.2', 'text');
  expect(reading.problems).toEqual([]);
});

const LOOKUP = 'data "aws_eks_addon_version" "x" {\n  addon_name = "coredns"\n  most_recent = true\n}\n';

test.each([
  ['is not given', addon('')],
  ['is null', addon('addon_version = null')],
  ['is looked up', `${addon('addon_version = data.aws_eks_addon_version.x.version')}${LOOKUP}`],
  [
    'is looked up where nothing is given',
    `${addon('addon_version = coalesce(var.v, data.aws_eks_addon_version.x.version)')}variable "v" {\n  default = null\n}\n${LOOKUP}`,
  ],
  [
    'is looked up for each',
    `${addon('for_each = toset(["coredns"])\n  addon_version = data.aws_eks_addon_version.x[each.key].version')}data "aws_eks_addon_version" "x" {\n  for_each = toset(["coredns"])\n}\n`,
  ],
  ['is empty', addon('addon_version = ""')],
])('no version is pinned where it %s', async (_name, text) => {
  expect(factOf(await read(text), 'addon').addonVersion).toBeUndefined();
});

test.each([
  [
    'a map of objects',
    'for_each = { vpc-cni = { v = "v1.20.4-eksbuild.2" }, kube-proxy = { v = "v1.34.0-eksbuild.2" } }\n  addon_name = each.key\n  addon_version = each.value.v',
    ['aws_eks_addon.all["vpc-cni"] vpc-cni v1.20.4-eksbuild.2', 'aws_eks_addon.all["kube-proxy"] kube-proxy v1.34.0-eksbuild.2'],
  ],
  [
    'a map of texts',
    'for_each = { coredns = "v1.11.4-eksbuild.2" }\n  addon_name = each.key\n  addon_version = each.value',
    ['aws_eks_addon.all["coredns"] coredns v1.11.4-eksbuild.2'],
  ],
  [
    'a set',
    'for_each = toset(["coredns", "kube-proxy"])\n  addon_name = each.value',
    ['aws_eks_addon.all["coredns"] coredns absent', 'aws_eks_addon.all["kube-proxy"] kube-proxy absent'],
  ],
  [
    'a condition for each',
    'for_each = { for k, v in { a = true, b = false } : k => v if v }\n  addon_name = each.key',
    ['aws_eks_addon.all["a"] a absent'],
  ],
  ['nothing', 'for_each = {}\n  addon_name = each.key', []],
])('several add-ons by %s', async (_name, body, wanted) => {
  const reading = await read(`resource "aws_eks_addon" "all" {\n  ${body}\n}\n`);
  expect(factsOf(reading, 'addon').map((fact) => [fact.resource, shown(fact.addonName), shown(fact.addonVersion)].join(' '))).toEqual(
    wanted,
  );
});

test('add-ons of a map that is not known stay one, of which nothing is known', async () => {
  const reading = await read(
    'resource "aws_eks_addon" "all" {\n  for_each = var.addons\n  addon_name = each.key\n  addon_version = each.value\n}\nvariable "addons" {}\n',
  );
  const fact = factOf(reading, 'addon');
  expect(fact).toMatchObject({ resource: 'aws_eks_addon.all', addonName: { kind: 'unknown' }, addonVersion: { kind: 'unknown' } });
});

test.each([
  ['cluster_addons up to version 20', 'cluster_addons'],
  ['addons from version 21 on', 'addons'],
])('%s of the module', async (_name, argument) => {
  const reading = await read(
    eks(
      argument,
      `{
    coredns = {
      addon_version = "«v1.11.4-eksbuild.2»"
    }
    kube-proxy = {}
    vpc-cni = { most_recent = true }
    ebs = {
      name          = "aws-ebs-csi-driver"
      addon_version = "«v1.45.0-eksbuild.2»"
    }
    adot = { version = "v0.1.0-eksbuild.1" }
  }`,
    ),
  );
  const addons = factsOf(reading, 'addon');
  expect(addons.map(({ resource, addonName, addonVersion }) => [resource, shown(addonName), shown(addonVersion)])).toEqual([
    ['module.eks addon coredns', 'coredns', 'v1.11.4-eksbuild.2'],
    ['module.eks addon kube-proxy', 'kube-proxy', 'absent'],
    ['module.eks addon vpc-cni', 'vpc-cni', 'absent'],
    ['module.eks addon ebs', 'aws-ebs-csi-driver', 'v1.45.0-eksbuild.2'],
    // a key `version` is no pin: the module does not read it
    ['module.eks addon adot', 'adot', 'absent'],
  ]);
  expectDecidedAt(reading, addons[0]?.addonVersion, 'v1.11.4-eksbuild.2', 'text');
  expectDecidedAt(reading, addons[3]?.addonVersion, 'v1.45.0-eksbuild.2', 'text', 1);
  const { id } = factOf(reading, 'cluster');
  expect(addons.map(({ cluster }) => cluster)).toEqual(addons.map(() => ({ kind: 'id', id })));
});

test('maps that are merged, some under a condition', async () => {
  const reading = await read(
    `${eks('addons', 'merge(local.always, var.more ? local.sometimes : {})')}variable "more" {}\nlocals {\n  always = { coredns = { addon_version = "v1.11.4-eksbuild.2" } }\n  sometimes = { adot = { addon_version = "v0.1.0-eksbuild.1" } }\n}\n`,
  );
  expect(factsOf(reading, 'addon').map(({ addonName, addonVersion }) => [shown(addonName), addonVersion?.kind])).toEqual([
    ['coredns', 'known'],
    ['adot', 'known'],
  ]);
});

test('what is merged over a map may win', async () => {
  const reading = await read(
    `${eks('addons', 'merge({ coredns = { addon_version = "v1.11.4-eksbuild.2" } }, var.over)')}variable "over" {}\n`,
  );
  expect(factOf(reading, 'addon').addonVersion?.kind).toBe('unknown');
});

test('eks_addons of the blueprints belong to the cluster that the module is given', async () => {
  const reading = await read(
    `${eks('cluster_version', '"1.34"')}module "addons" {\n  source = "aws-ia/eks-blueprints-addons/aws"\n  cluster_name = module.eks.cluster_name\n  eks_addons = {\n    coredns = { addon_version = "v1.11.4-eksbuild.2" }\n  }\n}\n`,
  );
  const fact = factOf(reading, 'addon');
  expect(fact).toMatchObject({ resource: 'module.addons addon coredns', cluster: { kind: 'id', id: factOf(reading, 'cluster').id } });
  expect(shown(fact.addonVersion)).toBe('v1.11.4-eksbuild.2');
});

test('versions that a module of another repository takes by name', async () => {
  const reading = await read(
    `${eks('cluster_version', '"1.34"')}module "eks_addons" {\n  source = "github.com/acme/addons?ref=1.2.0"\n  eks_cluster_id = module.eks.cluster_id\n  addon_vpc_cni_version = "v1.20.4-eksbuild.2"\n  kube_proxy_version = "1.34.0"\n  addon_other_version = "v1.0.0-eksbuild.1"\n}\n`,
  );
  const fact = factOf(reading, 'addon');
  expect(fact).toMatchObject({ resource: 'module.eks_addons addon vpc-cni', cluster: { kind: 'id' }, addonName: { value: 'vpc-cni' } });
});

const OTHER = 'resource "aws_eks_cluster" "other" {\n  name = "dev"\n}\n';

test.each([
  ['name', 'aws_eks_cluster.main.name', CLUSTER],
  ['id', 'aws_eks_cluster.main.id', CLUSTER],
  ['an index of a count', 'aws_eks_cluster.main[0].name', CLUSTER.replace('{', '{\n  count = var.on ? 1 : 0')],
  ['the only one of a splat', 'one(aws_eks_cluster.main[*].name)', CLUSTER.replace('{', '{\n  count = var.on ? 1 : 0')],
  ['an older splat', 'join("", aws_eks_cluster.main.*.name)', CLUSTER.replace('{', '{\n  count = 1')],
  ['an element of a splat', 'element(concat(aws_eks_cluster.main[*].id, [""]), 0)', CLUSTER.replace('{', '{\n  count = 1')],
  ['a local', 'local.name', `${CLUSTER}locals {\n  name = aws_eks_cluster.main.name\n}\n`],
  ['try', 'try(aws_eks_cluster.main.name, "")', CLUSTER],
  ['an interpolation', '"${aws_eks_cluster.main.name}"', CLUSTER],
  ['a data source', 'data.aws_eks_cluster.c.name', `${CLUSTER}data "aws_eks_cluster" "c" {\n  name = aws_eks_cluster.main.id\n}\n`],
  ['its name', '"prod"', CLUSTER],
  [
    'triggers of something that waits',
    'time_sleep.w.triggers["name"]',
    `${CLUSTER}resource "time_sleep" "w" {\n  triggers = { name = aws_eks_cluster.main.name }\n}\n`,
  ],
])('the cluster by %s', async (_name, expression, text) => {
  const reading = await read(`${addon(`cluster_name = ${expression}`)}${text}${OTHER}variable "on" {}\n`);
  const main = factsOf(reading, 'cluster').find(({ resource }) => resource === 'aws_eks_cluster.main');
  expect(factOf(reading, 'addon').cluster).toEqual({ kind: 'id', id: main?.id });
});

test.each([
  ['one of two by a key', 'aws_eks_cluster.all["blue"].name', 'aws_eks_cluster.all["blue"]'],
  ['one of two modules', 'module.eks["green"].cluster_name', 'module.eks["green"]'],
])('the cluster is %s', async (_name, expression, resource) => {
  const reading = await read(
    `${addon(`cluster_name = ${expression}`)}resource "aws_eks_cluster" "all" {\n  for_each = toset(["blue", "green"])\n  name = each.key\n}\nmodule "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  for_each = toset(["blue", "green"])\n}\n`,
  );
  expect(factOf(reading, 'addon').cluster).toEqual({
    kind: 'id',
    id: factsOf(reading, 'cluster').find((item) => item.resource === resource)?.id,
  });
});

test.each([
  ['a variable, and there is only one cluster', `${addon('cluster_name = var.name')}${CLUSTER}variable "name" {}\n`, 'id'],
  ['a variable, and there are two clusters', `${addon('cluster_name = var.name')}${CLUSTER}${OTHER}variable "name" {}\n`, 'unknown'],
  ['a name that no cluster here has', `${addon('cluster_name = "stage"')}${CLUSTER}`, 'name'],
  [
    'the name of a cluster elsewhere',
    `${addon('cluster_name = module.base.cluster_name')}${CLUSTER}module "base" {\n  source = "acme/base/aws"\n}\n`,
    'elsewhere',
  ],
  [
    'one of two',
    `${addon('cluster_name = var.b ? aws_eks_cluster.main.name : aws_eks_cluster.other.name')}${CLUSTER}${OTHER}variable "b" {}\n`,
    'unknown',
  ],
])('the cluster by %s', async (_name, text, kind) => {
  expect(factOf(await read(text), 'addon').cluster.kind).toBe(kind);
});
