/** Which fixes go into one plan. */
import { converge, type Converged } from './fix/converge.ts';
import { countIdentities } from './model/matching.ts';
import { worsens } from './fix/verify.ts';
import type { Judged } from './judging.ts';
import { type Finding, identityOf } from './model/finding.ts';

/**
 * The fixes of the accepted findings, and of what they bring up. Where those do not go together, the ones that are proved alone;
 * where even these do harm together, none.
 *
 * @param verified the findings with proved fixes, in the order of `judged.findings`; one without is not planned
 */
export async function planFixes(judged: Judged, verified: readonly Finding[], accepts: (finding: Finding) => boolean): Promise<Converged> {
  const { findings } = judged;
  const wanted = new Set(findings.filter((_, index) => isAccepted(verified[index], accepts)));
  const wantedKinds = countIdentities([...wanted]);
  const standing = countIdentities(findings);
  function takesUp(finding: Finding, round: number): boolean {
    if (round === 0) return wanted.has(finding);
    const key = identityOf(finding);
    return accepts(finding) && (wantedKinds.has(key) || !standing.has(key));
  }
  const together = await converge(judged, findings, takesUp);
  if (!worsens(judged, findings, together)) return together;
  const alone = await converge(judged, verified, (finding, round) => round === 0 && accepts(finding));
  return worsens(judged, findings, alone) ? { plan: { edits: [], steps: [], texts: new Map() }, after: judged } : alone;
}

function isAccepted(finding: Finding | undefined, accepts: (finding: Finding) => boolean): boolean {
  return finding !== undefined && accepts(finding);
}
