/** Values of loops over lists and objects that the program writes down. */
import { expect, test } from 'vitest';
import { expectedOf, row, type Row, outcomeOf } from './sink.ts';

const LIST = "const l = [{ name: 'a', v: '«1.33»' }, { name: 'b', v: '«1.34»' }];";
const BOTH = ['1.33 (a)', '1.34 (b)'];
const OBJECT = "const o = { coredns: '«1.33»', 'kube-proxy': '«1.34»' };";
const ENTRIES = ['1.33 (coredns)', '1.34 (kube-proxy)'];

const LISTS: Readonly<Record<string, Row>> = {
  'for of': row(`${LIST} for (const x of l) sink(x.v);`, BOTH),
  'for of with a pattern': row(`${LIST} for (const { v } of l) sink(v);`, BOTH),
  'for of with a default': row("for (const { v = '«1.34»' } of [{ name: 'a' }]) sink(v);", '1.34'),
  'for of texts': row("for (const v of ['«1.33»', '«1.34»']) sink(v);", ['1.33 (1.33)', '1.34 (1.34)']),
  'for of pairs': row("for (const [name, v] of [['a', '«1.33»'], ['b', '«1.34»']]) sink(v);", BOTH),
  forEach: row(`${LIST} l.forEach((x) => { sink(x.v); });`, BOTH),
  'forEach with a pattern': row(`${LIST} l.forEach(({ v }) => sink(v));`, BOTH),
  'forEach with a function': row(`${LIST} l.forEach(function (x) { sink(x.v); });`, BOTH),
  'forEach with a named function': row(`${LIST} const add = (x) => sink(x.v); l.forEach(add);`, BOTH),
  map: row(`${LIST} const made = l.map((x) => sink(x.v));`, BOTH),
  'a literal list': row("[{ name: 'a', v: '«1.33»' }, { name: 'b', v: '«1.34»' }].forEach((x) => sink(x.v));", BOTH),
  'as const': row("for (const x of ([{ name: 'a', v: '«1.34»' }] as const)) sink(x.v);", '1.34'),
  'a list of another file': row("import { l } from './lists'; for (const x of l) sink(x.v);", BOTH, { 'lists.ts': `export ${LIST}` }),
  'a list of a class': row(`class A { ${LIST.replace('const ', '')} m() { for (const x of this.l) sink(x.v); } }`, BOTH),
  'a list that is handed in': row(`${LIST} function f(list) { for (const x of list) sink(x.v); } f(l);`, BOTH),
  'a list behind a spread': row(`${LIST} for (const x of [...l]) sink(x.v);`, BOTH),
  'two lists together': row(`${LIST} for (const x of l.concat([{ name: 'c', v: '«1.35»' }])) sink(x.v);`, [...BOTH, '1.35 (c)']),
  'a list of JSON': row("import l from './l.json'; for (const x of l) sink(x.v);", BOTH, {
    'l.json': '[{ "name": "a", "v": "«1.33»" }, { "name": "b", "v": "«1.34»" }]',
  }),
  'a counted loop': row("const l = ['«1.33»', '«1.34»']; for (let i = 0; i < l.length; i++) sink(l[i]);", [
    '1.33 (i is "0")',
    '1.34 (i is "1")',
  ]),
  'a filter': row(
    `const l = [{ name: 'a', v: '1.0', on: false }, { name: 'b', v: '«1.34»', on: true }]; for (const x of l.filter((y) => y.on)) sink(x.v);`,
    '1.34',
  ),
  'a filter that nobody can tell': row(
    `const l = [{ v: '1.0' }]; for (const x of l.filter((y) => keep(y))) sink(x.v);`,
    '? `l.filter((y) => keep(y))` is computed',
  ),
  find: row(`const l = [{ name: 'a', v: '1.0' }, { name: 'b', v: '«1.34»' }]; sink(l.find((x) => x.name === 'b').v);`, '1.34'),
  'find by a parameter': row(`${LIST} function f(n) { sink(l.find((x) => x.name === n)!.v); } f('a'); f('b');`, BOTH),
  'the result of map': row("const l = ['33', '34'].map((m) => ({ m, v: `«1.${m}»` })); for (const x of l) sink(x.v);", [
    '1.33 (33)',
    '1.34 (34)',
  ]),
  'an element of the result of map': row("sink(['1.33', '«1.34»'].map((v) => ({ v }))[1].v);", '1.34'),
  flatMap: row("for (const x of [['«1.34»']].flatMap((y) => y)) sink(x);", '1.34'),
  'an index': row("['a', 'b'].forEach((x, i) => sink(`«${x}${i}»`));", ['a0 (a)', 'b1 (b)']),
  'equal elements': row("const V = '«1.34»'; for (const x of [{ n: 1, v: V }, { n: 2, v: V }]) sink(x.v);", '1.34'),
  'a loop in a loop': row("for (const a of ['1', '2']) for (const b of ['3', '4']) sink(`«${a}.${b}»`);", [
    '1.3 (1, 3)',
    '1.4 (1, 4)',
    '2.3 (2, 3)',
    '2.4 (2, 4)',
  ]),
  'an element without it': row("for (const x of [{ name: 'a', v: '«1.34»' }, { name: 'b' }]) new Sink({ version: x.v });", [
    '1.34 (a)',
    '? it is not given (b)',
  ]),
  'a default for an element': row("for (const x of [{ name: 'a', v: '«1.34»' }, { name: 'b' }]) sink(x.v ?? '«1.33»');", [
    '1.34 (a)',
    '1.33 (b)',
  ]),
  'a choice by the element': row("for (const n of ['a', 'b']) sink(n === 'a' ? '«1.33»' : '«1.34»');", BOTH),
  'a map by the element': row("const m = { a: '«1.33»', b: '«1.34»' }; for (const n of ['a', 'b']) sink(m[n]);", BOTH),
  'an empty list': row('for (const x of []) sink(x);', '? '),
  'a list nobody knows': row('for (const x of list()) sink(x);', '? `list()` is computed'),
};

