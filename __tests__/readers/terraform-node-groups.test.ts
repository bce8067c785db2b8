/** Node groups of Terraform: resources, maps of modules with their defaults, launch templates. */
import { describe, expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown, textAt } from './support.ts';

const CLUSTER = 'resource "aws_eks_cluster" "main" {\n  version = "1.34"\n}\n';

const PARAMETER =
  'data "aws_ssm_parameter" "x" {\n  name = "/aws/service/eks/optimized-ami/${var.v}/amazon-linux-2023/x86_64/standard/recommended/image_id"\n}\n';

function read(text: string) {
  return readFiles(reader, { 'main.tf': text });
}

function group(body: string, after = '') {
  return read(`${CLUSTER}resource "aws_eks_node_group" "workers" {\n  cluster_name = aws_eks_cluster.main.name\n  ${body}\n}\n${after}`);
}

function eks(body: string) {
  return read(`${PARAMETER}module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  cluster_version = "1.34"\n  ${body}\n}\n`);
}

test('a node group', async () => {
  const found = await group('ami_type        = "«AL2_x86_64»" # the old one\n  version = "1.32"\n  release_version = "1.32.9-20251120"');
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'text');
  expect(fact).toMatchObject({ dialect: 'terraform', resource: 'aws_eks_node_group.workers', changesIgnored: false });
  expect(fact.cluster).toEqual({ kind: 'id', id: factOf(found, 'cluster').id });
  expect([shown(fact.version), shown(fact.releaseVersion)]).toEqual(['1.32', '1.32.9-20251120']);
  expect(textAt(found, fact.span)).toBe('resource "aws_eks_node_group" "workers"');
});

test.each([
  ['a variable', 'ami_type = var.ami', 'variable "ami" {\n  default = "AL2_x86_64"\n}\n', 'AL2_x86_64'],
  ['a condition', 'ami_type = var.arm ? "AL2_ARM_64" : "AL2_x86_64"', 'variable "arm" {}\n', ['AL2_ARM_64', 'AL2_x86_64']],
  ['a local', 'ami_type = local.ami.arm', 'locals {\n  ami = { arm = "AL2_ARM_64" }\n}\n', 'AL2_ARM_64'],
  ['null', 'ami_type = null', '', 'absent'],
  ['an empty text', 'ami_type = ""', '', 'absent'],
  ['nothing', 'disk_size = 20', '', 'absent'],
])('%s', async (_, body, after, wanted) => {
  expect(shown(factOf(await group(body, after), 'node-group').amiType)).toEqual(wanted);
});

test('the version of the cluster, as a reference to it', async () => {
  expect(shown(factOf(await group('version = aws_eks_cluster.main.version'), 'node-group').version)).toBe('1.34');
});

test('a version that is looked up', async () => {
  const { releaseVersion } = factOf(
    await group('release_version = nonsensitive(data.aws_ssm_parameter.release.value)', 'data "aws_ssm_parameter" "release" {}\n'),
    'node-group',
  );
  expect(releaseVersion?.kind).toBe('unknown');
});

test('the release that AWS recommends', async () => {
  const found = await group('release_version = nonsensitive(data.aws_ssm_parameter.x.value)', PARAMETER);
  expect(shown(factOf(found, 'node-group').releaseVersion)).toBe('absent');
});

test.each([
  ['data.aws_ami.x.image_id', 'absent'],
  ['data.aws_ssm_parameter.x.value', 'absent'],
  ['aws_ami_copy.x.id', 'absent'],
  ['""', 'AL2_x86_64'],
  ['var.image', 'AL2_x86_64'],
  ['data.aws_ami.x.name', 'AL2_x86_64'],
])('a type that counts where there is no image, with the image %s', async (image, wanted) => {
  const after = `${PARAMETER}data "aws_ami" "x" {}\nresource "aws_ami_copy" "x" {}\nvariable "image" {}\nlocals {\n  image = ${image}\n}\n`;
  const found = await group('ami_type = local.image != "" ? null : "AL2_x86_64"', after);
  expect(shown(factOf(found, 'node-group').amiType)).toBe(wanted);
});

