/** One add-on as DescribeAddonVersions lists it, and the pure questions on that list. */
import { compareAddonVersions, compareClusterVersions } from '../model/version.ts';

/** `addons[]` of an answer (https://docs.aws.amazon.com/eks/latest/APIReference/API_AddonInfo.html). */
export interface AddonList {
  readonly addonName: string;
  readonly addonVersions: readonly AddonVersionInfo[];
}

export interface AddonVersionInfo {
  readonly addonVersion: string;
  readonly compatibilities: readonly AddonCompatibility[];
}

export interface AddonCompatibility {
  readonly clusterVersion: string;
  /** EKS installs this version when the author names none, on this cluster version. */
  readonly defaultVersion: boolean;
  /** `["*"]`, or the first platform version it runs on (`["eks.5+"]`), which only cluster versions up to 1.21 have. */
  readonly platformVersions: readonly string[];
}

/** How a list speaks of a version on a cluster version. */
export type Listing = 'listed' | 'listed-for-others' | 'not-listed';

/** Whether the pair is in the list; an entry without any cluster version says nothing and counts as not listed. */
export function listingOf(list: AddonList, addonVersion: string, clusterVersion: string): Listing {
  const { compatibilities } = findVersion(list, addonVersion) ?? { compatibilities: [] };
  if (compatibilities.length === 0) return 'not-listed';
  return isListedFor(compatibilities, clusterVersion) ? 'listed' : 'listed-for-others';
}

/** The entry of one version. */
export function findVersion(list: AddonList, addonVersion: string): AddonVersionInfo | undefined {
  return list.addonVersions.find((entry) => entry.addonVersion === addonVersion);
}

/** The versions listed for a cluster version, newest first. */
export function versionsFor(list: AddonList, clusterVersion: string): readonly string[] {
  return list.addonVersions
    .filter((entry) => isListedFor(entry.compatibilities, clusterVersion))
    .map((entry) => entry.addonVersion)
    .toSorted((a, b) => compareAddonVersions(b, a));
}

/** The version marked as default for a cluster version. */
export function defaultFor(list: AddonList, clusterVersion: string): string | undefined {
  return list.addonVersions.find(({ compatibilities }) =>
    compatibilities.some((entry) => entry.clusterVersion === clusterVersion && entry.defaultVersion),
  )?.addonVersion;
}

/** The cluster versions that list a version, oldest first. */
export function clusterVersionsFor(list: AddonList, addonVersion: string): readonly string[] {
  const { compatibilities } = findVersion(list, addonVersion) ?? { compatibilities: [] };
  return compatibilities.map((entry) => entry.clusterVersion).toSorted(compareClusterVersions);
}

/** Whether a version sorts at or below the newest one that the list has for any cluster version. */
export function isWithin(list: AddonList, addonVersion: string): boolean {
  return list.addonVersions.some((entry) => compareAddonVersions(addonVersion, entry.addonVersion) <= 0);
}

/** Joins the pages of an answer: AWS does not say where a page may end, so an add-on may go on in the next one. */
export function joinLists(pages: readonly AddonList[]): ReadonlyMap<string, AddonList> {
  const joined = new Map<string, AddonList>();
  for (const { addonName, addonVersions } of pages) {
    const before = joined.get(addonName)?.addonVersions ?? [];
    joined.set(addonName, { addonName, addonVersions: [...before, ...addonVersions] });
  }
  return joined;
}

function isListedFor(compatibilities: readonly AddonCompatibility[], clusterVersion: string): boolean {
  return compatibilities.some((entry) => entry.clusterVersion === clusterVersion);
}
