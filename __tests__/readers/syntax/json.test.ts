/** JSON as nodes: places, comments where a tool allows them, and what hostile text comes to. */
import { expect, test } from 'vitest';
import { parseJson } from '../../../src/readers/syntax/json.ts';

function parse(text: string, flavour: 'strict' | 'comments' = 'strict') {
  return parseJson({ path: 'a.json', text }, flavour);
}

test.each([
  ['{"a": "x\\ty"}', 'x\ty', 'x\\ty', true],
  ['{"a": 1.30}', 1.3, '1.30', false],
  ['{"a": null}', null, 'null', false],
  ['\uFEFF{\r\n  "a": true\r\n}', true, 'true', false],
  ['{"a": 1, "a": "last"}', 'last', 'last', true],
])('a scalar of %j', (text, value, source, quoted) => {
  const { root, problem } = parse(text);
  const node = root?.kind === 'map' ? root.entries.at(-1)?.value : undefined;
  expect(problem).toBeUndefined();
  expect(root?.kind === 'map' && root.entries).toHaveLength(1);
  expect(node).toMatchObject({ kind: 'scalar', value, source, quoted });
  expect(node && text.slice(node.span.start, node.span.end)).toBe(source);
});

test('a text without its closing quote is no value', () => {
  const { root, problem } = parse('{"a": "1.34\n}');
  expect(root?.kind === 'map' && root.entries.map(({ value }) => value)).toMatchObject([
    { kind: 'unknown', reason: 'its closing quote is missing' },
  ]);
  expect(problem).toBeDefined();
});

test.each([
  ['{\n  "a": 1,\n  "b": 2\n}', 0, '{\n  "b": 2\n}'],
  ['{\n  "a": 1,\n  "b": 2\n}', 1, '{\n  "a": 1\n}'],
  ['{"a": 1}', 0, undefined],
])('what deleting an entry of %j removes', (text, index, left) => {
  const { root } = parse(text);
  const removal = root?.kind === 'map' ? root.entries[index]?.removal : undefined;
  expect(removal && text.slice(0, removal.start) + text.slice(removal.end)).toBe(left);
});

test('comments and trailing commas are errors, save where they are allowed', () => {
  const text = '{\n  // why\n  "a": [1, 2,],\n}';
  expect(parse(text, 'comments').problem).toBeUndefined();
  expect(parse(text).problem).toMatchObject({ path: 'a.json', offset: 4 });
  expect(parse(text).problem?.message).toMatch(/^has a syntax error: .*; what could be read was read$/);
});

test('brackets inside a text do not nest', () => {
  expect(parse(`{"a": "${'['.repeat(50_000)}"}`)).toMatchObject({ root: { kind: 'map' } });
  expect(parse('')).toEqual({});
});

const NOTHING = { kind: 'nothing' };
const TOO_DEEP = 'is nested too deeply to be analysed; it was not read';

function brokenBy(what: string): string {
  return `has a syntax error: ${what}; what could be read was read`;
}

test.each<[string, string, object, string]>([
  ['50,000 brackets', TOO_DEEP, NOTHING, '['.repeat(50_000)],
  ['50,000 objects', TOO_DEEP, NOTHING, '{"a":'.repeat(50_000)],
  ['quotes', brokenBy('end of file expected'), { kind: 'scalar', value: '' }, '"'.repeat(100_001)],
  [
    'escapes at the end',
    brokenBy('unexpected end of string'),
    { kind: 'unknown', reason: 'its closing quote is missing' },
    `"${'\\'.repeat(50_001)}`,
  ],
  ['escapes of line breaks', brokenBy('invalid escape character'), { kind: 'scalar', value: '' }, '"\\\n'.repeat(50_000)],
])('hostile text ends in good time: %s', (_, message, expected, text) => {
  const { root, problem } = parse(text);
  expect(problem).toMatchObject({ path: 'a.json', message });
  expect(root ?? NOTHING).toMatchObject(expected);
});
