/** Templates that make stacks of each other. */
import { expect, test } from 'vitest';
import { cloudFormation } from '../../src/readers/cloudformation.ts';
import { expectDecidedAt, factOf, factsOf, type Files, readFiles, shown } from './support.ts';

const CHILD =
  'Parameters:\n  Version: {Type: String, Default: "1.30"}\nResources:\n  Main:\n    Type: AWS::EKS::Cluster\n    Properties: {Version: !Ref Version}\n';

function nested(parameters: string, { url = './eks.yaml', id = 'Eks', type = 'AWS::CloudFormation::Stack' } = {}) {
  return `  ${id}:\n    Type: ${type}\n    Properties:\n      TemplateURL: ${url}\n      Parameters: ${parameters}\n`;
}

async function versionIn(files: Files) {
  const found = await readFiles(cloudFormation, files);
  return { found, version: factOf(found, 'cluster').version };
}

test('a literal that is handed down', async () => {
  const { found, version } = await versionIn({ 'main.yaml': `Resources:\n${nested('{Version: "«1.33»"}')}`, 'eks.yaml': CHILD });
  expectDecidedAt(found, version, '1.33', 'text');
  expect(found.problems).toEqual([]);
});

test('the default of the template that calls, through two levels', async () => {
  const { found, version } = await versionIn({
    'top.yaml': `Parameters:\n  K8s: {Type: String, Default: "«1.33»"}\nResources:\n${nested('{V: !Ref K8s}', { url: 'mid/main.yaml' })}`,
    'mid/main.yaml': `Parameters:\n  V: {Type: String}\nResources:\n${nested('{Version: !Ref V}', { url: '../eks.yaml' })}`,
    'eks.yaml': CHILD,
  });
  expectDecidedAt(found, version, '1.33', 'text');
  expect(version?.kind === 'known' && version.via.map(({ note }) => note)).toEqual(['!Ref K8s', '!Ref V', '!Ref Version']);
});

test.each([
  ['nothing is handed down', nested('{Other: a}'), '1.30'],
  ['no value is handed down', nested('{Version: !Ref AWS::NoValue}'), '1.30'],
  ['what is handed down is not known', nested('{Version: !ImportValue V}'), 'unknown: it is imported from another stack'],
  ['a resource is handed down', nested('{Version: !GetAtt Eks.Arn}'), 'unknown: it is told when it is deployed'],
  ['a map is handed down', nested('{Version: {a: 1}}'), 'unknown: it is no plain value'],
  ['a template that is not in the repository', nested('{Version: "1.33"}', { url: './other.yaml' }), '1.30'],
  ['a path that leads out of the repository', nested('{Version: "1.33"}', { url: '../../eks.yaml' }), '1.30'],
  ['an absolute path', nested('{Version: "1.33"}', { url: '/eks.yaml' }), '1.30'],
  ['another kind of resource', nested('{Version: "1.33"}', { type: 'AWS::S3::Bucket' }), '1.30'],
  ['an address whose file is of that name', nested('{Version: "1.33"}', { url: 'https://b.s3.amazonaws.com/eks.yaml' }), '1.33'],
  ['a bucket in the path', nested('{Version: "1.33"}', { url: 'https://s3.amazonaws.com/bucket/eks.yaml?versionId=1' }), '1.33'],
  ['an address with another folder', nested('{Version: "1.33"}', { url: 'https://b.s3.amazonaws.com/a/eks.yaml' }), '1.30'],
  [
    'variables before the name',
    nested('{Version: "1.33"}', { url: "!Sub 'https://${Bucket}.s3.amazonaws.com/${Prefix}eks.yaml'" }),
    '1.33',
  ],
  ['variables of its own', nested('{Version: "1.33"}', { url: '!Sub ["https://${B}/eks.yaml", {B: !If [Own, !Ref A, b]}]' }), '1.33'],
  ['a name that is a variable', nested('{Version: "1.33"}', { url: '!Sub "https://${Bucket}/${File}"' }), '1.30'],
  ['parts that are put together', nested('{Version: "1.33"}', { url: '!Join ["/", [!Ref Base, eks.yaml]]' }), '1.33'],
  ['parts behind a bucket', nested('{Version: "1.33"}', { url: '!Join ["", ["https://", !Ref B, .s3.amazonaws.com/eks.yaml]]' }), '1.33'],
  ['parts that are all known', nested('{Version: "1.33"}', { url: '!Join ["/", ["https:/", s3.amazonaws.com, b, eks.yaml]]' }), '1.33'],
  ['parts of which the last is not known', nested('{Version: "1.33"}', { url: '!Join ["/", [eks.yaml, !Ref Name]]' }), '1.30'],
  ['no address', nested('{Version: "1.33"}', { url: '[eks.yaml]' }), '1.30'],
  ['the template itself', nested('{Version: "1.33"}', { url: './main.yaml' }), '1.30'],
])('%s', async (_, stack, wanted) => {
  const { version } = await versionIn({ 'main.yaml': `Resources:\n${stack}`, 'eks.yaml': CHILD });
  expect(shown(version)).toBe(wanted);
});

