/** Which words a format has for a result. */
import type { Options } from '../options.ts';
import { checkJson, reviewJson } from '../report/json.ts';
import type { CheckResult } from '../report/result.ts';
import type { Review } from '../report/review.ts';
import { reviewText } from '../report/review-text.ts';
import { checkText } from '../report/text.ts';
import type { Comparison } from '../run.ts';
import { TOOL } from '../tool.ts';

export function printCheck(result: CheckResult, { format, quiet }: Options): string {
  switch (format) {
    case 'json':
      return checkJson(result, TOOL);
    default:
      return checkText(result, { colour: isColoured(), quiet });
  }
}

export function printReview({ base, head }: Comparison, review: Review, { format, quiet }: Options): string {
  switch (format) {
    case 'json':
      return reviewJson(base, head, review, TOOL);
    default:
      return reviewText(base, head, review, { colour: isColoured(), quiet });
  }
}

/** https://no-color.org */
function isColoured(): boolean {
  return process.stdout.isTTY === true && !process.env['NO_COLOR'];
}
