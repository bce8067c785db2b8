/** Parsing HCL: what becomes of broken, huge and hostile texts. */
import fc from 'fast-check';
import type { Parser } from 'web-tree-sitter';
import { beforeAll, expect, test } from 'vitest';
import { hclParser } from '../../../src/readers/syntax/hcl-grammar.ts';
import { parseHcl } from '../../../src/readers/syntax/hcl-parse.ts';
import { attributeOf, blocksOf, type Body, type Expression } from '../../../src/readers/syntax/hcl-tree.ts';

let parser: Parser;

beforeAll(async () => {
  parser = await hclParser();
});

function parse(text: string) {
  return parseHcl(parser, { path: 'main.tf', text });
}

/** Every attribute as `name = text`, with those of blocks behind their labels. */
function outline({ attributes, blocks }: Body): readonly string[] {
  const own = attributes.map(({ name, expression }) => `${name} = ${expression.kind === 'broken' ? 'BROKEN' : expression.text}`);
  return [...own, ...blocks.flatMap(({ type, labels, body }) => outline(body).map((line) => [type, ...labels, line].join(' ')))];
}

test('attributes, blocks, labels and their places', () => {
  const text = 'a = 1\nresource "x" y {\n  b = "c"\n  inner {\n    d = [true]\n  }\n}\n';
  const { body, problem } = parse(text);
  expect(problem).toBeUndefined();
  expect(outline(body)).toEqual(['a = 1', 'resource x y b = c', 'resource x y inner d = [true]']);
  const [block] = blocksOf(body, 'resource');
  expect(block && text.slice(block.header.start, block.header.end)).toBe('resource "x" y');
});

test.each([
  ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
  ['a ? b : c ? d : e ? f : g', '(a ? b : (c ? d : (e ? f : g)))'],
  ['(a ? b : c) ? d : e', '((a ? b : c) ? d : e)'],
  ['a ? b ? c : d : e', '(a ? (b ? c : d) : e)'],
  ['a ? b : c == d ? e : f', '(a ? b : ((c == d) ? e : f))'],
  ['a || b && c', '(a || (b && c))'],
  ['!a && b', '((! a) && b)'],
  ['1 + 2 * 3', '(1 + (2 * 3))'],
  ['a - b - c', '((a - b) - c)'],
])('%s is grouped as %s', (text, wanted) => {
  const expression = attributeOf(parse(`x = ${text}\n`).body, 'x')?.expression;
  expect(expression && grouped(expression)).toBe(wanted);
});

function grouped(expression: Expression): string {
  if (expression.kind === 'conditional') {
    const [condition, yes, no] = [expression.condition, expression.yes, expression.no].map(grouped);
    return `(${condition} ? ${yes} : ${no})`;
  }
  if (expression.kind !== 'operation') return expression.text;
  const [left, right] = expression.operands.map(grouped);
  return right === undefined ? `(${expression.operator} ${left})` : `(${left} ${expression.operator} ${right})`;
}

test.each([
  ['plain', '"a"', 'a', 'text'],
  ['empty', '""', '', 'text'],
  ['an escape', String.raw`"a\n\"b\""`, 'a\n"b"', 'composed'],
  ['a character by its number', String.raw`"\u0041\U0001F600"`, 'A😀', 'composed'],
  ['an interpolation that is none', '"$${a} %%{b}"', '${a} %{b}', 'composed'],
])('a text: %s', (_name, text, value, notation) => {
  expect(attributeOf(parse(`x = ${text}\n`).body, 'x')?.expression).toMatchObject({ kind: 'literal', value, notation });
});

const QUOTE = 'resource "a" "b" {\n  x = "1\n  y = "2"\n}\nz = 3\n';
const CONFLICT = 'a {\n<<<<<<< ours\n  x = 1\n=======\n  x = 2\n>>>>>>> theirs\n}\n';
const BRACE = 'resource "a" "b" {\n  x = 1\n\nresource "c" "d" {\n  y = 2\n}\n';
const COMMA = 'variable "a" {\n  x = 1\n}\nresource "b" "c" {\n  y = 2,\n  z = 3\n}\nlocals {\n  w = 4\n}\n';
const COLON = 'variable "a" {\n  x: 1\n}\nresource "b" "c" {\n  y = 2\n}\n';

