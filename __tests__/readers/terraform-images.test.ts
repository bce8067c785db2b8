/** cluster-autoscaler images of Terraform: chart values in every spelling, and containers. */
import { expect, test } from 'vitest';
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
    'module "addons" {\n  source = "aws-ia/eks-blueprints-addons/aws"\n  cluster_autoscaler = {\n    set = [{ name = "image.tag", value = "«v1.34.2»" }]\n  }\n}\n',
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
    'a template of a file',
    release('values = [templatefile("values.yaml", { version = "1.34" })]'),
    '`templatefile()` is computed when it runs',
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
