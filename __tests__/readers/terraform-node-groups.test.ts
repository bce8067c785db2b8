/** Node groups of Terraform: resources, maps of modules with their defaults, launch templates. */
import { describe, expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown, textAt } from './support.ts';

const CLUSTER = 'resource "aws_eks_cluster" "main" {\n  version = "1.34"\n}\n';

function read(text: string) {
  return readFiles(reader, { 'main.tf': text });
}

function group(body: string, after = '') {
  return read(`${CLUSTER}resource "aws_eks_node_group" "workers" {\n  cluster_name = aws_eks_cluster.main.name\n  ${body}\n}\n${after}`);
}

function eks(body: string) {
  return read(`module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  cluster_version = "1.34"\n  ${body}\n}\n`);
}

function withTemplate(data: string, reference = 'aws_launch_template.nodes.id') {
  return group(
    `launch_template {\n    id = ${reference}\n    version = "1"\n  }`,
    `resource "aws_launch_template" "nodes" {\n  user_data = ${data}\n}\n`,
  );
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
    ['its own version, from version 21 on', 'a = { kubernetes_version = "1.33" }', ['absent 1.33 absent']],
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

  test('the names of version 17', async () => {
    const found = await eks(
      'node_groups_defaults = { ami_type = "AL2_x86_64" }\n  node_groups = { a = { ami_type = "AL2_ARM_64" }, b = {} }',
    );
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

describe('user data', () => {
  const SCRIPT = '«/etc/eks/bootstrap.sh»';

  test.each([
    ['a heredoc in base64', `base64encode(<<-EOT\n    #!/bin/bash\n    ${SCRIPT} \${aws_eks_cluster.main.name}\n  EOT\n  )`],
    ['a text in base64', `base64encode("${SCRIPT} main")`],
  ])('of the launch template: %s', async (_, data) => {
    const found = await withTemplate(data);
    expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
  });

  test.each([
    ['a file', 'filebase64("user-data.sh")', undefined],
    ['another template', 'base64encode("/etc/eks/bootstrap.sh")', 'aws_launch_template.others.id'],
    ['a template from outside', 'base64encode("/etc/eks/bootstrap.sh")', '"lt-1"'],
  ])('nobody knows: %s', async (_, data, reference) => {
    expect(factOf(await withTemplate(data, reference), 'node-group').bootstrapScript).toBeUndefined();
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
