/** The functions of CloudFormation: what a version comes to, and the text that decides it. */
import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/model/value.ts';
import { knowns } from '../../src/model/value.ts';
import { cloudFormation } from '../../src/readers/cloudformation.ts';
import { expectDecidedAt, factOf, factsOf, type Read, readFiles, shown } from './support.ts';

const SECTIONS = `Parameters:
  Env: {Type: String, Default: dev}
  Minor: {Type: String, Default: 34}
  Given: {Type: String, Default: '1.33'}
  Latest: {Type: String, Default: latest, AllowedValues: ['1.32', latest]}
  Required: {Type: String}
  Hidden: {Type: String, NoEcho: true, Default: '1.32'}
  Looked: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /eks/version}
  Few: {Type: CommaDelimitedList, Default: '1.31, 1.32'}
  Limited: {Type: String, AllowedValues: [prod]}
Mappings:
  Versions:
    dev: {K8s: '1.34'}
    prod: {K8s: '1.33'}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsLatest: !Equals [!Ref Latest, latest]
  IsGiven: !Not [!Condition IsLatest]
  InEurope: !Equals [!Ref AWS::Region, eu-west-1]
  Both: !And [!Condition IsProd, !Condition InEurope]
  Always: !Equals [a, a]
`;

async function readVersion(
  version: string,
  sections = SECTIONS,
): Promise<{ readonly read: Read; readonly version: Value<string> | undefined }> {
  const text = `${sections}Resources:\n  Main:\n    Type: AWS::EKS::Cluster\n    Properties:\n      Version: ${version}\n`;
  const read = await readFiles(cloudFormation, { 'eks.yaml': text });
  return { read, version: factOf(read, 'cluster').version };
}

/** What each alternative is called. */
function named(value: Value<string> | undefined): unknown {
  return knowns(value).map(({ value: text, when }) => [text, when]);
}

describe('one value', () => {
  test.each([
    ['!Ref Given', '1.33', 'text'],
    ['{Ref: Given}', '1.33', 'text'],
    ['{"Fn::Sub": "${Given}"}', '1.33', 'text'],
    ['!Sub "1.${Minor}"', '1.34', 'composed'],
    ['!Sub ["1.${X}", {X: !Ref Minor}]', '1.34', 'composed'],
    ['!Sub ["${X}", {X: "1.31"}]', '1.31', 'text'],
    ['!Sub "1.31"', '1.31', 'text'],
    ['!Join [".", ["1", !Ref Minor]]', '1.34', 'composed'],
    ['!Join ["", [!Ref Given]]', '1.33', 'text'],
    ['!Select [1, ["1.30", "1.31"]]', '1.31', 'text'],
    ['!Select [1, !Ref Few]', '1.32', 'text'],
    ['!Select ["0", !Split [":", "1.31:eks"]]', '1.31', 'text'],
    ['!FindInMap [Versions, prod, K8s]', '1.33', 'text'],
    ['{"Fn::FindInMap": [Versions, {"Ref": "Limited"}, K8s]}', '1.33', 'text'],
    ['!FindInMap [Versions, test, K8s, {DefaultValue: "1.32"}]', '1.32', 'text'],
    ['!If [Always, "1.31", "1.30"]', '1.31', 'text'],
    ['!If [IsLatest, "1.31", !Ref Latest]', '1.31', 'text'],
    ['!If [IsGiven, !Ref Latest, "1.31"]', '1.31', 'text'],
    ['!If [IsProd, !Ref Given, !Ref Given]', '1.33', 'text'],
  ] as const)('%s', async (text, wanted, notation) => {
    const { version } = await readVersion(text);
    expect(shown(version)).toBe(wanted);
    expect(version).toMatchObject({ kind: 'known', notation });
  });

  test('the default of a parameter decides, wherever it is used', async () => {
    const { read, version } = await readVersion('!Ref Given', SECTIONS.replace('1.33', '«1.33»'));
    expectDecidedAt(read, version, '1.33', 'text');
    expect(read.problems).toEqual([]);
  });

  test('a piece of a list stands where it stands', async () => {
    const { read, version } = await readVersion('!Select [1, !Ref Few]', SECTIONS.replace("'1.31, 1.32'", "'1.31, «1.32»'"));
    expectDecidedAt(read, version, '1.32', 'text');
    expect(read.problems).toEqual([]);
  });
});

describe('several', () => {
  test.each([
    [
      '!If [IsProd, "1.33", "1.34"]',
      [
        ['1.33', 'when IsProd'],
        ['1.34', 'unless IsProd'],
      ],
    ],
    [
      '{"Fn::If": [InEurope, !Ref Given, "1.34"]}',
      [
        ['1.33', 'when InEurope'],
        ['1.34', 'unless InEurope'],
      ],
    ],
    [
      '!FindInMap [Versions, !Ref Env, K8s]',
      [
        ['1.34', 'Env is "dev"'],
        ['1.33', 'Env is "prod"'],
      ],
    ],
    [
      '!FindInMap [Versions, !Ref AWS::Region, K8s]',
      [
        ['1.34', 'AWS::Region is "dev"'],
        ['1.33', 'AWS::Region is "prod"'],
      ],
    ],
    [
      '!Sub ["1.${X}", {X: !If [Both, "33", "34"]}]',
      [
        ['1.33', 'when Both'],
        ['1.34', 'unless Both'],
      ],
    ],
    ['!If [IsProd, "1.33", !Ref "AWS::NoValue"]', [['1.33', 'when IsProd']]],
  ])('%s', async (text, wanted) => {
    expect(named((await readVersion(text)).version)).toEqual(wanted);
  });

  test('a branch inside a branch of the same condition is the same branch', async () => {
    const { version } = await readVersion('!If [IsProd, !If [IsProd, "1.33", "1.32"], "1.34"]');
    expect(named(version)).toEqual([
      ['1.33', 'when IsProd'],
      ['1.34', 'unless IsProd'],
    ]);
  });
});

