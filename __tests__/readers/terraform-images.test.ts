/** cluster-autoscaler images of Terraform: chart values in every spelling, and containers. */
import { describe, expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown } from './support.ts';

const CLUSTER = 'resource "aws_eks_cluster" "main" {\n  name = "prod"\n  version = "1.34"\n}\n';

function release(body: string): string {
  return `resource "helm_release" "ca" {\n  name  = "ca"\n  chart = "cluster-autoscaler"\n  ${body}\n}\n`;
}

function deployment(image: string, type = 'kubernetes_deployment'): string {
  return `resource "${type}" "ca" {
  spec {
    template {
      spec {
        container {
          image = ${image}
        }
      }
    }
  }
}
`;
}

function read(text: string) {
  return readFiles(reader, { 'main.tf': text });
}

test.each([
  ['a set block', release('set {\n    name  = "image.tag"\n    value = "«v1.34.2»"\n  }')],
  [
    'one of several set blocks',
    release('set {\n    name = "rbac.create"\n    value = "true"\n  }\n  set {\n    name  = "image.tag"\n    value = "«v1.34.2»"\n  }'),
  ],
  ['a list of sets', release('set = [{ name = "image.tag", value = "«v1.34.2»" }]')],
  ['yamlencode', release('values = [yamlencode({ image = { tag = "«v1.34.2»" } })]')],
  ['jsonencode', release('values = [jsonencode({ image = { tag = "«v1.34.2»" } })]')],
  [
    'yamlencode of a local',
    `${release('values = [yamlencode(local.values)]')}locals {\n  values = { image = { tag = local.tag } }\n  tag = "«v1.34.2»"\n}\n`,
  ],
  ['a heredoc', release('values = [<<EOT\nimage:\n  tag: «v1.34.2»\nEOT\n  ]')],
  ['an indented heredoc', release('values = [\n    <<-EOT\n      image:\n        # not v1.28.0\n        tag: "«v1.34.2»"\n    EOT\n  ]')],
  [
    'an interpolation in a heredoc',
    `${release('values = [<<-EOT\n    image:\n      tag: ${local.tag}\n  EOT\n  ]')}locals {\n  tag = "«v1.34.2»"\n}\n`,
  ],
  [
    'the later of two documents',
    release('values = [\n    yamlencode({ image = { tag = "v1.28.0" } }),\n    yamlencode({ image = { tag = "«v1.34.2»" } }),\n  ]'),
  ],
  [
    'a set over values',
    release('values = [yamlencode({ image = { tag = "v1.28.0" } })]\n  set {\n    name = "image.tag"\n    value = "«v1.34.2»"\n  }'),
  ],
  [
    'dynamic sets',
    release(
      'dynamic "set" {\n    for_each = { "image.tag" = "«v1.34.2»" }\n    content {\n      name  = set.key\n      value = set.value\n    }\n  }',
    ),
  ],
  ['a deployment', deployment('"registry.k8s.io/autoscaling/cluster-autoscaler:«v1.34.2»"')],
  ['a deployment of today', deployment('"registry.k8s.io/autoscaling/cluster-autoscaler:«v1.34.2»"', 'kubernetes_deployment_v1')],
  ['a digest behind it', deployment(`"registry.k8s.io/autoscaling/cluster-autoscaler:«v1.34.2»@sha256:${'0'.repeat(64)}"`)],
  ['a part of its own', `${deployment('"registry.k8s.io/autoscaling/cluster-autoscaler:${local.tag}"')}locals {\n  tag = "«v1.34.2»"\n}\n`],
  [
    'a manifest',
    'resource "kubernetes_manifest" "ca" {\n  manifest = {\n    kind = "Deployment"\n    spec = { template = { spec = { containers = [{ image = "registry.k8s.io/autoscaling/cluster-autoscaler:«v1.34.2»" }] } } }\n  }\n}\n',
  ],
  [
    'a manifest in YAML',
    'resource "kubectl_manifest" "ca" {\n  yaml_body = <<-YAML\n    kind: Deployment\n    spec:\n      template:\n        spec:\n          containers:\n            - image: registry.k8s.io/autoscaling/cluster-autoscaler:«v1.34.2»\n  YAML\n}\n',
  ],
  [
    'the blueprints',
    'module "addons" {\n  source = "aws-ia/eks-blueprints-addons/aws"\n  enable_cluster_autoscaler = true\n  cluster_autoscaler = {\n    set = [{ name = "image.tag", value = "«v1.34.2»" }]\n  }\n}\n',
  ],
])('the tag by %s', async (_name, text) => {
  const reading = await read(`${text}${CLUSTER}`);
  const fact = factOf(reading, 'image');
  expectDecidedAt(reading, fact.tag, 'v1.34.2', 'text');
  expect(fact).toMatchObject({
    repository: 'registry.k8s.io/autoscaling/cluster-autoscaler',
    cluster: { kind: 'id', id: factOf(reading, 'cluster').id },
  });
});

