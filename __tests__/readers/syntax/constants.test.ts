/** Values of one file: names, objects, lists, choices, texts that are put together. */
import { expect, test } from 'vitest';
import { expectedOf, row, type Row, outcomeOf } from './sink.ts';

const NAMES: Readonly<Record<string, Row>> = {
  'a literal': row("sink('«1.34»');", '1.34'),
  'double quotes': row('sink("«1.34»");', '1.34'),
  backquotes: row('sink(`«1.34»`);', '1.34'),
  'a number': row('sink(«1.30»);', '1.3'),
  'a number with a separator': row('sink(«1_000»);', '1000'),
  true: row('sink(«true»);', 'true'),
  'an escape sequence': row(String.raw`sink('«1\x2e34»');`, '1.34'),
  'a constant': row("const V = '«1.34»'; sink(V);", '1.34'),
  'a constant of a constant': row("const A = '«1.34»'; const B = A; sink(B);", '1.34'),
  'a type': row("const V = '«1.34»' as const; sink(V as any);", '1.34'),
  'an old type assertion': row("sink(<string>'«1.34»');", '1.34'),
  satisfies: row("const V = '«1.34»' satisfies string; sink(V!);", '1.34'),
  parentheses: row("sink((('«1.34»')));", '1.34'),
  await: row("const V = await '«1.34»'; sink(await V);", '1.34'),
  'a later declaration': row("sink(V); const V = '«1.34»';", '1.34'),
  'a variable that nothing writes': row("let v = '«1.34»'; sink(v);", '1.34'),
  var: row("var v = '«1.34»'; sink(v);", '1.34'),
  'var in a block': row("{ var v = '«1.34»'; } sink(v);", '1.34'),
  'the inner of two names': row("const v = '1.0'; { const v = '«1.34»'; sink(v); }", '1.34'),
  'the outer of two names': row("const v = '«1.34»'; { const v = '1.0'; } sink(v);", '1.34'),
  'an enum': row("enum K8s { V = '«1.34»' } sink(K8s.V);", '1.34'),
  'a constant enum by key': row("const enum K8s { 'a-b' = '«1.34»' } sink(K8s['a-b']);", '1.34'),
  'an object': row("const c = { eks: { version: '«1.34»' } }; sink(c.eks.version);", '1.34'),
  'an object by key': row("const c = { 'a-b': '«1.34»' } as const; sink(c['a-b']);", '1.34'),
  'an object by a key in a constant': row("const K = 'prod'; const c = { dev: '1.0', prod: '«1.34»' }; sink(c[K]);", '1.34'),
  'an object by a composed key': row("const E = 'prod'; const c = { 'eks-prod': '«1.34»' }; sink(c[`eks-${E}`]);", '1.34'),
  'a computed key': row("const K = 'v'; const c = { [K]: '«1.34»' }; sink(c.v);", '1.34'),
  'the last of equal keys': row("const c = { v: '1.0', v: '«1.34»' }; sink(c.v);", '1.34'),
  shorthand: row("const version = '«1.34»'; const c = { version }; sink(c.version);", '1.34'),
  'a getter': row("const c = { get v() { return '«1.34»'; } }; sink(c.v);", '1.34'),
  'a frozen object': row("const c = Object.freeze({ v: '«1.34»' }); sink(c.v);", '1.34'),
  'a cloned object': row("const c = structuredClone({ v: '«1.34»' }); sink(c.v);", '1.34'),
  'optional chaining': row("const c = { a: { v: '«1.34»' } }; sink(c?.a?.v);", '1.34'),
  'a list': row("const l = ['1.0', '«1.34»']; sink(l[1]);", '1.34'),
  'the end of a list': row("const l = ['1.0', '«1.34»']; sink(l.at(-1));", '1.34'),
  'a list in a list': row("const l = [['1.0'], ['«1.34»']]; sink(l[1][0]);", '1.34'),
  'a list behind a spread': row("const a = ['«1.34»']; const l = ['1.0', ...a]; sink(l[1]);", '1.34'),
  'a set': row("for (const v of new Set(['«1.34»'])) sink(v);", '1.34'),
  'a map': row("const m = new Map([['dev', '1.0'], ['prod', '«1.34»']]); sink(m.get('prod'));", '1.34'),
  'a map by any key': row("const m = new Map([['dev', '«1.33»'], ['prod', '«1.34»']]); sink(m.get(env()));", [
    '1.33 (env() is "dev")',
    '1.34 (env() is "prod")',
  ]),
  'a map made of entries': row("const m = new Map(Object.entries({ a: '«1.34»' })); sink(m.get('a'));", '1.34'),
};

