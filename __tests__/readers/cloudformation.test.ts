/** Templates of CloudFormation: which resources count, and which cluster an add-on belongs to. */
import { describe, expect, test } from 'vitest';
import { respell } from '../../src/model/notation.ts';
import { knowns } from '../../src/model/value.ts';
import { cloudFormation } from '../../src/readers/cloudformation.ts';
import { expectDecidedAt, factOf, type Files, factsOf, readFiles, shown } from './support.ts';

const CLUSTER = 'Resources:\n  Main:\n    Type: AWS::EKS::Cluster\n';

function template(properties: string, before = ''): Files {
  return { 'eks.yaml': `${before}${CLUSTER}    Properties:\n${properties.replaceAll(/^/gm, '      ')}\n` };
}

test('a cluster in YAML', async () => {
  const read = await readFiles(cloudFormation, template('Name: prod\nVersion: "«1.34»" # pinned\nUpgradePolicy:\n  SupportType: STANDARD'));
  const cluster = factOf(read, 'cluster');
  expectDecidedAt(read, cluster.version, '1.34', 'text');
  expect(cluster).toMatchObject({ dialect: 'cloudformation', resource: 'AWS::EKS::Cluster Main', versionIgnored: false, onOutpost: false });
  expect([shown(cluster.name), shown(cluster.supportType), shown(cluster.autoMode)]).toEqual(['prod', 'STANDARD', false]);
});

test.each([
  ['a plain number, which loses its zero', 'Version: «1.30»', '1.3', 'number'],
  ['double quotes', 'Version: "«1.30»"', '1.30', 'text'],
  ['single quotes', "Version: '«1.30»'", '1.30', 'text'],
  ['a text by its tag', 'Version: !!str «1.30»', '1.30', 'text'],
  ['a flow map', 'Version: "«1.34»"', '1.34', 'text'],
  ['an escape', 'Version: "«1.3\\x34»"', '1.34', 'composed'],
] as const)('a version is written as %s', async (_, properties, value, notation) => {
  const read = await readFiles(cloudFormation, template(properties));
  expectDecidedAt(read, factOf(read, 'cluster').version, value, notation);
  expect(read.problems).toEqual([]);
});

test('a version in a block of text is known, and not edited', async () => {
  const read = await readFiles(cloudFormation, template('Version: >-\n  1.34\nName: prod'));
  expect(factOf(read, 'cluster').version).toMatchObject({ kind: 'known', value: '1.34', notation: 'composed' });
});

test('a number in JSON is a number, and gets the quotes of JSON', async () => {
  const text = '{"Resources": {"Main": {"Type": "AWS::EKS::Cluster", "Properties": {"Version": «1.30»}}}}';
  const read = await readFiles(cloudFormation, { 'eks.json': text });
  const { version } = factOf(read, 'cluster');
  expectDecidedAt(read, version, '1.3', 'number');
  expect(knowns(version).map((known) => respell(known, '1.34').newText)).toEqual(['"1.34"']);
});

test('with CRLF, a byte order mark and anchors', async () => {
  const text = `\uFEFF# the clusters\r\nX-Versions:\r\n  - &version "«1.34»"\r\nResources:\r\n  A:\r\n    Type: AWS::EKS::Cluster\r\n    Properties: &shared\r\n      Version: *version\r\n  B:\r\n    Type: AWS::EKS::Cluster\r\n    Properties:\r\n      <<: *shared\r\n      Name: b\r\n`;
  const read = await readFiles(cloudFormation, { 'eks.yaml': text });
  const [a, b] = factsOf(read, 'cluster');
  expectDecidedAt(read, a?.version, '1.34', 'text');
  expectDecidedAt(read, b?.version, '1.34', 'text');
  expect(a?.version).toMatchObject({ via: [{ note: '*version' }] });
  expect(b?.version).toMatchObject({ via: [{ note: '*version' }, { note: '*shared' }] });
});

test.each([
  ['a quote that is never closed', "Version: '1.34\nName: a"],
  ['a quote that the next one closes', "Version: '1.34\nName: 'a'"],
  ['double quotes that are never closed', 'Version: "1.34\nName: a'],
  ['something behind its quotes', "Version: '1.3'4\nName: a"],
  ['an escape that YAML does not know', 'Version: "1.34\\q"\nName: a'],
])('a version in a place that is broken is unknown: %s', async (_, properties) => {
  const read = await readFiles(cloudFormation, template(properties));
  expect(shown(factOf(read, 'cluster').version)).toBe('unknown: the YAML is broken here');
  expect(read.problems).toMatchObject([{ path: 'eks.yaml' }]);
});

test.each(["Version: '«1.34»'\nName: 'a", "Name: 'a'b\nVersion: '«1.34»'", "Name: [\nVersion: '«1.34»'"])(
  'what is broken elsewhere leaves a version certain: %j',
  async (properties) => {
    const read = await readFiles(cloudFormation, template(properties));
    expectDecidedAt(read, factOf(read, 'cluster').version, '1.34', 'text');
    expect(read.problems).toMatchObject([{ path: 'eks.yaml' }]);
  },
);

test('the same template as YAML and as JSON', async () => {
  const json = JSON.stringify(
    {
      Parameters: { V: { Type: 'String', Default: '«1.34»' } },
      Resources: { Main: { Type: 'AWS::EKS::Cluster', Properties: { Version: { Ref: 'V' } } } },
    },
    null,
    2,
  );
  const yaml = `Parameters:\n  V: {Type: String, Default: "«1.34»"}\n${CLUSTER}    Properties: {Version: !Ref V}\n`;
  for (const files of [{ 'a.json': json }, { 'a.yaml': yaml }, { 'a.template': json }, { 'b.template': yaml }]) {
    const read = await readFiles(cloudFormation, files);
    expectDecidedAt(read, factOf(read, 'cluster').version, '1.34', 'text');
    expect(factOf(read, 'cluster').version).toMatchObject({ via: [{ note: '!Ref V' }] });
  }
  const both = await readFiles(cloudFormation, { 'a.json': json, 'a.yaml': yaml });
  expect(factsOf(both, 'cluster')).toHaveLength(2);
});