test('the version of the cluster in the tag', async () => {
  const reading = await read(
    `${deployment('"registry.k8s.io/autoscaling/cluster-autoscaler:«v${aws_eks_cluster.main.version}.0»"')}${CLUSTER}`,
  );
  expectDecidedAt(reading, factOf(reading, 'image').tag, 'v1.34.0', 'composed');
  expect(reading.problems).toEqual([]);
});

test.each([
  [
    'a template of a file that is not there',
    release('values = [templatefile("values.yaml", { version = "1.34" })]'),
    'the file `values.yaml` is not among those that are read',
  ],
  [
    'a variable without a value',
    `${release('set {\n    name = "image.tag"\n    value = var.tag\n  }')}variable "tag" {}\n`,
    '`var.tag` has no default, and no file of the repository gives it a value',
  ],
  [
    'a part that is not known',
    deployment('"registry.k8s.io/autoscaling/cluster-autoscaler:${random_id.x.hex}"'),
    'there is no `random_id.x` in its module',
  ],
  [
    'a heredoc with directives',
    release('values = [<<EOT\n%{ if true }\nimage:\n  tag: v1.28.0\n%{ endif }\nEOT\n  ]'),
    'it has a directive in it',
  ],
])('no tag is guessed from %s', async (_name, text, reason) => {
  expect(factOf(await read(text), 'image').tag).toMatchObject({ kind: 'unknown', reason });
});

const GIVEN = 'resource "helm_release" "ca" {\n  chart = "cluster-autoscaler"\n  values = [VALUES]\n}\n';

