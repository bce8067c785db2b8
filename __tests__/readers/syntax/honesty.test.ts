/** What cannot be told without running the program is unknown, and what is not reached does not count. */
import { expect, test } from 'vitest';
import { expectedOf, outcomeOf, row, type Row } from './sink.ts';

const MORE_THAN_ONCE = '? `v` is assigned more than once';
const CHANGED = '? `';

const WRITES: Readonly<Record<string, Row>> = {
  'another value': row("let v = '1.0'; v = '«1.34»'; sink(v);", '1.34'),
  'another value made from the first': row("let v = '1.'; v = «v + '34'»; sink(v);", '1.34'),
  'another value of an object': row(
    "let o = { version: '«1.34»' }; if (c) { o = Object.assign({}, o, { a: 1 }); } else { o = { ...o, b: 2 }; } new Sink(o);",
    '1.34',
  ),
  'another object that is changed': row("let o = { version: '1.0' }; o = { version: '1.33' }; o.version = '1.34'; new Sink(o);", CHANGED),
  'a function before another value': row("let v = '1.0'; function f() { sink(v); } f(); v = '1.34'; f();", MORE_THAN_ONCE),
  'a function after the last value': row("let v = '1.0'; v = '«1.34»'; function f() { sink(v); } f();", '1.34'),
  'a hoisted function': row("let v = '1.0'; f(); v = '1.34'; function f() { sink(v); }", MORE_THAN_ONCE),
  'a closure after the last value': row("let v; v = '«1.34»'; [1].forEach(() => sink(v));", '1.34'),
  'a closure before the last value': row("let v = '1.0'; later(() => sink(v)); v = '1.34';", MORE_THAN_ONCE),
  'a turn of a loop before': row("let v = '1.0'; for (const x of [1, 2]) { sink(v); v = '1.34'; }", MORE_THAN_ONCE),
  'a loop after the last value': row("let v = '1.0'; v = '«1.34»'; for (const x of [1]) { sink(v); }", '1.34'),
  'a value in the branch of the use': row("let v = '1.0'; if (c) { v = '«1.34»'; sink(v); } else { v = '1.33'; }", '1.34'),
  'a branch that leaves': row("function f() { let v = '«1.34»'; if (c) { v = '1.0'; return; } sink(v); } f();", '1.34'),
  'a switch': row("let v; switch (e) { case 'a': v = '«1.33»'; break; default: v = '«1.34»'; } sink(v);", [
    "1.33 (e is 'a')",
    '1.34 (e is none of the others)',
  ]),
  'a switch that writes in a loop': row("let v = '1.0'; switch (e) { case 'a': for (const x of y) v = x; } sink(v);", MORE_THAN_ONCE),
  'a switch that knows': row("let v; switch ('a') { case 'a': { v = '«1.33»'; break; } default: v = '1.34'; } sink(v);", '1.33'),
  'a value that is left half-way': row(
    "let v = '1.0'; switch ('a') { case 'a': if (c) { v = '1.33'; break; } v = '1.34'; } sink(v);",
    '? `if (c) {',
  ),
  'a value in a condition': row("let v = '1.0'; if ((v = '1.34')) { v = '1.33'; } sink(v);", MORE_THAN_ONCE),
  'a value beside the use': row("let v = '1.0'; f((v = '1.34'), sink(v));", MORE_THAN_ONCE),
  'a value where it failed': row("let v = '1.0'; try { v = '1.33'; g(); } catch { sink(v); }", MORE_THAN_ONCE),
  'two values that may fail': row("let v = '1.0'; try { v = '1.33'; v = '1.34'; } catch {} sink(v);", MORE_THAN_ONCE),
  'a turn that goes on': row("for (const x of [1]) { let v = '«1.34»'; if (c) { v = '1.0'; continue; } sink(v); }", '1.34'),
  'a value that may fail': row("let v = '1.0'; try { v = '«1.33»'; } catch { v = '«1.34»'; } sink(v);", [
    '1.33 (unless it fails)',
    '1.34 (when it fails)',
  ]),
  'another value in a function': row("let v = '1.0'; function f() { v = '1.34'; } sink(v);", MORE_THAN_ONCE),
  'another value in a closure': row("let v = '1.0'; [1].forEach(() => { v = '1.34'; }); sink(v);", MORE_THAN_ONCE),
  'another value in a loop': row("let v = '1.0'; for (v of ['1.34']) {} sink(v);", MORE_THAN_ONCE),
  'another value by a pattern': row("let v = '1.0'; ({ v } = { v: '1.34' }); sink(v);", MORE_THAN_ONCE),
  'another value by a list': row("let v = '1.0'; [v] = ['1.34']; sink(v);", MORE_THAN_ONCE),
  'an addition': row("let v = '1'; v += '.34'; sink(v);", MORE_THAN_ONCE),
  'a count': row('let v = 33; v++; sink(v);', MORE_THAN_ONCE),
  'a value only later': row("let v; v = '«1.34»'; sink(v);", '1.34'),
  'a value after the use': row("let v; sink(v); v = '1.34';", '? `v` is not always given a value'),
  'one branch': row("let v = '«1.33»'; if (prod) { v = '«1.34»'; } sink(v);", ['1.34 (when prod)', '1.33 (unless prod)']),
  'both branches': row("let v; if (prod) v = '«1.34»'; else v = '«1.33»'; sink(v);", ['1.34 (when prod)', '1.33 (unless prod)']),
  'a known branch': row("const E = 'prod'; let v = '1.0'; if (E === 'prod') { v = '«1.34»'; } sink(v);", '1.34'),
  'a chain of branches': row("let v; if (a) { v = '«1.33»'; } else if (b) { v = '«1.34»'; } else { v = '«1.35»'; } sink(v);", [
    '1.33 (when a)',
    '1.34 (unless a, when b)',
    '1.35 (unless a, unless b)',
  ]),
  'a branch and more': row("let v = '1.0'; if (prod) { v = '1.34'; } v = '«1.35»'; sink(v);", '1.35'),
  'a branch after the use': row("let v = '«1.0»'; sink(v); if (prod) { v = '1.34'; }", '1.0'),
  'two declarations': row("var v = '1.0'; var v = '1.34'; sink(v);", '? `v` is'),
  'two declarations in blocks': row("if (prod) { var v = '1.34'; } else { var v = '1.33'; } sink(v);", '? `v` is declared more than once'),
  'a parameter with another value': row("function f(v) { v = '1.34'; sink(v); } f('1.0');", MORE_THAN_ONCE),
  'a declaration without a value': row('declare const v: string; sink(v);', '? `v` has no value'),
  'a global': row('sink(VERSION);', '? `VERSION` is not declared'),
  eval: row("sink(eval('1.34'));", "? `eval('1.34')` is computed"),
};

