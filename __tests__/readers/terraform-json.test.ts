/** Terraform in JSON. */
import { expect, test } from 'vitest';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, type Files, readFiles } from './support.ts';

function read(files: Files) {
  return readFiles(reader, files);
}

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
  expect(reading.problems).toEqual([]);
});
