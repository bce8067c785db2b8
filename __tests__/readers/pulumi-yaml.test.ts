/** Programs of Pulumi in YAML: resources, references between them, and what each stack's configuration makes of them. */
import { describe, expect, test } from 'vitest';
import { knowns } from '../../src/model/value.ts';
import { pulumiYaml } from '../../src/readers/pulumi-yaml.ts';
import { expectDecidedAt, factOf, type Files, factsOf, readFiles, shown } from './support.ts';

const HEAD = 'name: payments\nruntime: yaml\n';

function program(rest: string): Files {
  return { 'Pulumi.yaml': `${HEAD}${rest}` };
}

function cluster(properties: string, type = 'aws:eks:Cluster'): string {
  return `resources:\n  main:\n    type: ${type}\n    properties:\n${properties.replaceAll(/^/gm, '      ')}\n`;
}

test('a cluster', async () => {
  const read = await readFiles(
    pulumiYaml,
    program(cluster('name: prod\nversion: "«1.34»" # pinned\nupgradePolicy: {supportType: STANDARD}')),
  );
  const fact = factOf(read, 'cluster');
  expectDecidedAt(read, fact.version, '1.34', 'text');
  expect(fact).toMatchObject({ dialect: 'pulumi-yaml', resource: 'aws:eks:Cluster main', versionIgnored: false, onOutpost: false });
  expect([shown(fact.name), shown(fact.supportType), shown(fact.autoMode)]).toEqual(['prod', 'STANDARD', false]);
});

test.each([
  'aws:eks:Cluster',
  'aws:eks/cluster:Cluster',
  'aws-native:eks:Cluster',
  'eks:Cluster',
  'eks:index:Cluster',
  'eks:index/cluster:Cluster',
])('the type %s', async (type) => {
  expect(factOf(await readFiles(pulumiYaml, program(cluster('version: "1.34"', type))), 'cluster').resource).toBe(`${type} main`);
});

test.each(['aws:ecs:Cluster', 'azure-native:containerservice:ManagedCluster', 'gcp:container:Cluster', 'eks:index:VpcCniAddon'])(
  'not the type %s',
  async (type) => {
    expect((await readFiles(pulumiYaml, program(`# aws:eks:Cluster\n${cluster('version: "1.28"', type)}`))).facts).toEqual([]);
  },
);

test.each([
  ['no switch', 'aws:eks:Cluster', 'name: a', false],
  [
    'three',
    'aws:eks:Cluster',
    'computeConfig: {enabled: true}\nkubernetesNetworkConfig: {elasticLoadBalancing: {enabled: true}}\nstorageConfig: {blockStorage: {enabled: true}}',
    true,
  ],
  ['one', 'aws:eks:Cluster', 'computeConfig: {enabled: true}', false],
  ['the component’s own', 'eks:Cluster', 'autoMode: {enabled: true}', true],
  ['three that the component does not know', 'eks:Cluster', 'computeConfig: {enabled: true}', false],
])('Auto Mode by %s', async (_, type, properties, wanted) => {
  expect(shown(factOf(await readFiles(pulumiYaml, program(cluster(properties, type))), 'cluster').autoMode)).toBe(wanted);
});

test('changes of the version may be ignored', async () => {
  const text = `${cluster('version: "1.34"\noutpostConfig: {outpostArns: [a]}')}    options:\n      ignoreChanges: [tags, version]\n`;
  expect(factOf(await readFiles(pulumiYaml, program(text)), 'cluster')).toMatchObject({ versionIgnored: true, onOutpost: true });
});