const PATTERNS: Readonly<Record<string, Row>> = {
  destructuring: row("const { v } = { v: '«1.34»' }; sink(v);", '1.34'),
  'under another name': row("const { v: w } = { v: '«1.34»' }; sink(w);", '1.34'),
  nested: row("const { a: { v } } = { a: { v: '«1.34»' } }; sink(v);", '1.34'),
  'a default that is used': row("const { v = '«1.34»' } = {}; sink(v);", '1.34'),
  'a default that is not used': row("const { v = '1.0' } = { v: '«1.34»' }; sink(v);", '1.34'),
  'a default for undefined': row("const { v = '«1.34»' } = { v: undefined }; sink(v);", '1.34'),
  'a default of a whole part': row("const { a: { v = '«1.34»' } = {} } = {}; sink(v);", '1.34'),
  'of a list': row("const [, v] = ['1.0', '«1.34»']; sink(v);", '1.34'),
  'the rest of a list': row("const [, ...r] = ['1.0', '«1.34»']; sink(r[0]);", '1.34'),
  'the rest of an object': row("const { a, ...r } = { a: 1, v: '«1.34»' }; sink(r.v);", '1.34'),
  'a computed name': row("const K = 'v'; const { [K]: w } = { v: '«1.34»' }; sink(w);", '1.34'),
};

const SPREADS: Readonly<Record<string, Row>> = {
  'a spread before': row("const b = { version: '1.0' }; new Sink({ ...b, version: '«1.34»' });", '1.34'),
  'a spread after': row("const b = { version: '«1.34»' }; new Sink({ version: '1.0', ...b });", '1.34'),
  'a spread without it': row("const b = { name: 'x' }; new Sink({ version: '«1.34»', ...b });", '1.34'),
  'a spread of spreads': row("const a = { version: '«1.34»' }; const b = { ...a }; new Sink({ ...b });", '1.34'),
  'a spread of a condition': row("new Sink({ version: '«1.33»', ...(prod && { version: '«1.34»' }) });", [
    '1.34 (when prod)',
    '1.33 (unless prod)',
  ]),
  'a spread of a choice': row("new Sink({ version: '«1.33»', ...(prod ? { version: '«1.34»' } : {}) });", [
    '1.34 (when prod)',
    '1.33 (unless prod)',
  ]),
  'a spread of undefined': row("new Sink({ version: '«1.34»', ...undefined });", '1.34'),
  'an unknown spread before': row("new Sink({ ...base(), version: '«1.34»' });", '1.34'),
  'an unknown spread after': row("new Sink({ version: '1.34', ...base() });", '? `...base()` may set it'),
  'Object.assign': row("new Sink(Object.assign({}, { version: '1.0' }, { version: '«1.34»' }));", '1.34'),
  'no field': row('new Sink({ name: 1 });', 'absent'),
  'an undefined field': row('new Sink({ version: undefined });', 'absent'),
  'a field without a value': row('new Sink({ version: void 0 });', 'absent'),
  'a field that one alternative has': row("new Sink(prod ? { version: '«1.34»' } : {});", [
    '1.34 (when prod)',
    '? it is not given (unless prod)',
  ]),
};

