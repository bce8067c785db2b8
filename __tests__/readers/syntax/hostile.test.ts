/** Programs that go in circles, are nested without end, or are huge: an answer comes, and never a wrong one. */
import { expect, test } from 'vitest';
import { knowns } from '../../../src/model/value.ts';
import { descendants, ts } from '../../../src/readers/syntax/typescript.ts';
import { type Files, inWords, open, opened, sunk } from './sink.ts';

function saysOf(text: string, more: Files = {}): readonly string[] {
  return inWords(sunk(opened(text, more)));
}

function chain(length: number, link: (index: number) => string): string {
  return Array.from({ length }, (_, index) => link(index)).join('\n');
}

function nested(depth: number, before: string, inside: string, after: string): string {
  return before.repeat(depth) + inside + after.repeat(depth);
}

const CIRCLES: readonly { readonly name: string; readonly text: string; readonly more?: Files }[] = [
  { name: 'a name', text: 'const a = a; sink(a);' },
  { name: 'two names', text: 'const a = b; const b = a; sink(a);' },
  { name: 'a member', text: 'const c = { v: c.v }; sink(c.v);' },
  { name: 'a spread', text: 'const c = { ...c }; sink(c.v);' },
  { name: 'two spreads', text: 'const c = { ...c, ...c }; sink(c.v);' },
  { name: 'Object.assign', text: 'const c = Object.assign({}, c, c); sink(c.v);' },
  { name: 'a list', text: 'const l = [...l, ...l]; for (const v of l) sink(v);' },
  { name: 'a function', text: 'const f = (x) => f(x); sink(f(1));' },
  { name: 'two functions', text: 'const f = (x) => g(x); const g = (x) => f(x); sink(f(1));' },
  { name: 'a function that grows', text: 'const f = (n) => f(n + 1) + f(n + 2); sink(f(1));' },
  { name: 'a parameter', text: 'function f(v) { sink(v); g(v); } function g(w) { f(w); }' },
  { name: 'a default', text: 'const f = (a = f()) => a; sink(f());' },
  {
    name: 'imports',
    text: "import { b } from './b'; export const a = b; sink(a);",
    more: { 'b.ts': "import { a } from './index'; export const b = a;" },
  },
  {
    name: 're-exports',
    text: "import { v } from './b'; sink(v);",
    more: { 'b.ts': "export { v } from './c';", 'c.ts': "export { v } from './b';" },
  },
  {
    name: 'stars',
    text: "import { v } from './b'; sink(v);",
    more: { 'b.ts': "export * from './c';", 'c.ts': "export * from './b'; export * from './c';" },
  },
  { name: 'require', text: "const c = require('./index'); module.exports = c; sink(c.v);" },
  { name: 'a class', text: 'class A extends A { m() { sink(this.v); } }' },
  { name: 'two classes', text: 'class A extends B { m() { sink(this.v); } } class B extends A {}' },
  { name: 'instances', text: 'class A { constructor(v) { sink(v); new A(v); } }' },
  { name: 'an instance of a field', text: 'class A { x = new A().x; m() { sink(this.x); } }' },
  { name: 'a getter', text: 'class A { get v() { return this.v; } m() { sink(this.v); } }' },
  { name: 'a method', text: 'class A { v() { return this.v(); } m() { sink(this.v()); } }' },
  { name: 'an enum', text: 'enum E { A = E.A } sink(E.A);' },
  { name: 'a pattern', text: 'const { a } = a; sink(a);' },
  { name: 'a condition', text: "const a = a ? '1' : a; sink(a.b);" },
  { name: 'a loop', text: 'for (const x of x) sink(x);' },
  { name: 'a callback', text: 'const l = l.map((x) => x); for (const x of l) sink(x);' },
  { name: 'a key', text: 'const o = { [o.k]: 1 }; sink(o.k);' },
  { name: 'prototypes', text: "sink({}.constructor.constructor('x'));" },
  { name: 'a reserved name', text: 'const o = {}; sink(o.__proto__.toString);' },
];

test.each(CIRCLES)('a circle through $name ends unknown', ({ text, more = {} }) => {
  expect(saysOf(text, more).every((word) => word.startsWith('?'))).toBe(true);
});

/** Programs by the depth of their nesting. */
const NESTED: Readonly<Record<string, (depth: number) => string>> = {
  parentheses: (depth) => `sink(${nested(depth, '(', "'1.34'", ')')});`,
  objects: (depth) => `const c = ${nested(depth, '{ a: ', "'1.34'", ' }')}; sink(c${'.a'.repeat(depth)});`,
  lists: (depth) => `const l = ${nested(depth, '[', "'1.34'", ']')}; sink(l${'[0]'.repeat(depth)});`,
  calls: (depth) => `const f = (x) => x; sink(${nested(depth, 'f(', "'1.34'", ')')});`,
  members: (depth) => `sink(a${'.b'.repeat(depth)});`,
  additions: (depth) => `sink(${"'1' + ".repeat(depth)}x());`,
  choices: (depth) => `sink(${Array.from({ length: depth }, (_, index) => `a${index} ? x() : `).join('')}x());`,
  templates: (depth) => `sink(${nested(depth, '`${', "'1.34'", '}`')});`,
  functions: (depth) => nested(depth, '(() => {', 'sink(v);', '})();'),
  negations: (depth) => `sink(${'!'.repeat(depth)}x);`,
  spreads: (depth) => `const c = ${nested(depth, '{ ...', "{ v: '1.34' }", ' }')}; sink(c.v);`,
  conditions: (depth) => `${'if (a) {'.repeat(depth)} sink(v); ${'}'.repeat(depth)}`,
  classes: (depth) =>
    `class A0 { static V = '1.34'; }\n${chain(depth, (index) => `class A${index + 1} extends A${index} {}`)}\nsink(A${depth}.V);`,
  names: (depth) => `const a0 = '1.34';\n${chain(depth, (index) => `const a${index + 1} = a${index};`)}\nsink(a${depth});`,
  fallbacks: (depth) => `sink(${'undefined ?? '.repeat(depth)}'1.34');`,
  pluses: (depth) => `sink(${nested(depth, "('1' + ", 'x()', ')')});`,
};

