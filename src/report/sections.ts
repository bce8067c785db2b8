/** The parts that every Markdown page of ours is put together from. Empty where there is nothing to say. */
import { bySeverity, type Finding } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { clusterTable } from './cluster-table.ts';
import { cutAtSentence, firstSentence, folded, message, type Permalink, placeLink, ruleLink, sentence } from './markup.ts';
import type { Locate } from './regions.ts';
import type { CheckResult, ClusterRow } from './result.ts';
import { assumeHint, capitalized, counted } from './words.ts';

/** How places are shown. */
export interface Places {
  readonly locate: Locate;
  readonly permalink: Permalink | undefined;
}

/** A finding as a line of a list; `isShort`: only its first sentence. */
export function entryOf(finding: Finding, { locate, permalink }: Places, isShort = false): string {
  const said = isShort ? firstSentence(finding.message) : finding.message;
  const head = `**${capitalized(finding.severity)}** at ${placeLink(locate(finding.span), permalink)}`;
  return `- ${head}: ${message(said)} (${ruleLink(finding.ruleId)})`;
}

/** `- **Error** at …: addon-incompatible, aws.eks.Addon coredns`. */
export function briefOf({ severity, span, ruleId, resource }: Finding, { locate, permalink }: Places): string {
  return `- **${capitalized(severity)}** at ${placeLink(locate(span), permalink)}: ${ruleLink(ruleId)}, ${codeSpan(resource)}`;
}

/** More than this, and each is told in one sentence. */
const MOST_IN_FULL = 10;

/** The heaviest first. */
export function findingList(findings: readonly Finding[], places: Places, longest: number): string {
  const isShort = findings.length > MOST_IN_FULL;
  const ordered = findings.toSorted((a, b) => bySeverity(a.severity, b.severity));
  return listWithin(
    ordered.map((finding) => entryOf(finding, places, isShort)),
    longest,
  );
}

export function clusterSection(clusters: readonly ClusterRow[], { locate, permalink }: Places, longest: number): string {
  const tables = clusters.map((cluster) => clusterTable(cluster, locate, permalink));
  const kept = firstWithin(tables, longest);
  const rest = tables.length - kept.length;
  return [...kept, ...(rest > 0 ? [`${counted(rest, 'more cluster')} did not fit here.`] : [])].join('\n\n');
}

export function unreadSection({ unresolved }: CheckResult, { locate, permalink }: Places, longest: number): string {
  const rows = unresolved.map(({ span, what, why }) => `- ${sentence(what)} at ${placeLink(locate(span), permalink)}: ${sentence(why)}`);
  const advice = assumeHint(unresolved).map((hint) => `- ${hint}`);
  return foldedList(`${counted(rows.length, 'value')} could not be read`, [...rows, ...advice], longest);
}

export function problemSection({ problems }: CheckResult, { locate, permalink }: Places, longest: number): string {
  const rows = problems.map(({ path, offset, message: said }) => {
    const place = offset === undefined ? codeSpan(path) : placeLink(locate({ path, start: offset, end: offset }), permalink);
    return `- ${place} ${sentence(said)}`;
  });
  return foldedList(counted(rows.length, 'remark on a file', 'remarks on files'), rows, longest);
}

/** Sentences about what is missing; the world's come first. */
export function caveatSection({ degraded }: CheckResult, caveats: readonly string[], longest: number): string {
  return cutAtSentence([...degraded.map((said) => closed(sentence(said))), ...caveats].join(' '), longest);
}

function closed(said: string): string {
  return /[.!?]$/.test(said) ? said : `${said}.`;
}

export function foldedList(title: string, rows: readonly string[], longest: number): string {
  return rows.length === 0 ? '' : folded(title, listWithin(rows, longest));
}

/** What is there, one paragraph each, cut to `longest` characters. */
export function page(sections: readonly string[], longest: number): string {
  return cutAtSentence(sections.filter((section) => section !== '').join('\n\n'), longest);
}

/** As many lines as fit; the rest is counted. */
function listWithin(rows: readonly string[], longest: number): string {
  const kept = firstWithin(rows, longest);
  const rest = rows.length - kept.length;
  return [...kept, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
}

function firstWithin(texts: readonly string[], longest: number): readonly string[] {
  let length = 0;
  return texts.filter((text) => (length += text.length + 2) <= longest);
}