describe('values of a file', () => {
  test.each([
    ['as it is', 'file("values.yaml")', { 'values.yaml': 'image:\n  tag: «v1.34.2» # ours\n' }],
    ['beside the module', 'file("${path.module}/chart/values.yml")', { 'chart/values.yml': 'image: { tag: "«v1.34.2»" }\n' }],
    ['from the root', 'file("${path.root}/./values.yaml")', { 'values.yaml': 'image:\n  tag: «v1.34.2»\n' }],
    ['what looks like a part is text in a plain file', 'file("v.yaml")', { 'v.yaml': 'x: "${y}"\nimage:\n  tag: «v1.34.2»\n' }],
    ['a template that only says it', 'templatefile("v.tpl", {})', { 'v.tpl': 'image:\n  tag: «v1.34.2»\n' }],
    [
      'a template with other parts',
      'templatefile("${path.module}/v.yaml.tpl", { cluster = "x" })',
      { 'v.yaml.tpl': 'a: ${cluster}\nb: $${not}\nc: ${join(",", [{ x = "}" }])}\nimage:\n  tag: «v1.34.2»\n' },
    ],
    ['decoded and encoded again', 'yamlencode(yamldecode(file("v.yaml")))', { 'v.yaml': 'image:\n  tag: «v1.34.2»\n' }],
    ['one of a path with parts', 'file(format("%s/%s.yaml", path.module, "v"))', { 'v.yaml': 'image:\n  tag: «v1.34.2»\n' }],
  ])('%s', async (_, values, files) => {
    const reading = await readFiles(reader, { 'main.tf': `${CLUSTER}${GIVEN.replace('VALUES', values)}`, ...files });
    expectDecidedAt(reading, factOf(reading, 'image').tag, 'v1.34.2', 'text');
    expect(reading.problems).toEqual([]);
  });

  test.each([
    ['a part that is the whole value', 'tag: ${tag}', '{ tag = "«v1.34.2»" }', 'text'],
    ['in quotes', 'tag: "${tag}"', '{ tag = "«v1.34.2»" }', 'text'],
    ['an attribute', 'tag: ${ image.tag }', '{ image = { tag = "«v1.34.2»" } }', 'text'],
    ['a key', 'tag: ${image["tag"]}', '{ image = { tag = "«v1.34.2»" } }', 'text'],
    ['a local', 'tag: ${tag}', 'merge(local.none, { tag = "«v1.34.2»" })', 'text'],
  ] as const)('of a template: %s', async (_, line, vars, notation) => {
    const text = `${CLUSTER}${GIVEN.replace('VALUES', `templatefile("v.tpl", ${vars})`)}locals {\n  none = {}\n}\n`;
    const reading = await readFiles(reader, { 'main.tf': text, 'v.tpl': `image:\n  ${line}\n` });
    expectDecidedAt(reading, factOf(reading, 'image').tag, 'v1.34.2', notation);
    expect(reading.problems).toEqual([]);
  });

  test('a template puts a tag together', async () => {
    const values = GIVEN.replace('VALUES', 'templatefile("v.tpl", { eks_version = aws_eks_cluster.main.version })');
    const reading = await readFiles(reader, { 'main.tf': `${CLUSTER}${values}`, 'v.tpl': 'image:\n  tag: «v${eks_version}.2»\n' });
    expectDecidedAt(reading, factOf(reading, 'image').tag, 'v1.34.2', 'composed');
    expect(reading.problems).toEqual([]);
  });

  test.each([
    ['a directive', 'templatefile("v.tpl", {})', '%{ if x }\nimage:\n  tag: v1.28.0\n%{ endif }\n', 'it has a directive in it'],
    ['a part that nobody closes', 'templatefile("v.tpl", {})', 'image:\n  tag: ${x\n', 'a part of its template has no end'],
    ['a function', 'templatefile("v.tpl", { x = "1" })', 'image:\n  tag: ${lower(x)}\n', 'its template computes it'],
    ['a name that it is not given', 'templatefile("v.tpl", {})', 'image:\n  tag: ${tag}\n', 'its template is not given `tag`'],
    ['no values', 'templatefile("v.tpl")', 'image:\n  tag: ${tag}\n', 'it is given no values'],
    ['no YAML', 'file("v.tpl")', 'image: [\n', 'it is no YAML that could be read'],
    ['a path out of the repository', 'file("../../v.tpl")', '', 'the file `../../v.tpl` is not among those that are read'],
    ['a path of the machine', 'file("/etc/v.tpl")', '', 'the file `/etc/v.tpl` is not among those that are read'],
    ['a path that is a list', 'file(["v.tpl"])', '', 'its path is no text'],
    ['a path that is not known', 'file("${random_id.x.hex}.yaml")', '', 'there is no `random_id.x` in its module'],
    ['a file of no such kind', 'file("v.txt")', '', 'the file `v.txt` is not among those that are read'],
    [
      'a template that fills in itself',
      'templatefile("v.tpl", { tag = local.v })',
      'image:\n  tag: ${tag}\n',
      '`local.v` leads back to itself',
    ],
    ['nothing', 'file()', '', '`file()` is computed when it runs'],
  ])('nothing is guessed: %s', async (_, values, template, reason) => {
    const text = `${CLUSTER}${GIVEN.replace('VALUES', values)}locals {\n  v = templatefile("v.tpl", { tag = local.v })\n}\n`;
    const reading = await readFiles(reader, { 'main.tf': text, 'v.tpl': template, 'v.txt': 'image:\n  tag: v1.28.0\n' });
    expect(shown(factOf(reading, 'image').tag)).toBe(`unknown: ${reason}`);
  });
});

test.each([
  ['a set', 'set = [{ name = "image.tag", value = "«v1.34.2»" }]'],
  ['an override', 'image_tag_override = "«v1.34.2»"'],
  ['a set over an override', 'image_tag_override = "v1.28.0"\n    set = [{ name = "image.tag", value = "«v1.34.2»" }]'],
])('the tag that blueprints are given by %s', async (_, body) => {
  const reading = await read(
    `${CLUSTER}module "addons" {\n  source = "aws-ia/eks-blueprints-addons/aws"\n  cluster_name = aws_eks_cluster.main.name\n  enable_cluster_autoscaler = true\n  cluster_autoscaler = {\n    ${body}\n  }\n}\n`,
  );
  expectDecidedAt(reading, factOf(reading, 'image').tag, 'v1.34.2', 'text');
  expect(factOf(reading, 'image').cluster).toEqual({ kind: 'id', id: factOf(reading, 'cluster').id });
});

