/** The questions that readers ask: fields, creations, ways to reach a node, what a framework adds. */
import { expect, test } from 'vitest';
import { creationsIn } from '../../../src/readers/syntax/creations.ts';
import { Evaluator, type Special } from '../../../src/readers/syntax/evaluator.ts';
import { bare, descendants, spanOf, ts } from '../../../src/readers/syntax/typescript.ts';
import { inWords, opened, sinkArgument, sunk } from './sink.ts';

const AWS = "import * as aws from '@pulumi/aws';";

test('a field of one object is a place that knows its calls', () => {
  const { program, evaluator } = opened(
    "const make = (v) => ({ name: 'n', eks: { version: v } }); sink(make('1.33')); sink(make('1.34'));",
  );
  const field = evaluator.field(sinkArgument(program), 'eks.version');
  expect(field).toMatchObject({ state: 'given', property: { name: { text: 'version' } } });
  expect(inWords(evaluator.text(field))).toEqual(['1.33']);
});

test('a field of several objects is unknown as a node and known as a text', () => {
  const { program, evaluator } = opened(
    "function f(o) { sink(o); } f({ name: 'a', e: { v: '1.33' } }); f({ name: 'b', e: { v: '1.34' } }); f({ name: 'c' });",
  );
  const field = evaluator.field(sinkArgument(program), 'e.v');
  expect(field.state).toBe('unknown');
  expect(inWords(evaluator.text(field))).toEqual(['1.33 (a)', '1.34 (b)', '? it is not given (c)']);
});

test('alternatives of different fields are named alike', () => {
  const { program, evaluator } = opened(
    "for (const a of [{ name: 'x', on: true, v: '1' }, { name: 'y', on: false, v: '2' }]) sink({ name: a.name, version: `v${a.v}`, enabled: a.on });",
  );
  const object = sinkArgument(program);
  expect(inWords(evaluator.text(evaluator.field(object, 'name')))).toEqual(['x (x)', 'y (y)']);
  expect(inWords(evaluator.text(evaluator.field(object, 'version')))).toEqual(['v1 (x)', 'v2 (y)']);
  expect(inWords(evaluator.boolean(evaluator.field(object, 'enabled')))).toEqual(['true (x)', 'false (y)']);
});

test('a switch that one call leaves out is not certainly on', () => {
  const { program, evaluator } = opened("function f(n, o) { sink(o); } f('a', { on: true }); f('b', {});");
  expect(inWords(evaluator.boolean(evaluator.field(sinkArgument(program), 'on')))).toEqual(['true (a)', '? it is not given (b)']);
});

test('what is no boolean is unknown', () => {
  const { program, evaluator } = opened("sink({ on: 'yes' });");
  expect(inWords(evaluator.boolean(evaluator.field(sinkArgument(program), 'on')))).toEqual(['? it is no boolean']);
});

test('the literal behind an expression', () => {
  const { program, evaluator } = opened('const o = { a: 1 }; const f = (x) => x; sink(f(o));');
  const literal = evaluator.literal(sinkArgument(program));
  expect(typeof literal === 'string' ? literal : literal.getText()).toBe('{ a: 1 }');
});

test.each([
  ['a call', 'sink(other());', '`other()` is computed'],
  ['a choice', 'sink(x ? { a: 1 } : { a: 2 });', 'it depends on which object is meant'],
  ['a parameter', 'export function f(o) { sink(o); }', '`o` is a parameter, and nothing in this repository says what it is'],
])('no literal is behind %s', (_name, text, reason) => {
  const program = opened(text);
  expect(program.evaluator.literal(sinkArgument(program.program))).toBe(reason);
});

test('the way from the literal to the use', () => {
  const program = opened("import { VERSION } from './config'; function f(v) { sink(v); } f(VERSION);", {
    'config.ts': "const V = '1.34'; export { V as VERSION };",
  });
  const value = sunk(program);
  expect(value?.kind === 'known' && value.via.map(({ note, span }) => `${span.path} ${note}`)).toEqual([
    'config.ts V',
    'index.ts VERSION',
    'index.ts v',
  ]);
});

test('each way to reach a creation', () => {
  const { program, evaluator } = opened(
    `${AWS} function make(env, addons) { for (const a of addons) { if (a.off) continue; new aws.eks.Addon(a.name, { addonName: a.name, addonVersion: a.v }); } }
     make('dev', [{ name: 'coredns', v: '1' }, { name: 'vpc-cni', v: '2', off: true }]); make('prod', [{ name: 'coredns', v: '3' }]);`,
  );
  const file = program.file('index.ts');
  const [creation] = file ? creationsIn(file, evaluator) : [];
  const options = creation?.node.arguments?.[1];
  const ways = creation ? evaluator.situations(creation.node) : [];
  expect(ways.map(({ at, when }) => [when, options && inWords(at.text(at.field(options, 'addonVersion')))])).toEqual([
    ['dev, coredns', ['1']],
    ['prod', ['3']],
  ]);
});

