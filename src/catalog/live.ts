/** A catalog from the EKS API, over a base for what AWS refuses. The only user of the AWS SDK. */
import type * as Sdk from '@aws-sdk/client-eks';
import type { EKSClient } from '@aws-sdk/client-eks';
import { clusterMinor, isAddonVersion } from '../model/version.ts';
import { type AddonList, isWithin, joinLists, listingOf } from './addon-list.ts';
import { readAddons, readClusterVersions } from './answer.ts';
import { type Calendar, newestFirst } from './calendar.ts';
import type { Catalog, Compatibility } from './catalog.ts';
import { overlay } from './overlay.ts';
import { isFinal, isUnknownAddon, type Refusal, refusalOf, refusalSentence } from './refusal.ts';

const CONCURRENT_QUESTIONS = 4;
/** So many add-ons refused after all retries: the next will be too. */
const REFUSALS_TO_GIVE_UP = 3;

/** How long to wait, in milliseconds, and how often a question is put before it counts as refused. */
export interface EksPatience {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly maxAttempts: number;
}

const PATIENCE: EksPatience = { connectionTimeout: 2_000, requestTimeout: 5_000, maxAttempts: 3 };

export interface LiveOptions {
  /** The add-ons to ask for. */
  readonly addonNames: readonly string[];
  readonly region: string;
  readonly base: Catalog;
  /** ISO date, UTC: the day of the answers. */
  readonly today: string;
  readonly patience?: EksPatience;
}

export interface LiveCatalog {
  readonly catalog: Catalog;
  /** One sentence for each action that AWS refused. */
  readonly degraded: readonly string[];
}

const CREDENTIAL_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_PROFILE',
];

/**
 * Whether an environment offers AWS credentials. The SDK is not asked: without any it would try an instance metadata service,
 * which on hosted runners belongs to another cloud.
 */
export function hasCredentials(env: Readonly<Record<string, string | undefined>>): boolean {
  return CREDENTIAL_VARIABLES.some((name) => Boolean(env[name]?.trim()));
}

/**
 * Asks EKS for each add-on once, for all cluster versions, and for the cluster versions with their dates. Whatever AWS refuses,
 * throttles or does not answer in time comes from `base`, and `degraded` says so; it never throws for that.
 *
 * What a live list proves: a pair that it lists is compatible; an add-on version that it lists for other cluster versions only is
 * not; one that it does not list at all is not compatible if it has the form of an add-on version and is no newer than the newest
 * listed. A newer one stays unknown: it may have reached the author's region before this one. An add-on for which EKS lists
 * nothing is not offered in the region: its name is left out of `addonNames`, and its versions stay unknown.
 */
export async function liveCatalog(options: LiveOptions): Promise<LiveCatalog> {
  const { addonNames, region, base, today, patience = PATIENCE } = options;
  const eks = await openEks(region, patience);
  try {
    const [addons, calendar] = await Promise.all([askAddons(eks, new Set(addonNames)), askCalendar(eks)]);
    const origin = { source: 'live', asOf: today, region } as const;
    const catalog = overlay(base, {
      origin,
      mainOrigin: addons.isMost || (addonNames.length === 0 && calendar.refusals.length === 0) ? origin : base.origin,
      addons: addons.lists,
      judge,
      calendar: calendar.versions,
      calendarIsComplete: true,
    });
    const instead = `the ${base.origin.source} of ${base.origin.asOf} was`;
    const degraded = [
      ...refusalSentence(addons.refusals, instead),
      ...refusalSentence(calendar.refusals, 'the bundled dates of cluster versions were'),
    ];
    return { catalog, degraded };
  } finally {
    eks.client.destroy();
  }
}

type EksSdk = typeof Sdk;

interface Eks {
  readonly sdk: EksSdk;
  readonly client: EKSClient;
}

async function openEks(region: string, { connectionTimeout, requestTimeout, maxAttempts }: EksPatience): Promise<Eks> {
  const sdk: EksSdk = await import('@aws-sdk/client-eks');
  // Without throwOnRequestTimeout the SDK only prints a warning and goes on waiting.
  const requestHandler = { connectionTimeout, requestTimeout, throwOnRequestTimeout: true };
  return { sdk, client: new sdk.EKSClient({ region, maxAttempts, requestHandler }) };
}

interface AddonAnswers {
  readonly lists: ReadonlyMap<string, AddonList>;
  readonly refusals: readonly Refusal[];
  /** At least half of the add-ons were answered. */
  readonly isMost: boolean;
}

async function askAddons(eks: Eks, addonNames: ReadonlySet<string>): Promise<AddonAnswers> {
  const lists = new Map<string, AddonList>();
  const refusals: Refusal[] = [];
  const queue = [...addonNames];
  async function work(): Promise<void> {
    while (refusals.length < REFUSALS_TO_GIVE_UP && !refusals.some(isFinal)) {
      const addonName = queue.shift();
      if (addonName === undefined) return;
      const answer = await askAddon(eks, addonName);
      if ('kind' in answer) refusals.push(answer);
      else lists.set(addonName, answer);
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT_QUESTIONS }, work));
  return { lists, refusals, isMost: lists.size > 0 && lists.size * 2 >= addonNames.size };
}

async function askAddon({ sdk, client }: Eks, addonName: string): Promise<AddonList | Refusal> {
  const notOffered: AddonList = { addonName, addonVersions: [] };
  try {
    const pages: AddonList[] = [];
    for await (const page of sdk.paginateDescribeAddonVersions({ client, stopOnSameToken: true }, { addonName })) {
      pages.push(...readAddons(page.addons));
    }
    return joinLists(pages).get(addonName) ?? notOffered;
  } catch (error) {
    return isUnknownAddon(error) ? notOffered : refusalOf('eks:DescribeAddonVersions', error);
  }
}

interface CalendarAnswer {
  /** Empty where refused. */
  readonly versions: Calendar;
  readonly refusals: readonly Refusal[];
}

async function askCalendar({ sdk, client }: Eks): Promise<CalendarAnswer> {
  try {
    const versions = [];
    for await (const page of sdk.paginateDescribeClusterVersions({ client, stopOnSameToken: true }, { includeAll: true })) {
      versions.push(...readClusterVersions(page.clusterVersions));
    }
    return { versions: newestFirst(versions), refusals: [] };
  } catch (error) {
    return { versions: [], refusals: [refusalOf('eks:DescribeClusterVersions', error)] };
  }
}

function judge(list: AddonList, addonVersion: string, clusterVersion: string): Compatibility {
  const listing = listingOf(list, addonVersion, clusterVersion);
  if (listing === 'listed') return 'compatible';
  if (clusterMinor(clusterVersion) === undefined) return 'unknown';
  if (listing === 'listed-for-others') return 'not-compatible';
  return isAddonVersion(addonVersion) && isWithin(list, addonVersion) ? 'not-compatible' : 'unknown';
}
