/** Pages and tables as the documentation tests take them apart and put them together. */
import { describe, expect, test } from 'vitest';
import { consoleBlocks, withConsoleOutputs } from '../../tools/docs-console.ts';
import { readPage, withOutput } from '../../tools/docs-page.ts';
import { inputsTable, outputsTable, rulesTable, withSection } from '../../tools/docs-tables.ts';

const PAGE = [
  '# addon-late\n\nThe add-on is late.\n\n| severity | fix |\n|---|---|\n| error | safe |\n\n## Example\n',
  '```ts title="index.ts"\nconst a = 1;\n```\n\n```yaml title="Pulumi.yaml"\nname: a\n```\n',
  '```text title="eks-lockstep check"\n…\n```\n\n```text\nanother block\n```\n\n## Sources\n\n- <https://example.com/a>\n',
].join('\n');

describe('a page', () => {
  test('is read in its parts', () => {
    expect(readPage(PAGE)).toEqual({
      id: 'addon-late',
      title: 'The add-on is late',
      severity: 'error',
      fix: 'safe',
      example: { 'index.ts': 'const a = 1;\n', 'Pulumi.yaml': 'name: a\n' },
      output: '…\n',
      headings: ['Example', 'Sources'],
      sources: ['https://example.com/a'],
    });
  });

  test('gets another output, and nothing else of it changes', () => {
    const changed = withOutput(PAGE, 'a $& b\n2 errors\n');
    expect(readPage(changed).output).toBe('a $& b\n2 errors\n');
    expect(withOutput(changed, '…\n')).toBe(PAGE);
  });

  test.each([
    ['without a head', PAGE.slice(2), 'does not begin with'],
    ['without an output', PAGE.replace('eks-lockstep check', 'another title'), 'has no block'],
  ])('%s is refused', (_, text, message) => {
    expect(() => readPage(text)).toThrow(message);
  });
});

describe('a table', () => {
  test('of rules links each to its page', () => {
    const meta = { id: 'addon-late', title: 'It is late | or early', severity: 'error', fix: 'none', references: [] } as const;
    expect(rulesTable([meta], 'docs/rules')).toBe(
      '| rule | what it finds | severity | fix |\n| --- | --- | --- | --- |\n' +
        '| [`addon-late`](docs/rules/addon-late.md) | It is late \\| or early | error | none |\n',
    );
  });

  test('of inputs and outputs says what action.yml says', () => {
    expect(inputsTable({ a: { description: 'One.', default: 'x' }, b: { description: 'Two.', default: '' } })).toBe(
      '| input | default |  |\n| --- | --- | --- |\n| `a` | `x` | One. |\n| `b` |  | Two. |\n',
    );
    expect(outputsTable({ c: { description: 'Three.' } })).toBe('| output |  |\n| --- | --- |\n| `c` | Three. |\n');
  });
});

describe('a section', () => {
  const document = 'before\n<!-- begin a -->\n\nold\n\n<!-- end a -->\nafter\n';

  test('is replaced between its markers', () => {
    const changed = withSection(document, 'a', 'new\n');
    expect(changed).toBe('before\n<!-- begin a -->\n\nnew\n\n<!-- end a -->\nafter\n');
    expect(withSection(changed, 'a', 'old\n')).toBe(document);
  });

  test('that is not there is no silent success', () => {
    expect(() => withSection(document, 'b', 'new\n')).toThrow('no section "b"');
    expect(() => withSection(document.replace('<!-- end a -->', ''), 'a', 'new\n')).toThrow('no section "a"');
  });
});

describe('a console block', () => {
  const document = 'a\n\n```console\n$ node dist/cli.js rules\nold\n```\n\n```sh\nnode dist/cli.js fix\n```\n';

  test('is a command and what it prints', () => {
    expect(consoleBlocks(document)).toEqual(['node dist/cli.js rules']);
    const changed = withConsoleOutputs(document, new Map([['node dist/cli.js rules', 'new $&\n']]));
    expect(changed).toBe(document.replace('old', () => 'new $&'));
    expect(withConsoleOutputs(document, new Map())).toBe(document);
  });
});
