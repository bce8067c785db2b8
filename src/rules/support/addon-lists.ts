/** What the lists of EKS prove on a day, and which version they offer instead of another. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Severity } from '../../model/finding.ts';
import type { CatalogOrigin } from '../../model/origin.ts';
import { compareAddonVersions } from '../../model/version.ts';
import { daysBetween } from './calendar.ts';

/**
 * AWS widens its lists later: of the pairs missing on a day it added up to 7 % within 90 days, nearly all in one week of July 2025.
 * An older list is no proof any more.
 */
const PROOF_DAYS = 180;
/** They hold the nodes' network and disks; going back is for people to decide (https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html). */
const NEVER_LOWERED = new Set(['vpc-cni', 'aws-ebs-csi-driver']);

/** How certain it is that EKS refuses what a list does not have. */
export function severityOfAbsence({ asOf }: CatalogOrigin, today: string): Severity {
  return daysBetween(asOf, today) <= PROOF_DAYS ? 'error' : 'warning';
}

/**
 * The version to pin instead, offered for all of the cluster versions: what EKS itself would install, else the next one above,
 * else the newest. For the network and disk drivers never a lower one.
 */
export function replacementFor(
  catalog: Catalog,
  addonName: string,
  pinned: string,
  clusterVersions: readonly string[],
): string | undefined {
  const allowed = offeredForAll(catalog, addonName, clusterVersions).filter(
    (version) => !NEVER_LOWERED.has(addonName) || compareAddonVersions(version, pinned) >= 0,
  );
  const defaults = new Set(clusterVersions.map((version) => catalog.defaultVersion(addonName, version)));
  const byDefault = allowed.find((version) => defaults.has(version));
  return byDefault ?? allowed.findLast((version) => compareAddonVersions(version, pinned) > 0) ?? allowed[0];
}

/** The versions that every one of several cluster versions offers, newest first. */
export function offeredForAll(catalog: Catalog, addonName: string, clusterVersions: readonly string[]): readonly string[] {
  const [first = [], ...others] = clusterVersions.map((version) => catalog.addonVersions(addonName, version));
  return first.filter((version) => others.every((list) => list.includes(version)));
}
