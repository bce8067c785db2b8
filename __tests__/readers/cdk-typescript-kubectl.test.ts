/** The kubectl layer of CDK clusters: what is there, what names it, and where one would go. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KubectlLayer } from '../../src/model/fact.ts';
import { insertInto } from '../../src/model/slot.ts';
import { knowns } from '../../src/model/value.ts';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { edited, factOf, factsOf, type Read, readFiles, shown, textAt } from './support.ts';

const EKS = "import * as eks from 'aws-cdk-lib/aws-eks';\n";
const V2 = "import * as eks from 'aws-cdk-lib/aws-eks-v2';\n";
const V34 = '@aws-cdk/lambda-layer-kubectl-v34';

function read(text: string, path = 'lib/stack.ts') {
  return readFiles(reader, { [path]: text });
}

function cluster(properties: string): string {
  return `new eks.Cluster(this, 'C', ${properties});`;
}

function layerOf(reading: Read): KubectlLayer {
  const layer = factOf(reading, 'cluster').kubectl?.layer;
  if (typeof layer !== 'object' || !('packageName' in layer)) throw new Error(`no layer: ${JSON.stringify(layer)}`);
  return layer;
}

test.each([
  ['a class', `import { «KubectlV34Layer» } from '«${V34}»';\n${EKS}${cluster("{ kubectlLayer: new «KubectlV34Layer»(this, 'k') }")}`],
  [
    'a class and a constant',
    `import { «KubectlV34Layer» } from '«${V34}»';\n${EKS}const layer = new «KubectlV34Layer»(this, 'k');\n${cluster('{ kubectlLayer: layer }')}`,
  ],
  [
    'a field',
    `import { «KubectlV34Layer» } from '«${V34}»';\n${EKS}class S { layer: «KubectlV34Layer» = new «KubectlV34Layer»(this, 'k'); f() { ${cluster('{ kubectlLayer: this.layer }')} } }`,
  ],
  [
    'a class under another name',
    `import { «KubectlV34Layer» as KubectlLayer } from '«${V34}»';\n${EKS}${cluster("{ kubectlLayer: new KubectlLayer(this, 'k') }")}`,
  ],
  ['a module', `import * as kubectl from '«${V34}»';\n${EKS}${cluster("{ kubectlLayer: new kubectl.«KubectlV34Layer»(this, 'k') }")}`],
  [
    'require',
    `const { «KubectlV34Layer» } = require('«${V34}»');\nconst eks = require('aws-cdk-lib/aws-eks');\n${cluster("{ kubectlLayer: new «KubectlV34Layer»(this, 'k') }")}`,
  ],
  [
    'a module by require',
    `const kubectl = require('«${V34}»');\n${EKS}${cluster("{ kubectlLayer: new kubectl.«KubectlV34Layer»(this, 'k') }")}`,
  ],
  [
    'aws-eks-v2',
    `import { «KubectlV34Layer» } from '«${V34}»';\n${V2}${cluster("{ kubectlProviderOptions: { kubectlLayer: new «KubectlV34Layer»(this, 'k') } }")}`,
  ],
  [
    'shorthand',
    `import { «KubectlV34Layer» } from '«${V34}»';\n${EKS}const kubectlLayer = new «KubectlV34Layer»(this, 'k');\n${cluster('{ kubectlLayer }')}`,
  ],
])('a layer by %s', async (_name, text) => {
  const reading = await read(text);
  const layer = layerOf(reading);
  const places = [...knowns(layer.version), layer.packageName].map(({ span }) => span);
  expect([...places, ...layer.uses].toSorted((a, b) => a.start - b.start)).toEqual(reading.marks);
  expect(shown(layer.version)).toBe('1.34');
  expect(layer.packageName.value).toBe(V34);
});

const LAYERS = `import { KubectlV33Layer } from '@aws-cdk/lambda-layer-kubectl-v33';\nimport { «KubectlV34Layer» } from '${V34}';\n${EKS}`;
const BY_SWITCH =
  "function layer(scope, version) { switch (version.version) { case '1.33': return new KubectlV33Layer(scope, 'k'); default: return new KubectlV34Layer(scope, 'k'); } }";
const OF_ENVIRONMENT = "const v = process.env.K8S ?? '1.34';";

test.each([
  [
    'a switch in a function',
    `${BY_SWITCH} const version = eks.KubernetesVersion.V1_34; ${cluster('{ version, kubectlLayer: layer(this, version) }')}`,
  ],
  [
    'a switch on a version of the environment',
    `${BY_SWITCH} const version = eks.KubernetesVersion.of(process.env.K8S ?? '1.34'); ${cluster('{ version, kubectlLayer: layer(this, version) }')}`,
  ],
  [
    'a switch that assigns',
    `${OF_ENVIRONMENT} let kubectlLayer; switch (v) { case '1.33': kubectlLayer = new KubectlV33Layer(this, 'k'); break; default: kubectlLayer = new KubectlV34Layer(this, 'k'); } ${cluster('{ kubectlLayer }')}`,
  ],
  [
    'a ternary',
    `${OF_ENVIRONMENT} ${cluster("{ kubectlLayer: v === '1.33' ? new KubectlV33Layer(this, 'k') : new KubectlV34Layer(this, 'k') }")}`,
  ],
  [
    'a map of classes, spread',
    `function config(scope, version) { const map = { 1.33: KubectlV33Layer, 1.34: KubectlV34Layer }; return { kubectlLayer: new map[version.version](scope, 'k') }; } ${cluster('{ ...config(this, eks.KubernetesVersion.V1_34) }')}`,
  ],
  [
    'a Map of classes',
    `${OF_ENVIRONMENT} const Layer = new Map([['1.33', KubectlV33Layer], ['1.34', KubectlV34Layer]]).get(v)!; ${cluster("{ kubectlLayer: new Layer(this, 'k') }")}`,
  ],
])('the layer of the version by %s, where no edit is safe', async (_name, text) => {
  const reading = await read(`${LAYERS}${text}`);
  const { version, packageName } = layerOf(reading);
  expect(version).toMatchObject({ kind: 'known', value: '1.34', notation: 'composed', span: reading.marks[0] });
  expect(packageName.value).toBe(V34);
});

test('several ways to one class are one layer', async () => {
  const reading = await read(
    `import { «KubectlV34Layer» } from '${V34}';\n${EKS}const made = (scope) => (old ? new KubectlV34Layer(scope, 'a') : new KubectlV34Layer(scope, 'b'));\n${cluster('{ kubectlLayer: made(this) }')}`,
  );
  expect(shown(layerOf(reading).version)).toBe('1.34');
});

test('writing another class and package wherever they are named gives the other layer', async () => {
  const reading = await read(
    `import { KubectlV34Layer } from '${V34}';\n${EKS}${cluster("{ kubectlLayer: new KubectlV34Layer(this, 'k') }")}`,
  );
  const layer = layerOf(reading);
  const classes = [...knowns(layer.version).map(({ span }) => span), ...layer.uses];
  const texts = edited(reading.texts, [
    ...classes.map((span) => ({ span, newText: 'KubectlV35Layer' })),
    { span: layer.packageName.span, newText: '@aws-cdk/lambda-layer-kubectl-v35' },
  ]);
  const again = await read(texts.get('lib/stack.ts') ?? '');
  expect(shown(layerOf(again).version)).toBe('1.35');
});

test('the layer of 1.21 has its minor in the package alone', async () => {
  const reading = await read(
    `import { KubectlLayer } from '@aws-cdk/lambda-layer-kubectl-v21';\n${EKS}${cluster("{ kubectlLayer: new KubectlLayer(this, 'k') }")}`,
  );
  expect(layerOf(reading).version).toMatchObject({ value: '1.21', notation: 'composed' });
});

test.each([
  ['no property', `${EKS}${cluster('{}')}`],
  ['no properties', `${EKS}new eks.Cluster(this, 'C');`],
  ['undefined', `${EKS}${cluster('{ kubectlLayer: undefined }')}`],
  ['Fargate', `${EKS}new eks.FargateCluster(this, 'C', {});`],
  ['a spread of something known', `${EKS}const base = { defaultCapacity: 0 };\n${cluster('{ ...base }')}`],
  ['aws-eks-v2', `${V2}${cluster('{}')}`],
])('no layer: %s', async (_name, text) => {
  expect(factOf(await read(text), 'cluster').kubectl?.layer).toBe('absent');
});

test.each([
  ['a spread', `${EKS}${cluster('{ version: v, ...config(this) }')}`],
  ['a parameter', `${EKS}function f(props) { ${cluster('props')} }`],
  ['a property of a parameter', `${EKS}function f(props) { ${cluster('{ kubectlLayer: props.layer }')} }`],
  [
    'a layer from its ARN',
    `import * as lambda from 'aws-cdk-lib/aws-lambda';\n${EKS}${cluster("{ kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(this, 'k', arn) }")}`,
  ],
  [
    'the layer inside the library',
    `import { KubectlLayer } from 'aws-cdk-lib/lambda-layer-kubectl';\n${EKS}${cluster("{ kubectlLayer: new KubectlLayer(this, 'k') }")}`,
  ],
  [
    'two layers by condition',
    `import { KubectlV34Layer } from '${V34}';\nimport { KubectlV33Layer } from '@aws-cdk/lambda-layer-kubectl-v33';\n${EKS}${cluster("{ kubectlLayer: old ? new KubectlV33Layer(this, 'k') : new KubectlV34Layer(this, 'k') }")}`,
  ],
  [
    'two layers for two versions',
    `import { KubectlV34Layer } from '${V34}';\nimport { KubectlV33Layer } from '@aws-cdk/lambda-layer-kubectl-v33';\n${EKS}function f(v) { ${cluster("{ kubectlLayer: v === '1.33' ? new KubectlV33Layer(this, 'k') : new KubectlV34Layer(this, 'k') }")} } f('1.33'); f('1.34');`,
  ],
  ['a file of require', `const eks = require('aws-cdk-lib/aws-eks');\n${cluster('{}')}`],
])('an unknown layer: %s', async (_name, text) => {
  const layer = factOf(await read(text), 'cluster').kubectl?.layer;
  expect(layer).toEqual({ unknown: expect.any(String) });
});

test.each([
  ['L1', `${EKS}new eks.CfnCluster(this, 'C', {});`],
  ['CDK 1, which brings its own kubectl', `import * as eks from '@aws-cdk/aws-eks';\n${cluster('{}')}`],
])('no word of a layer for %s', async (_name, text) => {
  expect(factOf(await read(text), 'cluster').kubectl).toBeUndefined();
});

const LAYER = "kubectlLayer: new KubectlV34Layer(this, 'KubectlLayer')";

test.each([
  ['one line', '{ version: v }', `{ version: v, ${LAYER} }`],
  ['one line with a comma at its end', '{ version: v, }', `{ version: v, ${LAYER}, }`],
  ['one line without spaces', '{version: v}', `{version: v, ${LAYER}}`],
  ['nothing', '{}', `{ ${LAYER} }`],
  ['a space', '{ }', `{ ${LAYER} }`],
  ['nothing on two lines', '{\n  }', `{\n  ${LAYER},\n  }`],
  ['lines with a comma at the end', '{\n    version: v,\n  }', `{\n    version: v,\n    ${LAYER},\n  }`],
  ['lines without', '{\n    version: v\n  }', `{\n    version: v,\n    ${LAYER}\n  }`],
  ['tabs', '{\n\t\tversion: v,\n\t}', `{\n\t\tversion: v,\n\t\t${LAYER},\n\t}`],
  ['CRLF', '{\r\n    version: v,\r\n  }', `{\r\n    version: v,\r\n    ${LAYER},\r\n  }`],
  ['CRLF without a comma', '{\r\n    version: v\r\n  }', `{\r\n    version: v,\r\n    ${LAYER}\r\n  }`],
  ['a comment behind a comma', '{\n    version: v, // pinned\n  }', `{\n    version: v, // pinned\n    ${LAYER},\n  }`],
  ['a comment behind none', '{\n    version: v // pinned\n  }', `{\n    version: v, // pinned\n    ${LAYER}\n  }`],
  ['a comment below', '{\n    version: v,\n    // end\n  }', `{\n    version: v,\n    ${LAYER},\n    // end\n  }`],
  ['a last property over lines', '{\n    tags: {\n      a: 1,\n    },\n  }', `{\n    tags: {\n      a: 1,\n    },\n    ${LAYER},\n  }`],
  ['a last property that starts the line of the others', '{ version: v,\n  vpc }', `{ version: v,\n  vpc, ${LAYER} }`],
])('a new property: %s', async (_name, properties, wanted) => {
  const before = `${EKS}class S {\n  f() {}\n}\n`;
  const reading = await read(before + cluster(properties));
  const slot = factOf(reading, 'cluster').kubectl?.property;
  if (!slot) throw new Error('no slot');
  const texts = edited(reading.texts, [insertInto(slot, LAYER)]);
  expect(texts.get('lib/stack.ts')).toBe(before + cluster(wanted));
});

test.each([
  ['a constant', `${EKS}const props = {};\n${cluster('props')}`],
  ['nothing', `${EKS}new eks.Cluster(this, 'C');`],
  ['aws-eks-v2', `${V2}${cluster('{}')}`],
])('no place for a property in %s', async (_name, text) => {
  expect(factOf(await read(text), 'cluster').kubectl?.property).toBeUndefined();
});

const IMPORT = `import { KubectlV34Layer } from '${V34}';`;

test.each([
  ['the last import', `${EKS}import * as x from 'x';\n\n`, `${EKS}import * as x from 'x';\n${IMPORT}\n\n`],
  [
    'an import over lines',
    `import {\n  aws_eks as eks,\n} from 'aws-cdk-lib';\n`,
    `import {\n  aws_eks as eks,\n} from 'aws-cdk-lib';\n${IMPORT}\n`,
  ],
  [
    'an import without a semicolon',
    "import * as eks from 'aws-cdk-lib/aws-eks'\n",
    `import * as eks from 'aws-cdk-lib/aws-eks'\n${IMPORT}\n`,
  ],
  ['a comment', "import * as eks from 'aws-cdk-lib/aws-eks'; // EKS\n", `import * as eks from 'aws-cdk-lib/aws-eks'; // EKS\n${IMPORT}\n`],
  ['CRLF', "import * as eks from 'aws-cdk-lib/aws-eks';\r\n", `import * as eks from 'aws-cdk-lib/aws-eks';\r\n${IMPORT}\r\n`],
  ['import require', "import eks = require('aws-cdk-lib/aws-eks');\n", `import eks = require('aws-cdk-lib/aws-eks');\n${IMPORT}\n`],
])('a new import after %s', async (_name, imports, wanted) => {
  const reading = await read(imports + cluster('{}'));
  const slot = factOf(reading, 'cluster').kubectl?.importStatement;
  const texts = slot ? edited(reading.texts, [insertInto(slot, IMPORT)]) : reading.texts;
  expect(texts.get('lib/stack.ts')).toBe(wanted + cluster('{}'));
});

test('scope, quote and a free id', async () => {
  const reading = await read(
    `import * as eks from "aws-cdk-lib/aws-eks";\nnew eks.Cluster(stack, "KubectlLayer", {});\nnew eks.Cluster(this.inner, "B", {});`,
  );
  expect(factsOf(reading, 'cluster').map(({ kubectl }) => [kubectl?.scope, kubectl?.freeId, kubectl?.quote])).toEqual([
    ['stack', 'KubectlLayer2', '"'],
    ['this.inner', 'KubectlLayer3', '"'],
  ]);
});

test('a property and an import, written into any program, are read as the layer', async () => {
  const properties = fc.constantFrom('version: v', 'defaultCapacity: 0', 'tags: { a: "b" }', 'vpc', '...base', 'f() {}', "'x-y': 1");
  const space = fc.constantFrom(' ', '\n', '\r\n    ', '\n\t', ' // note\n  ', ' /* note */ ');
  const literal = fc
    .tuple(fc.array(fc.tuple(properties, space, space), { maxLength: 4 }), fc.boolean(), space)
    .map(
      ([items, comma, last]) =>
        `{${items.map(([item, before, after]) => `${before}${item}${after}`).join(',')}${comma && items.length > 0 ? ',' : ''}${last}}`,
    );
  await fc.assert(
    fc.asyncProperty(literal, async (text) => {
      const reading = await read(`${EKS}const base = { a: 1 };\n${cluster(text)}\n`);
      expect(reading.problems).toEqual([]);
      const kubectl = factOf(reading, 'cluster').kubectl;
      if (!kubectl?.property) throw new Error('no slot');
      const texts = edited(reading.texts, [insertInto(kubectl.property, LAYER), insertInto(kubectl.importStatement, IMPORT)]);
      const again = await read(texts.get('lib/stack.ts') ?? '');
      expect(again.problems).toEqual([]);
      expect(shown(layerOf(again).version)).toBe('1.34');
      expect(textAt(again, layerOf(again).packageName.span)).toBe(V34);
    }),
    { numRuns: 200 },
  );
});
