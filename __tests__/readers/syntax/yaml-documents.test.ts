/** Documents of YAML with their places, also inside scripts and templates; and what hostile text comes to. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNotation } from '../../../src/model/notation.ts';
import { parseDocuments } from '../../../src/readers/syntax/yaml-documents.ts';
import { heredocsIn } from '../../../src/readers/syntax/yaml-heredocs.ts';
import { documentsIn } from '../../../src/readers/syntax/yaml-sources.ts';
import { isPlaceholder, masked } from '../../../src/readers/syntax/yaml-templates.ts';
import { at, entriesOf, itemsOf, reach, type Reached, stringAt, type YamlNode } from '../../../src/readers/syntax/yaml-tree.ts';

function all(): boolean {
  return true;
}

function rootOf(text: string, path = 'a.yaml'): Reached {
  const [root] = parseDocuments({ path, text }, all).roots;
  if (!root) throw new Error('there is no document');
  return reach(root);
}

/** Every scalar of a tree, aliases left out. */
function scalarsIn(node: YamlNode): readonly Extract<YamlNode, { readonly kind: 'scalar' }>[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.items.flatMap((item) => scalarsIn(item));
  return node.kind === 'map' ? node.entries.flatMap(({ value }) => scalarsIn(value)) : [];
}

test('documents are parsed one by one, and only those that are spoken of', () => {
  const text = 'a: 1\n---\nb: [\n---\nc: 3\n--- # d\nd: |\n  x\n--- e\n';
  const { roots, problems } = parseDocuments({ path: 'a.yaml', text }, (part) => /[ace]/.test(part));
  expect(roots.map((root) => entriesOf(reach(root)).map(({ key }) => key))).toEqual([['a'], ['c'], []]);
  expect(problems).toEqual([]);
  expect(parseDocuments({ path: 'a.yaml', text }, all).problems).toMatchObject([{ offset: text.indexOf('[') + 2 }]);
});

test('a region stands where it stands, and may be indented', () => {
  const text = 'x: |\n    a: "b"\n    c: d\n';
  const start = text.indexOf('    a');
  const [root] = parseDocuments({ path: 'a.yaml', text }, all, { start, end: text.length }).roots;
  const span = root && at(reach(root), 'a')?.node.span;
  expect(span && text.slice(span.start, span.end)).toBe('b');
});

test('merged maps fill in what a map does not say, nearest first', () => {
  const root = rootOf('a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2, z: 2}\nc: {<<: [*b, *a], z: 3}\nd: {"<<": 5}\n');
  expect(entriesOf(at(root, 'c')).map(({ key, value }) => [key, stringAt(value)])).toEqual([
    ['z', '3'],
    ['y', '2'],
    ['x', '1'],
  ]);
  expect(stringAt(at(root, 'd', '<<'))).toBe('5');
  expect(at(root, 'c', 'x')?.via.map(({ note }) => note)).toEqual(['*a', '*b']);
});

test.each([
  ['a: &a {b: *a}\nc: *a\n', 'it is an alias of nothing'],
  ['a: *nobody\n', 'it is an alias of nothing'],
  ['a: 1\na: 2\n', 'its key is written twice'],
])('%j', (text, reason) => {
  const root = rootOf(text);
  const node = at(root, 'c', 'b')?.node ?? at(root, 'a')?.node;
  expect(node).toMatchObject({ kind: 'unknown', reason });
});

test.each([
  ['cat <<EOF\na\nb\nEOF\n', ['a\nb\n']],
  ["cat <<'EOF' > x\na\nEOF\ncat <<-B\n\tb\n\tB\n", ['a\n', '\tb\n']],
  ['cat <<"E O"\na\nE O\n', []],
  ['cat <<\\EOF\na\nEOF', ['a\n']],
  ['cat <<< EOF\na\nEOF\n', []],
  ['cat <<EOF\na\n', []],
  ['cat <<EOF\r\na\r\nEOF\r\n', ['a\r\n']],
  ['x=$((1<<2))\na\n2\n', ['a\n']],
  ['cat <<A\n<<B\nA\nB\n', ['<<B\n']],
])('heredocs of %j', (script, wanted) => {
  expect(heredocsIn(script).map(({ start, end }) => script.slice(start, end))).toEqual(wanted);
});

test.each([
  ['${X}', true],
  ['$X', true],
  ['$(date)', true],
  ['a-{{ b }}', true],
  ['<your name>', true],
  ['###X###', true],
  ['__X__', true],
  ['@X@', true],
  ['', true],
  ['1.34', false],
  ['v1.11.4-eksbuild.2', false],
  ['payments_prod', false],
])('whether %j is filled in', (value, wanted) => {
  expect(isPlaceholder(value)).toBe(wanted);
});