test.each([
  ['a quote that nobody closes', QUOTE, '"1\n', ['z = 3', 'resource a b x = BROKEN', 'resource a b y = 2']],
  ['a brace that nobody closes', BRACE, '', ['resource a b x = 1', 'resource c d y = 2']],
  ['a comma behind a value', COMMA, ',', ['variable a x = 1', 'resource b c y = 2', 'locals w = 4']],
  ['a colon behind a name', COLON, 'variable', ['resource b c y = 2']],
  ['a conflict', CONFLICT, '<', ['a x = 1', 'a x = 2']],
  ['a placeholder as a value', 'a {\n  x = {{ value }}\n  y = 2\n}\n', '{{', ['a x = BROKEN', 'a y = 2']],
  ['a placeholder as a name', 'a {\n  {{ name }} = 1\n  y = 2\n}\n', '{{', ['a y = 2']],
  ['placeholders on lines of their own', 'a {\n{{ if x }}\n  x = 1\n{{ end }}\n}\n', '{{', ['a x = 1']],
])('%s', (_name, text, at, wanted) => {
  const { body, problem } = parse(text);
  expect(outline(body)).toEqual(wanted);
  expect(problem?.message).toMatch(/; what could be read was read$/);
  expect(text.slice(problem?.offset).startsWith(at)).toBe(true);
});

test('a placeholder in a text is no error, and no value', () => {
  const { body, problem } = parse('x = "{{ value }}"\n');
  expect(outline(body)).toEqual(['x = BROKEN']);
  expect(problem).toBeUndefined();
});

test('blocks inside a heredoc or a comment are none, even where the file is broken', () => {
  const inside = 'variable "b" {\n  c = 1\n}\n';
  const text = `locals {\n  a = <<EOT\n${inside}EOT\n  d = 1,\n}\n/*\n${inside}*/\noutput "e" {\n  value = 2\n}\n`;
  expect(parse(text).body.blocks.map(({ type }) => type)).toEqual(['locals', 'output']);
});

test('a block that could not be read as a whole says so', () => {
  expect(blocksOf(parse('a {\n  x = 1\n  ?\n}\n').body, 'a')[0]?.body.isBroken).toBe(true);
});

const DEEP = 20_000;

test.each([
  ['brackets', `x = ${'['.repeat(DEEP)}${']'.repeat(DEEP)}`],
  ['open brackets', `x = ${'['.repeat(DEEP)}`],
  ['blocks', 'a {\n'.repeat(DEEP)],
  ['interpolations', 'x = "${'.repeat(2_000)],
  ['a long sum', `x = ${'1 + '.repeat(DEEP)}1`],
  ['a long chain of conditions', `x = ${'a ? 1 : '.repeat(5_000)}2`],
  ['a long chain of attributes', `x = a${'.b'.repeat(DEEP)}`],
  ['quotes', '"'.repeat(20_000)],
  ['conflicts', '<<<<<<< x\n'.repeat(5_000)],
  ['placeholders', '{{'.repeat(20_000)],
  ['heredocs', 'x = <<E\n'.repeat(5_000)],
  ['nothing', ''],
  ['nulls', '\u0000'.repeat(1_000)],
])('%s end', (_name, text) => {
  expect(() => parse(text)).not.toThrow();
});

test('a text that takes too long is not read, and the next one is', () => {
  const text = Array.from({ length: 1_500_000 }, (_, index) => String.fromCodePoint(33 + ((index * 7919) % 90))).join('');
  const { body, problem } = parse(text);
  expect(body).toMatchObject({ attributes: [], blocks: [], isBroken: true });
  expect(problem?.message).toBe('takes too long to parse; it was not read');
  expect(outline(parse('a = 1\n').body)).toEqual(['a = 1']);
}, 60_000);

test('whatever the text, every place lies inside it and fits what stands there', () => {
  const pieces = fc.constantFrom(
    'a',
    ' = ',
    '"',
    '\n',
    '{',
    '}',
    '${',
    '[',
    ']',
    'x.y',
    '<<EOT\n',
    'EOT\n',
    '1.30',
    '# c',
    '{{',
    '}}',
    '?',
    ':',
    ',',
    '𝕏',
    '\r\n',
    '=======',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (list) => {
      const text = list.join('');
      for (const { name, nameSpan, expression } of parse(text).body.attributes) {
        expect(text.slice(nameSpan.start, nameSpan.end)).toBe(name);
        expect(text.slice(expression.span.start, expression.span.end)).toBe(expression.text);
      }
    }),
    { numRuns: 500 },
  );
});
