/** Which findings two states have in common, whatever moved between them. */
import { type Finding, identityOf } from './finding.ts';

/** How often each identity occurs. */
export function countIdentities(findings: readonly Finding[]): ReadonlyMap<string, number> {
  return countBy(findings, identityOf);
}

/** The findings of `after` that `before` does not have, or has less often. Of several alike, one in the same file is the same. */
export function cameUp(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const gone = lacking(after, before, placed);
  return lacking(gone, lacking(before, after, placed), identityOf);
}

function placed(finding: Finding): string {
  return JSON.stringify([finding.span.path, identityOf(finding)]);
}

/** What has no counterpart among others, the first of several alike being matched first. */
function lacking(others: readonly Finding[], findings: readonly Finding[], keyOf: (finding: Finding) => string): readonly Finding[] {
  const left = new Map(countBy(others, keyOf));
  return findings.filter((finding) => {
    const key = keyOf(finding);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function countBy(findings: readonly Finding[], keyOf: (finding: Finding) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = keyOf(finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