test('the folder tells files of one name apart', async () => {
  const url = "!Sub 'https://${Bucket}.s3.amazonaws.com/${Prefix}templates/eks.yaml'";
  const found = await readFiles(cloudFormation, {
    'main.yaml': `Resources:\n${nested('{Version: "1.33"}', { url })}`,
    'old/eks.yaml': CHILD,
    'templates/eks.yaml': CHILD,
  });
  expect(factsOf(found, 'cluster').map(({ version, span }) => [span.path, shown(version)])).toEqual([
    ['old/eks.yaml', '1.30'],
    ['templates/eks.yaml', '1.33'],
  ]);
});

test('a name that two files have means none', async () => {
  const url = 'https://b.s3.amazonaws.com/eks.yaml';
  const files = { 'main.yaml': `Resources:\n${nested('{Version: "1.33"}', { url })}`, 'a/eks.yaml': CHILD, 'b/eks.yaml': CHILD };
  const found = await readFiles(cloudFormation, files);
  expect(factsOf(found, 'cluster').map(({ version }) => shown(version))).toEqual(['1.30', '1.30']);
});

test('of two files of a name the one beside the caller is meant', async () => {
  const url = 'https://b.s3.amazonaws.com/eks.yaml';
  const found = await readFiles(cloudFormation, {
    'a/main.yaml': `Resources:\n${nested('{Version: "1.33"}', { url })}`,
    'a/eks.yaml': CHILD,
    'b/eks.yaml': CHILD,
  });
  expect(factsOf(found, 'cluster').map(({ version }) => shown(version))).toEqual(['1.33', '1.30']);
});

test('a stack for each environment', async () => {
  const { version } = await versionIn({
    'main.yaml': `Resources:\n${nested('{Version: "1.33"}', { id: 'Dev' })}${nested('{Version: "1.32"}', { id: 'Prod' })}`,
    'eks.yaml': CHILD,
  });
  expect(version?.kind === 'one-of' && version.alternatives.map(({ value, when }) => [value, when])).toEqual([
    ['1.33', 'stack Dev of main.yaml'],
    ['1.32', 'stack Prod of main.yaml'],
  ]);
});

test('both templates say what is allowed', async () => {
  const { version } = await versionIn({
    'main.yaml': `Parameters:\n  V: {Type: String, Default: "1.32", AllowedValues: ["1.31", "1.32", "1.33"]}\nResources:\n${nested('{Version: !Ref V}')}`,
    'eks.yaml': CHILD.replace('Default: "1.30"', 'AllowedValues: ["1.32", "1.33", "1.34"]'),
  });
  expect(version?.kind === 'known' && version.allowed).toEqual(['1.32', '1.33']);
});

test.each(['AWS::SSM::Parameter::Value<String>', 'String, NoEcho: true'])('a parameter of type %s', async (type) => {
  const { version } = await versionIn({
    'main.yaml': `Resources:\n${nested('{Version: "1.33"}')}`,
    'eks.yaml': CHILD.replace('Type: String', `Type: ${type}`).replace('Value<String>', '"Value<String>"').replaceAll('"', ''),
  });
  expect(version?.kind).toBe('unknown');
});

