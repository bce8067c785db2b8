/** Small programs of everything the evaluator follows, run and read: what it says for certain is what a run gives. */
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knowns, unknowns } from '../../../src/model/value.ts';
import { opened, sunk } from './sink.ts';

const KEYS = fc.constantFrom('a', 'b', 'v');
const LITERAL = fc.constantFrom('1.29', '1.30', '1.31', 'prod', '').map((text) => `'${text}'`);

/** `$text`, `$object`, `$list`: any name of that type that is declared before; a literal where there is none. */
const { text, condition, object, list } = fc.letrec<Record<'text' | 'condition' | 'object' | 'list', string>>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    LITERAL,
    fc.constant('$text'),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `\`\${${a}}-\${${b}}\``),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} || ${b})`),
    fc.tuple(tie('condition'), tie('text'), tie('text')).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
    fc.tuple(tie('object'), KEYS, tie('text')).map(([o, key, a]) => `(${o}.${key} ?? ${a})`),
    fc.tuple(tie('object'), tie('text')).map(([o, a]) => `(${o}[${a}] ?? 'none')`),
    fc.tuple(tie('list'), fc.nat(2)).map(([l, index]) => `(${l}[${index}] ?? 'none')`),
    fc.tuple(tie('list'), tie('text')).map(([l, a]) => `(${l}.find((x) => x === ${a}) ?? 'none')`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `((p) => (p === ${b} ? 'same' : p))(${a})`),
    fc.tuple(tie('object'), KEYS).map(([o, key]) => `(({ ${key}: q = 'none', ...rest }) => rest.v ?? q)(${o})`),
    tie('text').map((a) => `${a}.replace('1', 'x')`),
    tie('list').map((l) => `${l}.join('-')`),
  ),
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('true', 'false'),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `${a} === ${b}`),
    tie('text').map((a) => `${a}.startsWith('1.3')`),
    fc.tuple(KEYS, tie('object')).map(([key, o]) => `'${key}' in ${o}`),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a} && !(${b}))`),
  ),
  object: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constant('$object'),
    fc.tuple(KEYS, tie('text')).map(([key, a]) => `({ ${key}: ${a} })`),
    fc.tuple(tie('object'), KEYS, tie('text')).map(([o, key, a]) => `({ ...${o}, ${key}: ${a} })`),
    fc.tuple(KEYS, tie('text'), tie('condition'), tie('object')).map(([key, a, c, o]) => `({ ${key}: ${a}, ...(${c} && ${o}) })`),
    fc.tuple(tie('object'), tie('object')).map(([a, b]) => `Object.assign({}, ${a}, ${b})`),
  ),
  list: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constant('$list'),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie('list'), tie('text')).map(([l, a]) => `[...${l}, ${a}]`),
    tie('list').map((l) => `${l}.map((m) => m + '!')`),
    fc.tuple(tie('list'), tie('text')).map(([l, a]) => `${l}.filter((m) => m !== ${a})`),
    tie('object').map((o) => `Object.values(${o})`),
  ),
}));

type Declares = 'text' | 'object' | 'list' | 'none';

/** A statement with `$name` for the name that it declares. */
const STATEMENT: fc.Arbitrary<readonly [Declares, string]> = fc.oneof(
  text.map((a) => ['text', `const $name = ${a};`] as const),
  object.map((o) => ['object', `const $name = ${o};`] as const),
  list.map((l) => ['list', `const $name = ${l};`] as const),
  fc.tuple(text, condition, text).map(([a, c, b]) => ['text', `let $name = ${a}; if (${c}) { $name = ${b}; }`] as const),
  fc.tuple(text, text).map(([a, b]) => ['none', `let $name = ${a}; $name = ${b};`] as const),
  fc.tuple(KEYS, object).map(([key, o]) => ['text', `const { ${key}: $name = 'none' } = ${o};`] as const),
  fc.tuple(KEYS, text).map(([key, a]) => ['none', `$object.${key} = ${a};`] as const),
  fc.tuple(KEYS, text).map(([key, a]) => ['none', `const $name = $object; $name.${key} = ${a};`] as const),
  fc.tuple(KEYS, text).map(([key, a]) => ['none', `function $name(o) { o.${key} = ${a}; } $name($object);`] as const),
  text.map((a) => ['none', `$list.push(${a});`] as const),
  fc
    .tuple(text, text, object)
    .map(
      ([a, b, o]) =>
        [
          'text',
          `class C$name { f = ${a}; constructor(p) { this.p = p; } g() { return this.f + this.p; } } class D$name extends C$name { constructor() { super(${b}); } } const $name = new D$name(${o}).g();`,
        ] as const,
    ),
);

/** How the value in question is reached; `$x` is a text of that place. */
const END = fc.oneof(
  text.map((a) => `sink(${a});`),
  fc.tuple(list, condition, text).map(([l, c, a]) => `for (const x of ${l}) { if (${c}) continue; sink(x + ${a}); }`),
  fc.tuple(text, text, object).map(([a, b, o]) => `function end(x, { v = ${a} } = {}) { sink(x + v); } end(${b}, ${o}); end(${a});`),
  fc.tuple(object, text).map(([o, a]) => `Object.entries(${o}).forEach(([key, x]) => { sink(key + x + ${a}); });`),
  fc
    .tuple(text, text)
    .map(
      ([a, b]) =>
        `class End { constructor(x) { this.x = x; } add(y) { sink(this.x + y); } run() { this.add(${a}); } } new End(${b}).run(); new End(${a}).run();`,
    ),
);

function programOf(statements: readonly (readonly [Declares, string])[], end: string): string {
  const names: Record<Declares, string> = { text: "'1.28'", object: "({ v: '1.28' })", list: "['1.28']", none: '' };
  const lines = [...statements, ['none', end] as const].map(([declares, statement], index) => {
    const line = statement
      .replaceAll('$name', `n${index}`)
      .replaceAll('$text', names.text)
      .replaceAll('$object', names.object)
      .replaceAll('$list', names.list);
    names[declares] = `n${index}`;
    return line;
  });
  return lines.join('\n');
}

function valuesOfRun(program: string): ReadonlySet<string> {
  const seen = new Set<string>();
  runInContext(program, createContext({ sink: (value: unknown) => seen.add(String(value)) }), { timeout: 1000 });
  return seen;
}

test('what is known is what a run gives', () => {
  fc.assert(
    fc.property(fc.array(STATEMENT, { maxLength: 5 }), END, (statements, end) => {
      const program = programOf(statements, end);
      const seen = valuesOfRun(program);
      fc.pre(seen.size > 0);
      const value = sunk(opened(program));
      const said = new Set(knowns(value).map((known) => String(known.value)));
      // one certain value is the only one; several without an unknown one are all there are
      const unexpected = unknowns(value).length > 0 ? [] : [...seen].filter((each) => !said.has(each));
      expect(unexpected).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('most of these programs are read', () => {
  const programs = fc.sample(fc.tuple(fc.array(STATEMENT, { maxLength: 5 }), END), { numRuns: 80, seed: 1 });
  const read = programs.filter(([statements, end]) => knowns(sunk(opened(programOf(statements, end)))).length > 0);
  expect(read.length).toBeGreaterThan(40);
});