test('creations by names that come through another file', () => {
  const { program, evaluator } = opened("import { eks } from './config'; new eks.Cluster('c'); new Local();", {
    'config.ts': "export * as eks from 'aws-cdk-lib/aws-eks';",
  });
  const file = program.file('index.ts');
  expect((file ? creationsIn(file, evaluator) : []).map(({ of }) => of)).toEqual([{ module: 'aws-cdk-lib/aws-eks', path: ['Cluster'] }]);
  expect(file ? creationsIn(file) : undefined).toEqual([]);
});

test('what a class of the repository hands to the package class that it extends', () => {
  const { program, evaluator } = opened(
    `import * as eks from 'aws-cdk-lib/aws-eks';
     class Base extends eks.Cluster { constructor(s, id, props) { super(s, id, { version: props.v }); } }
     class Mine extends Base {}
     sink(new Mine(app, 'a', { v: '1.33' })); new Mine(app, 'b', { v: '1.34' });`,
  );
  const creation = bare(sinkArgument(program));
  const base = ts.isNewExpression(creation) ? evaluator.base(creation) : undefined;
  const options = base?.call.arguments?.[2];
  expect(base?.of).toEqual({ module: 'aws-cdk-lib/aws-eks', path: ['Cluster'] });
  expect(base && options && inWords(base.at.text(base.at.field(options, 'version')))).toEqual(['1.33']);
});

/** Texts of `config.get(key)` by stack; `cluster.version` is the version argument of what `cluster` is. */
const stacks: Special = (node, at) => {
  if (ts.isCallExpression(node) && node.expression.getText() === 'config.get') {
    const [key] = node.arguments;
    const name = key && at.evaluate(key);
    if (name?.kind !== 'known' || name.value !== 'version') return { kind: 'absent' };
    return [
      { kind: 'known', value: '1.33', span: spanOf(node), notation: 'composed', via: [], when: 'stack dev' },
      { kind: 'absent', when: 'stack prod' },
    ];
  }
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'version') return undefined;
  const [origin] = at.origins(node.expression);
  const argument = origin && at.argument(origin, 1);
  const field = argument && at.field(argument, 'version');
  return field?.state === 'given' ? { ...field, kind: 'same-as' } : undefined;
};

test.each([
  ['alternatives', "sink(config.get('version'));", ['1.33 (stack dev)', '? it is not given (stack prod)']],
  ['a default for one alternative', "sink(config.get('version') ?? '1.34');", ['1.33 (stack dev)', '1.34 (stack prod)']],
  ['a default for what is not set', "sink(config.get('other') || '1.34');", ['1.34']],
  [
    'alternatives that meet',
    "const v = config.get('version') ?? '1.34'; sink(`${v} ${v}`);",
    ['1.33 1.33 (stack dev)', '1.34 1.34 (stack prod)'],
  ],
  ['a condition', "sink(config.get('version') === '1.33' ? 'a' : 'b');", ['a (stack dev)', 'b (stack prod)']],
  ['a key that a call hands in', "const get = (k) => config.get(k) ?? 'none'; get('version'); sink(get('other'));", ['none']],
  ['another expression', "const c = new Cluster('c', { version: '1.34' }); sink(c.version);", ['1.34']],
  [
    'another expression in its own calls',
    "const make = (v) => new Cluster('c', { version: v }); const a = make('1.33'); const b = make('1.34'); sink(b.version);",
    ['1.34'],
  ],
])('what a framework knows: %s', (_name, text, says) => {
  expect(inWords(sunk(opened(text, {}, stacks)))).toEqual(says);
});

test('two states of a program do not mix', () => {
  const base = opened("import { V } from './config'; sink(V);", { 'config.ts': "export const V = '1.33';" });
  const head = opened("import { V } from './config'; sink(V);", { 'config.ts': "export const V = '1.34';" });
  expect([sunk(base), sunk(head), sunk(base)].map((value) => inWords(value))).toEqual([['1.33'], ['1.34'], ['1.33']]);
  expect(base.program.file('index.ts')).toBe(head.program.file('index.ts'));
  expect(base.program.file('config.ts')).not.toBe(head.program.file('config.ts'));
});

test('a tree stays the same however often other states are opened', () => {
  const first = opened("const V = '1'; sink(V);");
  const tree = first.program.file('index.ts');
  for (let state = 0; state < 10; state += 1) opened(`const V = '${state}'; sink(V);`).program.file('index.ts');
  expect(first.program.file('index.ts')).toBe(tree);
});

test('an expression that is asked about twice has the same answer', () => {
  const { program, evaluator } = opened("function f(n, v) { sink(v); } f('a', '1.33'); f('b', '1.34');");
  const argument = sinkArgument(program);
  expect(evaluator.evaluate(argument)).toEqual(evaluator.evaluate(argument));
  expect(new Evaluator(program).evaluate(argument)).toEqual(evaluator.evaluate(argument));
});

test('nodes are walked once each', () => {
  const { program } = opened('sink(a.b(c));');
  const file = program.file('index.ts');
  const nodes = file ? [...descendants(file)] : [];
  expect(new Set(nodes).size).toBe(nodes.length);
});