test('a list that is handed down', async () => {
  const { version } = await versionIn({
    'main.yaml': `Resources:\n${nested('{Version: "1.33,1.34"}')}`,
    'eks.yaml': CHILD.replace('Type: String', 'Type: CommaDelimitedList').replace('!Ref Version', '!Select [1, !Ref Version]'),
  });
  expect(shown(version)).toBe('1.34');
});

test('a serverless application', async () => {
  const { version } = await versionIn({
    'template.yaml':
      'Resources:\n  Eks:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: infra/eks.yaml\n      Parameters: {Version: "1.33"}\n',
    'infra/eks.yaml': CHILD,
  });
  expect(shown(version)).toBe('1.33');
});

test('templates that the CDK wrote hand nothing down', async () => {
  const main = JSON.stringify({
    Resources: {
      Eks: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: 'eks.yaml', Parameters: { Version: '1.33' } },
        Metadata: { 'aws:cdk:path': 'a' },
      },
    },
  });
  expect(shown((await versionIn({ 'main.json': main, 'eks.yaml': CHILD })).version)).toBe('1.30');
});

test('a circle of templates', async () => {
  const { version } = await versionIn({
    'a.yaml': `Parameters:\n  Version: {Type: String}\n${CHILD.replace(/^Parameters:\n.*\n/, '')}${nested('{Version: !Ref Version}', { url: 'b.yaml' })}`,
    'b.yaml': `Parameters:\n  Version: {Type: String}\nResources:\n${nested('{Version: !Ref Version}', { url: 'a.yaml' })}`,
  });
  expect(shown(version)).toBe('unknown: the templates lead back to `a.yaml`');
});

test('a circle of outputs', async () => {
  const outputs = 'Outputs:\n  V: {Value: !GetAtt Eks.Outputs.V}\n';
  const { version } = await versionIn({
    'a.yaml': `Resources:\n  Main:\n    Type: AWS::EKS::Cluster\n    Properties: {Version: !GetAtt Eks.Outputs.V}\n${nested('{}', { url: 'b.yaml' })}${outputs}`,
    'b.yaml': `Resources:\n${nested('{}', { url: 'a.yaml' })}${outputs}`,
  });
  expect(version?.kind).toBe('unknown');
});

const GROUP =
  'Parameters:\n  Name: {Type: String}\n  Template: {Type: String}\nResources:\n  Workers:\n    Type: AWS::EKS::Nodegroup\n    Properties: {ClusterName: !Ref Name, AmiType: AL2_x86_64, LaunchTemplate: {Id: !Ref Template}}\n';
const OUTPUT = 'Outputs:\n  Name: {Value: !Ref Main}\n';

function groupStack(name: string) {
  return nested(`{Name: ${name}, Template: !GetAtt Data.Outputs.Id}`, { id: 'Nodes', url: 'nodes/group.yaml' });
}

test.each([
  ['an output of the stack of the cluster', '!GetAtt Eks.Outputs.Name'],
  ['the same in a text', '!Sub "${Eks.Outputs.Name}"'],
])('nodes in another template know their cluster by %s', async (_, name) => {
  const found = await readFiles(cloudFormation, {
    'main.yaml': `Resources:\n${nested('{}', { url: 'control/eks.yaml' })}${groupStack(name)}`,
    'control/eks.yaml': CHILD + OUTPUT,
    'nodes/group.yaml': GROUP,
  });
  expect(factOf(found, 'node-group').cluster).toEqual({ kind: 'id', id: factOf(found, 'cluster').id });
});

test('nodes in another template know their cluster by a name that both are handed', async () => {
  const found = await readFiles(cloudFormation, {
    'main.yaml': `Parameters:\n  N: {Type: String, Default: prod}\nResources:\n${nested('{Name: !Ref N}', { url: 'control/eks.yaml' })}${groupStack('!Ref N')}`,
    'control/eks.yaml': CHILD.replace('Resources:', '  Name: {Type: String}\nResources:').replace(
      '{Version: !Ref',
      '{Name: !Ref Name, Version: !Ref',
    ),
    'nodes/group.yaml': GROUP,
  });
  expect(factOf(found, 'node-group').cluster).toEqual({ kind: 'id', id: factOf(found, 'cluster').id });
});