describe('nothing', () => {
  test.each([
    '!Ref "AWS::NoValue"',
    '!If [IsLatest, !Ref "AWS::NoValue", !Ref Latest]',
    '!If [IsGiven, !Ref Latest, {Ref: "AWS::NoValue"}]',
    '',
  ])('%s', async (text) => {
    expect((await readVersion(text)).version).toBeUndefined();
  });
});

describe('unknown', () => {
  test.each([
    ['!Ref Required', 'parameter `Required` has no default'],
    ['!Ref Hidden', 'parameter `Hidden` is not to be shown'],
    ['!Ref Looked', 'parameter `Looked` is looked up in the Parameter Store'],
    ['!Ref AWS::StackName', '`AWS::StackName` is known when it is deployed'],
    ['!Ref Few', 'it is no plain value'],
    ['!ImportValue eks-version', 'it is imported from another stack'],
    ['!Sub "{{resolve:ssm:/eks/version}}"', 'it is looked up when it is deployed'],
    ['"{{resolve:ssm:/eks/version:1}}"', 'it is looked up when it is deployed'],
    ['{"Fn::Transform": {Name: M}}', '`Fn::Transform` is carried out when it is deployed'],
    ['!GetAtt Other.Version', '`Other` is no resource of this template'],
    ['!GetAtt Main.Version', 'it is told when it is deployed'],
    ['!FindInMap [Nothing, a, b]', 'its mapping is not in the template'],
    ['!FindInMap [Versions, test, K8s]', 'the mapping has no such key'],
    ['!Select [7, ["1.30"]]', 'the list has no such element'],
    ['!Sub "1.${Required}"', 'parameter `Required` has no default'],
    ['!Sub [!Ref Given, {}]', 'its template is no text'],
    ['!If [!Ref Given, a, b]', 'its condition is not named'],
    ['{a: b}', 'it is no plain value'],
    ['*nobody', 'it is an alias of nothing'],
    ['${VERSION}', 'it is a placeholder that something else fills in'],
  ])('%s', async (text, reason) => {
    expect(shown((await readVersion(text)).version)).toBe(`unknown: ${reason}`);
  });
});

function loop(list: string, body: string): string {
  return `Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: 'coredns,vpc-cni'}
Resources:
  Main: {Type: AWS::EKS::Cluster, Properties: {Name: prod, Version: '1.34'}}
  Fn::ForEach::Addons:
    - Name
    - ${list}
    - ${body}
`;
}

describe('loops', () => {
  test.each(['[coredns, vpc-cni]', '!Ref Names'])('over %s', async (list) => {
    const body = '"Addon${Name}": {Type: AWS::EKS::Addon, Properties: {ClusterName: !Ref Main, AddonName: !Ref Name}}';
    const read = await readFiles(cloudFormation, { 'eks.yaml': loop(list, body) });
    const addons = factsOf(read, 'addon');
    expect(addons.map(({ resource, addonName }) => [resource, shown(addonName)])).toEqual([
      ['AWS::EKS::Addon Addoncoredns', 'coredns'],
      ['AWS::EKS::Addon Addonvpc-cni', 'vpc-cni'],
    ]);
  });

  test('each element is decided where it stands', async () => {
    const body = '"Addon&{Name}": {Type: AWS::EKS::Addon, Properties: {ClusterName: prod, AddonName: !Sub "${Name}"}}';
    const read = await readFiles(cloudFormation, { 'eks.yaml': loop('["«coredns»", vpc-cni]', body) });
    expectDecidedAt(read, factsOf(read, 'addon')[0]?.addonName, 'coredns', 'text');
    expect(read.problems).toEqual([]);
  });

  test('over a list that is not there', async () => {
    const body = '"Addon${Name}": {Type: AWS::EKS::Addon, Properties: {ClusterName: !Ref Main, AddonName: !Ref Name}}';
    const read = await readFiles(cloudFormation, { 'eks.yaml': loop('!Ref Nothing', body) });
    expect(shown(factOf(read, 'addon').addonName)).toBe('unknown: the list of its loop is not in the template');
  });
});

test('a macro in the properties may put in what is not written', async () => {
  const text = `Resources:\n  Main:\n    Type: AWS::EKS::Cluster\n    Properties:\n      Name: prod\n      Fn::Transform: {Name: AWS::Include}\n`;
  const read = await readFiles(cloudFormation, { 'eks.yaml': text });
  expect(shown(factOf(read, 'cluster').version)).toBe('unknown: a macro puts in what is not written');
});

test('functions in the way of a field are carried out', async () => {
  const text = `Conditions:\n  Cheap: !Equals [!Ref 'AWS::Region', x]\nResources:\n  Main:\n    Type: AWS::EKS::Cluster\n    Properties:\n      UpgradePolicy: !If [Cheap, {SupportType: STANDARD}, !Ref 'AWS::NoValue']\n`;
  const read = await readFiles(cloudFormation, { 'eks.yaml': text });
  expect(shown(factOf(read, 'cluster').supportType)).toEqual(['STANDARD', 'unknown: it is not given (unless Cheap)']);
});