describe('a version by reference', () => {
  test.each<[string, string]>([
    ['a variable', `variables:\n  k8s: "«1.34»"\n${cluster('version: ${k8s}')}`],
    ['a member of a variable', `variables:\n  versions: {k8s: "«1.34»"}\n${cluster('version: ${versions.k8s}')}`],
    ['an element', `variables:\n  versions: ["1.30", "«1.34»"]\n${cluster('version: ${versions[1]}')}`],
    ['a key in quotes', `variables:\n  versions: {"a-b": "«1.34»"}\n${cluster('version: ${versions["a-b"]}')}`],
    ['a chain of variables', `variables:\n  a: \${b}\n  b: "«1.34»"\n${cluster('version: ${a}')}`],
    ['a default of the project', `config:\n  k8s: {type: string, default: "«1.34»"}\n${cluster('version: ${k8s}')}`],
    ['a value of the project', `config:\n  payments:k8s: {value: "«1.34»"}\n${cluster('version: ${payments:k8s}')}`],
    ['shorthand of the project', `config:\n  k8s: "«1.34»"\n${cluster('version: ${k8s}')}`],
    ['a default of old', `configuration:\n  k8s: {type: String, default: "«1.34»"}\n${cluster('version: ${k8s}')}`],
    ['a secret function', `variables:\n  k8s: {fn::secret: "«1.34»"}\n${cluster('version: ${k8s}')}`],
    ['another resource', `${cluster('version: ${blue.version}')}  blue:\n    type: custom:Blue\n    properties: {version: "«1.34»"}\n`],
  ])('to %s', async (_, text) => {
    const read = await readFiles(pulumiYaml, program(text));
    expectDecidedAt(read, factOf(read, 'cluster').version, '1.34', 'text');
    expect(read.problems).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['a text put together', `variables: {minor: 34}\n${cluster('version: 1.${minor}')}`, '1.34'],
    ['a text joined', `variables: {minor: 34}\n${cluster('version: {fn::join: [".", ["1", "${minor}"]]}')}`, '1.34'],
  ])('in %s', async (_, text, wanted) => {
    const { version } = factOf(await readFiles(pulumiYaml, program(text)), 'cluster');
    expect(version).toMatchObject({ kind: 'known', value: wanted, notation: 'composed' });
  });

  test.each<[string, string, string]>([
    ['nothing', 'version: ${nobody}', 'no stack file is in the repository'],
    ['an output', 'version: ${main.status}', 'it is told when it is deployed'],
    [
      'a lookup',
      'version: {fn::invoke: {function: "aws:ssm:getParameter"}}',
      '`fn::aws:ssm:getParameter` is carried out when it is deployed',
    ],
    ['a function', 'version: {fn::stackReference: x}', '`fn::stackReference` is carried out when it is deployed'],
    ['an expression', 'version: ${a + b}', 'it is computed'],
    ['a map', 'version: {a: b, c: d}', 'it is no plain value'],
  ])('to %s is unknown', async (_, properties, reason) => {
    expect(shown(factOf(await readFiles(pulumiYaml, program(cluster(properties))), 'cluster').version)).toBe(`unknown: ${reason}`);
  });

  test('in a circle is unknown', async () => {
    const text = `variables: {a: "\${b}", b: "\${a}"}\n${cluster('version: ${a}')}`;
    expect(shown(factOf(await readFiles(pulumiYaml, program(text)), 'cluster').version)).toBe('unknown: it leads through too many others');
  });
});

describe('stacks', () => {
  const text = `config:\n  k8s: {type: string, default: "1.34"}\n${cluster('version: ${k8s}')}`;

  test('each says its own', async () => {
    const read = await readFiles(pulumiYaml, {
      'Pulumi.dev.yaml': 'config:\n  payments:k8s: "«1.33»"\n',
      'Pulumi.prod.yaml': 'config: {}\n',
      ...program(text),
    });
    const { version } = factOf(read, 'cluster');
    expect(knowns(version).map(({ value, when }) => [value, when])).toEqual([
      ['1.33', 'stack dev'],
      ['1.34', 'stack prod'],
    ]);
    expect(knowns(version)[0]?.span).toEqual(read.marks[0]);
  });

  test('one alone', async () => {
    const read = await readFiles(pulumiYaml, { 'Pulumi.dev.yaml': 'config:\n  payments:k8s: «1.30»\n', ...program(text) });
    expectDecidedAt(read, factOf(read, 'cluster').version, '1.3', 'number');
    expect(read.problems).toEqual([]);
  });

  test('one that imports an environment', async () => {
    const read = await readFiles(pulumiYaml, { 'Pulumi.dev.yaml': 'environment: [prod]\n', ...program(text) });
    expect(shown(factOf(read, 'cluster').version)).toBe('unknown: stack dev imports an environment that is not in the repository');
  });
});

function addon(reference: string, more = ''): string {
  return `${cluster('name: prod')}  dns:\n    type: aws:eks:Addon\n    properties:\n      addonName: coredns\n      addonVersion: «v1.11.4-eksbuild.2»\n      ${reference}\n${more}`;
}

describe('an add-on', () => {
  test.each([
    ['clusterName: ${main.name}', { kind: 'id', id: 'Pulumi.yaml#main' }],
    ['clusterName: ${main.eksCluster.name}', { kind: 'id', id: 'Pulumi.yaml#main' }],
    ['cluster: ${main}', { kind: 'id', id: 'Pulumi.yaml#main' }],
    ['clusterName: prod', { kind: 'name', name: 'prod' }],
    ['clusterName: ${vpc.name}', { kind: 'unknown', reason: 'it is told when it is deployed' }],
    ['tags: {}', { kind: 'unknown', reason: 'it does not name its cluster' }],
  ])('of its cluster by %s', async (reference, wanted) => {
    const read = await readFiles(pulumiYaml, program(addon(reference, '  vpc: {type: aws:ec2:Vpc}\n')));
    const fact = factOf(read, 'addon');
    expectDecidedAt(read, fact.addonVersion, 'v1.11.4-eksbuild.2', 'text');
    expect(fact).toMatchObject({ resource: 'aws:eks:Addon dns', cluster: wanted });
  });

  test.each([
    [
      'by a variable',
      'variables:\n  latest:\n    fn::invoke:\n      function: aws:eks:getAddonVersion\n      return: version\n',
      '${latest}',
    ],
    [
      'by its member',
      'variables:\n  latest:\n    fn::invoke: {function: "aws:eks/getAddonVersion:getAddonVersion"}\n',
      '${latest.version}',
    ],
    ['in its place', '', '{fn::aws:eks:getAddonVersion: {addonName: coredns}}'],
  ])('whose version is looked up %s', async (_, variables, version) => {
    const text = addon('clusterName: prod').replace('«v1.11.4-eksbuild.2»', version);
    expect(factOf(await readFiles(pulumiYaml, program(variables + text)), 'addon').addonVersion).toBeUndefined();
  });

  test('of the component', async () => {
    const read = await readFiles(
      pulumiYaml,
      program(
        cluster(
          'vpcCniOptions:\n  addonVersion: «v1.19.2-eksbuild.1»\nkubeProxyAddonOptions: {enabled: false, version: v1.33.0-eksbuild.1}\ncorednsAddonOptions: {}',
          'eks:Cluster',
        ),
      ),
    );
    const fact = factOf(read, 'addon');
    expectDecidedAt(read, fact.addonVersion, 'v1.19.2-eksbuild.1', 'text');
    expect([shown(fact.addonName), fact.resource]).toEqual(['vpc-cni', 'eks:Cluster main vpcCniOptions']);
  });

  test('of the component that is not made', async () => {
    const options = 'vpcCniOptions: {addonVersion: v1.19.2-eksbuild.1}';
    for (const off of ['useDefaultVpcCni: true', 'autoMode: {enabled: True}']) {
      const read = await readFiles(pulumiYaml, program(cluster(`${options}\n${off}`, 'eks:Cluster')));
      expect(factsOf(read, 'addon')).toEqual([]);
    }
  });
});

