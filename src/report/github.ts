/** Workflow commands, which become annotations of a job. */
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import { enumerate } from '../model/wording.ts';
import { plainText } from './markup.ts';
import { type Locate, locateIn } from './regions.ts';
import type { CheckResult } from './result.ts';
import { counted } from './words.ts';

/** The runner drops more of one level in one step (https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs). */
const MOST_A_LEVEL = 10;
/** The runner cuts what is longer. */
const LONGEST_MESSAGE = 4_000;

/**
 * At most ten commands a level, then one line that counts the rest
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message).
 */
export function githubCommands({ findings, texts }: CheckResult): string {
  const locate = locateIn(texts);
  const levels = SEVERITIES.map((severity) => ({ severity, own: findings.filter((finding) => finding.severity === severity) }));
  const commands = levels.flatMap(({ own }) => own.slice(0, MOST_A_LEVEL).map((finding) => command(finding, locate)));
  return [...commands, ...hidden(levels)].map((line) => `${line}\n`).join('');
}

function hidden(levels: readonly { readonly severity: Severity; readonly own: readonly Finding[] }[]): readonly string[] {
  const more = levels.filter(({ own }) => own.length > MOST_A_LEVEL);
  if (more.length === 0) return [];
  const counts = more.map(({ severity, own }) => counted(own.length - MOST_A_LEVEL, `more ${severity}`));
  return [`Not shown as annotations, of which a step has ten a level: ${enumerate(counts)}.`];
}

function command({ severity, span, ruleId, message }: Finding, locate: Locate): string {
  const { path, line, column, endLine, endColumn } = locate(span);
  // GitHub takes columns only within one line, both inclusive
  const columns = line === endLine && endColumn > column ? { col: column, endColumn: endColumn - 1 } : {};
  const properties = Object.entries({ file: path, line, endLine, ...columns, title: ruleId }).map(
    ([name, value]) => `${name}=${property(String(value))}`,
  );
  return `::${severity} ${properties.join(',')}::${data(plainText(message).slice(0, LONGEST_MESSAGE))}`;
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
