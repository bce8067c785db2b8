/** The EKS API's answers as plain data: checked field by field, whether they come from the SDK or from a file. */
import { clusterMinor } from '../model/version.ts';
import type { AddonCompatibility, AddonList, AddonVersionInfo } from './addon-list.ts';
import type { ClusterVersionDates } from './calendar.ts';

/** An answer that does not have the API's shape. The message names the field: `addons[0].addonName is not text`. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether something is an object with fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * `addons` of a DescribeAddonVersions answer. Fields that no rule asks about are ignored; a list that is absent is empty.
 *
 * @throws MalformedAnswer where a field that is needed is missing or has another type: half an answer would prove absence
 */
export function readAddons(value: unknown): readonly AddonList[] {
  return readList(value, 'addons', (fields, at) => ({
    addonName: readText(fields, 'addonName', at),
    addonVersions: readList(fields['addonVersions'], `${at}.addonVersions`, readAddonVersion),
  }));
}

function readAddonVersion(fields: Fields, at: string): AddonVersionInfo {
  return {
    addonVersion: readText(fields, 'addonVersion', at),
    compatibilities: readList(fields['compatibilities'], `${at}.compatibilities`, readCompatibility),
  };
}

function readCompatibility(fields: Fields, at: string): AddonCompatibility {
  const platforms = fields['platformVersions'];
  return {
    clusterVersion: readText(fields, 'clusterVersion', at),
    defaultVersion: fields['defaultVersion'] === true,
    platformVersions: Array.isArray(platforms) ? platforms.filter((item) => typeof item === 'string') : ['*'],
  };
}

/**
 * `clusterVersions` of a DescribeClusterVersions answer, without those of other cluster types (local clusters on Outposts have
 * another calendar).
 *
 * @throws MalformedAnswer where an entry has no version
 */
export function readClusterVersions(value: unknown): readonly ClusterVersionDates[] {
  return readList(value, 'clusterVersions', readClusterVersion).flat();
}

function readClusterVersion(fields: Fields, at: string): readonly ClusterVersionDates[] {
  const clusterVersion = readText(fields, 'clusterVersion', at);
  const isEks = fields['clusterType'] === undefined || fields['clusterType'] === 'eks';
  if (!isEks || clusterMinor(clusterVersion) === undefined) return [];
  return [
    {
      clusterVersion,
      releaseDate: utcDay(fields['releaseDate']),
      endOfStandardSupport: utcDay(fields['endOfStandardSupportDate']),
      endOfExtendedSupport: utcDay(fields['endOfExtendedSupportDate']),
      versionStatus: typeof fields['versionStatus'] === 'string' ? fields['versionStatus'] : undefined,
    },
  ];
}

/** The SDK gives dates; the AWS CLI writes ISO times in the machine's zone (version 2) or epoch seconds (version 1). */
function utcDay(value: unknown): string | undefined {
  const date = typeof value === 'number' ? new Date(value * 1000) : typeof value === 'string' ? new Date(value) : value;
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString().slice(0, 10) : undefined;
}

function readList<T>(value: unknown, at: string, read: (fields: Fields, at: string) => T): readonly T[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new MalformedAnswer(`${at} is not a list`);
  return value.map((item: unknown, index) => {
    if (!isFields(item)) throw new MalformedAnswer(`${at}[${index}] is not an object`);
    return read(item, `${at}[${index}]`);
  });
}

function readText(fields: Fields, name: string, at: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw new MalformedAnswer(`${at}.${name} is not text`);
  return value;
}
