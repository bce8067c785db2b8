/** Node groups of CloudFormation templates. */
import { expect, test } from 'vitest';
import { cloudFormation } from '../../src/readers/cloudformation.ts';
import { expectDecidedAt, factOf, factsOf, readFiles, shown } from './support.ts';

const CLUSTER = 'Resources:\n  Main:\n    Type: AWS::EKS::Cluster\n    Properties: {Version: "1.34"}\n';

function read(properties: string, { before = '', after = '' } = {}) {
  const indented = properties.replaceAll(/^/gm, '      ');
  return readFiles(cloudFormation, {
    'eks.yaml': `${before}${CLUSTER}  Workers:\n    Type: AWS::EKS::Nodegroup\n    Properties:\n${indented}\n${after}`,
  });
}

test('a node group', async () => {
  const found = await read('ClusterName: !Ref Main\nAmiType: «AL2_x86_64» # the old one\nVersion: "1.32"\nReleaseVersion: 1.32.9-20251120');
  const fact = factOf(found, 'node-group');
  expectDecidedAt(found, fact.amiType, 'AL2_x86_64', 'text');
  expect(fact).toMatchObject({ dialect: 'cloudformation', resource: 'AWS::EKS::Nodegroup Workers', changesIgnored: false });
  expect(fact.cluster).toEqual({ kind: 'id', id: factOf(found, 'cluster').id });
  expect([shown(fact.version), shown(fact.releaseVersion)]).toEqual(['1.32', '1.32.9-20251120']);
});

test.each([
  ['a parameter', 'AmiType: !Ref Ami', 'Parameters:\n  Ami: {Type: String, Default: AL2_x86_64}\n', 'AL2_x86_64'],
  ['a mapping', 'AmiType: !FindInMap [Arch, arm, Ami]', 'Mappings:\n  Arch:\n    arm: {Ami: AL2_ARM_64}\n', 'AL2_ARM_64'],
  [
    'a condition',
    'AmiType: !If [Arm, AL2_ARM_64, AL2_x86_64]',
    'Parameters:\n  Kind: {Type: String}\nConditions:\n  Arm: !Equals [!Ref Kind, arm]\n',
    ['AL2_ARM_64', 'AL2_x86_64'],
  ],
  [
    'a parameter that is limited',
    'AmiType: !Ref Ami',
    'Parameters:\n  Ami: {Type: String, Default: AL2_x86_64, AllowedValues: [AL2_x86_64]}\n',
    'AL2_x86_64',
  ],
  ['a substitution', 'AmiType: !Sub "AL2_${Arch}"', 'Parameters:\n  Arch: {Type: String, Default: x86_64}\n', 'AL2_x86_64'],
  ['parts', 'AmiType: !Join [_, [AL2, x86_64]]', '', 'AL2_x86_64'],
  ['the long form', 'AmiType: {"Fn::FindInMap": [Arch, arm, Ami]}', 'Mappings:\n  Arch:\n    arm: {Ami: AL2_ARM_64}\n', 'AL2_ARM_64'],
  ['a condition that holds always', 'AmiType: !If [Arm, AL2_ARM_64, AL2_x86_64]', 'Conditions:\n  Arm: !Equals [a, a]\n', 'AL2_ARM_64'],
  ['an image by name', 'AmiType: CUSTOM', '', 'CUSTOM'],
  ['nothing behind the colon', 'AmiType:', '', 'absent'],
  ['no value', 'AmiType: !Ref AWS::NoValue', '', 'absent'],
  ['nothing', 'DiskSize: 20', '', 'absent'],
])('%s', async (_, properties, before, wanted) => {
  expect(shown(factOf(await read(properties, { before }), 'node-group').amiType)).toEqual(wanted);
});

test('a parameter without a default, and an import', async () => {
  const parameter = factOf(await read('AmiType: !Ref Ami', { before: 'Parameters:\n  Ami: {Type: String}\n' }), 'node-group');
  expect(parameter.amiType?.kind).toBe('unknown');
  expect(factOf(await read('Version: !ImportValue Version'), 'node-group').version?.kind).toBe('unknown');
});

test.each([
  ['a list', 'AmiType: [AL2_x86_64]', ''],
  [
    'a parameter of the Parameter Store',
    'AmiType: !Ref Ami',
    'Parameters:\n  Ami: {Type: AWS::SSM::Parameter::Value<String>, Default: /a}\n',
  ],
  ['a dynamic reference', 'AmiType: "{{resolve:ssm:/ami-type}}"', ''],
  ['another resource', 'AmiType: !GetAtt Main.Arn', ''],
  ['a reference to nothing', 'AmiType: !Ref Nothing', ''],
  ['an empty text', 'AmiType: ""', ''],
  ['a function without arguments', 'AmiType: !If []', ''],
])('an AMI type that is not known: %s', async (_, properties, before) => {
  expect(factOf(await read(properties, { before }), 'node-group').amiType?.kind).toBe('unknown');
});