describe('masks', () => {
  test.each([
    ['a: {{ b }}\n', 'a: _______\n'],
    ['{{- if x }}\na: 1\n{{- end }}\n', '###########\na: 1\n##########\n'],
    ['  {{ if x }} \r\na\r\n', '#############\r\na\r\n'],
    ['{% for x in y %}\na: ${B}\n', '################\na: ____\n'],
    ['{{/*\n a\n*/}}b: <%= c %>\n', '####\n##\n____b: ________\n'],
  ])('%j', (text, wanted) => {
    expect(masked(text)).toBe(wanted);
  });

  test('keep every line and every length', () => {
    const piece = fc.constantFrom('{{', '}}', '{%', '%}', '${', '}', '\n', '\r\n', 'a: b', ' ', '<%', '%>', '{#', '#}', '@a@');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        expect(masked(text).replaceAll(/[^\r\n]/g, 'x')).toBe(text.replaceAll(/[^\r\n]/g, 'x'));
      }),
    );
  });
});

test('every scalar is what its text says, in whatever style it is written', () => {
  const word = fc.stringMatching(/^[a-z0-9. :#'"\\-]{0,12}$/);
  const value = fc.oneof(
    word.map((text) => JSON.stringify(text)),
    word.map((text) => `'${text.replaceAll("'", "''")}'`),
    fc.constantFrom(
      '1.30',
      '007',
      '1e3',
      '0x1f',
      'true',
      'False',
      '~',
      'null',
      '&x 1.34',
      '!!str 1.30',
      '>-\n   a\n   b',
      '|\n   a',
      '*nobody',
    ),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (values, lineBreak) => {
      const text = `\uFEFF# top\n---\nlist:\n${values.map((item) => `  - ${item}\n`).join('')}`.replaceAll('\n', lineBreak);
      const { roots } = parseDocuments({ path: 'a.yaml', text }, all);
      const scalars = roots.flatMap((root) => scalarsIn(root));
      const misplaced = scalars.filter(({ span, source }) => text.slice(span.start, span.end) !== source);
      const misread = scalars.filter(
        ({ value: read, notation, source }) => read !== null && notation !== 'composed' && parseNotation(notation, source) !== read,
      );
      expect([...misplaced, ...misread]).toEqual([]);
    }),
  );
});

describe('hostile text ends soon, and says nothing', () => {
  const bomb = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 60 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`),
  ].join('\n');
  const merges = [
    'm0: &m0 {x: 1}',
    ...Array.from({ length: 60 }, (_, index) => `m${index + 1}: &m${index + 1} {<<: [*m${index}, *m${index}]}`),
  ].join('\n');

  test('a bomb of aliases', () => {
    const root = rootOf(bomb);
    expect(itemsOf(at(root, 'a60'))).toHaveLength(2);
    expect(at(rootOf(merges), 'm60', 'nobody')).toBeUndefined();
    expect(stringAt(at(rootOf(merges), 'm60', 'x'))).toBe('1');
  });

  test.each([
    ['brackets', '['.repeat(50_000)],
    ['maps', '{a: '.repeat(50_000)],
    ['lists in lists', `${'- '.repeat(50_000)}x`],
    ['keys in keys', `${'? '.repeat(50_000)}x`],
    [
      'a chain of aliases',
      Array.from({ length: 5000 }, (_, index) => `a${index}: &a${index} ${index === 0 ? 'x' : `[*a${index - 1}]`}`).join('\n'),
    ],
    ['one long line', `a: ${'x'.repeat(900_000)}`],
    ['one long text in quotes', `a: "${'\\n'.repeat(400_000)}"`],
    ['tabs', '\t'.repeat(900_000)],
    ['no text', '\u0000\u0001\uFFFD\uD800'.repeat(1000)],
    ['templates that do not end', '{{ '.repeat(100_000)],
    ['directives', `${'{{ a }}'.repeat(50_000)} x: [`],
    ['directives in lines', '{{ a }}\n'.repeat(50_000)],
    ['openings', `${'{% <% {# @ '.repeat(50_000)} x: [`],
    ['separators', '---\n'.repeat(200_000)],
    ['placeholders', '${'.repeat(200_000)],
  ])('%s', (_, text) => {
    const { roots } = documentsIn({ path: 'a.yaml', text }, all);
    expect(roots.flatMap((root) => entriesOf(reach(root)).map(({ key }) => key)).filter((key) => key === 'version')).toEqual([]);
  });

  test('what is too long or too deep is told of', () => {
    const long = parseDocuments({ path: 'a.yaml', text: `a: ${'x'.repeat(1_100_000)}` }, all);
    expect(long.problems).toMatchObject([{ message: 'has a document that is too long to be analysed; it was not read' }]);
    const deep = parseDocuments({ path: 'a.yaml', text: '['.repeat(5000) }, all);
    expect(deep).toMatchObject({ roots: [], problems: [{ message: 'is nested too deeply to be analysed; it was not read' }] });
  });

  test('a heredoc that never ends, and many of them', () => {
    expect(heredocsIn('cat <<EOF\n'.repeat(100_000))).toEqual([]);
    expect(heredocsIn('cat <<A\nA\n'.repeat(50_000))).toHaveLength(50_000);
    expect(heredocsIn(`${' '.repeat(1_000_000)}<<${' '.repeat(1_000_000)}`)).toEqual([]);
  });
});
