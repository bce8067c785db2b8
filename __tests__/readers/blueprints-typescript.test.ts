/** Programs that use the package eks-blueprints: the version of the cluster that a builder, a stack or a provider makes. */
import { expect, test } from 'vitest';
import type { Notation } from '../../src/model/notation.ts';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { expectDecidedAt, factOf, type Files, readFiles, shown } from './support.ts';

const BLUEPRINTS = "import * as blueprints from '@aws-quickstart/eks-blueprints';\nimport * as eks from 'aws-cdk-lib/aws-eks';\n";
const BUILDER = 'blueprints.EksBlueprint.builder()';
const V34 = 'eks.KubernetesVersion.«V1_34»';
const MEMBER = 'kubernetes-version-member';

function read(text: string) {
  return readFiles(reader, { 'lib/stack.ts': `${BLUEPRINTS}${text}` });
}

type Row = readonly [name: string, text: string, value: string, notation: Notation];

const BUILDERS: readonly Row[] = [
  ['a constant', `${BUILDER}.version(${V34}).build(app, 'x');`, '1.34', MEMBER],
  ['a text', `${BUILDER}.version(eks.KubernetesVersion.of('«1.34»')).build(app, 'x');`, '1.34', 'text'],
  ['a key', `${BUILDER}.version(eks.KubernetesVersion['«V1_34»']).build(app, 'x');`, '1.34', 'kubernetes-version-key'],
  ['a bare text', `${BUILDER}.version('«1.34»').build(app, 'x');`, '1.34', 'text'],
  ['a variable', `const v = ${V34};\n${BUILDER}.version(v).build(app, 'x');`, '1.34', MEMBER],
  ['an awaited build', `async () => { await ${BUILDER}.version(${V34}).buildAsync(app, 'x'); };`, '1.34', MEMBER],
  ['a long chain', `${BUILDER}${".account('1')".repeat(60)}.version(${V34}).region('r').teams().build(app, 'x');`, '1.34', MEMBER],
  ['the last call that says it', `${BUILDER}.version(eks.KubernetesVersion.V1_30).version(${V34}).build(app, 'x');`, '1.34', MEMBER],
  ['a builder in a variable', `const b = ${BUILDER}.account('1');\nb.addOns();\nb.version(${V34});\nb.build(app, 'x');`, '1.34', MEMBER],
  ['a chain in a variable', `const b = ${BUILDER}.version(${V34});\nconst c = b.account('1');\nc.build(app, 'x');`, '1.34', MEMBER],
  ['a variable that is given it again', `let b = ${BUILDER}.version('1.33');\nb = b.version(${V34});\nb.build(app, 'x');`, '1.34', MEMBER],
  ['a field', `class S { b = ${BUILDER}.version(${V34}); f() { this.b.build(app, 'x'); } }`, '1.34', MEMBER],
  ['a function', `function base() { return ${BUILDER}.version(${V34}); }\nbase().addOns().build(app, 'x');`, '1.34', MEMBER],
  [
    'a function that changes it',
    `function base() { const b = ${BUILDER}; b.version(${V34}); return b; }\nbase().build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
  ['a parameter', `function make(v) { ${BUILDER}.version(v).build(app, 'x'); }\nmake(${V34});`, '1.34', MEMBER],
  [
    'a helper that is given the builder',
    `const b = ${BUILDER};\nconfigure(b);\nb.build(app, 'x');\nfunction configure(b) { b.version(${V34}); }`,
    '1.34',
    MEMBER,
  ],
  ['a clone', `const b = ${BUILDER}.version(${V34});\nb.clone('eu-west-1').build(app, 'x');`, '1.34', MEMBER],
  ['a clone that says more', `const b = ${BUILDER}.version(v);\nb.clone().version(${V34}).build(app, 'x');`, '1.34', MEMBER],
  ['withBlueprintProps', `${BUILDER}.withBlueprintProps({ version: ${V34} }).build(app, 'x');`, '1.34', MEMBER],
  ['a builder that is created', `new blueprints.BlueprintBuilder().version(${V34}).build(app, 'x');`, '1.34', MEMBER],
  ['the namespace of the stacks', `blueprints.stacks.EksBlueprint.builder().version(${V34}).build(app, 'x');`, '1.34', MEMBER],
  ['a builder that nobody builds', `export const b = ${BUILDER}.version(${V34});`, '1.34', MEMBER],
  ['a stage of a pipeline', `const b = ${BUILDER}.version(${V34});\npipeline.stage({ id: 'x', stackBuilder: b });`, '1.34', MEMBER],
  ['a stage in short', `const stackBuilder = ${BUILDER}.version(${V34});\npipeline.stage({ id: 'x', stackBuilder });`, '1.34', MEMBER],
  ['a stack', `new blueprints.EksBlueprint(app, { id: 'x', version: ${V34} });`, '1.34', MEMBER],
  ['a stack without a stack', `new blueprints.EksBlueprintConstruct(this, { id: 'x', version: ${V34} });`, '1.34', MEMBER],
  [
    'a class that extends the stack',
    `class S extends blueprints.EksBlueprint { constructor(scope) { super(scope, { id: 'x', version: ${V34} }); } }\nnew S(app);`,
    '1.34',
    MEMBER,
  ],
];

const PROVIDERS: readonly Row[] = [
  ...['MngClusterProvider', 'GenericClusterProvider', 'FargateClusterProvider', 'AsgClusterProvider', 'AutomodeClusterProvider'].map(
    (name): Row => [name, `${BUILDER}.clusterProvider(new blueprints.${name}({ version: ${V34} })).build(app, 'x');`, '1.34', MEMBER],
  ),
  [
    'a provider in a variable',
    `const p = new blueprints.MngClusterProvider({ version: ${V34} });\n${BUILDER}.clusterProvider(p).build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
  [
    'properties in a variable',
    `const props = { version: ${V34} };\n${BUILDER}.clusterProvider(new blueprints.MngClusterProvider({ ...props })).build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
  [
    'a function that makes it',
    `const p = (version) => new blueprints.clusters.MngClusterProvider({ version });\n${BUILDER}.clusterProvider(p(${V34})).build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
  [
    'a class that extends one',
    `class P extends blueprints.MngClusterProvider { constructor() { super({ version: ${V34} }); } }\n${BUILDER}.clusterProvider(new P()).build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
  [
    'the chain of a provider',
    `${BUILDER}.clusterProvider(blueprints.clusterBuilder().withCommonOptions({ version: ${V34} }).managedNodeGroup({}).build()).build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
  [
    'the version in the chain of a provider',
    `${BUILDER}.clusterProvider(blueprints.clusterBuilderv2().version(${V34}).build()).build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
  [
    'a class that the program changes',
    `blueprints.MngClusterProvider.prototype['validateInput'] = () => {};\n${BUILDER}.clusterProvider(new blueprints.MngClusterProvider({ version: ${V34} })).build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
  [
    'the provider of a stack',
    `new blueprints.EksBlueprint(app, { id: 'x', clusterProvider: new blueprints.MngClusterProvider({ version: ${V34} }) });`,
    '1.34',
    MEMBER,
  ],
  ['AutomodeBuilder', `blueprints.AutomodeBuilder.builder({ version: ${V34} }).build(app, 'x');`, '1.34', MEMBER],
  ['GravitonBuilder', `blueprints.builders.GravitonBuilder.builder({ version: ${V34} }).addOns().build(app, 'x');`, '1.34', MEMBER],
  ['GpuBuilder', `blueprints.GpuBuilder.builder({ kubernetesVersion: ${V34} }).enableGpu().build(app, 'x');`, '1.34', MEMBER],
  [
    'the builder before its provider',
    `${BUILDER}.clusterProvider(new blueprints.MngClusterProvider({ version: eks.KubernetesVersion.V1_30 })).version(${V34}).build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
  ['the builder where its provider is not read', `${BUILDER}.version(${V34}).clusterProvider(props.p).build(app, 'x');`, '1.34', MEMBER],
  [
    'the last provider',
    `blueprints.AutomodeBuilder.builder({ version: v }).clusterProvider(new blueprints.MngClusterProvider({ version: ${V34} })).build(app, 'x');`,
    '1.34',
    MEMBER,
  ],
];

test.each([...BUILDERS, ...PROVIDERS])('the version by %s', async (_name, text, value, notation) => {
  const reading = await read(text);
  expectDecidedAt(reading, factOf(reading, 'cluster').version, value, notation);
  expect(reading.problems).toEqual([]);
});

test.each([
  ['names of the package', "import { EksBlueprint } from '@aws-quickstart/eks-blueprints';\n", 'EksBlueprint'],
  ['names under other names', "import { EksBlueprint as B } from '@aws-quickstart/eks-blueprints';\n", 'B'],
  ['a file of the package', "import * as bp from '@aws-quickstart/eks-blueprints/dist/stacks';\n", 'bp.EksBlueprint'],
  ['require', "const bp = require('@aws-quickstart/eks-blueprints');\n", 'bp.EksBlueprint'],
  ['a destructured require', "const { EksBlueprint } = require('@aws-quickstart/eks-blueprints');\n", 'EksBlueprint'],
])('the package by %s', async (_name, imports, name) => {
  const reading = await readFiles(reader, { 'bin/app.ts': `${imports}${name}.builder().version('1.34').build(app, 'x');` });
  expect(shown(factOf(reading, 'cluster').version)).toBe('1.34');
});

const ACROSS: readonly (readonly [string, Files])[] = [
  [
    'a builder of another file',
    {
      'lib/base.ts': `${BLUEPRINTS}export const base = ${BUILDER}.version(${V34});`,
      'bin/app.ts': "import { base } from '../lib/base';\nbase.build(app, 'x');",
    },
  ],
  [
    'a provider of another file',
    {
      'lib/provider.ts': `${BLUEPRINTS}export default new blueprints.MngClusterProvider({ version: ${V34} });`,
      'bin/app.ts': `${BLUEPRINTS}import provider from '../lib/provider';\n${BUILDER}.clusterProvider(provider).build(app, 'x');`,
    },
  ],
  [
    'a package that another file hands on',
    {
      'lib/bp.ts': "export * as blueprints from '@aws-quickstart/eks-blueprints';",
      'bin/app.ts': `import { blueprints } from '../lib/bp';\nimport * as eks from 'aws-cdk-lib/aws-eks';\n${BUILDER}.version(${V34}).build(app, 'x');`,
    },
  ],
];

test.each(ACROSS)('the version by %s', async (_name, files) => {
  const reading = await readFiles(reader, files);
  const cluster = factOf(reading, 'cluster');
  expectDecidedAt(reading, cluster.version, '1.34', MEMBER);
  expect(cluster.resource).toBe('EksBlueprint x');
});

test.each([
  ['auto', `${BUILDER}.version('auto').build(app, 'x');`],
  ['auto in a stack', `new blueprints.EksBlueprint(app, { id: 'x', version: 'auto' });`],
  [
    'auto before what the provider says',
    `${BUILDER}.version('auto').clusterProvider(new blueprints.MngClusterProvider({ version: eks.KubernetesVersion.V1_25 })).build(app, 'x');`,
  ],
  ['nobody', `${BUILDER}.build(app, 'x');`],
  ['a provider without properties', `${BUILDER}.clusterProvider(new blueprints.MngClusterProvider()).build(app, 'x');`],
  ['undefined', `${BUILDER}.version(undefined).build(app, 'x');`],
  ['a builder with a default of its own', "blueprints.GravitonBuilder.builder({}).build(app, 'x');"],
])('blueprints picks the version with %s', async (_name, text) => {
  expect(shown(factOf(await read(text), 'cluster').version)).toBe('absent');
});

test.each([
  ['a call', `${BUILDER}.version(pick()).build(app, 'x');`],
  ['the environment', `${BUILDER}.version(eks.KubernetesVersion.of(process.env.V)).build(app, 'x');`],
  ['a provider that is computed', `${BUILDER}.clusterProvider(pick()).build(app, 'x');`],
  ['a provider of its own', `class P { createCluster() {} }\n${BUILDER}.clusterProvider(new P()).build(app, 'x');`],
  ['a parameter', `export function f(p) { ${BUILDER}.clusterProvider(p).build(app, 'x'); }`],
  ['a provider with a spread', `${BUILDER}.clusterProvider(new blueprints.MngClusterProvider({ ...rest })).build(app, 'x');`],
  [
    'a provider whose chain is continued',
    `const c = blueprints.clusterBuilder();\nc.version(v);\n${BUILDER}.clusterProvider(c.build()).build(app, 'x');`,
  ],
  ['properties that are not read', `${BUILDER}.withBlueprintProps(pick()).build(app, 'x');`],
  ['a stack with a spread', "new blueprints.EksBlueprint(app, { id: 'x', ...pick() });"],
  ['text that is markup', `${BUILDER}.clusterProvider(new Map(['\`\`|<b>'])).build(app, 'x');`],
])('no version is guessed from %s', async (_name, text) => {
  expect(factOf(await read(text), 'cluster').version?.kind).toBe('unknown');
});

test.each([
  [
    'a condition',
    `${BUILDER}.version(prod ? eks.KubernetesVersion.V1_33 : eks.KubernetesVersion.V1_34).build(app, 'x');`,
    ['1.33', '1.34'],
  ],
  ['auto under a condition', `${BUILDER}.version(prod ? eks.KubernetesVersion.V1_33 : 'auto').build(app, 'x');`, '1.33'],
  ['a call under a condition', `const b = ${BUILDER}.version('1.33');\nif (prod) b.version('1.34');\nb.build(app, 'x');`, ['1.33', '1.34']],
  [
    'a call on both sides',
    `const b = ${BUILDER};\nif (prod) b.version('1.33'); else b.version('1.34');\nb.build(app, 'x');`,
    ['1.33', '1.34'],
  ],
  [
    'a builder that is replaced',
    `let b = ${BUILDER}.version('1.33');\nif (prod) b = b.version('1.34');\nb.build(app, 'x');`,
    ['1.33', '1.34'],
  ],
  [
    'two builders',
    `const a = ${BUILDER}.version('1.33');\nconst b = ${BUILDER}.version('1.34');\n(prod ? a : b).build(app, 'x');`,
    ['1.33', '1.34'],
  ],
  [
    'two providers',
    `const p = prod ? new blueprints.MngClusterProvider({ version: '1.33' }) : new blueprints.FargateClusterProvider({ version: '1.34' });\n${BUILDER}.clusterProvider(p).build(app, 'x');`,
    ['1.33', '1.34'],
  ],
  ['two callers', `function make(v) { ${BUILDER}.version(v).build(app, 'x'); }\nmake('1.33');\nmake('1.34');`, ['1.33', '1.34']],
])('versions by %s', async (_name, text, versions) => {
  expect(shown(factOf(await read(text), 'cluster').version)).toEqual(versions);
});