test.each([
  [
    'a release that is looked up',
    'ReleaseVersion: !Ref Release',
    'Parameters:\n  Release: {Type: AWS::SSM::Parameter::Value<String>, Default: /aws/service/eks}\n',
  ],
  ['the version of the cluster', 'ReleaseVersion: !GetAtt Main.Version', ''],
])('a release that is not known: %s', async (_, properties, before) => {
  expect(factOf(await read(properties, { before }), 'node-group').releaseVersion?.kind).toBe('unknown');
});

test.each([
  ['a substitution', 'ClusterName: !Sub "${Main}"', true],
  ['an attribute', 'ClusterName: {"Fn::GetAtt": [Main, Name]}', true],
  ['a choice of the same', 'ClusterName: !If [X, !Ref Main, !Ref Main]', true],
  ['a choice of others', 'ClusterName: !If [X, !Ref Main, !Ref Workers]', false],
  ['a choice of a name', 'ClusterName: !If [X, !Ref Main, prod]', false],
])('its cluster by %s', async (_, properties, isMain) => {
  const found = await read(properties, { before: 'Conditions:\n  X: !Equals [!Ref "AWS::Region", a]\n' });
  expect(factOf(found, 'node-group').cluster.kind).toBe(isMain ? 'id' : 'unknown');
});

test.each([
  ['a name', 'ClusterName: prod', { kind: 'name', name: 'prod' }],
  ['no cluster', 'DiskSize: 20', { kind: 'unknown', reason: 'it does not name its cluster' }],
  ['another resource', 'ClusterName: !Ref Workers', { kind: 'unknown', reason: 'its cluster is made by another resource' }],
])('it belongs to %s', async (_, properties, wanted) => {
  expect(factOf(await read(properties), 'node-group').cluster).toEqual(wanted);
});

test('a loop makes several', async () => {
  const text = `${CLUSTER}  Fn::ForEach::Groups:\n    - Type\n    - [AL2_x86_64, AL2_ARM_64]\n    - Workers\${Type}:\n        Type: AWS::EKS::Nodegroup\n        Properties: {AmiType: !Ref Type}\n`;
  const found = await readFiles(cloudFormation, { 'eks.yaml': text });
  expect(factsOf(found, 'node-group').map(({ amiType }) => shown(amiType))).toEqual(['AL2_x86_64', 'AL2_ARM_64']);
});

const SCRIPT = '«/etc/eks/bootstrap.sh»';

test.each([
  ['base64 of a substitution', `Fn::Base64: !Sub |\n            #!/bin/bash\n            ${SCRIPT} \${Main}\n`],
  ['short tags', `!Base64 "${SCRIPT} main"\n`],
  ['lines that are joined', `Fn::Base64: !Join ["\\n", ["#!/bin/bash", "${SCRIPT} main"]]\n`],
  ['two forms of a condition', `Fn::Base64: !If [X, "${SCRIPT} a", "echo"]\n`],
])('user data of its launch template: %s', async (_, data) => {
  const after = `  Template:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        UserData:\n          ${data}`;
  const found = await read('LaunchTemplate: {Id: !Ref Template, Version: "1"}', { after });
  expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
});

function template(id: string, data: string): string {
  return `  ${id}:\n    Type: AWS::EC2::LaunchTemplate\n    Properties: {LaunchTemplateData: {UserData: !Base64 "${data}"}}\n`;
}

test.each([
  ['a name', 'LaunchTemplate: {Name: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}', true],
  ['no script in it', 'LaunchTemplate: {Id: !Ref Other}', false],
  ['either of two', 'LaunchTemplate: {Id: !If [X, !Ref Template, !Ref Other]}', false],
  ['another kind of resource', 'LaunchTemplate: {Id: !Ref Main}', false],
])('the launch template by %s', async (_, properties, isCalled) => {
  const after = template('Template', '/etc/eks/bootstrap.sh a') + template('Other', 'nodeadm');
  expect(factOf(await read(properties, { after }), 'node-group').bootstrapScript !== undefined).toBe(isCalled);
});

test('user data of a template that it does not refer to', async () => {
  const after = `  Template:\n    Type: AWS::EC2::LaunchTemplate\n    Properties: {LaunchTemplateData: {UserData: /etc/eks/bootstrap.sh}}\n`;
  expect(factOf(await read('DiskSize: 20', { after }), 'node-group').bootstrapScript).toBeUndefined();
  expect(factOf(await read('LaunchTemplate: {Id: lt-1}', { after }), 'node-group').bootstrapScript).toBeUndefined();
});
