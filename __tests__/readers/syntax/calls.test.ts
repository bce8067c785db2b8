/** Values that functions and classes hand on: arguments, defaults, fields, results. */
import { expect, test } from 'vitest';
import { expectedOf, row, type Row, outcomeOf } from './sink.ts';

const RESULTS: Readonly<Record<string, Row>> = {
  'an arrow': row("const f = () => '«1.34»'; sink(f());", '1.34'),
  'a declaration': row("sink(f()); function f() { return '«1.34»'; }", '1.34'),
  'a function expression': row("const f = function () { return '«1.34»'; }; sink(f());", '1.34'),
  'its argument': row("const f = (v) => v; sink(f('«1.34»'));", '1.34'),
  'the right argument of two calls': row("const f = (v) => v; f('1.0'); sink(f('«1.34»'));", '1.34'),
  'a text of its arguments': row("const f = (a, b) => `«${a}.${b}»`; sink(f('1', '34'));", '1.34'),
  'arguments through two functions': row("const g = (v) => v; const f = (v) => g(v); sink(f('«1.34»'));", '1.34'),
  'a default that is used': row("const f = (v = '«1.34»') => v; sink(f());", '1.34'),
  'a default that is not used': row("const f = (v = '1.0') => v; sink(f('«1.34»'));", '1.34'),
  'a default of undefined': row("const f = (v = '«1.34»') => v; sink(f(undefined));", '1.34'),
  'a default of another parameter': row("const f = (a, b = a) => b; sink(f('«1.34»'));", '1.34'),
  'a pattern': row("const f = ({ v }) => v; sink(f({ v: '«1.34»' }));", '1.34'),
  'a pattern with defaults': row("const f = ({ v = '«1.34»' } = {}) => v; sink(f());", '1.34'),
  'the rest': row("const f = (a, ...r) => r[0]; sink(f(1, '«1.34»'));", '1.34'),
  'a spread': row("const f = (a, b) => b; const l = [1, '«1.34»']; sink(f(...l));", '1.34'),
  'an object': row("const f = (v) => ({ eks: { v } }); sink(f('«1.34»').eks.v);", '1.34'),
  'a local name': row("function f() { const v = '«1.34»'; return v; } sink(f());", '1.34'),
  'called where it stands': row("sink((() => '«1.34»')());", '1.34'),
  'called where it stands with an argument': row("sink(((v) => v)('«1.34»'));", '1.34'),
  'of an async function': row("async function f() { return '«1.34»'; } sink(await f());", '1.34'),
  'a method of an object': row("const o = { f(v) { return v; } }; sink(o.f('«1.34»'));", '1.34'),
  'an arrow in an object': row("const o = { f: (v) => v }; sink(o.f('«1.34»'));", '1.34'),
  'a function that makes a function': row("const f = (a) => (b) => `«${a}.${b}»`; sink(f('1')('34'));", '1.34'),
  'if with a known condition': row("function f(e) { if (e === 'prod') return '«1.34»'; return '1.0'; } sink(f('prod'));", '1.34'),
  else: row("function f(e) { if (e === 'prod') { return '1.0'; } else { return '«1.34»'; } } sink(f('dev'));", '1.34'),
  'if with an unknown condition': row("function f() { if (prod) return '«1.34»'; return '«1.33»'; } sink(f());", [
    '1.34 (when prod)',
    '1.33 (unless prod)',
  ]),
  'a check that throws': row("function f(v) { if (!v) throw new Error(); return v; } sink(f('«1.34»'));", '1.34'),
  'a check that may throw': row("function f() { if (bad()) throw new Error(); return '«1.34»'; } sink(f());", '1.34'),
  switch: row("function f(e) { switch (e) { case 'a': return '1.0'; case 'b': return '«1.34»'; } } sink(f('b'));", '1.34'),
  'the default of switch': row("function f(e) { switch (e) { case 'a': return '1.0'; default: return '«1.34»'; } } sink(f('x'));", '1.34'),
  'falling through': row("function f(e) { switch (e) { case 'a': case 'b': return '«1.34»'; } } sink(f('a'));", '1.34'),
  'switch over something unknown': row(
    "function f() { switch (stage()) { case 'a': return '«1.33»'; default: return '«1.34»'; } } sink(f());",
    ["1.33 (stage() is 'a')", '1.34 (stage() is none of the others)'],
  ),
  nothing: row('function f() {} new Sink({ version: f() });', 'absent'),
  'a loop that returns': row(
    "function f(l) { for (const x of l) { if (x) return x; } } sink(f(['1.34']));",
    '? `for (const x of l) { if (x) return x; }` may return',
  ),
};