test('for_each makes several', async () => {
  const found = await read(
    `${CLUSTER}resource "aws_eks_node_group" "workers" {\n  for_each = { a = "AL2_x86_64", b = "AL2_ARM_64" }\n  cluster_name = aws_eks_cluster.main.name\n  ami_type = each.value\n}\n`,
  );
  expect(factsOf(found, 'node-group').map(({ resource, amiType }) => `${resource}: ${String(shown(amiType))}`)).toEqual([
    'aws_eks_node_group.workers["a"]: AL2_x86_64',
    'aws_eks_node_group.workers["b"]: AL2_ARM_64',
  ]);
});

test.each([
  ['ignore_changes = [release_version]', true],
  ['ignore_changes = [ami_type, tags]', true],
  ['ignore_changes = all', true],
  ['ignore_changes = [scaling_config[0].desired_size]', false],
  ['create_before_destroy = true', false],
])('lifecycle { %s }', async (line, wanted) => {
  expect(factOf(await group(`lifecycle {\n    ${line}\n  }`), 'node-group').changesIgnored).toBe(wanted);
});

describe('terraform-aws-modules/eks', () => {
  test('a map of groups', async () => {
    const found = await eks(
      'eks_managed_node_groups = {\n    general = {\n      ami_type = "«AL2_x86_64»"\n      ami_release_version = "1.32.9-20251120"\n    }\n    spare = {}\n  }',
    );
    const [general, spare, ...others] = factsOf(found, 'node-group');
    expect(others).toEqual([]);
    expectDecidedAt(found, general?.amiType, 'AL2_x86_64', 'text');
    expect(general).toMatchObject({ resource: 'module.eks node group general', cluster: { kind: 'id', id: factOf(found, 'cluster').id } });
    expect([shown(general?.releaseVersion), shown(spare?.amiType), shown(spare?.version)]).toEqual(['1.32.9-20251120', 'absent', 'absent']);
  });

  test('what the groups do not say, the defaults do', async () => {
    const found = await eks(
      'eks_managed_node_group_defaults = { ami_type = "«AL2_x86_64»" }\n  eks_managed_node_groups = {\n    a = {}\n    b = { ami_type = "BOTTLEROCKET_x86_64" }\n  }',
    );
    const [a, b] = factsOf(found, 'node-group');
    expectDecidedAt(found, a?.amiType, 'AL2_x86_64', 'text');
    expect(shown(b?.amiType)).toBe('BOTTLEROCKET_x86_64');
  });

  test.each([
    ['an image of its own', 'a = { ami_type = "AL2_x86_64", ami_id = "ami-1", cluster_version = "1.30" }', ['absent absent absent']],
    ['its own version, up to version 20', 'a = { cluster_version = "1.33" }', ['absent 1.33 absent']],
    ['a version by the name that version 21 gives it', 'a = { kubernetes_version = "1.33" }', ['absent absent absent']],
    ['null, over the defaults', 'a = { ami_type = null }', ['absent absent absent']],
    ['an image that AWS picks', 'a = { ami_type = "AL2_x86_64", ami_id = data.aws_ssm_parameter.x.value }', ['absent absent absent']],
    ['an image that nobody knows', 'a = { ami_type = "AL2_x86_64", ami_id = var.image }', ['absent absent absent']],
    ['an image that is none', 'a = { ami_type = "AL2_x86_64", ami_id = "" }', ['AL2_x86_64 absent absent']],
    [
      'not the newest release',
      'a = { use_latest_ami_release_version = false, ami_release_version = "1.30.1-20250101" }',
      ['absent absent 1.30.1-20250101'],
    ],
    ['no group', 'a = null', ['absent absent absent']],
    ['a group that is a text', 'a = "x"', ['unknown: it is no object absent absent']],
    [
      'the newest release',
      'a = { use_latest_ami_release_version = true, ami_release_version = "1.30.1-20250101" }',
      ['absent absent absent'],
    ],
    ['not made', 'a = { create = false, ami_type = "AL2_x86_64" }', []],
    ['nothing in it', '', []],
  ])('%s', async (_, groups, wanted) => {
    const found = factsOf(await eks(`eks_managed_node_groups = { ${groups} }`), 'node-group');
    expect(found.map(({ amiType, version, releaseVersion }) => [amiType, version, releaseVersion].map(shown).join(' '))).toEqual(wanted);
  });

  test.each([
    ['null is written', 'a = { ami_type = null }', 'absent'],
    ['an empty text is written', 'a = { ami_type = "" }', 'absent'],
    ['nothing is', 'a = { disk_size = 20 }', 'AL2_x86_64'],
    ['it is not made by default', 'a = {}', 'AL2_x86_64'],
  ])('the defaults count where nothing is written: %s', async (_, groups, wanted) => {
    const found = await eks(
      `eks_managed_node_group_defaults = { ami_type = "AL2_x86_64", create = false }\n  eks_managed_node_groups = { ${groups} }`,
    );
    expect(shown(factOf(found, 'node-group').amiType)).toBe(wanted);
  });

  test.each([
    ['its version', 'a = { kubernetes_version = "1.33" }', 'absent 1.33 absent'],
    ['a version by its old name', 'a = { cluster_version = "1.30" }', 'absent absent absent'],
    ['a release, over which the module takes the newest', 'a = { ami_release_version = "1.33.1-20250101" }', 'absent absent absent'],
    [
      'a release that counts',
      'a = { ami_release_version = "1.33.1-20250101", use_latest_ami_release_version = false }',
      'absent absent 1.33.1-20250101',
    ],
  ])('from version 21 on: %s', async (_, groups, wanted) => {
    const found = await read(
      `module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  kubernetes_version = "1.34"\n  eks_managed_node_groups = { ${groups} }\n}\n`,
    );
    const { amiType, version, releaseVersion } = factOf(found, 'node-group');
    expect([amiType, version, releaseVersion].map(shown).join(' ')).toBe(wanted);
  });

  test.each([
    ['version = "~> 20.0"', 'cluster_version = "1.33", kubernetes_version = "1.32"', '1.33'],
    ['version = "21.3.1"', 'cluster_version = "1.33", kubernetes_version = "1.32"', '1.32'],
    ['version = ">= 18"', 'cluster_version = "1.33", kubernetes_version = "1.32"', '1.32'],
  ])('the module with %s reads the version of its time', async (constraint, fields, wanted) => {
    const found = await read(
      `module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  ${constraint}\n  eks_managed_node_groups = { a = { ${fields} } }\n}\n`,
    );
    expect(shown(factOf(found, 'node-group').version)).toBe(wanted);
  });

  test.each([
    ['version = "~> 20.10"', 'ami_type = "AL2_x86_64"', 'AL2_x86_64'],
    ['version = "~> 20.0"', 'ami_type = "AL2_x86_64"', 'AL2_x86_64'],
    ['version = "21.0.0"', 'ami_type = "AL2_x86_64"', 'AL2_x86_64'],
    ['version = "~> 20.8.0"', 'ami_type = "AL2_x86_64"', 'absent'],
    ['version = "20.2.1"', 'ami_type = "AL2_x86_64"', 'absent'],
    ['version = "~> 19.0"', 'ami_type = "AL2_x86_64"', 'absent'],
    ['', 'ami_type = "AL2_x86_64"', 'absent'],
    ['version = "~> 20.10"', 'ami_type = "AL2_x86_64", ami_id = "ami-1"', 'absent'],
    ['version = "~> 20.10"', 'ami_type = "AL2_x86_64", cluster_version = "1.30"', 'absent'],
    ['version = "~> 20.10"', '', 'absent'],
  ])('self-managed with %s: %s', async (constraint, fields, wanted) => {
    const found = await eks(`${constraint}\n  self_managed_node_groups = { a = { ${fields} } }`);
    const fact = factOf(found, 'node-group');
    expect([fact.amiType, fact.version, fact.releaseVersion].map(shown)).toEqual([wanted, 'absent', 'absent']);
    expect(fact.isSelfManaged).toBe(true);
  });

  test('a self-managed group that is not made', async () => {
    expect(factsOf(await eks('self_managed_node_groups = { a = { create = false } }'), 'node-group')).toEqual([]);
  });

  test('there may be more groups than those that are known', async () => {
    const found = await eks(
      'eks_managed_node_groups = { a = { ami_type = "BOTTLEROCKET_x86_64" } }\n  self_managed_node_groups = var.others',
    );
    expect(factsOf(found, 'node-group').map(({ resource, amiType }) => `${resource}: ${String(shown(amiType))}`)).toEqual([
      'module.eks node group a: BOTTLEROCKET_x86_64',
      'module.eks node groups: unknown: there is no `var.others`',
    ]);
  });

  test('the names of version 4 of the blueprints', async () => {
    const found = await read(
      'module "eks" {\n  source = "github.com/aws-ia/terraform-aws-eks-blueprints?ref=v4.32.1"\n  cluster_version = "1.24"\n  managed_node_groups = {\n    a = { ami_type = "«AL2_x86_64»", release_version = "1.24.1-20230101", version = "1.20" }\n    b = { ami_type = "AL2_x86_64", custom_ami_id = "ami-1" }\n  }\n}\n',
    );
    const [a, b] = factsOf(found, 'node-group');
    expectDecidedAt(found, a?.amiType, 'AL2_x86_64', 'text');
    expect([a?.version, a?.releaseVersion, b?.amiType].map(shown)).toEqual(['absent', '1.24.1-20230101', 'absent']);
  });

  test.each([
    ['all', 'kubernetes_version = ["1.32"]\n  ami_release_version = ["1.32.9-20251120"]', 'AL2_x86_64 1.32 1.32.9-20251120'],
    ['none', 'kubernetes_version = []', 'AL2_x86_64 absent absent'],
    ['an image', 'ami_image_id = ["ami-1"]', 'absent absent absent'],
    ['a version of old', 'kubernetes_version = "1.32"', 'AL2_x86_64 1.32 absent'],
  ])('cloudposse/eks-node-group with %s', async (_, body, wanted) => {
    const found = await read(
      `${CLUSTER}module "nodes" {\n  source = "cloudposse/eks-node-group/aws"\n  cluster_name = aws_eks_cluster.main.name\n  ami_type = "AL2_x86_64"\n  ${body}\n}\n`,
    );
    const { amiType, version, releaseVersion, cluster } = factOf(found, 'node-group');
    expect([amiType, version, releaseVersion].map(shown).join(' ')).toBe(wanted);
    expect(cluster).toEqual({ kind: 'id', id: factOf(found, 'cluster').id });
  });

  test('cloudposse/eks-node-group that is not enabled', async () => {
    expect(
      factsOf(await read('module "nodes" {\n  source = "cloudposse/eks-node-group/aws"\n  enabled = false\n}\n'), 'node-group'),
    ).toEqual([]);
  });

  test('the names of version 17', async () => {
    const found = await eks(
      'node_groups_defaults = { ami_type = "AL2_x86_64" }\n  node_groups = { a = { ami_type = "AL2_ARM_64", version = "1.20", ami_release_version = "1.20.4-20210504" }, b = {} }',
    );
    const [a] = factsOf(found, 'node-group');
    expect([a?.version, a?.releaseVersion].map(shown)).toEqual(['1.20', '1.20.4-20210504']);
    expect(factsOf(found, 'node-group').map(({ amiType }) => shown(amiType))).toEqual(['AL2_ARM_64', 'AL2_x86_64']);
  });

  test.each(['var.groups', '"none"', '[]', 'null', 'merge(local.a, var.groups)'])('a map that is no map: %s', async (groups) => {
    expect(factsOf(await eks(`eks_managed_node_groups = ${groups}`), 'node-group')).toEqual([]);
  });

  test('the module of one group', async () => {
    const found = await read(
      `${CLUSTER}module "workers" {\n  source = "terraform-aws-modules/eks/aws//modules/eks-managed-node-group"\n  cluster_name = aws_eks_cluster.main.name\n  kubernetes_version = "1.32"\n  ami_type = "«AL2_x86_64»"\n}\n`,
    );
    const fact = factOf(found, 'node-group');
    expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'text');
    expect(fact).toMatchObject({ resource: 'module.workers', cluster: { kind: 'id', id: factOf(found, 'cluster').id } });
    expect(shown(fact.version)).toBe('1.32');
  });
});

test('a broken block', async () => {
  const found = await read(`${CLUSTER}resource "aws_eks_node_group" "w" {\n  ami_type = = "AL2_x86_64"\n}\n`);
  expect(factsOf(found, 'node-group').map(({ amiType }) => amiType?.kind)).toEqual(['unknown']);
});

test('in JSON', async () => {
  const text =
    '{"resource": {"aws_eks_node_group": {"w": {"cluster_name": "main", "ami_type": "«AL2_x86_64»", "lifecycle": {"ignore_changes": ["version"]}}}}}';
  const found = await readFiles(reader, { 'main.tf.json': text });
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'text');
  expect(fact.changesIgnored).toBe(true);
});
