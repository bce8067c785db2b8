/** The bundled catalog: data/*.json, each of its own day. */
import addonData from '../../data/addon-versions.json' with { type: 'json' };
import amiData from '../../data/ami-types.json' with { type: 'json' };
import autoscalerData from '../../data/cluster-autoscaler.json' with { type: 'json' };
import clusterData from '../../data/cluster-versions.json' with { type: 'json' };
import kubectlData from '../../data/kubectl-layers.json' with { type: 'json' };
import type { CatalogOrigin } from '../model/origin.ts';
import { compareClusterVersions } from '../model/version.ts';
import {
  type AddonCompatibility,
  type AddonList,
  clusterVersionsFor,
  defaultFor,
  findVersion,
  listingOf,
  versionsFor,
} from './addon-list.ts';
import { type Calendar, datesOf, newestFirst, supportBeyond, supportOf } from './calendar.ts';
import type { AmiType, Catalog, Compatibility, KubectlLayerPackage } from './catalog.ts';

/** An add-on's versions, each with its cluster versions in one text: `1.31 1.30* 1.21@eks.9+`. */
type AddonRows = Readonly<Record<string, string>>;

const ENTRY = /^(?<clusterVersion>1\.\d+)(?<isDefault>\*)?(?:@(?<platformVersion>.+))?$/;

/**
 * The catalog that the program carries. Add-on lists are those of us-east-1 on the day of `origin.asOf`; cluster versions,
 * kubectl layers and constants are younger (see the files). Lists are unpacked when first asked for.
 */
export function snapshotCatalog(): Catalog {
  return { ...addonQuestions(), ...clusterQuestions(), ...releaseQuestions() };
}

type AddonQuestions = Pick<
  Catalog,
  'origin' | 'originOf' | 'addonNames' | 'hasAddonVersion' | 'compatibility' | 'defaultVersion' | 'addonVersions' | 'clusterVersionsOf'
>;

function addonQuestions(): AddonQuestions {
  const origin: CatalogOrigin = { source: 'snapshot', asOf: addonData.asOf, region: addonData.region };
  const listOf = lazyLists(new Map(Object.entries<AddonRows>(addonData.addons)));
  const named = namedOnly();
  const calendar = bundledCalendar();
  return {
    origin,
    originOf: () => origin,
    addonNames: () => Object.keys(addonData.addons).toSorted(),
    hasAddonVersion: (addonName, addonVersion) =>
      findVersion(listOf(addonName), addonVersion) !== undefined || named.has(`${addonName} ${addonVersion}`),
    compatibility: (addonName, addonVersion, clusterVersion) =>
      snapshotCompatibility(listOf(addonName), addonVersion, clusterVersion, calendar),
    defaultVersion: (addonName, clusterVersion) => defaultFor(listOf(addonName), clusterVersion),
    addonVersions: (addonName, clusterVersion) => versionsFor(listOf(addonName), clusterVersion),
    clusterVersionsOf: (addonName, addonVersion) => clusterVersionsFor(listOf(addonName), addonVersion),
  };
}

/**
 * What a snapshot of day D proves. A listed pair is compatible: AWS keeps the rows of old cluster versions. A pair that is not
 * listed is incompatible only if the add-on version is listed for another cluster version and the cluster version was released
 * on EKS and in standard or extended support on D. All else is unknown: versions newer than D, versions known by name only or
 * withdrawn, and cluster versions that EKS had not released by D or had given up before it.
 *
 * Measured on daily lists from 2023-09 to 2026-08: of the pairs that are absent by this rule, AWS added 0 to 7 % within 90 days,
 * nearly all of them on one day (2025-07-26); so what a message says must carry `origin.asOf`. Ranges are never interpolated:
 * vpc-cni v1.14.1-eksbuild.1 and v1.16.0-eksbuild.1 are listed for 1.29, v1.15.1-eksbuild.1 is not
 * (https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html).
 */
function snapshotCompatibility(list: AddonList, addonVersion: string, clusterVersion: string, calendar: Calendar): Compatibility {
  const listing = listingOf(list, addonVersion, clusterVersion);
  if (listing === 'listed') return 'compatible';
  const dates = datesOf(calendar, clusterVersion);
  if (listing === 'not-listed' || dates === undefined) return 'unknown';
  const { status } = supportOf(dates, addonData.asOf);
  return status === 'standard' || status === 'extended' ? 'not-compatible' : 'unknown';
}

function lazyLists(rows: ReadonlyMap<string, AddonRows>): (addonName: string) => AddonList {
  const unpacked = new Map<string, AddonList>();
  return (addonName) => {
    const list = unpacked.get(addonName) ?? unpackList(addonName, rows.get(addonName) ?? {});
    unpacked.set(addonName, list);
    return list;
  };
}

function unpackList(addonName: string, rows: AddonRows): AddonList {
  const addonVersions = Object.entries(rows).map(([addonVersion, row]) => ({
    addonVersion,
    compatibilities: row.split(' ').flatMap(unpackEntry),
  }));
  return { addonName, addonVersions };
}

function unpackEntry(entry: string): readonly AddonCompatibility[] {
  const { clusterVersion, isDefault, platformVersion } = ENTRY.exec(entry)?.groups ?? {};
  if (clusterVersion === undefined) return [];
  return [{ clusterVersion, defaultVersion: isDefault !== undefined, platformVersions: [platformVersion ?? '*'] }];
}

function namedOnly(): ReadonlySet<string> {
  const groups = [addonData.namedOnly, addonData.withdrawn].flatMap((group) => Object.entries<readonly string[]>(group));
  return new Set(groups.flatMap(([addonName, versions]) => versions.map((version) => `${addonName} ${version}`)));
}

function clusterQuestions(): Pick<Catalog, 'clusterVersions' | 'support'> {
  const calendar = bundledCalendar();
  return {
    clusterVersions: () => calendar.map((entry) => entry.clusterVersion),
    support: (clusterVersion, today) => {
      const dates = datesOf(calendar, clusterVersion);
      return dates ? supportOf(dates, today) : supportBeyond(calendar, clusterVersion, today);
    },
  };
}

function bundledCalendar(): Calendar {
  return newestFirst(
    clusterData.clusterVersions.map((entry) => ({
      clusterVersion: entry.clusterVersion,
      releaseDate: entry.releaseDate,
      endOfStandardSupport: entry.endOfStandardSupportDate,
      endOfExtendedSupport: entry.endOfExtendedSupportDate,
    })),
  );
}

function releaseQuestions(): Pick<Catalog, 'autoscalerTags' | 'kubectlLayer' | 'amiType' | 'constantSince' | 'constants'> {
  const tags = new Map(Object.entries<readonly string[]>(autoscalerData.tags));
  const layers = new Map(Object.entries<KubectlLayerPackage>(kubectlData.layers));
  const constants = new Map(Object.entries<string>(kubectlData.constantSince));
  const amiTypes = new Map(Object.entries(amiData.amiTypes as Readonly<Record<string, AmiType>>));
  return {
    autoscalerTags: (clusterVersion) => tags.get(clusterVersion)?.toReversed(),
    kubectlLayer: (clusterVersion) => layers.get(clusterVersion),
    amiType: (name) => amiTypes.get(name),
    constantSince: (clusterVersion) => constants.get(clusterVersion),
    constants: { newest: [...constants.keys()].toSorted(compareClusterVersions).at(-1) ?? '', asOf: kubectlData.asOf },
  };
}
