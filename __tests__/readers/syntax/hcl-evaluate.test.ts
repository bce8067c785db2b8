/** Evaluating expressions of HCL: what they come to, and what stays open. */
import type { Parser } from 'web-tree-sitter';
import { beforeAll, expect, test } from 'vitest';
import { hclParser } from '../../../src/readers/syntax/hcl-grammar.ts';
import { scopeOf } from '../../../src/readers/syntax/hcl-evaluate.ts';
import { parseHcl } from '../../../src/readers/syntax/hcl-parse.ts';
import { Budget } from '../../../src/readers/syntax/hcl-scope.ts';
import { attributeOf } from '../../../src/readers/syntax/hcl-tree.ts';
import { forced, type HclValue, type Item, type Scope, unknown } from '../../../src/readers/syntax/hcl-values.ts';

let parser: Parser;

beforeAll(async () => {
  parser = await hclParser();
});

/** Where `x.y` is an attribute of the same text, and any other name is not known. */
function scopeIn(text: string, budget: Budget): Scope {
  const { body } = parseHcl(parser, { path: 'main.tf', text });
  const scope: Scope = scopeOf({
    identity: 'test',
    budget,
    resolve: (root, [name = ''], { span }) => {
      const expression = root === 'x' ? attributeOf(body, name)?.expression : undefined;
      return { items: expression ? scope.evaluate(expression) : [unknown(span, `${root} is open`)], taken: expression ? 1 : 0 };
    },
  });
  return scope;
}

function evaluate(expression: string, others = '', steps = 10_000): readonly unknown[] {
  const text = `result = ${expression}\n${others}\n`;
  const scope = scopeIn(text, new Budget(steps));
  const result = attributeOf(parseHcl(parser, { path: 'main.tf', text }).body, 'result')?.expression;
  return result ? forced(scope.evaluate(result)).map((item) => shown(item)) : ['not parsed'];
}

function shown({ value }: Pick<Item, 'value'>): unknown {
  return shownValue(value);
}

function shownValue(value: HclValue): unknown {
  switch (value.kind) {
    case 'plain':
      return value.known.value;
    case 'null':
      return null;
    case 'list':
      return value.elements.map((element) => forced(element()).map(shown)[0]);
    case 'object':
      return Object.fromEntries([...value.entries].map(([name, entry]) => [name, forced(entry.value()).map(shown)[0]]));
    case 'encoded':
      return { encoded: forced(value.value()).map(shown)[0] };
    case 'unknown':
      return value.says === 'error' ? 'ERROR' : 'OPEN';
    case 'external':
      return 'EXTERNAL';
  }
}

test.each([
  ['1 + 2 * 3', 7],
  ['1.1 + 0.2', 1.3],
  ['-2', -2],
  ['!true', false],
  ['1 == 1 && "a" != "b"', true],
  ['"1" == 1', false],
  ['null == null', true],
  ['"" == null', false],
  ['[] == []', true],
  ['{} != { a = 1 }', true],
  ['2 >= 10', false],
  ['"2" < "10"', true],
  ['false && open', false],
  ['true || open', true],
  ['"a${"b"}c"', 'abc'],
  ['"${1 + 1}"', '2'],
  ['"a ${~ "b" ~} c"', 'abc'],
  ['<<-EOT\n    a\n      b\n    EOT', 'a\n  b\n'],
  ['<<EOT\n  a\nEOT', '  a\n'],
  ['[1, 2][1]', 2],
  ['[1, 2].0', 1],
  ['{ a = { b = "c" } }.a.b', 'c'],
  ['{ (x.k) = 1 }["z"]', 1],
  ['{ "a-b" : 1 }["a-b"]', 1],
  ['[{ n = 1 }, { n = 2 }][*].n', [1, 2]],
  ['[{ n = 1 }, { n = 2 }].*.n', [1, 2]],
  ['x.k[*]', ['z']],
  ['null[*]', []],
  ['[for v in [1, 2, 3] : v * 2 if v > 1]', [4, 6]],
  ['[for i, v in ["a", "b"] : "${i}${v}"]', ['0a', '1b']],
  ['{ for k, v in { a = 1 } : upper(k) => v }', { A: 1 }],
  ['{ for v in ["a", "b", "ab"] : substr(v, 0, 1) => v... }', { a: ['a', 'ab'], b: ['b'] }],
  ['merge({ a = 1, b = 1 }, null, { b = 2 })', { a: 1, b: 2 }],
  ['merge([{ a = 1 }, { b = 2 }]...)', { a: 1, b: 2 }],
  ['lookup({ a = 1 }, "b", 2)', 2],
  ['coalesce(null, "", "a")', 'a'],
  ['try(x.k.nothing, "a")', 'a'],
  ['can(x.k.nothing)', false],
  ['element(["a", "b"], 3)', 'b'],
  ['one([])', null],
  ['one(["a"])', 'a'],
  ['concat(["a"], ["b"])', ['a', 'b']],
  ['flatten([["a"], [["b"]]])', ['a', 'b']],
  ['compact(["a", "", null])', ['a']],
  ['distinct(["a", "a"])', ['a']],
  ['tolist(toset(["b", "a", "a"]))', ['a', 'b']],
  ['[for k, v in { b = 1, a = 2 } : v]', [2, 1]],
  ['keys({ b = 1, a = 2 })', ['a', 'b']],
  ['values({ b = 1, a = 2 })', [2, 1]],
  ['length({ a = 1 })', 1],
  ['length("abc")', 3],
  ['contains(["a"], "a")', true],
  ['zipmap(["a"], [1])', { a: 1 }],
  ['join("-", ["a", 1])', 'a-1'],
  ['split(".", "1.34")', ['1', '34']],
  ['format("v%s.%d%%", "1", 34)', 'v1.34%'],
  ['format("%.2f", 1.3)', '1.30'],
  ['replace("a.b.c", ".", "-")', 'a-b-c'],
  ['replace("1.34.2", "/\\\\.\\\\d+$/", "")', '1.34'],
  ['regex("\\\\d+", "v34")', '34'],
  ['trimsuffix("1.34.0", ".0")', '1.34'],
  ['trimspace(" a ")', 'a'],
  ['chomp("a\\n")', 'a'],
  ['lower("A")', 'a'],
  ['substr("hello", 1, 3)', 'ell'],
  ['startswith("v1", "v")', true],
  ['tonumber("1.30")', 1.3],
  ['tobool("true")', true],
  ['max(1, 3, 2)', 3],
  ['basename("a/b")', 'b'],
  ['dirname("a/b")', 'a'],
  ['yamlencode({ a = 1 })', { encoded: { a: 1 } }],
  ['yamldecode(yamlencode({ a = 1 })).a', 1],
  ['nonsensitive(sensitive("a"))', 'a'],
])('%s', (expression, wanted) => {
  expect(evaluate(expression, 'k = "z"')).toEqual([wanted]);
});