const PARAMETERS: Readonly<Record<string, Row>> = {
  'one call': row("function f(v) { sink(v); } f('«1.34»');", '1.34'),
  'a call before': row("f('«1.34»'); function f(v) { sink(v); }", '1.34'),
  'two calls': row("function f(n, v) { sink(v); } f('coredns', '«1.33»'); f('vpc-cni', '«1.34»');", ['1.33 (coredns)', '1.34 (vpc-cni)']),
  'calls that are told apart by an object': row(
    "function f(o) { new Sink({ version: o.v }); } f({ name: 'a', v: '«1.33»' }); f({ name: 'b', v: '«1.34»' });",
    ['1.33 (a)', '1.34 (b)'],
  ),
  'calls that only their place tells apart': row(
    "function f(v) { sink(v.x); }\nf({ x: true ? '«1.33»' : '' });\nf({ x: true ? '«1.34»' : '' });",
    ['1.33 (index.ts:2)', '1.34 (index.ts:3)'],
  ),
  'calls that agree': row("const V = '«1.34»'; function f(n, v) { sink(v); } f('a', V); f('b', V);", '1.34'),
  'one field of the object': row("function f(o) { new Sink(o); } f({ version: '«1.34»' });", '1.34'),
  'the whole object spread': row("function f(o) { new Sink({ ...o }); } f({ version: '«1.34»' });", '1.34'),
  'a default of the field': row(
    "function f(o) { new Sink({ version: o.version ?? '«1.33»' }); } f({ name: 'a' }); f({ name: 'b', version: '«1.34»' });",
    ['1.33 (a)', '1.34 (b)'],
  ),
  'a default in the signature': row("function f(n, v = '«1.33»') { sink(v); } f('a'); f('b', '«1.34»');", ['1.33 (a)', '1.34 (b)']),
  'nobody calls it': row('export function f(v) { sink(v); }', '? `v` is a parameter, and nothing'),
  'nobody calls it, with a default': row("export function f(v = '«1.34»') { sink(v); }", ['1.34 (by default)', '? `v` is a parameter']),
  'a pattern nobody hands in': row("export function f({ v = '«1.34»' }) { sink(v); }", [
    '1.34 (by default)',
    "? `{ v = '1.34' }` is a parameter",
  ]),
  'a text of two parameters': row("function f(a, b) { sink(`«${a}.${b}»`); } f('1', '33'); f('2', '34');", ['1.33 (1)', '2.34 (2)']),
  'through two functions': row("function g(v) { sink(v); } function f(n, v) { g(v); } f('a', '«1.33»'); f('b', '«1.34»');", [
    '1.33 (a)',
    '1.34 (b)',
  ]),
  'a function that calls itself': row("function f(v, n) { if (n) f(v, n - 1); sink(v); } f('«1.34»', 2);", '1.34'),
  'a method': row("class A { m(v) { sink(v); } run() { this.m('«1.34»'); } }", '1.34'),
  'a private method': row("class A { #m(v) { sink(v); } run() { this.#m('«1.34»'); } }", '1.34'),
  'a method from outside': row("class A { m(v) { sink(v); } } const a = new A(); a.m('«1.34»');", '1.34'),
  'a function inside a function': row("function f(v) { const g = (n) => sink(v); g('a'); g('b'); } f('«1.34»');", '1.34'),
  'a function in an object': row("const o = { f: (v) => sink(v) }; o.f('«1.34»');", '1.34'),
  'a function under another name': row("const f = (v) => sink(v); const g = f; g('«1.34»');", '1.34'),
  'a function that is handed on': row("function f(v) { sink(v); } f('«1.34»'); register(f);", ['1.34', '? `f` is handed to `register`']),
  'a callback of a function nobody knows': row('on((v) => sink(v));', '? `v` is a parameter'),
  'another function of the same name': row("function f(v) { sink(v); } f('«1.34»'); { function f(v) {} f('1.0'); }", '1.34'),
  'calls in other files': row('export function f(n, v) { sink(v); }', ['1.33 (a)', '1.34 (b)'], {
    'a.ts': "import { f } from './index'; f('a', '«1.33»');",
    'b.ts': "import * as lib from './index'; lib.f('b', '«1.34»');",
  }),
  'calls under another name': row('export function f(v) { sink(v); }', '1.34', {
    'a.ts': "import { f as g } from './index'; g('«1.34»');",
  }),
  'calls through a barrel': row('', '1.34', {
    'lib/f.ts': 'export function f(v) { sink(v); }',
    'lib/index.ts': "export { f as addAddon } from './f';",
    'a.ts': "import { addAddon } from './lib'; addAddon('«1.34»');",
  }),
  'calls of the default': row('', '1.34', {
    'helper.ts': 'export default function (v) { sink(v); }',
    'a.ts': "import add from './helper'; add('«1.34»');",
  }),
  'calls of a module': row('', '1.34', {
    'helper.js': 'module.exports = function (v) { sink(v); };',
    'a.js': "const add = require('./helper'); add('«1.34»');",
  }),
  'calls in a test': row('export function f(n, v) { sink(v); }', '1.34', {
    'a.ts': "import { f } from './index'; f('a', '«1.34»');",
    'test/a.test.ts': "import { f } from '../index'; f('b', '1.0');",
  }),
  'another file that only has the name': row("export function f(v) { sink(v); } f('«1.34»');", '1.34', {
    'a.ts': "function f(v) {} f('1.0');",
  }),
};

