/** Programs that use the package eks-blueprints: which clusters there are, and what each says besides its version. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { factOf, factsOf, readFiles, shown, textAt } from './support.ts';

const BLUEPRINTS = "import * as blueprints from '@aws-quickstart/eks-blueprints';\nimport * as eks from 'aws-cdk-lib/aws-eks';\n";
const BUILDER = 'blueprints.EksBlueprint.builder()';

function read(text: string) {
  return readFiles(reader, { 'lib/stack.ts': `${BLUEPRINTS}${text}` });
}

test.each([
  ['what is called after it is built', `const b = ${BUILDER}.version('1.33');\nb.build(app, 'a');\nb.version('1.34').build(app, 'b');`],
  ['what is called on a clone', `const b = ${BUILDER}.version('1.33');\nb.build(app, 'a');\nb.clone().version('1.34').build(app, 'b');`],
  [
    'calls of one function',
    `const base = () => ${BUILDER}.account('1');\nbase().version('1.33').build(app, 'a');\nbase().version('1.34').build(app, 'b');`,
  ],
  ['calls with a parameter', `const base = (v) => ${BUILDER}.version(v);\nbase('1.33').build(app, 'a');\nbase('1.34').build(app, 'b');`],
  [
    'clones of one builder',
    `const base = ${BUILDER};\nconst next = () => base.clone();\nnext().version('1.33').build(app, 'a');\nnext().version('1.34').build(app, 'b');`,
  ],
  [
    'stages',
    `const base = ${BUILDER}.version('1.33');\np.wave({ stages: [{ id: 'a', stackBuilder: base.clone() }, { id: 'b', stackBuilder: base.clone().version('1.34') }] });`,
  ],
])('two clusters are told apart: %s', async (_name, text) => {
  const clusters = factsOf(await read(text), 'cluster');
  expect(clusters.map(({ resource, version }) => [resource, shown(version)])).toEqual([
    ['EksBlueprint a', '1.33'],
    ['EksBlueprint b', '1.34'],
  ]);
  expect(new Set(clusters.map(({ id }) => id)).size).toBe(2);
});

test.each([
  [
    'a cluster that is imported',
    `${BUILDER}.clusterProvider(new blueprints.ImportClusterProvider({ clusterName: 'c', version: eks.KubernetesVersion.V1_28 })).build(app, 'x');`,
  ],
  [
    'a cluster that is looked up',
    `${BUILDER}.clusterProvider(await blueprints.ImportClusterProvider.fromClusterLookup('c', 'r', role)).version('1.28').build(app, 'x');`,
  ],
  ['a pipeline', "blueprints.CodePipelineStack.builder().name('p').build(app, 'x');"],
  ['a builder of a role', "new blueprints.AckRoleSelectorBuilder('r').build(app, 'x');"],
  [
    'a class of that name',
    `class EksBlueprint { static builder() { return new EksBlueprint(); } }\nEksBlueprint.builder().version('1.28').build(app, 'x');`,
  ],
  ['a parameter that hides the package', `function f(blueprints) { ${BUILDER}.version('1.28').build(app, 'x'); }`],
  ['a builder of something else', "image.builder().version('1.28').build(app, 'x');"],
])('%s is no cluster of ours', async (_name, text) => {
  expect((await read(text)).facts).toEqual([]);
});

test.each([
  ['no provider', BUILDER, false],
  ['managed nodes', `${BUILDER}.clusterProvider(new blueprints.MngClusterProvider())`, false],
  ['Fargate', `${BUILDER}.clusterProvider(new blueprints.FargateClusterProvider())`, false],
  ['AutomodeClusterProvider', `${BUILDER}.clusterProvider(new blueprints.AutomodeClusterProvider())`, true],
  ['AutomodeBuilder', 'blueprints.AutomodeBuilder.builder()', true],
  ['GravitonBuilder', 'blueprints.GravitonBuilder.builder({})', false],
  ['the second generic provider', `${BUILDER}.clusterProvider(new blueprints.GenericClusterProviderV2({}))`, true],
  [
    'its node groups',
    `${BUILDER}.clusterProvider(new blueprints.GenericClusterProviderV2({ defaultCapacityType: v2.DefaultCapacityType.NODEGROUP }))`,
    false,
  ],
  [
    'two providers of one kind',
    `${BUILDER}.clusterProvider(a ? new blueprints.MngClusterProvider() : new blueprints.AsgClusterProvider())`,
    false,
  ],
  [
    'two kinds',
    `${BUILDER}.clusterProvider(a ? new blueprints.MngClusterProvider() : new blueprints.AutomodeClusterProvider())`,
    [false, true],
  ],
  ['a provider that is not read', `${BUILDER}.clusterProvider(pick())`, 'unknown: `pick()` is computed'],
])('Auto Mode with %s', async (_name, builder, wanted) => {
  const reading = await read(`import * as v2 from 'aws-cdk-lib/aws-eks-v2';\n${builder}.build(app, 'x');`);
  expect(shown(factOf(reading, 'cluster').autoMode)).toEqual(wanted);
});

test('what else a cluster says', async () => {
  const reading = await read(`const b = ${BUILDER}.version('1.34').addOns();\nb.build(app, 'payments');`);
  const fact = factOf(reading, 'cluster');
  expect(fact).toMatchObject({ dialect: 'cdk-typescript', resource: 'EksBlueprint payments', onOutpost: false, versionIgnored: false });
  expect([fact.kubectl, fact.supportType, shown(fact.name)]).toEqual([undefined, undefined, 'payments']);
  expect(textAt(reading, fact.span)).toBe('b.build');
});

test.each([
  ['a chain', `${BUILDER}.account('1').build(app, 'x');`, 'EksBlueprint x', 'blueprints.EksBlueprint.builder'],
  ['a stack', "new blueprints.EksBlueprint(app, { id: 'x' });", 'EksBlueprint x', 'new blueprints.EksBlueprint'],
  ['a variable', `export const dev = ${BUILDER}.account('1');`, 'EksBlueprint dev', 'blueprints.EksBlueprint.builder'],
  ['a stage', `p.stage({ id: 'x', stackBuilder: ${BUILDER} });`, 'EksBlueprint x', 'stackBuilder'],
])('the place and the name of %s', async (_name, text, resource, place) => {
  const reading = await read(text);
  const cluster = factOf(reading, 'cluster');
  expect([cluster.resource, textAt(reading, cluster.span)]).toEqual([resource, place]);
});

test.each([
  ['its provider', `${BUILDER}.clusterProvider(new blueprints.MngClusterProvider({ clusterName: 'prod' })).build(app, 'x');`, 'prod'],
  ['the id of the stack', `${BUILDER}.build(app, 'x');`, 'x'],
  ['nobody, where a construct is between', `${BUILDER}.compatibilityMode(false).build(app, 'x');`, 'absent'],
  ['nobody, where the provider is not read', `${BUILDER}.clusterProvider(pick()).build(app, 'x');`, 'absent'],
])('the name in AWS by %s', async (_name, text, name) => {
  expect(shown(factOf(await read(text), 'cluster').name)).toBe(name);
});

test('a builder that has too many ways to its use stands for itself', async () => {
  const lines = Array.from({ length: 12 }, (_, index) => `const b${index + 1} = a ? b${index}.account('1') : b${index}.region('r');`);
  const reading = await read(`const b0 = ${BUILDER}.version('1.34');\n${lines.join('\n')}\nb12.build(app, 'x');`);
  expect(factsOf(reading, 'cluster').map(({ resource }) => resource)).toEqual(['EksBlueprint b0']);
});

const PROGRAM = `${BLUEPRINTS}const provider = new blueprints.MngClusterProvider({ version: eks.KubernetesVersion.V1_33 });
const addOns = [new blueprints.addons.VpcCniAddOn({ version: 'v1.20.1-eksbuild.1' }), new blueprints.addons.CoreDnsAddOn('auto')];
const base = () => blueprints.EksBlueprint.builder().clusterProvider(provider).addOns(...addOns);
let one = base().version('auto');
if (prod) one = one.version(eks.KubernetesVersion.V1_34);
one.build(app, 'one');
blueprints.CodePipelineStack.builder().stage({ id: 'two', stackBuilder: one.clone('eu-west-1') }).build(app, 'pipeline');
class Stack extends blueprints.EksBlueprint { constructor(scope) { super(scope, { id: 'three', version: 'auto', addOns }); } }
new Stack(app);
`;

test('damaged programs', async () => {
  const place = fc.nat({ max: PROGRAM.length });
  const cut = fc.tuple(
    place,
    fc.nat({ max: 40 }),
    fc.constantFrom('', '{', '}', '(', ')', '`', '...', '=>', 'this', 'one', 'base()', '.clone()'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (cuts) => {
      const text = cuts.reduce((before, [at, length, extra]) => before.slice(0, at) + extra + before.slice(at + length), PROGRAM);
      const reading = await reader.read([{ path: 'a.ts', text }], { text: () => undefined, paths: [] });
      for (const { id, span } of factsOf(reading, 'cluster'))
        expect([id.startsWith('a.ts#'), span.end <= text.length]).toEqual([true, true]);
    }),
    { numRuns: 200 },
  );
});
