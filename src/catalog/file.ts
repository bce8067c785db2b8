/** A catalog from answers that the AWS CLI saved: `aws eks describe-addon-versions > catalog.json`. */
import { type AddonList, joinLists, listingOf } from './addon-list.ts';
import { isFields, MalformedAnswer, readAddons, readClusterVersions } from './answer.ts';
import { type Calendar, newestFirst } from './calendar.ts';
import type { Catalog, Compatibility } from './catalog.ts';
import { overlay } from './overlay.ts';

/** The file is no answer of EKS. The message is one line, for people; it does not name the file. */
export class CatalogFileError extends Error {
  override readonly name = 'CatalogFileError';
}

/**
 * Lays a saved DescribeAddonVersions answer, a DescribeClusterVersions answer, or an object with the fields of both over a base.
 *
 * A file does not say how it was asked for. One made with `--kubernetes-version` lists a single cluster version, so a pair is
 * incompatible only where the file has that cluster version at all and lists the add-on version for another one. It proves
 * nothing about versions that it does not list: it may be of any day and region.
 *
 * @param asOf ISO date of the answer
 * @throws CatalogFileError where the text is not such an answer, or only its first page
 */
export function catalogFromFile(text: string, base: Catalog, asOf: string): Catalog {
  const answer = parseAnswer(text);
  const addons = joinLists(answer.addons);
  const seen = new Set([...addons.values()].flatMap(clusterVersionsIn));
  const origin = { source: 'file', asOf, region: undefined } as const;
  return overlay(base, {
    origin,
    mainOrigin: origin,
    addons,
    judge: (list, addonVersion, clusterVersion) => judge(list, addonVersion, clusterVersion, seen),
    calendar: answer.calendar,
    calendarIsComplete: false,
  });
}

function judge(list: AddonList, addonVersion: string, clusterVersion: string, seen: ReadonlySet<string>): Compatibility {
  const listing = listingOf(list, addonVersion, clusterVersion);
  if (listing === 'listed') return 'compatible';
  return listing === 'listed-for-others' && seen.has(clusterVersion) ? 'not-compatible' : 'unknown';
}

function clusterVersionsIn({ addonVersions }: AddonList): readonly string[] {
  return addonVersions.flatMap((entry) => entry.compatibilities.map((compatibility) => compatibility.clusterVersion));
}

interface SavedAnswer {
  readonly addons: readonly AddonList[];
  readonly calendar: Calendar;
}

function parseAnswer(text: string): SavedAnswer {
  const answer = parseJson(text);
  if (!isFields(answer) || (answer['addons'] === undefined && answer['clusterVersions'] === undefined)) {
    throw new CatalogFileError('neither "addons" nor "clusterVersions" in it: expected what "aws eks describe-addon-versions" prints');
  }
  if (answer['nextToken'] ?? answer['NextToken']) {
    throw new CatalogFileError('only the first page of an answer: save it without --no-paginate and --max-items');
  }
  try {
    return { addons: readAddons(answer['addons']), calendar: newestFirst(readClusterVersions(answer['clusterVersions'])) };
  } catch (error) {
    if (error instanceof MalformedAnswer) throw new CatalogFileError(`not an answer of EKS: ${error.message}`, { cause: error });
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CatalogFileError('not JSON: expected what "aws eks describe-addon-versions --output json" prints', { cause: error });
  }
}
