/** An upgrade in single-minor steps: the clusters one minor up, then everything that this puts out of step after them. */
import type { VersionSupport } from './catalog/catalog.ts';
import { type Checkable, converge } from './fix/converge.ts';
import type { Plan } from './fix/plan.ts';
import { addonNamesOf, inventoryOf, type Judged, judge, readInventory, type RunSettings } from './judging.ts';
import { type Finding, identityOf } from './model/finding.ts';
import { overlaps } from './model/span.ts';
import { clusterMinor } from './model/version.ts';
import { raisesTo, unwrittenIn, versionSpans } from './raises.ts';
import type { UnwrittenVersion, Upgrade, UpgradeFix, UpgradeStep } from './report/upgrade.ts';
import type { Tree } from './sources/tree.ts';

/** Advice that no upgrade needs. */
const ADVICE: ReadonlySet<string> = new Set(['addon-behind-default']);

/**
 * Plans the upgrade of every cluster below `to` whose version can be written, one minor at a time
 * (https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html).
 *
 * @param to a cluster version, `1.36`
 * @throws SourceError where the tree cannot be listed
 */
export async function planUpgrade(tree: Tree, named: readonly string[], to: string, settings: RunSettings): Promise<Upgrade> {
  const read = await readInventory(tree, named, settings);
  const existing = new Set(read.inventory.clusters.map(({ cluster }) => cluster.resource));
  const loaded = await settings.loadCatalog(addonNamesOf(read));
  const start = judge(read, existing, loaded, settings);
  const climb: Climb = { existing, settings };
  const { steps, stopped, stuck } = await climbFrom(start, to, climb);
  return {
    to,
    steps,
    stopped,
    unwritten: [...unwrittenIn(start, to, settings), ...stuck],
    texts: read.state.texts,
    today: settings.today,
    origin: loaded.catalog.origin,
    degraded: loaded.degraded,
  };
}

interface Climb {
  readonly existing: ReadonlySet<string>;
  readonly settings: RunSettings;
}

/** Every minor below the goal whose clusters can go up, lowest first: clusters that are further on wait for the others. */
async function climbFrom(start: Judged, to: string, climb: Climb): Promise<Pick<Upgrade, 'steps' | 'stopped'> & Pick<Footing, 'stuck'>> {
  const { catalog } = start.loaded;
  const steps: UpgradeStep[] = [];
  const stuck: UnwrittenVersion[] = [];
  let now = start;
  for (const next of catalog.clusterVersions().toReversed()) {
    if ((clusterMinor(next) ?? Infinity) > (clusterMinor(to) ?? 0)) break;
    const support = catalog.support(next, climb.settings.today);
    if (!isOffered(support)) continue;
    const footing = await footingOf(raisesTo(next, now, climb.settings, climb.existing), next, now, climb);
    stuck.push(...footing.stuck);
    if (footing.raises.length === 0) continue;
    const climbed = await climbTo(next, support, footing.raises, now, climb);
    steps.push(climbed.step);
    now = climbed.after;
  }
  const isKnown = isOffered(catalog.support(to, climb.settings.today));
  const stopped = `EKS is not known to offer ${to} (${catalog.origin.source} of ${catalog.origin.asOf}), so nothing can be brought in step with it.`;
  return { steps, stuck, stopped: isKnown ? undefined : stopped };
}

function isOffered({ status }: VersionSupport): boolean {
  return status === 'standard' || status === 'extended' || status === 'ended';
}

interface Footing {
  readonly raises: readonly Finding[];
  readonly stuck: readonly UnwrittenVersion[];
}

/** The raises that leave every value readable: a version may also be the key that others are looked up by. */
async function footingOf(raises: readonly Finding[], to: string, before: Judged, climb: Climb): Promise<Footing> {
  async function isFirm(chosen: readonly Finding[]): Promise<boolean> {
    const { after } = await converge(
      stateOf(before, climb, () => undefined),
      chosen,
      (_, round) => round === 0,
    );
    return after.readable >= before.readable;
  }
  if (raises.length === 0 || (await isFirm(raises))) return { raises, stuck: [] };
  const firm: Finding[] = [];
  for (const raise of raises) if (await isFirm([...firm, raise])) firm.push(raise);
  const why = `other values are looked up by it, and there is none for ${to}`;
  const stuck = raises.filter((raise) => !firm.includes(raise)).map(({ span, resource }) => ({ span, resource, why }));
  return { raises: firm, stuck };
}

function stateOf(before: Judged, climb: Climb, tell: (after: Judged) => void): Checkable {
  return {
    textOf: before.textOf,
    readable: before.readable,
    check: async (changed) => {
      const after = await withTexts(before, changed, climb);
      tell(after);
      return after;
    },
  };
}

interface Climbed {
  readonly step: UpgradeStep;
  readonly after: Judged;
}

/** One step. */
async function climbTo(to: string, support: VersionSupport, raises: readonly Finding[], before: Judged, climb: Climb): Promise<Climbed> {
  let after = before;
  const state = stateOf(before, climb, (judged) => {
    after = judged;
  });
  const standing = new Set(before.findings.map(identityOf));
  const { plan } = await converge(state, raises, (finding, round) => round === 0 || isTakenUp(finding, after, standing));
  const step: UpgradeStep = {
    to,
    support,
    fixes: fixesOf(plan, raises),
    before: new Map([...plan.texts.keys()].map((path) => [path, before.textOf(path) ?? ''])),
    after: plan.texts,
    left: after.findings.filter((finding) => finding.severity !== 'notice' && concerns(finding, after, standing)),
    texts: after.state.texts,
  };
  return { step, after };
}

async function withTexts({ state, loaded }: Judged, changed: ReadonlyMap<string, string>, { existing, settings }: Climb): Promise<Judged> {
  const next = await state.with(changed);
  return judge({ state: next, inventory: inventoryOf(next, settings) }, existing, loaded, settings);
}

/** What the step brought up, or what speaks of the cluster's version; never what would set that version itself. */
function isTakenUp(finding: Finding, now: Judged, standing: ReadonlySet<string>): boolean {
  const spans = versionSpans(now);
  const setsVersion = finding.fix?.edits.some((edit) => spans.some((span) => overlaps(edit.span, span))) ?? true;
  return !setsVersion && concerns(finding, now, standing);
}

function concerns(finding: Finding, now: Judged, standing: ReadonlySet<string>): boolean {
  const spans = versionSpans(now);
  if (ADVICE.has(finding.ruleId) || spans.some((span) => overlaps(span, finding.span))) return false;
  return !standing.has(identityOf(finding)) || finding.related.some(({ span }) => spans.some((version) => overlaps(version, span)));
}

/** The clusters first; a title that several findings share is one. */
function fixesOf({ steps }: Plan, raises: readonly Finding[]): readonly UpgradeFix[] {
  const fixes = new Map<string, UpgradeFix>();
  for (const { finding } of steps) {
    const { ruleId, resource, fix } = finding;
    if (!fix) continue;
    const isRaise = raises.some((raise) => raise.ruleId === ruleId);
    const made: UpgradeFix = { ...(isRaise ? {} : { ruleId }), resource, title: fix.title, disposition: fix.disposition };
    fixes.set(JSON.stringify(made), made);
  }
  return [...fixes.values()];
}