const CHANGES: Readonly<Record<string, Row>> = {
  'a member': row("const c = { v: '1.0' }; c.v = '1.34'; sink(c.v);", CHANGED),
  'another member': row("const c = { v: '«1.34»', w: '1' }; c.w = '2'; sink(c.v);", '1.34'),
  'a member by key': row("const c = { v: '1.0' }; c['v'] = '1.34'; sink(c.v);", CHANGED),
  'any member': row("const c = { v: '1.0' }; c[k] = '1.34'; sink(c.v);", CHANGED),
  'a member of a member': row("const c = { a: { v: '1.0' } }; c.a.v = '1.34'; sink(c.a.v);", CHANGED),
  'a member that is deleted': row("const c = { v: '1.0' }; delete c.v; sink(c.v);", CHANGED),
  'Object.assign': row("const c = { v: '1.0' }; Object.assign(c, { v: '1.34' }); sink(c.v);", CHANGED),
  'under another name': row("const c = { v: '1.0' }; const d = c; d.v = '1.34'; sink(c.v);", CHANGED),
  'a part under another name': row("const c = { a: { v: '1.0' } }; const { a } = c; a.v = '1.34'; sink(c.a.v);", CHANGED),
  'by a function': row("const c = { v: '1.0' }; function f(o) { o.v = '1.34'; } f(c); sink(c.v);", CHANGED),
  'by a loop': row("const l = [{ v: '1.0' }]; for (const x of l) x.v = '1.34'; sink(l[0].v);", CHANGED),
  'by a callback': row("const l = [{ v: '1.0' }]; l.forEach((x) => { x.v = '1.34'; }); sink(l[0].v);", CHANGED),
  'a list': row("const l = ['1.0']; l.push('1.34'); sink(l[0]);", CHANGED),
  'a list in a loop': row("const l = []; l.push('1.34'); for (const v of l) sink(v);", '? `[]` is changed'),
  'a map': row("const m = new Map([['a', '1.0']]); m.set('a', '1.34'); sink(m.get('a'));", '? the map is changed'),
  'a spread of a changed object': row("const b = { version: '1.0' }; b.version = '1.34'; new Sink({ ...b });", '? `...b` may set it'),
  'a method with the name of one that changes lists': row(
    "class A { v = '«1.34»'; add(x) {} } const a = new A(); a.add(1); sink(a.v);",
    '1.34',
  ),
  'in another file': row("import { c } from './config'; sink(c.v);", CHANGED, {
    'config.ts': "export const c = { v: '1.0' };",
    'other.ts': "import { c } from './config'; c.v = '1.34';",
  }),
  'in another file, of another member': row("import { c } from './config'; sink(c.v);", '1.34', {
    'config.ts': "export const c = { v: '«1.34»', w: 1 };",
    'other.ts': "import { c } from './config'; c.w = 2;",
  }),
  'in another file, of another object': row("import { c } from './config'; sink(c.v);", '1.34', {
    'config.ts': "export const c = { v: '«1.34»' };",
    'other.ts': "const c = {}; c.v = '1.0';",
  }),
  'a field from outside': row(
    "class A { v = '1.0'; m() { sink(this.v); } } const a = new A(); a.v = '1.34';",
    '? `v` is given another value outside of its class',
  ),
  'a field in a method': row(
    "class A { v = '1.0'; set() { this.v = '1.34'; } m() { sink(this.v); } }",
    '? `this.v` is given a value in 2 places',
  ),
  'a list of a field': row("class A { l = ['1.0']; m() { this.l.push('1.34'); sink(this.l[0]); } }", CHANGED),
};

