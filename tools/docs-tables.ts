/** Tables of the documentation that are made from the code, each between two markers. */
import type { RuleMeta } from '../src/rules/rule.ts';

/** What action.yml says of one input or output. */
export interface ActionField {
  readonly description: string;
  readonly default?: string;
}

/** A row a rule, with a link to its page. @param folder of the pages, seen from the document */
export function rulesTable(rules: readonly RuleMeta[], folder: string): string {
  const rows = rules.map(({ id, title, severity, fix }) => [`[\`${id}\`](${folder}/${id}.md)`, title, severity, fix]);
  return table(['rule', 'what it finds', 'severity', 'fix'], rows);
}

export function inputsTable(inputs: Readonly<Record<string, ActionField>>): string {
  const rows = Object.entries(inputs).map(([name, field]) => [
    `\`${name}\``,
    field.default ? `\`${field.default}\`` : '',
    field.description,
  ]);
  return table(['input', 'default', ''], rows);
}

export function outputsTable(outputs: Readonly<Record<string, ActionField>>): string {
  return table(
    ['output', ''],
    Object.entries(outputs).map(([name, field]) => [`\`${name}\``, field.description]),
  );
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, heading.map(() => '---'), ...rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))];
  return lines.map((row) => `| ${row.join(' | ')} |\n`).join('');
}

/**
 * The document with `content` between `<!-- begin NAME -->` and `<!-- end NAME -->`.
 *
 * @throws where the document has not both markers
 */
export function withSection(document: string, name: string, content: string): string {
  const [begin, end] = [`<!-- begin ${name} -->\n`, `<!-- end ${name} -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`the document has no section ${JSON.stringify(name)}`);
  return `${document.slice(0, from + begin.length)}\n${content}\n${document.slice(to)}`;
}
