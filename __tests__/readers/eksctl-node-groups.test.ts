/** Node groups of `ClusterConfig` files: families of images, and images of their own. */
import { expect, test } from 'vitest';
import { eksctl } from '../../src/readers/eksctl.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown, textAt } from './support.ts';

const HEAD = 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: prod, version: "1.34"}\n';

function read(rest: string) {
  return readFiles(eksctl, { 'cluster.yaml': `${HEAD}${rest}` });
}

test.each(['managedNodeGroups', 'nodeGroups'])('%s', async (list) => {
  const found = await read(`${list}:\n  - name: ng-1\n    amiFamily: «AmazonLinux2» # the old one\n    releaseVersion: 1.32.9-20251120\n`);
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AmazonLinux2', 'text');
  expect(fact).toMatchObject({
    dialect: 'eksctl',
    resource: 'ClusterConfig prod node group ng-1',
    changesIgnored: false,
    version: undefined,
  });
  expect(fact.cluster).toEqual({ kind: 'id', id: factOf(found, 'cluster').id });
  expect([shown(fact.releaseVersion), textAt(found, fact.span)]).toEqual(['1.32.9-20251120', 'ng-1']);
});

test.each([
  ['no family', 'managedNodeGroups: [{name: a}]', ['absent']],
  ['an image of its own', 'managedNodeGroups: [{name: a, amiFamily: AmazonLinux2, ami: ami-1}]', ['absent']],
  [
    'an image of its own, where eksctl refuses the family all the same',
    'nodeGroups: [{name: a, amiFamily: AmazonLinux2, ami: ami-1}]',
    ['AmazonLinux2'],
  ],
  ['a family that a script writes', 'nodeGroups: [{name: a, amiFamily: "${FAMILY}"}]', ['unknown']],
  [
    'several',
    'managedNodeGroups: [{name: a, amiFamily: Bottlerocket}, {name: b}]\nnodeGroups: [{amiFamily: AmazonLinux2}]',
    ['Bottlerocket', 'absent', 'AmazonLinux2'],
  ],
  ['an image of its own that a script writes', 'managedNodeGroups: [{name: a, amiFamily: AmazonLinux2, ami: "${AMI}"}]', ['absent']],
  ['no image after all', 'managedNodeGroups: [{name: a, amiFamily: AmazonLinux2, ami: }]', ['AmazonLinux2']],
  ['an image that eksctl looks up', 'nodeGroups: [{name: a, amiFamily: AmazonLinux2, ami: auto-ssm}]', ['AmazonLinux2']],
  ['a launch template', 'managedNodeGroups: [{name: a, amiFamily: AmazonLinux2, launchTemplate: {id: lt-1}}]', ['AmazonLinux2']],
  ['nothing behind the colon', 'managedNodeGroups:\n  - name: a\n    amiFamily:', ['absent']],
  ['a list', 'managedNodeGroups: [{name: a, amiFamily: [AmazonLinux2]}]', ['unknown']],
  ['written twice', 'managedNodeGroups: [{name: a, amiFamily: AmazonLinux2, amiFamily: Bottlerocket}]', ['unknown']],
  ['an alias of nothing', 'managedNodeGroups: [{name: a, amiFamily: *x}]', ['unknown']],
  ['a directive of a template', 'managedNodeGroups:\n  - name: a\n    amiFamily: {{ .Values.family }}', ['unknown']],
  ['no groups', 'managedNodeGroups: []', []],
  ['something else', 'managedNodeGroups: 4\nnodeGroups: [a, [b], null]', []],
])('%s', async (_, rest, wanted) => {
  const families = factsOf(await read(`${rest}\n`), 'node-group').map(({ amiType }) => String(shown(amiType)).replace(/:.*$/s, ''));
  expect(families).toEqual(wanted);
});

test('anchors and merge keys', async () => {
  const found = await read('x-base: &base\n  amiFamily: "«AmazonLinux2»"\nmanagedNodeGroups:\n  - <<: *base\n    name: a\n');
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AmazonLinux2', 'text');
  expect(fact.resource).toBe('ClusterConfig prod node group a');
});

test.each([
  'overrideBootstrapCommand: |\n      #!/bin/bash\n      «/etc/eks/bootstrap.sh» prod\n',
  'preBootstrapCommands:\n      - "«/etc/eks/bootstrap.sh» prod"\n',
])('a command that calls the script: %j', async (commands) => {
  const found = await read(`managedNodeGroups:\n  - name: a\n    ${commands}`);
  expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
});

test('no script in other fields', async () => {
  const found = await read('nodeGroups:\n  - name: /etc/eks/bootstrap.sh\n    labels: {a: /etc/eks/bootstrap.sh}\n');
  expect(factOf(found, 'node-group').bootstrapScript).toBeUndefined();
});

const NODES = 'managedNodeGroups: [{name: a, amiFamily: AmazonLinux2}]\n';

test.each([
  ['a version', 'name: prod, version: "1.32"', { kind: 'id', id: 'cluster.yaml#37' }],
  ['no version', 'name: prod', { kind: 'anywhere', name: 'prod', reason: 'its configuration gives no version' }],
  ['a version that is not known', 'name: prod, version: "${V}"', { kind: 'id', id: 'cluster.yaml#37' }],
  ['no name', 'region: a', { kind: 'id', id: 'cluster.yaml#37' }],
  ['a name that is not known', 'name: "${N}"', { kind: 'id', id: 'cluster.yaml#37' }],
])('nodes of a configuration with %s', async (_, metadata, wanted) => {
  const text = `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {${metadata}}\n${NODES}`;
  const found = await readFiles(eksctl, { 'cluster.yaml': text });
  expect(factOf(found, 'node-group').cluster).toEqual(wanted);
});

test.each([
  ['managedNodeGroups', undefined],
  ['nodeGroups', true],
])('whether EKS knows the group: %s', async (list, wanted) => {
  expect(factOf(await read(`${list}: [{name: a}]\n`), 'node-group').isSelfManaged).toBe(wanted);
});