test.each([
  'open',
  'open.a.b',
  '"a${open}"',
  'open + 1',
  'open == 1',
  'true && open',
  'try(open.a, "b")',
  'coalesce(open, "b")',
  'merge(open, { a = 1 }).b',
  'merge({ a = 1 }, open).a',
  '{ a = 1, (open) = 2 }.a',
  '[for v in open : v]',
  'join("", open)',
  'length(open)',
  'element(open, 0)',
  'lookup(open, "a", 1)',
  'file("x")',
  'format("%05d", 1)',
  'format("%s")',
  'format("%s", 1, 2)',
  'regex("(a+)+", "aaaa")',
  'regex("x", "y")',
  '"%{ if true }a%{ endif }"',
  'templatefile("x", {})',
  'x.circle',
])('%s stays open', (expression) => {
  const [result] = evaluate(expression, 'circle = x.circle');
  expect(result).toBe('OPEN');
});

test.each(['x.k.nothing', '{ a = 1 }.b', '[1][3]', '"a${null}"', 'tonumber("a")', 'null.a'])('%s is an error', (expression) => {
  expect(evaluate(expression, 'k = {}')).toEqual(['ERROR']);
});

test.each([
  ['open ? 1 : 2', [1, 2]],
  ['open ? (open ? 1 : 2) : 3', [1, 3]],
  ['{ a = 1, b = 2 }[open]', [1, 2]],
  ['lookup({ a = 1 }, open, 2)', [1, 2]],
  ['"${open ? "a" : "b"}${open ? "c" : "d"}"', ['ac', 'bd']],
])('%s has alternatives', (expression, wanted) => {
  expect(evaluate(expression)).toEqual(wanted);
});

test('many alternatives are cut', () => {
  const choices = Array.from({ length: 8 }, (_, index) => `"\${o${index} ? "a" : "b"}"`).join(', ');
  expect(evaluate(`join("", [${choices}])`).length).toBeLessThanOrEqual(32);
});

test('work is counted, and runs out', () => {
  const doubling = Array.from({ length: 40 }, (_, index) => `a${index} = "\${x.a${index + 1}}\${x.a${index + 1}}"`).join('\n');
  expect(evaluate('x.a0', `${doubling}\na40 = "x"`)).toEqual(['OPEN']);
});

test('a narrowed text points at what is left of it', () => {
  const text = 'result = trimprefix("v1.34", "v")\n';
  const expression = attributeOf(parseHcl(parser, { path: 'main.tf', text }).body, 'result')?.expression;
  const [item] = expression ? scopeIn(text, new Budget(100)).evaluate(expression) : [];
  const start = text.indexOf('1.34');
  const span = { path: 'main.tf', start, end: start + 4 };
  expect(item?.value).toMatchObject({ kind: 'plain', known: { value: '1.34', notation: 'text', span } });
});