const REACH: Readonly<Record<string, Row>> = {
  'an element that is left out': row(
    "for (const x of [{ name: 'a', v: '1.0', on: false }, { name: 'b', v: '«1.34»', on: true }]) { if (!x.on) continue; sink(x.v); }",
    '1.34',
  ),
  'an element that is chosen': row(
    "for (const x of [{ name: 'a', v: '1.0' }, { name: 'b', v: '«1.34»' }]) { if (x.name === 'b') { sink(x.v); } }",
    '1.34',
  ),
  'an element in the other branch': row("for (const n of ['a', 'b']) { if (n === 'a') { other(n); } else { sink(`«${n}!»`); } }", 'b!'),
  'an element by &&': row(
    "[{ name: 'a', v: '1.0', on: false }, { name: 'b', v: '«1.34»', on: true }].forEach((x) => x.on && sink(x.v));",
    '1.34',
  ),
  'a call that returns early': row("function f(n, v) { if (!v) return; sink(v); } f('a', ''); f('b', '«1.34»');", '1.34'),
  'a condition nobody can tell': row("for (const v of ['«1.33»', '«1.34»']) { if (on(v)) sink(v); }", ['1.33 (1.33)', '1.34 (1.34)']),
  'a field of an element': row(
    "for (const x of [{ name: 'a', v: '1.0', on: false }, { name: 'b', v: '«1.34»', on: true }]) { if (x.on) { const version = x.v; new Sink({ version }); } }",
    '1.34',
  ),
  'an element by ||': row("[{ v: '1.0', on: true }, { v: '«1.34»', on: false }].forEach((x) => x.on || sink(x.v));", '1.34'),
  'a call that fails': row("function f(on, v) { if (!on) throw new Error('off'); sink(v); } f(false, '1.0'); f(true, '«1.34»');", '1.34'),
  'an element at which the loop ends': row(
    "for (const x of [{ v: '«1.34»', on: true }, { v: '1.0', on: false }]) { if (!x.on) { log(x.v); break; } sink(x.v); }",
    '1.34',
  ),
  'a branch that leaves beside one that does not': row(
    "for (const x of [{ v: '«1.34»', on: true }, { v: '1.0', on: false }]) { if (!x.on) { continue; } else { log(x.v); } sink(x.v); }",
    '1.34',
  ),
  'another branch that leaves': row(
    "for (const x of [{ v: '«1.34»', on: true }, { v: '1.0', on: false }]) { if (x.on) { log(x.v); } else { continue; } sink(x.v); }",
    '1.34',
  ),
  'a branch that may leave': row(
    "for (const x of [{ v: '«1.34»', on: true }, { v: '«1.33»', on: false }]) { if (!x.on) { if (maybe()) continue; log(x.v); } sink(x.v); }",
    ['1.34 (1.34)', '1.33 (1.33)'],
  ),
  'a branch that does nothing': row(
    "for (const x of [{ v: '«1.34»', on: true }, { v: '«1.33»', on: false }]) { if (!x.on) {} sink(x.v); }",
    ['1.34 (1.34)', '1.33 (1.33)'],
  ),
  'a branch that leaves afterwards': row(
    "for (const x of [{ v: '«1.34»', on: true }, { v: '«1.33»', on: false }]) { sink(x.v); if (!x.on) continue; log(x.v); }",
    ['1.34 (1.34)', '1.33 (1.33)'],
  ),
  'a condition that only fails, which tells nothing': row("function f() { throw new Error('later'); } if (f()) sink('«1.34»');", '1.34'),
  never: row("if (false) { sink('1.34'); }", '? no way through'),
};