const CLASSES: Readonly<Record<string, Row>> = {
  'a field': row("class A { v = '«1.34»'; m() { sink(this.v); } }", '1.34'),
  'a private field': row("class A { #v = '«1.34»'; m() { sink(this.#v); } }", '1.34'),
  'a field of the constructor': row("class A { v; constructor() { this.v = '«1.34»'; } m() { sink(this.v); } }", '1.34'),
  'the constructor over a field': row("class A { v = '1.0'; constructor() { this.v = '«1.34»'; } m() { sink(this.v); } }", '1.34'),
  'a field in an arrow': row("class A { v = '«1.34»'; m() { [1].forEach(() => sink(this.v)); } }", '1.34'),
  'a static field': row("class A { static readonly V = '«1.34»'; } sink(A.V);", '1.34'),
  'a static field from inside': row("class A { static V = '«1.34»'; m() { sink(A.V); } }", '1.34'),
  'this in a static method': row("class A { static V = '«1.34»'; static m() { sink(this.V); } }", '1.34'),
  'a getter': row("class A { get v() { return '«1.34»'; } m() { sink(this.v); } }", '1.34'),
  'a static getter': row("class A { static get V() { return '«1.34»'; } } sink(A.V);", '1.34'),
  'a method': row("class A { v() { return '«1.34»'; } m() { sink(this.v()); } }", '1.34'),
  'a static method': row("class A { static of(v) { return v; } } sink(A.of('«1.34»'));", '1.34'),
  'a field of an instance': row("class A { constructor(v) { this.v = v; } } const a = new A('«1.34»'); sink(a.v);", '1.34'),
  'fields of two instances': row(
    "class A { constructor(v) { this.v = v; } } const a = new A('1.0'); const b = new A('«1.34»'); sink(b.v);",
    '1.34',
  ),
  'a method of an instance': row(
    "class A { constructor(v) { this.v = v; } get() { return this.v; } } sink(new A('«1.34»').get());",
    '1.34',
  ),
  'an inherited field': row("class A { v = '«1.34»'; } class B extends A { m() { sink(this.v); } }", '1.34'),
  'a method of the class below': row(
    "class A { v() { return '«1.34»'; } } class B extends A { v() { return super.v(); } m() { sink(this.v()); } }",
    '1.34',
  ),
  'what the class below is made with': row(
    "class A { constructor(v) { this.x = v; } v() { return this.x; } } class B extends A { constructor() { super('«1.34»'); } m() { sink(super.v()); } } class C extends A { constructor() { super('1.0'); } }",
    '1.34',
  ),
  'a field that another class below sets': row(
    "class A { constructor(v) { this.v = v; } } class B extends A { constructor() { super('«1.34»'); } m() { sink(this.v); } } class C extends A { constructor() { super('1.0'); } }",
    '1.34',
  ),
  'a class without a constructor between': row(
    "class A { constructor(v) { this.v = v; } } class B extends A {} class C extends B { m() { sink(this.v); } } new C('«1.34»'); new B('1.0'); new A('1.1');",
    '1.34',
  ),
  'an overridden field': row("class A { v = '1.0'; } class B extends A { v = '«1.34»'; m() { sink(this.v); } }", '1.34'),
  'a field that classes below override': row(
    "abstract class A { v; m() { sink(this.v); } } class B extends A { v = '«1.33»'; } class C extends A { v = '«1.34»'; }",
    ['1.33 (class B)', '1.34 (class C)'],
  ),
  'a field that one class below overrides': row(
    "class A { v = '«1.33»'; m() { sink(this.v); } } class B extends A { v = '«1.34»'; } new A(); new B();",
    ['1.33 (class A)', '1.34 (class B)'],
  ),
  'an abstract getter': row(
    "abstract class A { abstract get v(); m() { sink(this.v); } } class B extends A { get v() { return '«1.34»'; } }",
    '1.34',
  ),
  'a field given by one branch': row(
    "class A { constructor(p) { if (p) { this.v = '1.33'; } else { this.v = '1.34'; } } m() { sink(this.v); } }",
    '? `this.v` is given a value in 2 places',
  ),
  'a changed field': row("class A { c = { v: '1.0' }; constructor() { this.c.v = '1.34'; } m() { sink(this.c.v); } }", '? `'),
};

