/** The review of a change, with what GitHub allows on its lines. */
import type { Severity } from './model/finding.ts';
import type { ChangeSet } from './pull-request/change-set.ts';
import { type RangeVerdict, suggestionRange } from './pull-request/hunks.ts';
import { type Review, reviewOf } from './report/review.ts';
import type { Comparison } from './run.ts';

export interface ReviewChoice {
  readonly failOn: Severity | 'never';
  /** Fingerprints that a comment of ours speaks of already. */
  readonly posted: ReadonlySet<string>;
  readonly checkName: string;
  /** The most line comments; 30 where nothing is said. */
  readonly cap?: number;
  readonly permalink?: (path: string, line: number) => string;
}

const CAP = 30;

/** Decides every word and every place of the review of a change. */
export function reviewOfChange({ base, head, plan }: Comparison, changes: ChangeSet, { cap = CAP, ...choice }: ReviewChoice): Review {
  const files = new Map(changes.files.filter(({ status }) => status !== 'removed').map((file) => [file.path, file]));
  function verdict(path: string, startLine: number, endLine: number): RangeVerdict {
    const file = files.get(path);
    return file ? suggestionRange(file, startLine, endLine) : 'outside';
  }
  return reviewOf({ base, head, plan, changes, verdict, cap, ...choice });
}
