/** The identity of a finding as 16 hex digits: the same wherever its line moves and however its file is called. */
import { createHash } from 'node:crypto';
import { type Finding, identityOf } from '../model/finding.ts';
import { compareText } from '../model/order.ts';

const DIGITS = 16;

/** One fingerprint a finding: its identity, and which it is among equals in the order of path and place. */
export function fingerprintsOf(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const seen = new Map<string, number>();
  const fingerprints = new Map<Finding, string>();
  for (const finding of findings.toSorted(byPlace)) {
    const identity = identityOf(finding);
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    fingerprints.set(finding, digest(`${identity}\0${ordinal}`).slice(0, DIGITS));
  }
  return fingerprints;
}

/** SHA-256 of a text, in hex. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function byPlace(a: Finding, b: Finding): number {
  return compareText(a.span.path, b.span.path) || a.span.start - b.span.start || a.span.end - b.span.end;
}
