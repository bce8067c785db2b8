/** The safe fixes of a head as one plan, as they may be committed. */
import type { Plan } from './fix/plan.ts';
import { verifyFixes } from './fix/verify.ts';
import { addonNamesOf, judge, readInventory, type RunSettings } from './judging.ts';
import { type Finding, withoutFix } from './model/finding.ts';
import { cameUp } from './model/matching.ts';
import { planFixes } from './planning.ts';
import type { CheckResult } from './report/result.ts';
import type { Tree } from './sources/tree.ts';

/** `brought`: of what the base does not have; `standing`: of everything on the head. */
export type Scope = 'brought' | 'standing';

/**
 * Plans the safe fixes. Each is proved alone and all of them together: made in memory, their findings are gone, and no error or
 * warning came.
 *
 * @param base what was found there
 */
export async function planSafeFixes(
  head: Tree,
  base: CheckResult,
  scope: Scope,
  settings: RunSettings,
  named: readonly string[],
): Promise<Plan> {
  const read = await readInventory(head, named, settings);
  const existing = new Set(base.clusters.map(({ resource }) => resource));
  const judged = judge(read, existing, await settings.loadCatalog(addonNamesOf(read)), settings);
  const wanted = new Set(scope === 'brought' ? cameUp(base.findings, judged.findings) : judged.findings);
  const candidates = judged.findings.map((finding) => (wanted.has(finding) ? finding : withoutFix(finding)));
  const { plan } = await planFixes(judged, await verifyFixes(judged, candidates), isSafe);
  return plan;
}

function isSafe({ fix }: Finding): boolean {
  return fix?.disposition === 'safe';
}
