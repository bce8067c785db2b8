/** Answers of EKS laid over a catalog: what they speak of is theirs, the rest stays the base's. */
import type { CatalogOrigin } from '../model/origin.ts';
import { compareClusterVersions } from '../model/version.ts';
import { type AddonList, clusterVersionsFor, defaultFor, findVersion, versionsFor } from './addon-list.ts';
import { type Calendar, datesOf, supportOf } from './calendar.ts';
import type { Catalog, Compatibility, VersionSupport } from './catalog.ts';

export interface Answers {
  /** Of the whole, and of each add-on below. */
  readonly origin: CatalogOrigin;
  /** The origin that {@link Catalog.origin} names: the base's where little was answered. */
  readonly mainOrigin: CatalogOrigin;
  /** By name; an empty list is an answer too: the add-on is not offered. */
  readonly addons: ReadonlyMap<string, AddonList>;
  /** What these lists prove about a pair. */
  readonly judge: (list: AddonList, addonVersion: string, clusterVersion: string) => Compatibility;
  /** Empty where cluster versions were not answered. */
  readonly calendar: Calendar;
  /** The calendar has every version that EKS offers: what is newer than its newest does not exist. */
  readonly calendarIsComplete: boolean;
}

/** A catalog that answers from `answers` where they speak of the add-on or the cluster version, and from `base` elsewhere. */
export function overlay(base: Catalog, answers: Answers): Catalog {
  const { addons, judge } = answers;
  return {
    ...base,
    origin: answers.mainOrigin,
    originOf: (addonName) => (addons.has(addonName) ? answers.origin : base.originOf(addonName)),
    addonNames: () => addonNames(base, addons),
    hasAddonVersion: (addonName, addonVersion) => {
      const list = addons.get(addonName);
      return list ? findVersion(list, addonVersion) !== undefined : base.hasAddonVersion(addonName, addonVersion);
    },
    compatibility: (addonName, addonVersion, clusterVersion) => {
      const list = addons.get(addonName);
      return list ? judge(list, addonVersion, clusterVersion) : base.compatibility(addonName, addonVersion, clusterVersion);
    },
    defaultVersion: (addonName, clusterVersion) => {
      const list = addons.get(addonName);
      return list ? defaultFor(list, clusterVersion) : base.defaultVersion(addonName, clusterVersion);
    },
    addonVersions: (addonName, clusterVersion) => {
      const list = addons.get(addonName);
      return list ? versionsFor(list, clusterVersion) : base.addonVersions(addonName, clusterVersion);
    },
    clusterVersionsOf: (addonName, addonVersion) => {
      const list = addons.get(addonName);
      return list ? clusterVersionsFor(list, addonVersion) : base.clusterVersionsOf(addonName, addonVersion);
    },
    clusterVersions: () => clusterVersions(base, answers.calendar),
    support: (clusterVersion, today) => support(base, answers, clusterVersion, today),
  };
}

function addonNames(base: Catalog, addons: ReadonlyMap<string, AddonList>): readonly string[] {
  const names = new Set(base.addonNames());
  for (const { addonName, addonVersions } of addons.values()) {
    if (addonVersions.length > 0) names.add(addonName);
    else names.delete(addonName);
  }
  return [...names].toSorted();
}

function clusterVersions(base: Catalog, calendar: Calendar): readonly string[] {
  const versions = new Set([...calendar.map((entry) => entry.clusterVersion), ...base.clusterVersions()]);
  return [...versions].toSorted((a, b) => compareClusterVersions(b, a));
}

function support(base: Catalog, answers: Answers, clusterVersion: string, today: string): VersionSupport {
  const { calendar, calendarIsComplete } = answers;
  const dates = datesOf(calendar, clusterVersion);
  const own = dates && supportOf(dates, today);
  if (own && own.status !== 'unknown') return own;
  const newest = calendar[0]?.clusterVersion;
  const isNewer = newest !== undefined && compareClusterVersions(clusterVersion, newest) > 0;
  return calendarIsComplete && isNewer ? { status: 'not-available' } : base.support(clusterVersion, today);
}
