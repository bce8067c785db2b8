/** The clusters of an inventory as rows of a report. */
import type { Catalog, VersionSupport } from './catalog/catalog.ts';
import type { ClusterView } from './inventory/inventory.ts';
import type { AddonFact } from './model/fact.ts';
import { knowns } from './model/value.ts';
import type { AddonRow, AddonVersionRow, ClusterRow, ClusterVersionRow } from './report/result.ts';

/** One row a cluster, with its add-ons and images. */
export function clusterRows(clusters: readonly ClusterView[], catalog: Catalog, today: string): readonly ClusterRow[] {
  return clusters.map(({ cluster, addons, images }) => {
    const versions = knowns(cluster.version).map(({ value, span }): ClusterVersionRow => {
      const support = catalog.support(value, today);
      const until = endOf(support);
      return { value, span, support: support.status, ...(until === undefined ? {} : { until }) };
    });
    const clusterVersions = versions.map(({ value }) => value);
    return {
      id: cluster.id,
      dialect: cluster.dialect,
      resource: cluster.resource,
      span: cluster.span,
      versions,
      addons: addons.flatMap((addon) => addonRows(addon, clusterVersions, catalog)),
      images: images.flatMap(({ tag }) => knowns(tag).map(({ value, span }) => ({ value: `cluster-autoscaler ${value}`, span }))),
    };
  });
}

function addonRows({ addonName, addonVersion }: AddonFact, clusterVersions: readonly string[], catalog: Catalog): readonly AddonRow[] {
  return knowns(addonName).map(({ value: name }) => {
    const versions = knowns(addonVersion).map(({ value, span }): AddonVersionRow => ({
      value,
      span,
      compatibility: clusterVersions.map((version) => catalog.compatibility(name, value, version)),
    }));
    const [first] = clusterVersions;
    const byDefault = first === undefined ? undefined : catalog.defaultVersion(name, first);
    return { addonName: name, versions, ...(byDefault === undefined ? {} : { defaultVersion: byDefault }) };
  });
}

function endOf({ status, endOfStandardSupport, endOfExtendedSupport }: VersionSupport): string | undefined {
  return status === 'standard' ? endOfStandardSupport : endOfExtendedSupport;
}
