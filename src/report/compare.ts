/** What a change makes of findings: brings them, leaves them, or mends them. */
import type { Finding } from '../model/finding.ts';
import { cameUp } from '../model/matching.ts';
import { fingerprintsOf } from './fingerprint.ts';

export type FindingStatus = 'new' | 'existing' | 'fixed';

export interface ComparedFinding {
  readonly finding: Finding;
  readonly fingerprint: string;
  readonly status: FindingStatus;
}

/** The findings of the head in their order, new or existing, then those of the base that are gone. */
export function compareFindings(base: readonly Finding[], head: readonly Finding[]): readonly ComparedFinding[] {
  const [before, after] = [fingerprintsOf(base), fingerprintsOf(head)];
  const fresh = new Set(cameUp(base, head));
  return [
    ...head.map((finding) => compared(finding, after, fresh.has(finding) ? 'new' : 'existing')),
    ...cameUp(head, base).map((finding) => compared(finding, before, 'fixed')),
  ];
}

function compared(finding: Finding, fingerprints: ReadonlyMap<Finding, string>, status: FindingStatus): ComparedFinding {
  return { finding, fingerprint: fingerprints.get(finding) ?? '', status };
}

/** What is gone for good: nothing new of its rule or of its value came for the same resource. */
export function mended(findings: readonly ComparedFinding[]): readonly ComparedFinding[] {
  const fresh = findings.filter(({ status }) => status === 'new').map(({ finding }) => finding);
  return findings.filter(
    ({ status, finding: { resource, ruleId, value } }) =>
      status === 'fixed' && !fresh.some((other) => other.resource === resource && (other.ruleId === ruleId || other.value === value)),
  );
}
