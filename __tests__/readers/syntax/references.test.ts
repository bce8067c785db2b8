/** What an expression leads back to: packages by name, creations. */
import { expect, test } from 'vitest';
import { opened, sinkArgument } from './sink.ts';

const AWS = "import * as aws from '@pulumi/aws';";

test.each([
  ['a namespace', `${AWS} sink(aws.eks.Cluster);`, {}, '@pulumi/aws eks.Cluster'],
  ['a name', "import { eks } from '@pulumi/aws'; sink(eks.Cluster);", {}, '@pulumi/aws eks.Cluster'],
  ['another name', "import { aws_eks as eks } from 'aws-cdk-lib'; sink(eks.Cluster);", {}, 'aws-cdk-lib aws_eks.Cluster'],
  ['the default', "import aws from '@pulumi/aws'; sink(aws.eks.Cluster);", {}, '@pulumi/aws eks.Cluster'],
  ['an import assignment', "import aws = require('@pulumi/aws'); sink(aws.eks);", {}, '@pulumi/aws eks'],
  ['an alias of a namespace', `${AWS} import eks = aws.eks; sink(eks.Cluster);`, {}, '@pulumi/aws eks.Cluster'],
  ['require', "const aws = require('@pulumi/aws'); sink(aws.eks);", {}, '@pulumi/aws eks'],
  ['require taken apart', "const { eks } = require('@pulumi/aws'); sink(eks.Cluster);", {}, '@pulumi/aws eks.Cluster'],
  ['a namespace taken apart', `${AWS} const { eks: { Cluster } } = aws; sink(Cluster);`, {}, '@pulumi/aws eks.Cluster'],
  ['a class under another name', `${AWS} const C = aws.eks.Cluster; sink(C);`, {}, '@pulumi/aws eks.Cluster'],
  ['by key', `${AWS} sink(aws['eks'].Cluster);`, {}, '@pulumi/aws eks.Cluster'],
  ['a type', `${AWS} sink((aws as any).eks);`, {}, '@pulumi/aws eks'],
  [
    'a barrel',
    "import { eks } from './config'; sink(eks.Cluster);",
    { 'config.ts': "import * as eks from 'aws-cdk-lib/aws-eks'; export { eks };" },
    'aws-cdk-lib/aws-eks Cluster',
  ],
  [
    'a barrel by name',
    "import { eks } from './config'; sink(eks.Cluster);",
    { 'config.ts': "export { aws_eks as eks } from 'aws-cdk-lib';" },
    'aws-cdk-lib aws_eks.Cluster',
  ],
  [
    'a barrel of a module',
    "import { eks } from './config'; sink(eks.Cluster);",
    { 'config.ts': "export * as eks from 'aws-cdk-lib/aws-eks';" },
    'aws-cdk-lib/aws-eks Cluster',
  ],
  [
    'a barrel of everything',
    "import { Cluster } from './config'; sink(Cluster);",
    { 'config.ts': "export * from 'aws-cdk-lib/aws-eks';" },
    'aws-cdk-lib/aws-eks Cluster',
  ],
  [
    'a barrel of a barrel',
    "import * as lib from './a'; sink(lib.aws.eks.Cluster);",
    { 'a.ts': "export * from './b';", 'b.ts': `${AWS} export { aws };` },
    '@pulumi/aws eks.Cluster',
  ],
  [
    'a constant of a barrel',
    "import { eks } from './config'; sink(eks.Cluster);",
    { 'config.ts': `${AWS} export const eks = aws.eks;` },
    '@pulumi/aws eks.Cluster',
  ],
  ['an object', `${AWS} const lib = { aws }; sink(lib.aws.eks.Cluster);`, {}, '@pulumi/aws eks.Cluster'],
  ['a member of another name', `${AWS} const VERSIONS = { dev: aws.eks.V }; sink(VERSIONS.dev);`, {}, undefined],
  [
    'a class of the repository',
    "import { eks } from './config'; sink(eks.Cluster);",
    { 'config.ts': 'export namespace eks { export class Cluster {} }' },
    undefined,
  ],
  ['a constant with the name of a module', 'const eks = { Cluster: class {} }; sink(eks.Cluster);', {}, undefined],
  [
    'one of two packages',
    "import { Cluster } from './config'; sink(Cluster);",
    { 'config.ts': "export * from 'a'; export * from 'b';" },
    undefined,
  ],
  ['a member of an instance', `${AWS} const c = new aws.eks.Cluster('c'); sink(c.name);`, {}, undefined],
])('the package behind %s', (_name, text, more, expected) => {
  const program = opened(text, more);
  const of = program.evaluator.qualify(sinkArgument(program.program));
  expect(of && `${of.module} ${of.path.join('.')}`).toBe(expected);
});

