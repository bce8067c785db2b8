/** The pipeline: a tree of files -> facts -> inventory -> findings -> result; for a change twice, and what it brings. */
import type { Plan } from './fix/plan.ts';
import { verifyFixes } from './fix/verify.ts';
import { type Disposition, type Finding, withoutFix } from './model/finding.ts';
import { addonNamesOf, judge, type Judged, readInventory, type RunSettings } from './judging.ts';
import { cameUp } from './model/matching.ts';
import { planFixes } from './planning.ts';
import type { CheckResult } from './report/result.ts';
import { clusterRows } from './rows.ts';
import type { Tree } from './sources/tree.ts';

/** Reads a tree and checks it. @param named as in {@link readInventory} */
export async function checkTree(tree: Tree, named: readonly string[], settings: RunSettings): Promise<CheckResult> {
  const judged = await judgeTree(tree, named, settings);
  return resultOf(judged, await verifyFixes(judged, judged.findings), settings);
}

/** A tree with its findings, the fixes to make, and what is left once they are made. */
export interface PlannedTree {
  readonly result: CheckResult;
  readonly plan: Plan;
  readonly after: readonly Finding[];
}

/** The fixes of a tree as one plan: the safe ones, or all. */
export async function planTree(
  tree: Tree,
  named: readonly string[],
  dispositions: readonly Disposition[],
  settings: RunSettings,
): Promise<PlannedTree> {
  const judged = await judgeTree(tree, named, settings);
  const verified = await verifyFixes(judged, judged.findings);
  const { plan, after } = await planFixes(judged, verified, ({ fix }) => fix !== undefined && dispositions.includes(fix.disposition));
  return { result: resultOf(judged, verified, settings), plan, after: after.findings };
}

async function judgeTree(tree: Tree, named: readonly string[], settings: RunSettings): Promise<Judged> {
  const read = await readInventory(tree, named, settings);
  return judge(read, new Set(), await settings.loadCatalog(addonNamesOf(read)), settings);
}

/** Base and head of a change, and the fixes of what it brings. */
export interface Comparison {
  readonly base: CheckResult;
  readonly head: CheckResult;
  readonly plan: Plan;
}

/** Reads and checks both ends of a change. Fixes are proved for what the head has and the base has not. */
export async function compareTrees(base: Tree, head: Tree, settings: RunSettings, named: readonly string[] = []): Promise<Comparison> {
  const before = await readInventory(base, named, settings);
  const after = await readInventory(head, named, settings);
  const loaded = await settings.loadCatalog([...new Set([...addonNamesOf(before), ...addonNamesOf(after)])]);
  const existing = new Set(before.inventory.clusters.map(({ cluster }) => cluster.resource));
  const judgedBase = judge(before, existing, loaded, settings);
  const judgedHead = judge(after, existing, loaded, settings);
  const fresh = new Set(cameUp(judgedBase.findings, judgedHead.findings));
  const candidates = judgedHead.findings.map((finding) => (fresh.has(finding) ? finding : withoutFix(finding)));
  const verified = await verifyFixes(judgedHead, candidates);
  const { plan } = await planFixes(judgedHead, verified, ({ fix }) => fix !== undefined);
  return {
    base: resultOf(judgedBase, judgedBase.findings.map(withoutFix), settings),
    head: resultOf(judgedHead, verified, settings),
    plan,
  };
}

function resultOf(
  { state, inventory, problems, loaded, ignored }: Judged,
  findings: readonly Finding[],
  { today, configSource }: RunSettings,
): CheckResult {
  const { catalog, degraded } = loaded;
  return {
    today,
    origin: catalog.origin,
    degraded,
    clusters: clusterRows(inventory.clusters, catalog, today),
    findings,
    unresolved: inventory.unresolved,
    problems,
    leftOut: state.leftOut,
    ignored,
    texts: configSource ? new Map([...state.texts, [configSource.path, configSource.text]]) : state.texts,
  };
}