const EQUALITY: Readonly<Record<string, Row>> = {
  'a number and a text': row("sink('1' == 1 ? '«1»' : '«2»');", ["1 (when '1' == 1)", "2 (unless '1' == 1)"]),
  'a number and a text, strictly': row("sink('1' === 1 ? '1' : '«2»');", '2'),
  'null and undefined': row("const o = {}; sink(o.x == null ? '«1»' : '2');", '1'),
  'null and undefined, strictly': row("const o = {}; sink(o.x === null ? '«1»' : '«2»');", [
    '1 (when o.x === null)',
    '2 (unless o.x === null)',
  ]),
  'texts are ordered as texts': row("sink('1.9' > '1.30' ? '«1»' : '2');", '1'),
  'an enum without values': row('enum E { A } sink(E.A);', '? `E.A` has no written value'),
  'a result when something fails': row("function f() { try { return '«1.34»'; } catch { return '«1.33»'; } } sink(f());", [
    '1.34 (unless it fails)',
    '1.33 (when it fails)',
  ]),
  'too many alternatives': row(
    `for (const v of [${Array.from({ length: 17 }, (_, index) => `'1.${index}'`).join()}]) sink(v);`,
    '? it has more than 16 alternatives',
  ),
  'many ways to a few values': row(
    `const m = { ${Array.from({ length: 20 }, (_, index) => `k${index}: ${index % 2 === 0 ? 'a' : 'b'}`).join()} }; sink(m[e]);`.replace(
      /^/,
      "const a = '«1.33»', b = '«1.34»'; ",
    ),
    ['1.33', '1.34'],
  ),
  'sixteen alternatives': row(
    `for (const v of [${Array.from({ length: 16 }, (_, index) => `'«1.${index}»'`).join()}]) sink(v);`,
    Array.from({ length: 16 }, (_, index) => `1.${index} (1.${index})`),
  ),
  'a pattern that may run for hours': row(String.raw`sink('1.34'.replace(/(a+)+$/, ''));`, '? '),
};

const GROUPS: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  'a variable': WRITES,
  'a change': CHANGES,
  reached: REACH,
  certain: EQUALITY,
};

test.each(Object.entries(GROUPS).flatMap(([group, rows]) => Object.entries(rows).map(([name, each]) => [group, name, each] as const)))(
  '%s: %s',
  (_group, _name, each) => {
    expect(outcomeOf(each)).toEqual(expectedOf(each));
  },
);
