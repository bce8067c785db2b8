/** The support calendar of cluster versions: which status a version has on a day. */
import { clusterMinor, compareClusterVersions } from '../model/version.ts';
import type { VersionSupport } from './catalog.ts';

const DAY = 86_400_000;
const FASTEST_RELEASE_DAYS = 90;

/** `clusterVersions[]` of DescribeClusterVersions (https://docs.aws.amazon.com/eks/latest/APIReference/API_ClusterVersionInformation.html), dates as ISO days in UTC. */
export interface ClusterVersionDates {
  readonly clusterVersion: string;
  readonly releaseDate: string | undefined;
  readonly endOfStandardSupport: string | undefined;
  readonly endOfExtendedSupport: string | undefined;
  /** The API's own word, where it gave one. */
  readonly versionStatus?: string | undefined;
}

/** Newest first. */
export type Calendar = readonly ClusterVersionDates[];

export function newestFirst(versions: readonly ClusterVersionDates[]): Calendar {
  return versions.toSorted((a, b) => compareClusterVersions(b.clusterVersion, a.clusterVersion));
}

/** The dates of a version in a calendar. */
export function datesOf(calendar: Calendar, clusterVersion: string): ClusterVersionDates | undefined {
  return calendar.find((entry) => entry.clusterVersion === clusterVersion);
}

/**
 * Where a version with known dates stands on a day. A support window ends with the beginning (UTC) of its last day, when the
 * next price begins: "extended support" is billed from the end-of-standard-support day on
 * (https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html). The dates decide, so that a run can be repeated
 * for another day; the API's own status counts only where it gives no dates.
 *
 * @param today ISO date, UTC
 */
export function supportOf(dates: ClusterVersionDates, today: string): VersionSupport {
  const { endOfStandardSupport, endOfExtendedSupport } = dates;
  return {
    status: statusOf(dates, today),
    ...(endOfStandardSupport === undefined ? {} : { endOfStandardSupport }),
    ...(endOfExtendedSupport === undefined ? {} : { endOfExtendedSupport }),
  };
}

function statusOf(dates: ClusterVersionDates, today: string): VersionSupport['status'] {
  const { releaseDate, endOfStandardSupport, endOfExtendedSupport } = dates;
  if (releaseDate !== undefined && releaseDate > today) return 'not-available';
  if (endOfStandardSupport === undefined || endOfExtendedSupport === undefined) return apiStatus(dates.versionStatus);
  if (today >= endOfExtendedSupport) return 'ended';
  return today >= endOfStandardSupport ? 'extended' : 'standard';
}

function apiStatus(versionStatus: string | undefined): VersionSupport['status'] {
  if (versionStatus === 'STANDARD_SUPPORT') return 'standard';
  if (versionStatus === 'EXTENDED_SUPPORT') return 'extended';
  return versionStatus === 'UNSUPPORTED' ? 'ended' : 'unknown';
}

/**
 * Where a version that a dated calendar does not have stands: older than its oldest is ended; newer than its newest is unknown,
 * because the calendar may simply be old, unless no release calendar can have reached it by that day.
 *
 * That bound: Kubernetes releases about every four months, never less than 108 days apart since 1.25
 * (https://kubernetes.io/releases/), and EKS has followed 36 to 44 days later since 1.28, so two EKS releases lie at least
 * 108 + 36 - 44 = 100 days apart. What even one EKS minor every 90 days since the newest known release would not have reached
 * by that day is not available.
 *
 * @param today ISO date, UTC
 */
export function supportBeyond(calendar: Calendar, clusterVersion: string, today: string): VersionSupport {
  const minor = clusterMinor(clusterVersion);
  const newest = calendar[0];
  const oldest = calendar.at(-1);
  if (minor === undefined || newest?.releaseDate === undefined || oldest === undefined) return { status: 'unknown' };
  if (compareClusterVersions(clusterVersion, oldest.clusterVersion) < 0) return { status: 'ended' };
  const days = (Date.parse(today) - Date.parse(newest.releaseDate)) / DAY;
  const reachable = (clusterMinor(newest.clusterVersion) ?? 0) + Math.floor(days / FASTEST_RELEASE_DAYS);
  return { status: minor > reachable && compareClusterVersions(clusterVersion, newest.clusterVersion) > 0 ? 'not-available' : 'unknown' };
}
