/** The cluster versions of a state that an upgrade can write, and those that it cannot. */
import type { Judged, RunSettings } from './judging.ts';
import type { ClusterView } from './inventory/inventory.ts';
import type { Finding } from './model/finding.ts';
import type { Span } from './model/span.ts';
import { type Known, knowns, unknowns } from './model/value.ts';
import { clusterMinor } from './model/version.ts';
import type { UnwrittenVersion } from './report/upgrade.ts';
import { setVersion } from './rules/support/upgrade-target.ts';

/** Where the cluster versions of a state are decided. */
export function versionSpans({ inventory }: Judged): readonly Span[] {
  return inventory.clusters.flatMap(({ cluster }) => knowns(cluster.version).map(({ span }) => span));
}

/** Stands for a rule, so that a raise can be converged like any fix. */
const RAISE = 'cluster-version-raise';

/** One finding for each cluster version that is one minor below, with the edit that raises it. */
export function raisesTo(to: string, judged: Judged, settings: RunSettings, existing: ReadonlySet<string>): readonly Finding[] {
  const context = { ...judged.inventory, catalog: judged.loaded.catalog, today: settings.today, existingClusters: existing };
  return judged.inventory.clusters.flatMap((view) =>
    knowns(view.cluster.version).flatMap((version): Finding[] => {
      if ((clusterMinor(version.value) ?? -1) + 1 !== clusterMinor(to) || !isWritable(version, settings)) return [];
      const fix = setVersion(view, version, to, context);
      if (!fix) return [];
      const { resource } = view.cluster;
      return [{ ruleId: RAISE, severity: 'notice', message: '', span: version.span, related: [], resource, value: version.value, fix }];
    }),
  );
}

/** What keeps clusters from being raised to the goal, one row a value. */
export function unwrittenIn({ inventory }: Judged, to: string, settings: RunSettings): readonly UnwrittenVersion[] {
  return inventory.clusters.flatMap((view) => [
    ...(view.cluster.version === undefined
      ? [row(view, view.cluster.span, 'is not written: EKS picks it when the cluster is created')]
      : []),
    ...unknowns(view.cluster.version).map(({ span, reason }) => row(view, span, `could not be read: ${reason}`)),
    ...knowns(view.cluster.version)
      .filter(({ value }) => (clusterMinor(value) ?? -1) < (clusterMinor(to) ?? 0))
      .flatMap((version) => obstacles(version, settings).map((why) => row(view, version.span, why))),
  ]);
}

function row({ cluster }: ClusterView, span: Span, why: string): UnwrittenVersion {
  return { span, resource: cluster.resource, why };
}

function isWritable(version: Known<string>, settings: RunSettings): boolean {
  return obstacles(version, settings).length === 0;
}

function obstacles({ value, notation, span, via }: Known<string>, { configSource }: RunSettings): readonly string[] {
  if (clusterMinor(value) === undefined) return ['is not of the form 1.NN'];
  if (notation === 'composed') return ['is put together from pieces, so its place holds more than the version'];
  const isAssumed = span.path === configSource?.path || via.some(({ note }) => note === 'assumed cluster version');
  return isAssumed ? ['is only assumed; what is deployed is decided elsewhere'] : [];
}
