/** Templates and configurations that are broken: what is not seen may be there. */
import { expect, test } from 'vitest';
import { cloudFormation } from '../../src/readers/cloudformation.ts';
import { eksctl } from '../../src/readers/eksctl.ts';
import { factOf, readFiles, shown } from './support.ts';

const BROKEN = 'unknown: the YAML is broken here';

async function clusterIn(path: string, text: string) {
  const found = await readFiles(path === 'cluster.yaml' ? eksctl : cloudFormation, { [path]: text });
  const { version, supportType, autoMode } = factOf(found, 'cluster');
  return [version, supportType, autoMode].map((value) => shown(value));
}

const TEMPLATE = 'Resources:\n  Main:\n    Type: AWS::EKS::Cluster\n    Properties:\n';

test.each([
  ['a quote without an end', '      Name: "prod\n      Version: 1.33\n', [BROKEN, BROKEN, BROKEN]],
  ['the same behind the version', '      Version: "1.33"\n      Name: "prod\n', ['1.33', BROKEN, BROKEN]],
  ['a key without a colon', '      Version "1.33"\n      Name: prod\n', [BROKEN, BROKEN, BROKEN]],
  ['a line that is not far enough in', '      Name: prod\n     Version: "1.33"\n', [BROKEN, BROKEN, BROKEN]],
  [
    'marks of a merge',
    '      Name: prod\n<<<<<<< HEAD\n      Version: "1.33"\n=======\n      Version: "1.34"\n>>>>>>> other\n',
    [BROKEN, BROKEN, BROKEN],
  ],
  ['a bracket without an end', '      Name: prod\n      Tags: [a\n', [BROKEN, BROKEN, BROKEN]],
  [
    'broken in another resource',
    '      Name: prod\n  Other:\n    Type: AWS::S3::Bucket\n    Properties:\n      A: "b" c\n',
    ['absent', 'absent', false],
  ],
  ['not broken', '      Name: prod\n', ['absent', 'absent', false]],
])('a template: %s', async (_, properties, wanted) => {
  expect(await clusterIn('eks.yaml', TEMPLATE + properties)).toEqual(wanted);
});

test('a template whose properties are lost', async () => {
  const text = 'Resources:\n  Main:\n    Type: AWS::EKS::Cluster\n    DeletionPolicy: "Retain\n    Properties: {Version: 1.33}\n';
  expect(await clusterIn('eks.yaml', text)).toEqual([BROKEN, BROKEN, BROKEN]);
});

test.each([
  ['it ends early', '{"Resources": {"Main": {"Type": "AWS::EKS::Cluster", "Properties": {"Name": "a", ', [BROKEN, BROKEN, BROKEN]],
  [
    'broken behind it',
    '{"Resources": {"Main": {"Type": "AWS::EKS::Cluster", "Properties": {"Name": "a"}}}, "Outputs": {',
    ['absent', 'absent', false],
  ],
])('a template in JSON: %s', async (_, text, wanted) => {
  expect(await clusterIn('eks.json', text)).toEqual(wanted);
});

const HEAD = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\n';

test.each([
  ['a quote without an end', 'metadata:\n  name: "prod\n  version: 1.33\n', [BROKEN, BROKEN, BROKEN]],
  [
    'a quote without an end in a node group',
    'metadata:\n  name: prod\nnodeGroups:\n  - name: "a\nautoModeConfig: {enabled: true}\n',
    ['absent', BROKEN, BROKEN],
  ],
  ['tabs', 'metadata:\n\tname: prod\n\tversion: "1.33"\n', [BROKEN, BROKEN, BROKEN]],
  [
    'marks of a merge',
    'metadata:\n  name: prod\n<<<<<<< HEAD\n  version: "1.33"\n=======\n  version: "1.34"\n>>>>>>> b\n',
    [BROKEN, BROKEN, BROKEN],
  ],
  ['not broken', 'metadata:\n  name: prod\n', ['absent', 'absent', false]],
])('a configuration: %s', async (_, rest, wanted) => {
  expect(await clusterIn('cluster.yaml', HEAD + rest)).toEqual(wanted);
});

test('a node group and an add-on that are broken', async () => {
  const found = await readFiles(eksctl, {
    'cluster.yaml': `${HEAD}metadata: {name: prod, version: "1.33"}\nmanagedNodeGroups:\n  - name: a\n    instanceType: "t3.large\n    amiFamily: AmazonLinux2\n`,
    'addons.yaml': `${HEAD}metadata: {name: test, version: "1.33"}\naddons:\n  - name: coredns\n    attachPolicy: "a\n    version: v1.11.4-eksbuild.2\n`,
  });
  const { amiType, releaseVersion } = factOf(found, 'node-group');
  expect([amiType, releaseVersion, factOf(found, 'addon').addonVersion].map((value) => shown(value))).toEqual([BROKEN, BROKEN, BROKEN]);
});