const CHOICES: Readonly<Record<string, Row>> = {
  '?? of a value': row("sink('«1.34»' ?? '1.0');", '1.34'),
  '?? of undefined': row("sink(undefined ?? '«1.34»');", '1.34'),
  '?? of null': row("sink(null ?? '«1.34»');", '1.34'),
  '?? of an empty text': row("sink('«»' ?? '1.0');", ''),
  '|| of an empty text': row("sink('' || '«1.34»');", '1.34'),
  '|| of a value': row("sink('«1.34»' || '1.0');", '1.34'),
  '?? of something unknown': row("sink(pick() ?? '«1.34»');", ['1.34 (by default)', '? `pick()` is computed']),
  'the environment alone': row('sink(process.env.V);', '? `V` of the environment'),
  'the environment with ??': row("sink(process.env.V ?? '«1.34»');", '1.34 (V is not set)'),
  'the environment with ||': row("sink(process.env['V'] || '«1.34»');", '1.34 (V is not set)'),
  'the environment in a constant': row("const env = process.env; const v = env.V ?? '«1.34»'; sink(v);", '1.34 (V is not set)'),
  'the environment taken apart': row("const { V = '«1.34»' } = process.env; sink(V);", '1.34 (V is not set)'),
  'the environment in a text': row("const m = process.env.M ?? '34'; sink(`«1.${m}»`);", '1.34 (M is not set)'),
  'a ternary': row("sink(prod ? '«1.34»' : '«1.33»');", ['1.34 (when prod)', '1.33 (unless prod)']),
  'a ternary of equal places': row("const V = '«1.34»'; sink(prod ? V : V);", '1.34'),
  'a ternary of a known text': row("const E = 'prod'; sink(E === 'prod' ? '«1.34»' : '1.0');", '1.34'),
  'a ternary of a known difference': row("const E = 'prod'; sink(E !== 'prod' ? '1.0' : '«1.34»');", '1.34'),
  'a ternary of known numbers': row("const N = 3; sink(N > 2 && N <= 3 ? '«1.34»' : '1.0');", '1.34'),
  'a ternary of a negation': row("const isDev = false; sink(!isDev ? '«1.34»' : '1.0');", '1.34'),
  'a ternary of a key': row("const m = { a: 1 }; sink('a' in m ? '«1.34»' : '1.0');", '1.34'),
  'a ternary of a missing key': row("const m = { a: 1 }; sink('b' in m ? '1.0' : '«1.34»');", '1.34'),
  'a ternary of the start': row("const E = 'prod-eu'; sink(E.startsWith('prod') ? '«1.34»' : '1.0');", '1.34'),
  'a ternary of a list': row("const E = 'prod'; sink(['dev', 'prod'].includes(E) ? '«1.34»' : '1.0');", '1.34'),
  'a ternary of undefined': row("const o = {}; sink(o.v === undefined ? '«1.34»' : '1.0');", '1.34'),
  'a ternary of a type': row("const o = { v: 'x' }; sink(typeof o.v === 'string' ? '«1.34»' : '1.0');", '1.34'),
  'a ternary of the environment': row("const e = process.env.E ?? 'dev'; sink(e === 'prod' ? '«1.34»' : '«1.33»');", [
    "1.34 (when e === 'prod')",
    "1.33 (unless e === 'prod')",
  ]),
  'a ternary in a ternary': row("sink(a ? '«1.33»' : b ? '«1.34»' : '«1.35»');", [
    '1.33 (when a)',
    '1.34 (unless a, when b)',
    '1.35 (unless a, unless b)',
  ]),
  'a map by the environment': row("const e = process.env.E ?? 'dev'; const m = { dev: '«1.33»', prod: '«1.34»' }; sink(m[e]);", [
    '1.33 (e is "dev")',
    '1.34 (e is "prod")',
  ]),
  'a map by a version of the environment': row(
    "const k = process.env.K || '1.33'; sink({ '1.33': '«a»', '1.34': 'b' }[k]);",
    'a (K is not set)',
  ),
  'a map by a version that is given or not': row("const k = pick() ?? '1.33'; sink({ '1.33': '«a»', '1.34': 'b' }[k]);", [
    'a (by default)',
    '? `pick()` is computed',
  ]),
  'a map by a prop with a default': row(
    "function f(n, { k = '1.33' }) { sink({ '1.33': '«a»', '1.34': '«b»' }[k]); } f('x', {}); f('y', { k: '1.34' });",
    ['a (x)', 'b (y)'],
  ),
  'a Map by a version of the environment': row(
    "const k = process.env.K ?? '1.33'; sink(new Map([['1.33', '«a»'], ['1.34', 'b']]).get(k));",
    'a (K is not set)',
  ),
  'a map without the version of the environment': row(
    "const k = process.env.K ?? '1.35'; sink({ '1.33': 'a' }[k] ?? '«b»');",
    'b (K is not set)',
  ),
  'a ternary of a version of the environment': row(
    "const k = process.env.K ?? '1.34'; sink(k === '1.33' ? 'a' : '«b»');",
    'b (K is not set)',
  ),
  'a ternary of a version that is given or not': row("const k = pick() ?? '1.34'; sink(k === '1.33' ? 'a' : '«b»');", [
    'b (by default)',
    "? `k === '1.33'` rests on what is given",
  ]),
  'a switch of a version of the environment': row(
    "function f(k) { switch (k) { case '1.33': return '«a»'; default: return 'b'; } } sink(f(process.env.K ?? '1.33'));",
    'a (K is not set)',
  ),
  'a switch of the environment': row(
    "function f(e) { switch (e) { case 'dev': case 'test': return '«a»'; case 'prod': return '«b»'; default: throw e; } } sink(f(process.env.E ?? 'dev'));",
    ["a (e is 'dev' or 'test')", "b (e is 'prod')"],
  ),
  'an if of a version of the environment': row(
    "const k = process.env.K ?? '1.34'; let v = '1'; if (k === '1.34') { v = '«2»'; } sink(v);",
    '2 (K is not set)',
  ),
  'a call beside one by the environment': row(
    "const m = { dev: '«1.33»', prod: '«1.34»' }; function f(n, e) { sink(m[e]); } f('a', 'prod'); f('b', process.env.E ?? 'dev');",
    ['1.34 (a)', '1.33 (b, e is "dev")', '1.34 (b, e is "prod")'],
  ),
  'a map with a default': row("const m = { prod: '«1.34»' }; sink(m[stage] ?? '«1.33»');", [
    '1.34 (stage is "prod")',
    '1.33 (stage is none of them)',
  ]),
  'equal conditions meet once': row("const a = prod ? '1' : '2'; const b = prod ? '33' : '34'; sink(`«${a}.${b}»`);", [
    '1.33 (when prod)',
    '2.34 (unless prod)',
  ]),
  'different conditions meet twice': row("const a = x ? '1' : '2'; const b = y ? '3' : '4'; sink(`«${a}.${b}»`);", [
    '1.3 (when x, when y)',
    '1.4 (when x, unless y)',
    '2.3 (unless x, when y)',
    '2.4 (unless x, unless y)',
  ]),
};

