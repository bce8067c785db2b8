/** An upgrade in single-minor steps: the clusters one minor up, then everything that this puts out of step after them. */
import type { VersionSupport } from './catalog/catalog.ts';
import { type Checkable, converge } from './fix/converge.ts';
import type { Plan } from './fix/plan.ts';
import { buildInventory } from './inventory/build.ts';
import { addonNamesOf, type Judged, judge, readInventory, type RunSettings } from './judging.ts';
import { type Finding, identityOf } from './model/finding.ts';
import { overlaps } from './model/span.ts';
import { clusterMinor } from './model/version.ts';
import { raisesTo, unwrittenIn, versionSpans } from './raises.ts';
import type { Upgrade, UpgradeFix, UpgradeStep } from './report/upgrade.ts';
import { assumeVersions } from './settings/assume.ts';
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
  const { steps, stopped } = await climbFrom(start, to, climb);
  return {
    to,
    steps,
    stopped,
    unwritten: unwrittenIn(start, to, settings),
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
async function climbFrom(start: Judged, to: string, climb: Climb): Promise<Pick<Upgrade, 'steps' | 'stopped'>> {
  const { catalog } = start.loaded;
  const steps: UpgradeStep[] = [];
  let now = start;
  for (const next of catalog.clusterVersions().toReversed()) {
    if ((clusterMinor(next) ?? Infinity) > (clusterMinor(to) ?? 0)) break;
    const support = catalog.support(next, climb.settings.today);
    const climbed = isOffered(support) ? await climbTo(next, support, now, climb) : undefined;
    if (!climbed) continue;
    steps.push(climbed.step);
    now = climbed.after;
  }
  const isKnown = isOffered(catalog.support(to, climb.settings.today));
  const stopped = `EKS is not known to offer ${to} (${catalog.origin.source} of ${catalog.origin.asOf}), so nothing can be brought in step with it.`;
  return { steps, stopped: isKnown ? undefined : stopped };
}

function isOffered({ status }: VersionSupport): boolean {
  return status === 'standard' || status === 'extended' || status === 'ended';
}

interface Climbed {
  readonly step: UpgradeStep;
  readonly after: Judged;
}

/** One step; `undefined` where no cluster is one minor below. */
async function climbTo(to: string, support: VersionSupport, before: Judged, climb: Climb): Promise<Climbed | undefined> {
  const raises = raisesTo(to, before, climb.settings, climb.existing);
  if (raises.length === 0) return undefined;
  let after = before;
  const state: Checkable = {
    textOf: before.textOf,
    check: async (changed) => {
      after = await withTexts(before, changed, climb);
      return after.findings;
    },
  };
  const standing = new Set(before.findings.map(identityOf));
  const { plan } = await converge(state, raises, (finding, round) => round === 0 || isTakenUp(finding, after, standing));
  const step: UpgradeStep = {
    to,
    support: { ...support, status: support.status },
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
  const facts = assumeVersions(next.facts, (path) => next.texts.get(path), settings.config);
  return judge({ state: next, inventory: buildInventory(facts) }, existing, loaded, settings);
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
