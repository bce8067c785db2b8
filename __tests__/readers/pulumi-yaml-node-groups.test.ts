/** Node groups of Pulumi programs in YAML. */
import { expect, test } from 'vitest';
import { pulumiYaml } from '../../src/readers/pulumi-yaml.ts';
import { expectDecidedAt, factOf, readFiles, shown } from './support.ts';

function read(properties: string, type = 'aws:eks:NodeGroup', options = '') {
  const indented = properties.replaceAll(/^/gm, '      ');
  const text = `name: payments\nruntime: yaml\nresources:\n  main:\n    type: aws:eks:Cluster\n    properties: {version: "1.34"}\n  workers:\n    type: ${type}\n${options}    properties:\n${indented}\n`;
  return readFiles(pulumiYaml, { 'Pulumi.yaml': text });
}

test('a node group', async () => {
  const found = await read(
    'clusterName: ${main.name}\namiType: «AL2_x86_64» # the old one\nversion: "1.32"\nreleaseVersion: 1.32.9-20251120',
  );
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'text');
  expect(fact).toMatchObject({ dialect: 'pulumi-yaml', resource: 'aws:eks:NodeGroup workers', changesIgnored: false });
  expect(fact.cluster).toEqual({ kind: 'id', id: factOf(found, 'cluster').id });
  expect([shown(fact.version), shown(fact.releaseVersion)]).toEqual(['1.32', '1.32.9-20251120']);
});

test.each([
  'aws:eks:NodeGroup',
  'aws:eks/nodeGroup:NodeGroup',
  'aws-native:eks:Nodegroup',
  'eks:ManagedNodeGroup',
  'eks:index:NodeGroupV2',
])('the type %s', async (type) => {
  const found = await read('amiType: "«AL2_ARM_64»"', type);
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_ARM_64', 'text');
  expect(fact.resource).toBe(`${type} workers`);
});

test.each([
  ['a system', 'operatingSystem: AL2', 'AL2'],
  ['what the component recommends', 'operatingSystem: RECOMMENDED', 'absent'],
  ['an image of its own', 'amiType: AL2_x86_64\namiId: ami-1', 'absent'],
  ['nothing', 'cluster: ${main}', 'absent'],
])('%s', async (_, properties, wanted) => {
  expect(shown(factOf(await read(properties, 'eks:ManagedNodeGroup'), 'node-group').amiType)).toBe(wanted);
});

test('changes ignored', async () => {
  const ignoring = await read('amiType: AL2_x86_64', 'aws:eks:NodeGroup', '    options: {ignoreChanges: [releaseVersion]}\n');
  expect(factOf(ignoring, 'node-group').changesIgnored).toBe(true);
});

test.each([
  ['aws:eks:NodeGroup', undefined],
  ['eks:ManagedNodeGroup', undefined],
  ['eks:NodeGroup', true],
  ['eks:index:NodeGroupV2', true],
])('whether EKS knows the group: %s', async (type, wanted) => {
  expect(factOf(await read('amiType: AL2_x86_64', type), 'node-group').isSelfManaged).toBe(wanted);
});
