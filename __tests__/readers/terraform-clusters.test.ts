/** Clusters of Terraform: Auto Mode, support, what is ignored, what is no cluster, and several by one block. */
import { expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown } from './support.ts';

function cluster(body: string): string {
  return `resource "aws_eks_cluster" "main" {\n  ${body}\n}\n`;
}

function eks(body: string): string {
  return `module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  ${body}\n}\n`;
}

function read(text: string) {
  return readFiles(reader, { 'main.tf': text });
}

const THREE = `compute_config {
    enabled = A
  }
  kubernetes_network_config {
    elastic_load_balancing {
      enabled = B
    }
  }
  storage_config {
    block_storage {
      enabled = C
    }
  }`;

function switches(a: string, b: string, c: string): string {
  return cluster(THREE.replace('A', a).replace('B', b).replace('C', c));
}

test.each([
  ['no switches', cluster('name = "x"'), false],
  ['three switches on', switches('true', 'true', 'true'), true],
  ['one of three off', switches('true', 'false', 'true'), false],
  ['one of three missing', cluster('compute_config {\n    enabled = true\n  }'), false],
  ['a switch that is not known', `${switches('true', 'var.on', 'true')}variable "on" {}\n`, 'unknown: one of its switches is not certain'],
  ['a dynamic block', cluster('dynamic "compute_config" {\n    for_each = []\n    content {\n      enabled = true\n    }\n  }'), false],
  ['the module', eks('cluster_version = "1.34"'), false],
  ['the module with its switch, up to version 20', eks('cluster_compute_config = {\n    enabled = true\n  }'), true],
  ['the module with its switch, from version 21 on', eks('compute_config = {\n    enabled = true\n    node_pools = ["system"]\n  }'), true],
  ['the module with its switch off', eks('compute_config = { enabled = false }'), false],
  ['the module with roles alone', eks('create_auto_mode_iam_resources = true'), false],
])('Auto Mode of %s', async (_name, text, wanted) => {
  expect(shown(factOf(await read(text), 'cluster').autoMode)).toBe(wanted);
});

test('a dynamic block brings the switches of the other two along', async () => {
  const dynamic = `dynamic "compute_config" {
    for_each = [{ on = true }]
    content {
      enabled = compute_config.value.on
    }
  }`;
  const text = switches('true', 'true', 'true').replace(/compute_config \{\n\s+enabled = true\n\s+\}/, dynamic);
  expect(shown(factOf(await read(text), 'cluster').autoMode)).toBe(true);
});

test.each([
  ['upgrade_policy', cluster('upgrade_policy {\n    support_type = "«STANDARD»"\n  }')],
  ['cluster_upgrade_policy of the module', eks('cluster_upgrade_policy = {\n    support_type = "«STANDARD»"\n  }')],
  ['upgrade_policy of the module', eks('upgrade_policy = {\n    support_type = "«STANDARD»"\n  }')],
])('%s is the support type', async (_name, text) => {
  const reading = await read(text);
  expectDecidedAt(reading, factOf(reading, 'cluster').supportType, 'STANDARD', 'text');
  expect(reading.problems).toEqual([]);
});

test.each([
  ['version', 'ignore_changes = [version]', true],
  ['text', 'ignore_changes = ["version"]', true],
  ['all', 'ignore_changes = all', true],
  ['something else', 'ignore_changes = [tags]', false],
  ['a part of tags', 'ignore_changes = [tags["version"]]', false],
  ['nothing', 'prevent_destroy = true', false],
])('changes are ignored: %s', async (_name, lifecycle, wanted) => {
  const reading = await read(cluster(`version = "1.34"\n  lifecycle {\n    ${lifecycle}\n  }`));
  expect(factOf(reading, 'cluster').versionIgnored).toBe(wanted);
});

test.each([
  [cluster('outpost_config {\n    outpost_arns = []\n  }'), true],
  [cluster('name = "x"'), false],
  [eks('outpost_config = { outpost_arns = [] }'), true],
  [eks('outpost_config = {}'), false],
])('a cluster on an Outpost: %j %s', async (text, wanted) => {
  expect(factOf(await read(text), 'cluster').onOutpost).toBe(wanted);
});

test.each([
  ['count 0', cluster('count = 0')],
  ['a condition that does not hold', `${cluster('count = var.on ? 1 : 0')}variable "on" {\n  default = false\n}\n`],
  ['an empty for_each', cluster('for_each = {}')],
  ['create = false', eks('create = false')],
  ['create_eks = false', eks('create_eks = false')],
  ['a comment', `# ${cluster('version = "1.28"').replaceAll('\n', '\n# ')}`],
  ['AKS', 'resource "azurerm_kubernetes_cluster" "eks" {\n  kubernetes_version = "1.28"\n}\n'],
  ['GKE', 'resource "google_container_cluster" "eks" {\n  min_master_version = "1.28"\n}\n'],
  ['an ECS cluster', 'resource "aws_ecs_cluster" "eks" {\n  version = "1.28"\n}\n'],
  ['a data source', 'data "aws_eks_cluster" "x" {\n  name = "x"\n}\n'],
  [
    'a submodule of the module',
    'module "k" {\n  source = "terraform-aws-modules/eks/aws//modules/karpenter"\n  cluster_version = "1.28"\n}\n',
  ],
  ['a module that only sounds like it', 'module "eks" {\n  source = "acme/eks/aws"\n  name = "x"\n}\n'],
  ['node groups', 'resource "aws_eks_node_group" "x" {\n  version = "1.28"\n}\n'],
  ['a heredoc', 'locals {\n  eks = <<EOT\nresource "aws_eks_cluster" "x" {\n  version = "1.28"\n}\nEOT\n}\n'],
])('%s is no cluster', async (_name, text) => {
  expect(factsOf(await read(text), 'cluster')).toEqual([]);
});

test.each([
  ['a number', 'count = 2\n  version = "1.${33 + count.index}"', ['aws_eks_cluster.main[0] 1.33', 'aws_eks_cluster.main[1] 1.34']],
  ['one', 'count = 1\n  version = "1.34"', ['aws_eks_cluster.main 1.34']],
  ['a count that is not known', 'count = var.n\n  version = "1.34"', ['aws_eks_cluster.main 1.34']],
  [
    'a map',
    'for_each = { blue = "1.33", green = "1.34" }\n  version = each.value',
    ['aws_eks_cluster.main["blue"] 1.33', 'aws_eks_cluster.main["green"] 1.34'],
  ],
  [
    'a set',
    'for_each = toset(["1.33", "1.34"])\n  version = each.key',
    ['aws_eks_cluster.main["1.33"] 1.33', 'aws_eks_cluster.main["1.34"] 1.34'],
  ],
])('several clusters by %s', async (_name, body, wanted) => {
  const reading = await read(`${cluster(body)}variable "n" {}\n`);
  const clusters = factsOf(reading, 'cluster');
  expect(clusters.map(({ resource, version }) => `${resource} ${String(shown(version))}`)).toEqual(wanted);
  expect(new Set(clusters.map(({ id }) => id)).size).toBe(wanted.length);
});
