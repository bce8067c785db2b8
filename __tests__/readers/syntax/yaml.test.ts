/** YAML as nodes: what a scalar says, where it stands, and what broken or hostile text comes to. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConfigEntry, ConfigNode } from '../../../src/model/fact.ts';
import { insertInto } from '../../../src/model/slot.ts';
import { parseYaml } from '../../../src/readers/syntax/yaml.ts';

function rootOf(text: string): ConfigNode {
  const { root, problem } = parseYaml({ path: 'a.yaml', text });
  if (!root || problem) throw new Error(problem?.message ?? 'nothing there');
  return root;
}

function entriesOf(node: ConfigNode): readonly ConfigEntry[] {
  if (node.kind !== 'map') throw new Error(`it is a ${node.kind}`);
  return node.entries;
}

function entryOf(text: string, index = 0): ConfigEntry {
  const entry = entriesOf(rootOf(text))[index];
  if (!entry) throw new Error('there is no such entry');
  return entry;
}

test.each([
  ['k: text', 'text', 'text', false],
  ['k: "te\\tx"', 'te\tx', 'te\\tx', true],
  ["k: 'it''s'", "it's", "it''s", true],
  ['k: 1.30 # the version', 1.3, '1.30', false],
  ['k: 0x1F', 31, '0x1F', false],
  ['k: yes', 'yes', 'yes', false],
  ['k: True', true, 'True', false],
  ['k: ~', null, '~', false],
  ['k: 2026-11-26', '2026-11-26', '2026-11-26', false],
  ['k: !!str 1.28', '1.28', '1.28', false],
  ['k: &anchor 5', 5, '5', false],
  ['k: |\n  one\n  two\n', 'one\ntwo\n', '|\n  one\n  two\n', false],
  ['{k: "v"}', 'v', 'v', true],
  ['\uFEFFk: v\r\n', 'v', 'v', false],
])('a scalar of %j', (text, value, source, quoted) => {
  const node = entryOf(text).value;
  expect(node).toMatchObject({ kind: 'scalar', value, source, quoted });
  expect(text.slice(node.span.start, node.span.end)).toBe(source);
});

test.each([
  ['k:', 'k: ""'],
  ['k: # why\n', 'k: "" # why\n'],
  ['k:\r\nl: 1\r\n', 'k: ""\r\nl: 1\r\n'],
  ['k:\n\n# of the next\nl: 1\n', 'k: ""\n\n# of the next\nl: 1\n'],
  ['{k:, l: 1}', '{k: "", l: 1}'],
])('a value that is not written stands behind its colon: %j', (text, filled) => {
  const { value } = entryOf(text);
  expect(value).toMatchObject({ kind: 'scalar', value: null, source: '' });
  expect(`${text.slice(0, value.span.start)} ""${text.slice(value.span.end)}`).toBe(filled);
});

test.each([
  ['k: &a 1\nl: *a\n', 'it is an alias'],
  ['k: !secret x\nl: !secret x\n', 'it has a tag of its own'],
  ['k: 1\nl: {<<: {a: 1}}\n', 'it merges another map'],
  ['k: 1\nl: {{ name }}\n', 'one of its keys is no text'],
  ['k: 1\n2: x\n', 'its key is no text'],
  ['k: 1\n? l\n', 'it has no colon'],
])('unknown, and why: %j', (text, reason) => {
  const { root, problem } = parseYaml({ path: 'a.yaml', text });
  const node = root && entriesOf(root)[1]?.value;
  expect(problem?.message ?? (node?.kind === 'unknown' && node.reason)).toContain(reason);
});

describe('what deleting an entry removes', () => {
  test.each([
    ['whole lines', 'a:\n  b: 1 # one\n  c: 2\n', 'a:\n  c: 2\n'],
    ['whole lines, CRLF', 'a:\r\n  b:\r\n    - 1\r\n  c: 2\r\n', 'a:\r\n  c: 2\r\n'],
    ['a block scalar', 'a:\n  b: |\n    x\n    y\n  c: 2', 'a:\n  c: 2'],
    ['one of a flow map', 'a: {b: 1, c: 2}\n', 'a: {c: 2}\n'],
  ])('%s, the first of two', (_, text, left) => {
    const [{ removal } = {}] = entriesOf(entryOf(text).value);
    expect(removal && text.slice(0, removal.start) + text.slice(removal.end)).toBe(left);
  });

  test.each([
    ['the last lines', 'a:\n  b: 1\n  c: 2', 'a:\n  b: 1\n'],
    ['the last of a flow map', 'a: {b: 1, c: 2}', 'a: {b: 1}'],
  ])('%s', (_, text, left) => {
    const removal = entriesOf(entryOf(text).value)[1]?.removal;
    expect(removal && text.slice(0, removal.start) + text.slice(removal.end)).toBe(left);
  });

  test.each([
    ['the only one: what is left would be no map', 'a:\n  b: 1\n'],
    ['one behind the dash of a list', '- b: 1\n  c: 2\n'],
    ['one of a flow map over several lines', 'a: {b: 1,\n  c: 2}\n'],
    ['the last of a flow map behind nothing', 'a: {b: , c: 2}\n'],
  ])('not %s', (_, text) => {
    const root = rootOf(text);
    const map = root.kind === 'list' ? root.items[0] : entryOf(text).value;
    expect(map?.kind).toBe('map');
    const index = text.includes('b: ,') ? 1 : 0;
    expect(map?.kind === 'map' && map.entries[index]?.removal).toBeUndefined();
  });
});

test.each([
  ['a:\n  b: 1\n', 'a:\n  x: 0\n  b: 1\n'],
  ['a:\r\n    b: 1\r\n', 'a:\r\n    x: 0\r\n    b: 1\r\n'],
  ['a: {b: 1}', 'a: {x: 0, b: 1}'],
  ['a:\n- b: 1\n', 'a:\n- x: 0\n  b: 1\n'],
])('one more entry goes in front: %j', (text, wanted) => {
  const { value } = entryOf(text);
  const map = value.kind === 'list' ? value.items[0] : value;
  if (map?.kind !== 'map' || !map.slot) throw new Error('there is no slot');
  const { span, newText } = insertInto(map.slot, 'x: 0');
  expect(text.slice(0, span.start) + newText + text.slice(span.end)).toBe(wanted);
});

test.each([
  ['a:\n\tb: 1\n', 3],
  ['a: 1\nb: 2\na: 3\n', 10],
  ['a: "open\n', 9],
  ['a: [1, 2\nb: 3\n', 9],
])('broken text says where, and gives what could be read: %j', (text, offset) => {
  const { root, problem } = parseYaml({ path: 'a.yaml', text });
  expect(problem?.message).toMatch(/^has a syntax error: [a-z ]+; what could be read was read$/);
  expect(problem?.path).toBe('a.yaml');
  expect(problem?.offset).toBe(offset);
  expect(root && entriesOf(root)[0]?.key.value).toBe('a');
});

test('the first document counts, an empty file is nothing', () => {
  expect(entriesOf(rootOf('a: 1\n---\nb: 2\n')).map(({ key }) => key.value)).toEqual(['a']);
  expect(parseYaml({ path: 'a.yaml', text: '# nothing\n' })).toEqual({});
});

function sizeOf(node: ConfigNode | undefined): number {
  if (node?.kind === 'map') return node.entries.length;
  return node?.kind === 'list' ? node.items.length : 0;
}

test.each<[string, { readonly kind: ConfigNode['kind']; readonly size: number }, string | undefined, string]>([
  [
    'an alias bomb',
    { kind: 'map', size: 11 },
    undefined,
    `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefghijk'.replaceAll(/./g, (c, i: number) => `${c}: &${c} [${`*${'abcdefghij'[i]},`.repeat(8)}]\n`)}`,
  ],
  ['50,000 brackets', { kind: 'list', size: 1 }, 'resource exhaustion', '['.repeat(50_000)],
  ['50,000 dashes', { kind: 'list', size: 1 }, 'resource exhaustion', '- '.repeat(50_000)],
  ['deep blocks', { kind: 'map', size: 1 }, undefined, Array.from({ length: 250 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['a long list', { kind: 'map', size: 1 }, undefined, `a:\n${'  - x\n'.repeat(50_000)}`],
  ['many keys', { kind: 'map', size: 20_000 }, undefined, Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n')],
  [
    'control characters',
    { kind: 'scalar', size: 0 },
    undefined,
    Array.from({ length: 5000 }, (_, index) => String.fromCodePoint((index * 7919) % 256)).join(''),
  ],
])('hostile text ends in good time: %s', (_, expected, wrong, text) => {
  const { root, problem } = parseYaml({ path: 'a.yaml', text });
  expect({ kind: root?.kind, size: sizeOf(root) }).toEqual(expected);
  expect(problem?.message).toBe(wrong && `has a syntax error: ${wrong}; what could be read was read`);
});

test('never throws, and every scalar stands where it says', () => {
  const piece = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '#',
    '&x',
    '*x',
    '!',
    '|',
    '\t',
    '\r\n',
    '1.30',
    '~',
    '<<: ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const { root } = parseYaml({ path: 'a.yaml', text });
      for (const node of root ? scalarsIn(root) : []) expect(text.slice(node.span.start, node.span.end)).toBe(node.source);
    }),
    { numRuns: 2000 },
  );
});

function scalarsIn(node: ConfigNode): readonly Extract<ConfigNode, { kind: 'scalar' }>[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.items.flatMap(scalarsIn);
  return node.kind === 'map' ? node.entries.flatMap(({ value }) => scalarsIn(value)) : [];
}