const COMPONENTS: Readonly<Record<string, Row>> = {
  'one instance': row(
    "class S { constructor(scope, id, props) { new Sink({ version: props.version }); } } new S(app, 'x', { version: '«1.34»' });",
    '1.34',
  ),
  'two instances': row(
    "class S { constructor(scope, id, props) { new Sink({ version: props.version }); } } new S(app, 'dev', { version: '«1.33»' }); new S(app, 'prod', { version: '«1.34»' });",
    ['1.33 (dev)', '1.34 (prod)'],
  ),
  'a default': row(
    "class C { constructor(name, args) { sink(args.version ?? '«1.33»'); } } new C('a', {}); new C('b', { version: '«1.34»' });",
    ['1.33 (a)', '1.34 (b)'],
  ),
  'a default in the signature': row("class C { constructor(name, { version = '«1.34»' } = {}) { sink(version); } } new C('a');", '1.34'),
  'nobody makes one, with a default': row("export class C { constructor(name, { version = '«1.34»' } = {}) { sink(version); } }", [
    '1.34 (by default)',
    '? `{ version',
  ]),
  'a parameter property': row(
    "class C { constructor(private readonly props) {} m() { sink(this.props.version); } } new C({ version: '«1.34»' });",
    '1.34',
  ),
  'a field of the props': row(
    "class C { constructor(props) { this.version = props.version; } m() { sink(this.version); } } new C({ version: '«1.34»' });",
    '1.34',
  ),
  'the whole props': row("class C { constructor(props) { new Sink(props); } } new C({ version: '«1.34»' });", '1.34'),
  'props with a constant': row(
    "class C { constructor(props) { sink(props.version); } } const V = '«1.34»'; const props = { version: V }; new C(props);",
    '1.34',
  ),
  'props with a spread': row(
    "class C { constructor(props) { sink(props.version); } } const base = { version: '«1.34»' }; new C({ ...base, name: 'x' });",
    '1.34',
  ),
  'an instance of another file': row('', '1.34', {
    'lib/stack.ts':
      'export class EksStack extends cdk.Stack { constructor(scope: Construct, id: string, props: Props) { super(scope, id, props); new Sink({ version: props.version }); } }',
    'lib/config.ts': "export const VERSION = '«1.34»';",
    'bin/app.ts':
      "import { EksStack } from '../lib/stack'; import { VERSION } from '../lib/config'; new EksStack(app, 'eks', { version: VERSION });",
  }),
  'an instance of the default class': row('', '1.34', {
    'stack.ts': 'export default class { constructor(v) { sink(v); } }',
    'app.ts': "import Stack from './stack'; new Stack('«1.34»');",
  }),
  super: row("class A { constructor(v) { sink(v); } } class B extends A { constructor() { super('«1.34»'); } } new B();", '1.34'),
  'super of two classes': row(
    "class A { constructor(v) { sink(v); } } class B extends A { constructor() { super('«1.33»'); } } class C extends A { constructor() { super('«1.34»'); } }",
    ['1.33 (1.33)', '1.34 (1.34)'],
  ),
  'super that hands on': row(
    "class A { constructor(n, v) { sink(v); } } class B extends A { constructor(n, v) { super(n, v); } } new B('x', '«1.34»');",
    '1.34',
  ),
  'super that overrides': row(
    "class A { constructor(p) { sink(p.version); } } class B extends A { constructor(p) { super({ ...p, version: '«1.34»' }); } } new B({ version: '1.0' });",
    '1.34',
  ),
  'an inherited constructor': row("class A { constructor(v) { sink(v); } } class B extends A {} new B('«1.34»');", '1.34'),
  'super with all arguments': row(
    "class A { constructor(v) { sink(v); } } class B extends A { constructor(...args) { super(...args); } } new B('«1.34»');",
    '1.34',
  ),
  'a member of an inherited constructor': row(
    "class A { constructor(v) { this.v = v; } } class B extends A { constructor() { super('«1.34»'); } } sink(new B().v);",
    '1.34',
  ),
  'a component in a component': row(
    "class A { constructor(n, v) { sink(v); } } class B { constructor(n, p) { new A(n, p.v); } } new B('x', { v: '«1.33»' }); new B('y', { v: '«1.34»' });",
    ['1.33 (x)', '1.34 (y)'],
  ),
  'an instance by a function': row("class A { constructor(v) { sink(v); } } const make = (v) => new A(v); make('«1.34»');", '1.34'),
  'an instance in a loop': row("class A { constructor(v) { sink(v); } } for (const v of ['«1.33»', '«1.34»']) new A(v);", [
    '1.33 (1.33)',
    '1.34 (1.34)',
  ]),
};

const GROUPS: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  'the result of a function': RESULTS,
  'a parameter': PARAMETERS,
  'a class': CLASSES,
  'a component': COMPONENTS,
};

test.each(Object.entries(GROUPS).flatMap(([group, rows]) => Object.entries(rows).map(([name, each]) => [group, name, each] as const)))(
  '%s: %s',
  (_group, _name, each) => {
    expect(outcomeOf(each)).toEqual(expectedOf(each));
  },
);