const OBJECTS: Readonly<Record<string, Row>> = {
  entries: row(`${OBJECT} for (const [name, v] of Object.entries(o)) sink(v);`, ENTRIES),
  'entries with forEach': row(`${OBJECT} Object.entries(o).forEach(([name, v]) => sink(v));`, ENTRIES),
  'entries with map': row(`${OBJECT} Object.entries(o).map(([, v]) => sink(v));`, ENTRIES),
  keys: row("const o = { «a»: 1, '«b»': 2 }; for (const k of Object.keys(o)) sink(k);", ['a (a)', 'b (b)']),
  'keys as an index': row(`${OBJECT} Object.keys(o).forEach((k) => sink(o[k]));`, ENTRIES),
  values: row(
    "const o = { a: { name: 'a', v: '«1.33»' }, b: { name: 'b', v: '«1.34»' } }; Object.values(o).forEach((x) => sink(x.v));",
    BOTH,
  ),
  'for in': row(`${OBJECT} for (const k in o) sink(o[k]);`, ENTRIES),
  'the key of an entry': row('for (const [k] of Object.entries({ «coredns»: 1 })) sink(k);', 'coredns'),
  'entries of objects': row("for (const [n, { v }] of Object.entries({ a: { v: '«1.33»' }, b: { v: '«1.34»' } })) sink(v);", BOTH),
  'entries of a spread': row("const b = { a: '«1.33»' }; for (const [n, v] of Object.entries({ ...b, b: '«1.34»' })) sink(v);", BOTH),
  'an entry that is replaced': row("const b = { a: '1.0' }; for (const [n, v] of Object.entries({ ...b, a: '«1.34»' })) sink(v);", '1.34'),
  fromEntries: row("const o = Object.fromEntries([['a', '«1.34»']]); sink(o.a);", '1.34'),
  'fromEntries of map': row("const o = Object.fromEntries(['a', 'b'].map((n) => [n, `«${n}!»`])); sink(o.b);", 'b!'),
  'a Map': row("for (const [n, v] of new Map([['a', '«1.33»'], ['b', '«1.34»']])) sink(v);", BOTH),
  'forEach of a Map': row("new Map([['a', '«1.33»'], ['b', '«1.34»']]).forEach((v, n) => sink(v));", BOTH),
  'an enum': row("enum E { A = '«1.33»', B = '«1.34»' } for (const v of Object.values(E)) sink(v);", ['1.33 (1.33)', '1.34 (1.34)']),
};

const GROUPS: Readonly<Record<string, Readonly<Record<string, Row>>>> = { 'a list': LISTS, 'an object': OBJECTS };

test.each(Object.entries(GROUPS).flatMap(([group, rows]) => Object.entries(rows).map(([name, each]) => [group, name, each] as const)))(
  '%s: %s',
  (_group, _name, each) => {
    expect(outcomeOf(each)).toEqual(expectedOf(each));
  },
);
