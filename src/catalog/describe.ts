/** What a catalog knows of one add-on, for people who ask. */
import type { CatalogOrigin } from '../model/origin.ts';
import { compareAddonVersions } from '../model/version.ts';
import type { Catalog } from './catalog.ts';

export interface AddonDescription {
  readonly addonName: string;
  /** The data has an add-on of that name. */
  readonly isKnown: boolean;
  readonly origin: CatalogOrigin;
  /** The cluster version that was asked for; all, where absent. */
  readonly clusterVersion: string | undefined;
  /** Newest first. */
  readonly versions: readonly AddonVersionDescription[];
}

export interface AddonVersionDescription {
  readonly addonVersion: string;
  /** Oldest first. */
  readonly clusterVersions: readonly string[];
  /** The cluster versions of which it is the default, oldest first. */
  readonly defaultFor: readonly string[];
}

/**
 * Every version of an add-on with the cluster versions that list it, or only those listed for one cluster version.
 *
 * @param clusterVersion `1.34`; absent for all that the catalog knows
 */
export function describeAddon(catalog: Catalog, addonName: string, clusterVersion?: string): AddonDescription {
  const asked = clusterVersion === undefined ? catalog.clusterVersions() : [clusterVersion];
  const versions = new Set(asked.flatMap((version) => catalog.addonVersions(addonName, version)));
  return {
    addonName,
    isKnown: catalog.addonNames().includes(addonName),
    origin: catalog.originOf(addonName),
    clusterVersion,
    versions: [...versions].toSorted((a, b) => compareAddonVersions(b, a)).map((version) => describeVersion(catalog, addonName, version)),
  };
}

function describeVersion(catalog: Catalog, addonName: string, addonVersion: string): AddonVersionDescription {
  const clusterVersions = catalog.clusterVersionsOf(addonName, addonVersion);
  const defaultFor = clusterVersions.filter((version) => catalog.defaultVersion(addonName, version) === addonVersion);
  return { addonVersion, clusterVersions, defaultFor };
}
