/** The one place that decides what a run comes to. */
import { bySeverity, type Finding, type Severity } from '../model/finding.ts';
import type { Conclusion } from './payload.ts';
import type { CheckResult } from './result.ts';

export type FailOn = Severity | 'never';

export interface Verdict {
  readonly conclusion: Conclusion;
  /** Agrees with the conclusion: 1 is `failure`. */
  readonly exitStatus: 0 | 1;
}

/**
 * Failure where a finding weighs at least what `failOn` says; neutral where nothing could be judged, so nobody takes silence for
 * praise; else success.
 *
 * @param findings all of a tree, or those that a change brings
 * @param result where they were found
 */
export function verdictOf(findings: readonly Pick<Finding, 'severity'>[], failOn: FailOn, result: CheckResult): Verdict {
  if (isFailure(findings, failOn)) return { conclusion: 'failure', exitStatus: 1 };
  return { conclusion: findings.length > 0 || isJudged(result) ? 'success' : 'neutral', exitStatus: 0 };
}

/** Whether a finding weighs at least what `failOn` says. */
export function isFailure(findings: readonly Pick<Finding, 'severity'>[], failOn: FailOn): boolean {
  return failOn !== 'never' && findings.some(({ severity }) => bySeverity(severity, failOn) <= 0);
}

/** Something was read, or there was nothing to read. */
function isJudged({ clusters, findings, unresolved, problems }: CheckResult): boolean {
  if (findings.length > 0 || clusters.some(({ versions }) => versions.length > 0)) return true;
  return unresolved.length + problems.length === 0;
}