test('nodes of one of several stacks of a template', async () => {
  const found = await readFiles(cloudFormation, {
    'main.yaml': `Resources:\n${nested('{}', { url: 'eks.yaml' })}${nested('{}', { url: 'eks.yaml', id: 'Second' })}${groupStack('!GetAtt Eks.Outputs.Name')}`,
    'eks.yaml': CHILD + OUTPUT,
    'nodes/group.yaml': GROUP,
  });
  expect(factOf(found, 'node-group').cluster.kind).toBe('elsewhere');
});

test('an output that the template does not have, and a stack of a template that is not here', async () => {
  for (const url of ['eks.yaml', 'https://example.com/vendor.yaml']) {
    const found = await readFiles(cloudFormation, {
      'main.yaml': `Resources:\n${nested('{}', { url })}${groupStack('!GetAtt Eks.Outputs.Name')}`,
      'eks.yaml': CHILD,
      'nodes/group.yaml': GROUP,
    });
    expect(factOf(found, 'node-group').cluster).toEqual({ kind: 'unknown', reason: 'its cluster is made by another resource' });
  }
});

test('user data of a launch template in another template', async () => {
  const found = await readFiles(cloudFormation, {
    'main.yaml': `Resources:\n${nested('{}', { id: 'Data', url: 'data.yaml' })}${groupStack('prod')}`,
    'data.yaml':
      'Resources:\n  Lt:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        UserData: !Base64 "«/etc/eks/bootstrap.sh» x"\nOutputs:\n  Id: {Value: !Ref Lt}\n',
    'nodes/group.yaml': GROUP,
  });
  expect(factOf(found, 'node-group').bootstrapScript).toEqual(found.marks[0]);
});

test('conditions of two templates are two', async () => {
  const { version } = await versionIn({
    'main.yaml': `Parameters:\n  E: {Type: String}\nConditions:\n  Prod: !Equals [!Ref E, prod]\nResources:\n${nested('{Version: !If [Prod, "1.33", "1.34"], B: a}')}`,
    'eks.yaml': CHILD.replace(
      'Resources:',
      '  B: {Type: String}\n  C: {Type: String}\nConditions:\n  Prod: !Equals [!Ref B, !Ref C]\nResources:',
    ).replace('!Ref Version}', '!If [Prod, !Ref Version, "1.31"]}'),
  });
  expect(shown(version)).toEqual(['1.33', '1.34', '1.31']);
});

const PASSED = nested('{Version: !Ref Version}', { url: 'URL' });

test.each([
  ['a chain of templates', Array.from({ length: 400 }, (_, level) => [level, `${level + 1}`] as const)],
  ['templates that all call each other', Array.from({ length: 40 }, (_, level) => [level, 'all'] as const)],
])('hostile templates end soon: %s', async (_, links) => {
  const start = performance.now();
  const files = links.map(([level, next]): readonly [string, string] => {
    const targets = next === 'all' ? links.map(([other]) => `${other}`) : [next];
    const stacks = targets.map((target) => PASSED.replace('URL', `t${target}.yaml`).replace('Eks:', `Eks${target}:`));
    return [`t${level}.yaml`, `Parameters:\n  Version: {Type: String}\n${CHILD.replace(/^Parameters:\n.*\n/, '')}${stacks.join('')}`];
  });
  const found = await readFiles(cloudFormation, Object.fromEntries(files));
  expect(factsOf(found, 'cluster')).toHaveLength(links.length);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('a template that very many stacks are made from', async () => {
  const stacks = Array.from({ length: 1500 }, (_, index) => nested(`{Version: "1.${index}"}`, { id: `Eks${index}` }));
  const { version } = await versionIn({ 'main.yaml': `Resources:\n${stacks.join('')}`, 'eks.yaml': CHILD });
  expect(shown(version)).toBe('unknown: more than 100 stacks are made from its template');
});