test.each([
  ['itself', `${AWS} sink(new aws.eks.Cluster('c'));`, {}, 'c'],
  ['a member', `${AWS} const c = new aws.eks.Cluster('c'); sink(c.name);`, {}, 'c'],
  ['a member of a member', `${AWS} const c = new aws.eks.Cluster('c'); sink(c.core.cluster.name);`, {}, 'c'],
  ['a text', `${AWS} const c = new aws.eks.Cluster('c'); sink(\`\${c.name}\`);`, {}, 'c'],
  ['a tagged text', `${AWS} const c = new aws.eks.Cluster('c'); sink(pulumi.interpolate\`x\${c.name}\`);`, {}, 'c'],
  ['a call on it', `${AWS} const c = new aws.eks.Cluster('c'); sink(c.name.apply((n) => n));`, {}, 'c'],
  ['a call with it', `${AWS} const c = new aws.eks.Cluster('c'); sink(pulumi.all([c.name, 1]).apply(f));`, {}, 'c'],
  ['a function', `${AWS} const make = () => new aws.eks.Cluster('c'); const c = make(); sink(c.name);`, {}, 'c'],
  ['a function with a local name', `${AWS} function make() { const c = new aws.eks.Cluster('c'); return c; } sink(make());`, {}, 'c'],
  [
    'an object of a function',
    `${AWS} const make = () => ({ cluster: new aws.eks.Cluster('c') }); const { cluster } = make(); sink(cluster.name);`,
    {},
    'c',
  ],
  ['a field', `${AWS} class S { c = new aws.eks.Cluster('c'); m() { sink(this.c.name); } }`, {}, 'c'],
  ['a field of the constructor', `${AWS} class S { constructor() { this.c = new aws.eks.Cluster('c'); sink(this.c.name); } }`, {}, 'c'],
  [
    'a field given by a method',
    `${AWS} class S { constructor() { this.c = this.make(); } make() { return new aws.eks.Cluster('c'); } m() { sink(this.c); } }`,
    {},
    'c',
  ],
  [
    'a field of another stack',
    '',
    {
      'a.ts': `${AWS} export class A { readonly cluster; constructor(s, id) { this.cluster = new aws.eks.Cluster('c'); } }`,
      'b.ts': 'export class B { constructor(s, id, props) { sink(props.cluster.clusterName); } }',
      'bin.ts': "import { A } from './a'; import { B } from './b'; const a = new A(app, 'a'); new B(app, 'b', { cluster: a.cluster });",
    },
    'c',
  ],
  ['a parameter', `${AWS} function add(c, n) { sink(c.name); } const c = new aws.eks.Cluster('c'); add(c, 'a'); add(c, 'b');`, {}, 'c'],
  [
    'a parameter of many calls',
    `${AWS} function add(c, n) { sink(c.name); } const c = new aws.eks.Cluster('c'); ${Array.from({ length: 30 }, (_, index) => `add(c, '${index}');`).join('')}`,
    {},
    'c',
  ],
  [
    'another file',
    "import { cluster } from './cluster'; sink(cluster.name);",
    { 'cluster.ts': `${AWS} export const cluster = new aws.eks.Cluster('c');` },
    'c',
  ],
  ['a list', `${AWS} const l = [new aws.eks.Cluster('x'), new aws.eks.Cluster('c')]; sink(l[1].name);`, {}, 'c'],
  ['a choice of one', `${AWS} const c = new aws.eks.Cluster('c'); sink((x ? c : c).name);`, {}, 'c'],
  ['a choice of two', `${AWS} sink((x ? new aws.eks.Cluster('a') : new aws.eks.Cluster('b')).name);`, {}, undefined],
  ['a choice of one and something else', `${AWS} sink(x ? new aws.eks.Cluster('a') : other());`, {}, undefined],
  ['two calls', `${AWS} function add(c) { sink(c.name); } add(new aws.eks.Cluster('a')); add(new aws.eks.Cluster('b'));`, {}, undefined],
  ['nothing', 'sink(process.env.NAME);', {}, undefined],
])('the creation behind %s', (_name, text, more, expected) => {
  const program = opened(text, more);
  const origin = program.evaluator.origin(sinkArgument(program.program));
  expect(origin?.arguments?.[0]?.getText().replaceAll("'", '')).toBe(expected);
});

test('several creations behind an expression, each with its alternative', () => {
  const program = opened(
    `${AWS} function add(n, c) { sink(c.name); } add('a', new aws.eks.Cluster('x')); add('b', new aws.eks.Cluster('y'));`,
  );
  const origins = program.evaluator.origins(sinkArgument(program.program));
  expect(origins.map(({ node, when }) => [node.arguments?.[0]?.getText(), when])).toEqual([
    ["'x'", 'a'],
    ["'y'", 'b'],
  ]);
});
