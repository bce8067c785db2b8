/** The clusters of an inventory as rows of a report. */
import type { Catalog, VersionSupport } from './catalog/catalog.ts';
import type { ClusterView } from './inventory/inventory.ts';
import type { AddonFact, ClusterFact } from './model/fact.ts';
import { type Known, knowns, placeKey, single, type Value } from './model/value.ts';
import { distinctBy, distinctValues } from './model/distinct.ts';
import type { AddonRow, AddonVersionRow, ClusterRow, ClusterVersionRow, OtherRow } from './report/result.ts';
import { companionsOf } from './rules/support/companions.ts';

/** One row a cluster, with what is pinned on it. */
export function clusterRows(clusters: readonly ClusterView[], catalog: Catalog, today: string): readonly ClusterRow[] {
  return clusters.map(({ cluster, addons, images, nodeGroups }) => {
    const { id, dialect, resource, span, version } = cluster;
    return {
      id,
      dialect,
      resource,
      ...nameAmong(clusters, cluster),
      span,
      isVersionWritten: version !== undefined,
      versions: distinctBy(knowns(version), placeKey).map((known) => clusterVersionRow(known, catalog, today)),
      addons: addons.flatMap((addon) => addonRows(addon, version, catalog)),
      others: [
        ...images.flatMap(({ tag }) => otherRows('cluster-autoscaler', tag)),
        ...nodeGroups.flatMap(({ amiType }) => otherRows('nodes', amiType)),
      ],
    };
  });
}

/** Two roots may use one module, and two accounts one construct: then the resource does not tell which cluster it is. */
function nameAmong(clusters: readonly ClusterView[], { resource, name }: ClusterFact): { readonly clusterName?: string } {
  const known = single(name);
  const isShared = clusters.filter(({ cluster }) => cluster.resource === resource).length > 1;
  return known && isShared ? { clusterName: known.value } : {};
}

function clusterVersionRow({ value, span }: Known<string>, catalog: Catalog, today: string): ClusterVersionRow {
  const support = catalog.support(value, today);
  const until = endOf(support);
  return { value, span, support: support.status, ...(until === undefined ? {} : { until }) };
}

function addonRows(
  { addonName, addonVersion }: AddonFact,
  clusterVersion: Value<string> | undefined,
  catalog: Catalog,
): readonly AddonRow[] {
  const names = knowns(addonName);
  return distinctValues(names).map(({ value: name }) => {
    const pins = names.filter(({ value }) => value === name).flatMap((known) => companionsOf(addonName, known, addonVersion).alternatives);
    const versions = distinctBy(pins, placeKey).map((pin): AddonVersionRow => {
      const { value, span } = pin;
      const readings = pins.filter((other) => placeKey(other) === placeKey(pin));
      const met = clusterVersionsOf(readings, addonVersion, clusterVersion);
      return { value, span, fits: met.map((version) => ({ version, compatibility: catalog.compatibility(name, value, version) })) };
    });
    const [first] = knowns(clusterVersion);
    const byDefault = first && catalog.defaultVersion(name, first.value);
    return { addonName: name, versions, ...(byDefault === undefined ? {} : { defaultVersion: byDefault }) };
  });
}

/** The cluster versions that some of the readings of one pin can meet. */
function clusterVersionsOf(
  readings: readonly Known<string>[],
  addonVersion: Value<string> | undefined,
  clusterVersion: Value<string> | undefined,
): readonly string[] {
  if (addonVersion === undefined) return [];
  const met = readings.flatMap((pin) => companionsOf(addonVersion, pin, clusterVersion).alternatives);
  return distinctValues(met).map(({ value }) => value);
}

/** One place that is read under several conditions is one value. */
function otherRows(name: string, value: Value<string> | undefined): readonly OtherRow[] {
  return distinctBy(knowns(value), placeKey).map((known) => ({ name, value: known.value, span: known.span }));
}

function endOf({ status, endOfStandardSupport, endOfExtendedSupport }: VersionSupport): string | undefined {
  return status === 'standard' ? endOfStandardSupport : endOfExtendedSupport;
}