const TEXTS: Readonly<Record<string, Row>> = {
  'a template': row("const m = '34'; sink(`«1.${m}»`);", '1.34'),
  'a template of a number': row('sink(`«1.${34}»`);', '1.34'),
  'a template that is one value': row("const v = '«1.34»'; sink(`${v}`);", '1.34'),
  'a template of a template': row('const a = `1.${34}`; sink(`«v${a}.0»`);', 'v1.34.0'),
  plus: row("const m = '34'; sink(«'1.' + m»);", '1.34'),
  'plus a number': row("sink(«'1.' + 34»);", '1.34'),
  'a sum': row('sink(«1 + 2»);', '3'),
  'a sum in a template': row('const M = 33; sink(`«1.${M + 1}»`);', '1.34'),
  'a long plus': row(`sink(«${"'1' + ".repeat(300)}'2'»);`, `${'1'.repeat(300)}2`),
  replace: row("sink(«'v1.34'.replace('v', '')»);", '1.34'),
  replaceAll: row("sink(«'1_34'.replaceAll('_', '.')»);", '1.34'),
  'replace by a pattern': row(String.raw`sink(«'v1.34.2'.replace(/\.\d+$/, '')»);`, 'v1.34'),
  split: row("sink(«'1.34-eks'.split('-')»[0]);", '1.34'),
  'split and destructure': row("const [v] = «'1.34-eks'.split('-')»; sink(v);", '1.34'),
  slice: row("sink(«'v1.34'.slice(1)»);", '1.34'),
  substring: row("sink(«'v1.34x'.substring(1, 5)»);", '1.34'),
  'trim that changes nothing': row("sink('«1.34»'.trim());", '1.34'),
  trim: row("sink(«' 1.34'.trim()»);", '1.34'),
  toString: row('sink((«1.34»).toString());', '1.34'),
  String: row("const v = '«1.34»'; sink(String(v));", '1.34'),
  'String of a number': row('sink(String(«1.30»));', '1.3'),
  Number: row("sink(«Number('34')»);", '34'),
  parseInt: row("sink(«parseInt('34', 10)»);", '34'),
  toFixed: row('sink(«(1.3).toFixed(2)»);', '1.30'),
  toLowerCase: row("sink(«'V1'.toLowerCase()»);", 'v1'),
  padStart: row("sink(«'7'.padStart(2, '0')»);", '07'),
  concat: row("sink(«'1.'.concat('34')»);", '1.34'),
  join: row("sink(«['1', '34'].join('.')»);", '1.34'),
  'join of numbers': row("const MINOR = 34; sink(«[1, MINOR].join('.')»);", '1.34'),
  'a text with an unknown part': row('sink(`1.${minor()}`);', '? `minor()` is computed'),
  'a text with a missing part': row('const o = {}; sink(`1.${o.minor}`);', '? a part of it is not given'),
};

const GROUPS: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  'a name': NAMES,
  'a pattern': PATTERNS,
  'a spread': SPREADS,
  'a choice': CHOICES,
  'a text': TEXTS,
};

test.each(Object.entries(GROUPS).flatMap(([group, rows]) => Object.entries(rows).map(([name, each]) => [group, name, each] as const)))(
  '%s: %s',
  (_group, _name, each) => {
    expect(outcomeOf(each)).toEqual(expectedOf(each));
  },
);