test.each(Object.entries(NESTED).flatMap(([name, text]) => [200, 2000, 20_000].map((depth) => [depth, name, text] as const)))(
  '%i %s inside each other',
  (depth, _name, text) => {
    const program = opened(text(depth));
    // the parser itself descends on the stack: a file that it cannot walk is a problem, not a value
    const says = program.program.file('index.ts')
      ? inWords(sunk(program))
      : program.program.problems().map(({ message }) => `? ${message}`);
    expect(says.every((word) => /^(?:\?|1\.34)/.test(word))).toBe(true);
  },
);

test.each(Object.entries(NESTED).filter(([, text]) => text(1).includes("'1.34'")))('6 %s inside each other', (_name, text) => {
  expect(saysOf(text(6))).toEqual(['1.34']);
});

test.each([
  ['a list of 10,000', `const l = [${"'1.33',".repeat(10_000)}'1.34']; sink(l[10000]);`, ['1.34']],
  ['an object of 10,000', `const o = {${chain(10_000, (index) => `k${index}: '1.0',`)} k: '1.34' }; sink(o.k);`, ['1.34']],
  ['10,000 constants', `${chain(10_000, (index) => `const a${index} = '1.0';`)}\nconst v = '1.34'; sink(v);`, ['1.34']],
  ['10,000 calls that agree', `const V = '1.34'; function f(n, v) { sink(v); }\n${chain(200, (index) => `f(${index}, V);`)}`, ['1.34']],
  ['a long file', `${'// a comment that says nothing\n'.repeat(100_000)}const v = '1.34'; sink(v);`, ['1.34']],
  ['50 names in a row', `const a0 = '1.34';\n${chain(50, (index) => `const a${index + 1} = a${index};`)}\nsink(a50);`, ['1.34']],
])('%s', (_name, text, says) => {
  expect(saysOf(text)).toEqual(says);
});

test.each([
  ['a loop over 10,000', `for (const v of [${chain(10_000, (index) => `'1.${index}',`)}]) sink(v);`],
  ['texts that double', `const a0 = 'x';\n${chain(60, (index) => `const a${index + 1} = a${index} + a${index};`)}\nsink(a60);`],
  [
    'objects that double',
    `const a0 = {};\n${chain(60, (index) => `const a${index + 1} = { ...a${index}, ...a${index}, [k()]: 1 };`)}\nsink(a60.v);`,
  ],
  [
    'functions that double',
    `const f0 = (x) => x;\n${chain(40, (index) => `const f${index + 1} = (x) => f${index}(x) + f${index}(x);`)}\nsink(f40(g()));`,
  ],
  ['conditions that multiply', `sink(\`${chain(40, (index) => `\${c${index} ? '1' : '2'}`)}\`);`],
  [
    'parameters that multiply',
    `${chain(12, (index) => `function f${index}(v) { ${index === 0 ? 'sink(v);' : `f${index - 1}(v + 'a'); f${index - 1}(v + 'b');`} }`)}\nf11('x');`,
  ],
])('%s are too many', (_name, text) => {
  expect(saysOf(text).every((word) => word.startsWith('?'))).toBe(true);
});

test('stars that meet again and again are looked through once', () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`m${index}.ts`, `export * from './m${index + 1}'; export * from './m${index + 2}';`]),
  );
  expect(saysOf("import { v } from './m0'; sink(v);", { ...files, 'm60.ts': "export const v = '1.34';", 'm61.ts': '' })).toEqual(['1.34']);
});

test.each<[string, string, readonly string[], string?]>([
  ['broken syntax', 'const v = { a: ; sink(v.a', [], 'Expression expected'],
  ['nothing', 'sink(;', [], "')' expected"],
  ['decorators', "@d() class A { @p() v = '1.34'; @m() m() { sink(this.v); } }", ["'1.34' is 1.34", 'this.v is 1.34']],
  ['with', 'with (o) { sink(v); }', []],
  ['labels', "a: for (const v of ['1.34']) { sink(v); continue a; }", ['v is 1.34', "'1.34' is 1.34"]],
  ['JSX', 'const e = <div a={1}>{sink(v)}</div>;', ['1 is 1']],
  ['generators', 'function* f() { yield 1; } sink(f());', ['1 is 1']],
  ['types alone', 'type A = { v: string }; declare namespace N { const v: string; } sink(N.v);', []],
  ['a null character', 'sink(x);\0', [], 'Invalid character'],
])('%s do no harm', (_name, text, known, problem) => {
  const { program, evaluator } = open(new Map([['index.tsx', text]]));
  const file = program.file('index.tsx');
  const found = new Set<string>();
  for (const node of file ? descendants(file) : []) {
    if (!ts.isExpression(node)) continue;
    for (const { value } of knowns(evaluator.evaluate(node))) found.add(`${node.getText(file)} is ${value}`);
    evaluator.origin(node);
    evaluator.qualify(node);
    evaluator.situations(node);
    evaluator.field(node, 'a.b');
  }
  expect([...found]).toEqual(known);
  const problems = program.problems().map(({ message }) => /^has a syntax error: (?<what>[^.]*)\./.exec(message)?.groups?.['what']);
  expect(problems).toEqual(problem === undefined ? [] : [problem]);
});
