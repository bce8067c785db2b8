/** Phrases that several rules share. */
import type { VersionSupport } from '../../catalog/catalog.ts';
import { codeSpan } from '../../model/markdown.ts';
import type { Known } from '../../model/value.ts';
import { versionRuns } from '../../model/version.ts';
import { enumerate } from '../../model/wording.ts';

/** `1.34`, or `1.34 (stack dev)` where it is one of several; the value must be of our own alphabet, such as a cluster version. */
export function named(known: Known<string>): string {
  return `${known.value}${whenOf(known)}`;
}

/** ` (stack dev)` for one of several alternatives, else nothing. */
export function whenOf(known: Known<unknown>): string {
  return known.when === undefined ? '' : ` (${codeSpan(known.when)})`;
}

/** `1.27 to 1.29 and 1.31`: only neighbours are joined, ranges are never assumed. The versions come oldest first. */
export function runsOf(clusterVersions: readonly string[]): string {
  return enumerate(versionRuns(clusterVersions).map(([first, last]) => (first === last ? first : `${first} to ${last}`)));
}

/** The command that settles a question about an add-on. Both arguments must be words that the catalog itself uses. */
export function settlingCommand(addonName: string, clusterVersion: string): string {
  return `\`aws eks describe-addon-versions --addon-name ${addonName} --kubernetes-version ${clusterVersion} --query 'addons[].addonVersions[].addonVersion'\``;
}

/** `in standard support until 2027-08-02`. */
export function supportUntil({ endOfStandardSupport }: VersionSupport): string {
  return endOfStandardSupport === undefined ? 'in standard support' : `in standard support until ${endOfStandardSupport}`;
}
