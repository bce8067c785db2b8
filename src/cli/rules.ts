/** `rules` and `explain`: what is checked, and the page of one rule. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../cli.ts';
import { type Options, UsageError } from '../options.ts';
import { rules } from '../rules/index.ts';
import type { Rule, RuleMeta } from '../rules/rule.ts';

/** The rules that were asked for; all where none was named. @throws UsageError for an id that no rule has */
export function chosenRules(ids: readonly string[]): readonly Rule[] {
  for (const id of ids) ruleOf(id);
  return ids.length === 0 ? rules : rules.filter(({ meta }) => ids.includes(meta.id));
}

function ruleOf(id: string): Rule {
  const rule = rules.find(({ meta }) => meta.id === id);
  if (!rule) throw new UsageError(`no rule ${JSON.stringify(id)}; "eks-lockstep rules" lists them`);
  return rule;
}

/** One line a rule, or as JSON what each rule says of itself. */
export async function listRules({ format, positionals }: Options): Promise<Outcome> {
  if (positionals.length > 0) throw new UsageError(`rules takes no argument, not ${JSON.stringify(positionals[0])}`);
  if (format !== 'text' && format !== 'json') throw new UsageError('rules is printed as text or json');
  const stdout =
    format === 'json'
      ? `${JSON.stringify(
          rules.map(({ meta }) => meta),
          null,
          2,
        )}\n`
      : tableOf(rules.map(({ meta }) => meta));
  return { stdout, stderr: [], status: 0 };
}

function tableOf(metas: readonly RuleMeta[]): string {
  const width = Math.max(...metas.map(({ id }) => id.length));
  return metas.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`).join('');
}

/** The page of a rule; where the pages do not lie beside the program, what the rule says of itself. */
export async function explain({ positionals }: Options): Promise<Outcome> {
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new UsageError('explain takes one rule');
  const { meta } = ruleOf(id);
  return { stdout: (await pageOf(id)) ?? summaryOf(meta), stderr: [], status: 0 };
}

/** The package root is one folder above the bundle, and two above this file. */
async function pageOf(id: string): Promise<string | undefined> {
  const here = dirname(fileURLToPath(import.meta.url));
  for (const root of [dirname(here), dirname(dirname(here))]) {
    const page = await readFile(join(root, 'docs', 'rules', `${id}.md`), 'utf8').catch(() => undefined);
    if (page !== undefined) return page;
  }
  return undefined;
}

function summaryOf({ id, title, severity, fix, references }: RuleMeta): string {
  return `# ${id}\n\n${title}.\n\nseverity: ${severity}, fix: ${fix}\n\n${references.map((url) => `- <${url}>\n`).join('')}`;
}
