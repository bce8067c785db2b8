/** What `fix` prints: a diff for people and for `git apply`, edits for programs. */
import type { Plan } from '../fix/plan.ts';
import { codeSpan } from '../model/markdown.ts';
import { fixJson, type Tool } from './json.ts';
import { fenced } from './markup.ts';
import { locateIn } from './regions.ts';
import type { CheckResult } from './result.ts';

export interface FixReport {
  /** Before the edits. */
  readonly result: CheckResult;
  readonly plan: Plan;
  /** Unified; empty where there is nothing to change. */
  readonly diff: string;
  readonly isWritten: boolean;
}

/** The diff alone: what `git apply` takes. */
export function fixText({ diff }: FixReport): string {
  return diff;
}

/** The diff in a fence, with the titles of the fixes. */
export function fixMarkdown({ plan, diff }: FixReport): string {
  if (diff === '') return 'Nothing to fix.\n';
  const titles = [...new Set(plan.steps.map(({ finding }) => finding.fix?.title ?? finding.ruleId))];
  return `${titles.map((title) => `- ${codeSpan(title)}\n`).join('')}\n${fenced('diff', diff)}\n`;
}

/** The edits with their places, and the diff. Equal input gives equal bytes. */
export function fixReportJson({ result, plan, diff, isWritten }: FixReport, tool: Tool): string {
  const locate = locateIn(result.texts);
  const report = {
    schemaVersion: 1,
    tool,
    today: result.today,
    catalog: { source: result.origin.source, asOf: result.origin.asOf },
    fixes: plan.steps.map(({ finding, round, edits }) => ({
      ruleId: finding.ruleId,
      title: finding.fix?.title ?? finding.ruleId,
      disposition: finding.fix?.disposition ?? 'unsafe',
      round,
      edits,
    })),
    edits: fixJson({ title: '', disposition: 'safe', edits: plan.edits }, locate).edits,
    diff,
    written: isWritten,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
