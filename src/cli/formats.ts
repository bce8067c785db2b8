/** Which words a format has for a result. */
import type { Options } from '../options.ts';
import { githubCommands } from '../report/github.ts';
import { checkJson, reviewJson } from '../report/json.ts';
import { junit } from '../report/junit.ts';
import { checkMarkdown } from '../report/markdown.ts';
import { rulePage } from '../report/markup.ts';
import { rdjson } from '../report/rdjson.ts';
import type { CheckResult } from '../report/result.ts';
import type { Review } from '../report/review.ts';
import { reviewText } from '../report/review-text.ts';
import { type RuleInfo, sarif } from '../report/sarif.ts';
import { checkText } from '../report/text.ts';
import type { FailOn } from '../report/verdict.ts';
import { rules } from '../rules/index.ts';
import type { Comparison } from '../run.ts';
import { TOOL } from '../tool.ts';

/** A checked tree in the format that was asked for. */
export function printCheck(result: CheckResult, { format, quiet }: Options, failOn: FailOn): string {
  switch (format) {
    case 'text':
      return checkText(result, { colour: isColoured(), quiet });
    case 'json':
      return checkJson(result, TOOL);
    case 'markdown':
      return checkMarkdown(result);
    case 'sarif':
      return sarif(result, { tool: TOOL, rules: ruleInfos() });
    case 'rdjson':
      return rdjson(result);
    case 'junit':
      return junit(result, failOn);
    case 'github':
      return githubCommands(result);
  }
}

/** A review in the format that was asked for. Formats of other tools speak of what the change brings. */
export function printReview({ base, head }: Comparison, review: Review, options: Options, failOn: FailOn): string {
  const { format, quiet } = options;
  if (format === 'text') return reviewText(base, head, review, { colour: isColoured(), quiet });
  if (format === 'json') return reviewJson(base, head, review, TOOL);
  if (format === 'markdown') return `${review.jobSummary}\n`;
  const statuses = new Map(review.findings.map(({ finding, status }) => [finding, status]));
  if (format === 'sarif') return sarif(head, { tool: TOOL, rules: ruleInfos(), statuses });
  return printCheck({ ...head, findings: head.findings.filter((finding) => statuses.get(finding) === 'new') }, options, failOn);
}

/** What SARIF wants to know of each rule. */
export function ruleInfos(): readonly RuleInfo[] {
  return rules.map(({ meta }) => ({ ...meta, helpUri: rulePage(meta.id) }));
}

/** https://no-color.org */
function isColoured(): boolean {
  return process.stdout.isTTY && !process.env['NO_COLOR'];
}
