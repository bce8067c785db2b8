/** The pipeline: a tree of files -> facts -> inventory -> findings; for a pull request twice, and what changed between. */
import type { Catalog } from './catalog/catalog.ts';
import { cameUp, type Checkable, converge, type Converged, countIdentities } from './fix/converge.ts';
import type { Plan } from './fix/plan.ts';
import { verifyFixes, worsens } from './fix/verify.ts';
import { buildInventory } from './inventory/build.ts';
import type { Inventory } from './inventory/inventory.ts';
import { type Disposition, type Finding, identityOf } from './model/finding.ts';
import { knowns } from './model/value.ts';
import { type ReadState, readTree } from './reading.ts';
import type { CheckResult } from './report/result.ts';
import { clusterRows } from './rows.ts';
import { type Rule, runRules } from './rules/rule.ts';
import type { Tree } from './sources/tree.ts';

export interface RunSettings {
  /** ISO date, UTC. */
  readonly today: string;
  readonly rules: readonly Rule[];
  /** Asked once in a run, with the add-ons that it is about; none where there is no cluster, and then nobody needs to be asked. */
  readonly loadCatalog: (addonNames: readonly string[]) => Promise<LoadedCatalog>;
}

export interface LoadedCatalog {
  readonly catalog: Catalog;
  /** Sentences about what could not be asked. */
  readonly degraded: readonly string[];
}

/** Every cluster runs these, so a fix may need them (https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html). */
const DEFAULT_ADDONS = ['coredns', 'kube-proxy', 'vpc-cni'];

/** One state with its findings as the rules tell them, and with their fixes proved. */
interface Judged extends Checkable {
  readonly state: ReadState;
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
  readonly loaded: LoadedCatalog;
}

/** Reads a tree and checks it. @param named as in {@link readTree} */
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
  return { result: resultOf(judged, verified, settings), plan, after };
}

/** Base and head of a pull request, and the fixes of what it brings. */
export interface Comparison {
  readonly base: CheckResult;
  readonly head: CheckResult;
  readonly plan: Plan;
}

/** Reads and checks both ends of a change. Fixes are proved for what the head has and the base has not. */
export async function compareTrees(base: Tree, head: Tree, settings: RunSettings, named: readonly string[] = []): Promise<Comparison> {
  const [baseState, headState] = [await readTree(base, named), await readTree(head, named)];
  const [before, after] = [buildInventory(baseState.facts), buildInventory(headState.facts)];
  const loaded = await settings.loadCatalog([...new Set([...addonNamesOf(before), ...addonNamesOf(after)])]);
  const judgedBase = judge(baseState, before, new Set(), loaded, settings);
  const judgedHead = judge(headState, after, new Set(before.clusters.map(({ cluster }) => cluster.resource)), loaded, settings);
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

async function judgeTree(tree: Tree, named: readonly string[], settings: RunSettings): Promise<Judged> {
  const state = await readTree(tree, named);
  const inventory = buildInventory(state.facts);
  return judge(state, inventory, new Set(), await settings.loadCatalog(addonNamesOf(inventory)), settings);
}

function judge(
  state: ReadState,
  inventory: Inventory,
  existingClusters: ReadonlySet<string>,
  loaded: LoadedCatalog,
  { rules, today }: RunSettings,
): Judged {
  function findingsOf(read: Inventory): readonly Finding[] {
    return runRules(rules, { ...read, catalog: loaded.catalog, today, existingClusters });
  }
  return {
    state,
    inventory,
    loaded,
    findings: findingsOf(inventory),
    textOf: (path) => state.texts.get(path),
    check: async (changed) => findingsOf(buildInventory((await state.with(changed)).facts)),
  };
}

/** The fixes of the accepted findings and of what they bring up. Where those do not go together, the ones that are proved alone. */
async function planFixes(judged: Judged, verified: readonly Finding[], accepts: (finding: Finding) => boolean): Promise<Converged> {
  const wanted = new Set(judged.findings.filter((_, index) => isAccepted(verified[index], accepts)));
  const wantedKinds = countIdentities([...wanted]);
  const standing = countIdentities(judged.findings);
  function takesUp(finding: Finding, round: number): boolean {
    if (round === 0) return wanted.has(finding);
    return accepts(finding) && (wantedKinds.has(identityOf(finding)) || !standing.has(identityOf(finding)));
  }
  const together = await converge(judged, judged.findings, takesUp);
  if (!worsens(judged.findings, together)) return together;
  const alone = await converge(judged, verified, (finding, round) => round === 0 && accepts(finding));
  return worsens(judged.findings, alone) ? { plan: NOTHING_PLANNED, after: judged.findings } : alone;
}

const NOTHING_PLANNED: Plan = { edits: [], steps: [], texts: new Map() };

/** Judged by its proved fix: one that was not proved is not planned. */
function isAccepted(finding: Finding | undefined, accepts: (finding: Finding) => boolean): boolean {
  return finding !== undefined && accepts(finding);
}

function withoutFix({ fix: _fix, ...finding }: Finding): Finding {
  return finding;
}

function addonNamesOf({ clusters }: Inventory): readonly string[] {
  if (clusters.length === 0) return [];
  const named = clusters.flatMap(({ addons }) => addons.flatMap(({ addonName }) => knowns(addonName).map(({ value }) => value)));
  return [...new Set([...DEFAULT_ADDONS, ...named])];
}

function resultOf({ state, inventory, loaded }: Judged, findings: readonly Finding[], { today }: RunSettings): CheckResult {
  const { catalog, degraded } = loaded;
  return {
    today,
    origin: catalog.origin,
    degraded,
    clusters: clusterRows(inventory.clusters, catalog, today),
    findings,
    unresolved: inventory.unresolved,
    problems: state.problems,
    leftOut: state.leftOut,
    texts: state.texts,
  };
}
