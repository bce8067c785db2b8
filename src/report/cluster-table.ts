/** What belongs together on one cluster, as a Markdown table. */
import { codeSpan } from '../model/markdown.ts';
import { enumerate } from '../model/wording.ts';
import { distinctBy, distinctValues } from '../model/distinct.ts';
import { cell, type Permalink, placeLink } from './markup.ts';
import type { Locate } from './regions.ts';
import type { AddonRow, AddonVersionRow, ClusterRow, ClusterVersionRow, OtherRow } from './result.ts';

/** Versions with their support, then one row for each thing that is pinned. */
export function clusterTable(cluster: ClusterRow, locate: Locate, permalink: Permalink | undefined): string {
  const { resource, clusterName, span, addons, others } = cluster;
  const versions = distinctValues(cluster.versions);
  const called = clusterName === undefined ? '' : ` ${codeSpan(clusterName)}`;
  const head = `**${codeSpan(resource)}**${called} (${placeLink(locate(span), permalink)}): ${versionsOf(cluster)}`;
  const rows = [...addons.map(addonRow), ...distinctOthers(others).map(({ name, value }) => [codeSpan(name), codeSpan(value), '', ''])];
  if (rows.length === 0) return head;
  const titles = ['', 'pinned', `fits${onlyVersion(versions)}`, `default${firstOfSeveral(versions)}`];
  // of other things nobody says what they fit
  const shown = [titles, ...rows].map((cells) => (addons.length > 0 ? cells : cells.slice(0, 2)));
  const [first = '', ...more] = shown.map(row);
  return [head, '', first, `|${'---|'.repeat(shown[0]?.length ?? 0)}`, ...more].join('\n');
}

/** `in standard support until 2027-08-02`. */
export function supportOf({ support, until }: ClusterVersionRow): string {
  switch (support) {
    case 'standard':
    case 'extended':
      return `in ${support} support${until === undefined ? '' : ` until ${until}`}`;
    case 'ended':
      return `out of support${until === undefined ? '' : ` since ${until}`}`;
    case 'not-available':
      return 'not offered by EKS';
    case 'unknown':
      return 'support not known';
  }
}

/** The pinned versions, each once, wherever it is written: it then fits what it fits at any of its places. */
export function pinnedOf({ versions }: AddonRow): readonly AddonVersionRow[] {
  return distinctValues(versions).map((pin) => {
    const fits = versions.filter(({ value }) => value === pin.value).flatMap((same) => same.fits);
    return { ...pin, fits: distinctBy(fits, ({ version }) => version) };
  });
}

/** Each once, wherever it is written. */
export function distinctOthers(others: readonly OtherRow[]): readonly OtherRow[] {
  return distinctBy(others, ({ name, value }) => `${name} ${value}`);
}

/** `yes`, `no` or `unknown`; with the cluster versions where they differ. */
export function fitOf({ fits }: AddonVersionRow): string {
  const words = { compatible: 'yes', 'not-compatible': 'no', unknown: 'unknown' };
  const answers = fits.map(({ compatibility }) => words[compatibility]);
  if (new Set(answers).size < 2) return answers[0] ?? 'unknown';
  return fits.map(({ version, compatibility }) => `${version} ${words[compatibility]}`).join(', ');
}

/** Why no version of a cluster is known: `version could not be read`. */
export function withoutVersion({ isVersionWritten, dialect }: ClusterRow): string {
  if (isVersionWritten) return 'version could not be read';
  // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html; eksctl has a default of its own
  return `version not written: ${dialect === 'eksctl' ? 'eksctl' : 'EKS'} picks its default when the cluster is created`;
}

function versionsOf(cluster: ClusterRow): string {
  const versions = distinctValues(cluster.versions);
  if (versions.length === 0) return withoutVersion(cluster);
  return enumerate(versions.map((version) => `Kubernetes ${codeSpan(version.value)}, ${supportOf(version)}`));
}

function onlyVersion(versions: readonly ClusterVersionRow[]): string {
  const [first, ...others] = versions;
  return first === undefined || others.length > 0 ? '' : ` ${codeSpan(first.value)}`;
}

/** A default is that of the first version. */
function firstOfSeveral([first, ...others]: readonly ClusterVersionRow[]): string {
  return first === undefined || others.length === 0 ? '' : ` for ${codeSpan(first.value)}`;
}

function addonRow(addon: AddonRow): readonly string[] {
  const { addonName, defaultVersion } = addon;
  const pinned = pinnedOf(addon);
  const values = pinned.map(({ value }) => codeSpan(value)).join(', ');
  const fits = pinned.map((pin) => codeFree(fitOf(pin))).join('; ');
  return [codeSpan(addonName), values, fits, defaultVersion === undefined ? '' : codeSpan(defaultVersion)];
}

/** A cluster version stands in it as the repository spells it. */
function codeFree(fit: string): string {
  return /^[\w., ]*$/.test(fit) ? fit.replaceAll(/\bno\b/g, '**no**') : codeSpan(fit);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}
