/** What belongs together on one cluster, as a Markdown table. */
import { codeSpan } from '../model/markdown.ts';
import { enumerate } from '../model/wording.ts';
import { cell, type Permalink, placeLink } from './markup.ts';
import type { Locate } from './regions.ts';
import type { AddonRow, AddonVersionRow, ClusterRow, ClusterVersionRow } from './result.ts';

/** Versions with their support, then one row an add-on and an image. */
export function clusterTable(cluster: ClusterRow, locate: Locate, permalink: Permalink | undefined): string {
  const { resource, span, versions, addons, images } = cluster;
  const head = `**${codeSpan(resource)}** (${placeLink(locate(span), permalink)}): ${versionsOf(versions)}`;
  const rows = [
    ...addons.map((addon) => addonRow(addon, versions)),
    ...images.map(({ value }) => [imageName(value), codeSpan(imageTag(value)), '', '']),
  ];
  if (rows.length === 0) return head;
  const titles = ['', 'pinned', `fits${onlyVersion(versions)}`, `default${firstOfSeveral(versions)}`];
  // of images nobody says what they fit
  const shown = [titles, ...rows].map((cells) => (addons.length > 0 ? cells : cells.slice(0, 2)));
  const [first = '', ...others] = shown.map(row);
  return [head, '', first, `|${'---|'.repeat(shown[0]?.length ?? 0)}`, ...others].join('\n');
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

/** `yes`, `no` or `unknown`; with their versions where a cluster has several. */
export function fitOf({ compatibility }: AddonVersionRow, versions: readonly ClusterVersionRow[]): string {
  const words = { compatible: 'yes', 'not-compatible': 'no', unknown: 'unknown' };
  const answers = compatibility.map((answer) => words[answer]);
  if (new Set(answers).size < 2) return answers[0] ?? 'unknown';
  return answers.map((answer, index) => `${versions[index]?.value ?? ''} ${answer}`).join(', ');
}

function versionsOf(versions: readonly ClusterVersionRow[]): string {
  if (versions.length === 0) return 'version not read';
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

function addonRow({ addonName, versions: pinned, defaultVersion }: AddonRow, versions: readonly ClusterVersionRow[]): readonly string[] {
  const values = pinned.map(({ value }) => codeSpan(value)).join(', ');
  const fits = pinned.map((pin) => codeFree(fitOf(pin, versions))).join('; ');
  return [codeSpan(addonName), values, fits, defaultVersion === undefined ? '' : codeSpan(defaultVersion)];
}

/** A cluster version stands in it as the repository spells it. */
function codeFree(fit: string): string {
  return /^[\w., ]*$/.test(fit) ? fit.replaceAll(/\bno\b/g, '**no**') : codeSpan(fit);
}

function imageName(value: string): string {
  return codeSpan(value.slice(0, Math.max(0, value.lastIndexOf(' '))) || 'image');
}

function imageTag(value: string): string {
  return value.slice(value.lastIndexOf(' ') + 1);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}