const IMAGE = 'registry.k8s.io/autoscaling/cluster-autoscaler';

function withImage(type: string, properties: string): string {
  return `${cluster('name: prod')}  k8s: {type: "pulumi:providers:kubernetes", properties: {kubeconfig: "\${main.kubeconfig}"}}\n  ca:\n    type: ${type}\n    properties: ${properties}\n    options: {provider: "\${k8s}"}\n`;
}

describe('an image', () => {
  test.each<[string, string]>([
    ['kubernetes:apps/v1:Deployment', `{spec: {template: {spec: {containers: [{image: "${IMAGE}:«v1.34.2»"}]}}}}`],
    ['kubernetes:helm.sh/v3:Release', '{chart: cluster-autoscaler, values: {image: {tag: "«v1.34.2»"}}}'],
  ])('of %s', async (type, properties) => {
    const read = await readFiles(pulumiYaml, program(withImage(type, properties)));
    expectDecidedAt(read, factOf(read, 'image').tag, 'v1.34.2', 'text');
    expect(factOf(read, 'image').cluster).toEqual({ kind: 'id', id: 'Pulumi.yaml#main' });
  });

  test('whose tag is put together', async () => {
    const properties = `{spec: {containers: [{image: "${IMAGE}:v\${main.version}.0"}]}}`;
    const text = withImage('kubernetes:core/v1:Pod', properties).replace('name: prod', 'version: "1.34"');
    const { tag } = factOf(await readFiles(pulumiYaml, program(text)), 'image');
    expect(tag).toMatchObject({ kind: 'known', value: 'v1.34.0', notation: 'composed' });
  });

  test('without a provider', async () => {
    const text = `resources:\n  ca:\n    type: kubernetes:core/v1:Pod\n    properties: {spec: {containers: [{image: "${IMAGE}:v1.34.2"}]}}\n`;
    const read = await readFiles(pulumiYaml, program(text));
    expect(factOf(read, 'image').cluster).toEqual({ kind: 'unknown', reason: 'it names no provider of this program' });
  });
});

test.each<[string, Files]>([
  ['another language', { 'Pulumi.yaml': `name: a\nruntime: nodejs\n${cluster('version: "1.28"')}` }],
  ['another compiler', { 'Pulumi.yaml': `name: a\nruntime: {name: yaml, options: {compiler: cue export}}\n${cluster('version: "1.28"')}` }],
  [
    'a cluster that is only looked at',
    program('resources:\n  main: {type: "aws:eks:Cluster", get: {id: prod}, properties: {version: "1.28"}}\n'),
  ],
  ['a copy of a program', { 'Pulumi-backup.yaml': `${HEAD}${cluster('version: "1.28"')}` }],
  ['a stack', { 'Pulumi.dev.yaml': `# resources aws:eks:Cluster\n${cluster('version: "1.28"')}` }],
])('%s gives nothing', async (_, files) => {
  expect(await readFiles(pulumiYaml, files)).toMatchObject({ facts: [], problems: [] });
});

test('a version whose quote is never closed is unknown', async () => {
  const read = await readFiles(pulumiYaml, program(cluster("version: '1.34\nname: a")));
  expect(shown(factOf(read, 'cluster').version)).toBe('unknown: the YAML is broken here');
});

test('a program in a file of its own', async () => {
  const files = { 'Pulumi.yaml': `${HEAD}config: {k8s: "«1.34»"}\n`, 'Main.yaml': cluster('version: ${k8s}') };
  const read = await readFiles(pulumiYaml, files);
  expectDecidedAt(read, factOf(read, 'cluster').version, '1.34', 'text');
  expect(read.problems).toEqual([]);
});