test.each([
  ['no switch', '', false],
  [
    'all three',
    'ComputeConfig: {Enabled: true}\nKubernetesNetworkConfig:\n  ElasticLoadBalancing: {Enabled: true}\nStorageConfig:\n  BlockStorage: {Enabled: "true"}',
    true,
  ],
  ['one of three', 'ComputeConfig: {Enabled: true}', false],
  [
    'one that is unknown',
    'ComputeConfig: {Enabled: !Ref X}\nKubernetesNetworkConfig:\n  ElasticLoadBalancing: {Enabled: true}\nStorageConfig:\n  BlockStorage: {Enabled: true}',
    'unknown: `X` is known when it is deployed',
  ],
])('Auto Mode with %s', async (_, properties, wanted) => {
  const read = await readFiles(cloudFormation, template(`Name: a\n${properties}`));
  expect(shown(factOf(read, 'cluster').autoMode)).toBe(wanted);
});

test('what stands on an Outpost, and what has a condition, count', async () => {
  const read = await readFiles(cloudFormation, {
    'eks.yaml': `${CLUSTER}    Condition: Wanted\n    Properties:\n      OutpostConfig: {ControlPlaneInstanceType: m5.large}\n`,
  });
  expect(factOf(read, 'cluster')).toMatchObject({ onOutpost: true, version: undefined });
});

describe('an add-on', () => {
  const main = `${CLUSTER}  Dns:\n    Type: AWS::EKS::Addon\n    Properties:\n      AddonName: coredns\n`;

  test.each([
    ['a reference', 'ClusterName: !Ref Main', { kind: 'id', id: 'eks.yaml#Main' }],
    ['a reference written long', 'ClusterName: {Ref: Main}', { kind: 'id', id: 'eks.yaml#Main' }],
    ['an attribute', 'ClusterName: !GetAtt Main.Name', { kind: 'id', id: 'eks.yaml#Main' }],
    ['an attribute in a list', 'ClusterName: {"Fn::GetAtt": [Main, Name]}', { kind: 'id', id: 'eks.yaml#Main' }],
    ['a template of nothing else', 'ClusterName: !Sub "${Main}"', { kind: 'id', id: 'eks.yaml#Main' }],
    ['a name', 'ClusterName: prod', { kind: 'name', name: 'prod' }],
    ['another stack', 'ClusterName: !ImportValue eks-name', { kind: 'unknown', reason: 'it is imported from another stack' }],
    ['another resource', 'ClusterName: !GetAtt Dns.Arn', { kind: 'unknown', reason: 'its cluster is made by another resource' }],
    ['nothing', 'ResolveConflicts: OVERWRITE', { kind: 'unknown', reason: 'it does not name its cluster' }],
  ])('names its cluster by %s', async (_, property, cluster) => {
    const read = await readFiles(cloudFormation, { 'eks.yaml': `${main}      ${property}\n` });
    expect(factOf(read, 'addon')).toMatchObject({ resource: 'AWS::EKS::Addon Dns', cluster, addonVersion: undefined });
  });

  test('has its version by a parameter, or by none', async () => {
    const text = `Parameters:\n  Dns: {Type: String, Default: '«v1.11.4-eksbuild.2»'}\n${main}      AddonVersion: !Ref Dns\n`;
    const read = await readFiles(cloudFormation, { 'eks.yaml': text });
    expectDecidedAt(read, factOf(read, 'addon').addonVersion, 'v1.11.4-eksbuild.2', 'text');
    expect(read.problems).toEqual([]);
  });
});

test.each<[string, Files]>([
  ['what the CDK wrote', { 'a.json': '{"Resources": {"C": {"Type": "AWS::EKS::Cluster", "Metadata": {"aws:cdk:path": "x"}}}}' }],
  ['an answer of the API', { 'a.json': '{"TemplateBody": {"Resources": {"C": {"Type": "AWS::EKS::Cluster"}}}}' }],
  ['a dashboard that speaks of it', { 'a.json': '{"body": "type AWS::EKS::Cluster", "Version": "1.28"}' }],
  ['the resources of a stack', { 'a.json': '{"StackResources": [{"ResourceType": "AWS::EKS::Cluster"}]}' }],
  ['a folder of synthesized templates', { 'cdk.out/a.json': '{"Resources": {"C": {"Type": "AWS::EKS::Cluster"}}}' }],
  ['a policy', { 'a.yaml': 'Version: 2012-10-17\nStatement: [{Resource: AWS::EKS::Cluster}]\n' }],
  ['resources that are a list', { 'a.yaml': 'Resources: [{Type: AWS::EKS::Cluster}]\n' }],
])('%s gives nothing', async (_, files) => {
  expect(await readFiles(cloudFormation, files)).toMatchObject({ facts: [], problems: [] });
});

test.each([
  ["AllowedValues: ['1.33', '1.34']", ['1.33', '1.34']],
  ['AllowedValues: [1.33, 1.34]', ['1.33', '1.34']],
  ['Description: free', undefined],
])('what else a default may be: %s', async (line, allowed) => {
  const parameters = `Parameters:\n  Version:\n    Type: String\n    Default: '1.33'\n    ${line}\n`;
  const { version } = factOf(await readFiles(cloudFormation, template('Version: !Ref Version', parameters)), 'cluster');
  expect(knowns(version).map((known) => known.allowed)).toEqual([allowed]);
});
