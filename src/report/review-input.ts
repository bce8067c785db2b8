/** What a review is made from. */
import type { Plan } from '../fix/plan.ts';
import type { Severity } from '../model/finding.ts';
import type { ChangeSet } from '../pull-request/change-set.ts';
import type { RangeVerdict } from '../pull-request/hunks.ts';
import type { CheckResult } from './result.ts';

export interface ReviewInput {
  readonly base: CheckResult;
  readonly head: CheckResult;
  readonly changes: ChangeSet;
  /** What GitHub allows on lines of a file's right-hand side; `outside` for a file that is not in the change. */
  readonly verdict: (path: string, startLine: number, endLine: number) => RangeVerdict;
  /** The fixes of the findings that are new on the head, converged. */
  readonly plan: Plan;
  readonly failOn: Severity | 'never';
  /** The most line comments. */
  readonly cap: number;
  /** Fingerprints that a comment of ours speaks of already: they are counted, not said again. */
  readonly posted: ReadonlySet<string>;
  /** The page of a line of the head commit; absent where there is no such page. */
  readonly permalink?: (path: string, line: number) => string;
  readonly checkName: string;
}
