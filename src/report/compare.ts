/** What a change makes of findings: brings them, leaves them, or mends them. */
import type { Finding } from '../model/finding.ts';
import { fingerprintsOf } from './fingerprint.ts';

export type FindingStatus = 'new' | 'existing' | 'fixed';

export interface ComparedFinding {
  readonly finding: Finding;
  readonly fingerprint: string;
  readonly status: FindingStatus;
}

/** The findings of the head in their order, new or existing, then those of the base that are gone. */
export function compareFindings(base: readonly Finding[], head: readonly Finding[]): readonly ComparedFinding[] {
  const before = fingerprintsOf(base);
  const after = fingerprintsOf(head);
  const known = new Set(before.values());
  const standing = new Set(after.values());
  const current = head.map((finding) => compared(finding, after, known, 'existing', 'new'));
  const gone = base.map((finding) => compared(finding, before, standing, 'existing', 'fixed'));
  return [...current, ...gone.filter(({ status }) => status === 'fixed')];
}

function compared(
  finding: Finding,
  fingerprints: ReadonlyMap<Finding, string>,
  others: ReadonlySet<string>,
  ifThere: FindingStatus,
  ifNot: FindingStatus,
): ComparedFinding {
  const fingerprint = fingerprints.get(finding) ?? '';
  return { finding, fingerprint, status: others.has(fingerprint) ? ifThere : ifNot };
}
