/** Text that a tool fills in before it is YAML: Go templates, Jinja, ERB, shell variables. */

const DIRECTIVE = String.raw`\{\{[^]*?\}\}|\{%[^]*?%\}|\{#[^]*?#\}|<%[^]*?%>`;
const SHELL = String.raw`\$\{[^}\n]*\}|[@%]\w+[@%]`;
/** Lines that hold a directive and nothing else would be a value of their own. */
const DIRECTIVE_LINE = new RegExp(String.raw`^[ \t]*(?:(?:${DIRECTIVE})[ \t]*)+\r?$`, 'gm');
const INLINE = new RegExp(`${DIRECTIVE}|${SHELL}`, 'g');
const MARK = /\{\{|\{%|<%|\$\{|[@%]\w+[@%]/;
/** What is filled in before a tool sees the value: `${X}`, `$X`, `$(x)`, `{{ x }}`, `<% x %>`, `###X###`, `__X__`, `@X@`, `<YOUR X>`. */
const PLACEHOLDER = /\$\{|\$\(|\$[A-Za-z_]|\{\{|\{%|<%|###|__\w+__|[@%]\w+[@%]|[<>]|^\s*$/;

/** Whether a text may be a template of YAML rather than YAML. */
export function isTemplate(text: string): boolean {
  return MARK.test(text);
}

/** Whether a value stands for another one that a tool puts in its place. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}

/** The same text, of the same length and in the same lines, with directives as comments and as plain words. */
export function masked(text: string): string {
  return text.replaceAll(DIRECTIVE_LINE, (lines) => blank(lines, '#')).replaceAll(INLINE, (part) => blank(part, '_'));
}

function blank(part: string, character: string): string {
  return part.replaceAll(/[^\r\n]/g, character);
}