const SET = 'set = [{ name = "image.tag", value = "v1.28.0" }]';

test.each([
  [
    'values, over which the module sets its own tag',
    'enable_cluster_autoscaler = true',
    'values = [yamlencode({ image = { tag = "v1.28.0" } })]',
  ],
  ['what is not turned on', '', SET],
  ['what is turned off', 'enable_cluster_autoscaler = false', SET],
  ['the tag that the module picks', 'enable_cluster_autoscaler = true', 'chart_version = "9.35.0"'],
])('no tag of blueprints: %s', async (_, enabled, body) => {
  const text = `module "addons" {\n  source = "aws-ia/eks-blueprints-addons/aws"\n  ${enabled}\n  cluster_autoscaler = {\n    ${body}\n  }\n}\n`;
  expect(factsOf(await read(text), 'image')).toEqual([]);
});

test.each([
  [
    'version 4 of the blueprints',
    'source = "github.com/aws-ia/terraform-aws-eks-blueprints//modules/kubernetes-addons?ref=v4.32.1"\n  enable_cluster_autoscaler = true\n  cluster_autoscaler_helm_config = { values = [yamlencode({ image = { tag = "«v1.34.2»" } })] }',
  ],
  [
    'one add-on of the blueprints',
    'source = "aws-ia/eks-blueprints-addon/aws"\n  chart = "cluster-autoscaler"\n  set = [{ name = "image.tag", value = "«v1.34.2»" }]',
  ],
])('%s', async (_, body) => {
  const reading = await read(`${CLUSTER}module "addons" {\n  ${body}\n}\n`);
  expectDecidedAt(reading, factOf(reading, 'image').tag, 'v1.34.2', 'text');
  expect(reading.problems).toEqual([]);
});

test('one add-on that is not made', async () => {
  const text = `module "a" {\n  source = "aws-ia/eks-blueprints-addon/aws"\n  create = false\n  chart = "cluster-autoscaler"\n  ${SET}\n}\n`;
  expect(factsOf(await read(text), 'image')).toEqual([]);
});

test('a mirror keeps its name', async () => {
  const text = release(
    'set {\n    name = "image.tag"\n    value = "v1.34.2"\n  }\n  set {\n    name = "image.repository"\n    value = "mirror.example.com/cluster-autoscaler"\n  }',
  );
  expect(factOf(await read(text), 'image').repository).toBe('mirror.example.com/cluster-autoscaler');
});

test.each([
  ['no tag', release('version = "9.46.6"')],
  [
    'another chart',
    release('set {\n    name = "image.tag"\n    value = "v1.34.2"\n  }').replace(
      '"cluster-autoscaler"',
      '"cluster-proportional-autoscaler"',
    ),
  ],
  ['another image', deployment('"registry.k8s.io/cpa/cluster-proportional-autoscaler:v1.9.0"')],
  ['a release that is not there', release('count = 0\n  set {\n    name = "image.tag"\n    value = "v1.34.2"\n  }')],
  ['no tag at all', deployment('"registry.k8s.io/autoscaling/cluster-autoscaler"')],
])('%s is no image', async (_name, text) => {
  expect(factsOf(await read(text), 'image')).toEqual([]);
});

test('the name of its cluster binds a chart', async () => {
  const text = `${release('set {\n    name = "image.tag"\n    value = "v1.34.2"\n  }\n  set {\n    name = "autoDiscovery.clusterName"\n    value = aws_eks_cluster.main.name\n  }')}${CLUSTER}resource "aws_eks_cluster" "other" {}\n`;
  const reading = await read(text);
  const { cluster, tag } = factOf(reading, 'image');
  expect(cluster).toEqual({ kind: 'id', id: factsOf(reading, 'cluster')[0]?.id });
  expect(shown(tag)).toBe('v1.34.2');
});

test('a chart whose cluster is unknown says why, and no more', async () => {
  const text = `${release('set {\n    name = "image.tag"\n    value = "v1.34.2"\n  }\n  set {\n    name = "autoDiscovery.clusterName"\n    value = var.name\n  }')}${CLUSTER}resource "aws_eks_cluster" "other" {}\nvariable "name" {}\n`;
  expect(factOf(await read(text), 'image').cluster).toEqual({
    kind: 'unknown',
    reason: '`var.name` has no default, and no file of the repository gives it a value',
  });
});
