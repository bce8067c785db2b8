/** Text that a tool fills in before it is YAML: Go templates, Jinja, ERB, shell variables. */

const MARK = /\{\{|\{%|\{#|<%|\$\{|[@%]\w{1,64}[@%]/g;
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ['<%', '%>'],
  ['${', '}'],
]);
/** Stands for a directive while lines are looked at. */
const HOLE = '\uE000';
/** A line that holds directives and nothing else would be a value of its own. */
const DIRECTIVES_ALONE = /^[ \t]*\uE000[\uE000 \t]*(?=\r?$)/gm;
const DIRECTIVE_LINE = /^[ \t]*(?:\{\{|\{%|<%)/m;
/** So many errors of a parser that makes one for each take long. */
const MANY = 500;
/** What is filled in before a tool sees the value: `${X}`, `$X`, `$(x)`, `{{ x }}`, `<% x %>`, `###X###`, `__X__`, `@X@`, `<YOUR X>`. */
const PLACEHOLDER = /\$\{|\$\(|\$[A-Za-z_]|\{\{|\{%|###|__\w+__|[@%]\w+[@%]|[<>]|^\s*$/;

/** Whether a text may be a template of YAML rather than YAML. */
export function isTemplate(text: string): boolean {
  return text.search(MARK) !== -1;
}

/** Whether a text cannot be YAML as it is: some of its lines begin with a directive. */
export function isMostlyTemplate(text: string): boolean {
  return DIRECTIVE_LINE.test(text) || text.split(/\{\{|\{%|<%/, MANY).length === MANY;
}

/** Whether a value stands for another one that a tool puts in its place. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}

/** The same text, of the same length and in the same lines, with directives as comments and as plain words. */
export function masked(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end, isDirective } of holesIn(text)) {
    pieces.push(text.slice(done, start), text.slice(start, end).replaceAll(/[^\r\n]/g, isDirective ? HOLE : '_'));
    done = end;
  }
  const holed = pieces.join('') + text.slice(done);
  return holed.replaceAll(DIRECTIVES_ALONE, (line) => '#'.repeat(line.length)).replaceAll(HOLE, '_');
}

interface Hole {
  readonly start: number;
  readonly end: number;
  readonly isDirective: boolean;
}

/** One pass: an opening whose end is not in the rest of the text has none later either. */
function holesIn(text: string): readonly Hole[] {
  const holes: Hole[] = [];
  const endless = new Set<string>();
  let done = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    const closing = CLOSING.get(mark);
    if (index < done || endless.has(mark)) continue;
    const found = closing === undefined ? index + mark.length : text.indexOf(closing, index + mark.length);
    if (found === -1) {
      endless.add(mark);
      continue;
    }
    done = closing === undefined ? found : found + closing.length;
    holes.push({ start: index, end: done, isDirective: closing !== undefined && mark !== '${' });
  }
  return holes;
}
