/** What a check found, for people at a terminal. */
import type { Finding } from '../model/finding.ts';
import { distinctOthers, fitOf, pinnedOf, supportOf, withoutVersion } from './cluster-table.ts';
import { distinctValues } from '../model/distinct.ts';
import { excerpt } from './excerpt.ts';
import { type Lines, linesOf } from './lines.ts';
import { plainText } from './markup.ts';
import { type Locate, locateIn } from './regions.ts';
import type { AddonRow, CheckResult, ClusterRow } from './result.ts';
import { type Colour, columns, type Paint, painter, printable, printablePath } from './terminal.ts';
import { assumeHint, counted, dataSentence, omissions, severityCounts } from './words.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Findings only. */
  readonly quiet?: boolean;
}

/** Findings in the order of their places, then the clusters, what could not be read, and how old the data is. */
export function checkText(result: CheckResult, { colour, quiet = false }: TextOptions): string {
  const paint = painter(colour);
  const blocks = [
    ...findingBlocks(result.findings, result.texts, paint),
    ...(quiet ? [] : [total(result.findings, paint), ...closing(result, paint)]),
  ];
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** One block a finding: `path:line:column severity message [rule]`, the line, related places, the fix. */
export function findingBlocks(findings: readonly Finding[], texts: ReadonlyMap<string, string>, paint: Paint): readonly string[] {
  const locate = locateIn(texts);
  const known = new Map<string, Lines>();
  return findings.map((finding) => {
    const { path } = finding.span;
    const lines = known.get(path) ?? linesOf(texts.get(path) ?? '');
    known.set(path, lines);
    return [
      headLine(finding, locate, paint),
      ...excerpt(lines, locate(finding.span), paint),
      ...finding.related.map(({ span, message }) => `      ${placeText(locate(span))}: ${plain(message)}`),
      ...(finding.fix ? [`      fix: ${plain(finding.fix.title)} (${finding.fix.disposition})`] : []),
    ].join('\n');
  });
}

const COLOURS = { error: 'red', warning: 'yellow', notice: 'blue' } as const satisfies Record<string, Colour>;

function headLine({ span, severity, message, ruleId }: Finding, locate: Locate, paint: Paint): string {
  const { path, line, column } = locate(span);
  const place = paint('bold', `${printablePath(path)}:${line}:${column}`);
  return `${place} ${paint(COLOURS[severity], severity)} ${plain(message)} ${paint('dim', `[${ruleId}]`)}`;
}

/** A message on one line. */
export function plain(markdown: string): string {
  return printable(plainText(markdown).replaceAll(/\s+/g, ' '));
}

/** `index.ts:40`. */
export function placeText({ path, line }: { readonly path: string; readonly line: number }): string {
  return `${printablePath(path)}:${line}`;
}

function total(findings: readonly Finding[], paint: Paint): string {
  const files = new Set(findings.map(({ span }) => span.path)).size;
  return paint('bold', findings.length === 0 ? 'No findings.' : `${severityCounts(findings)} in ${counted(files, 'file')}.`);
}

/** The clusters, what could not be read, and how old the data is. */
export function closing(result: CheckResult, paint: Paint): readonly string[] {
  const { clusters, unresolved, problems, degraded, origin } = result;
  const locate = locateIn(result.texts);
  const unread = unresolved.map(({ span, what, why }) => `  ${placeText(locate(span))}: ${plain(what)}: ${plain(why)}`);
  const broken = problems.map(({ path, offset, message }) => {
    const place = offset === undefined ? printablePath(path) : placeText(locate({ path, start: offset, end: offset }));
    return `  ${place} ${plain(message)}`;
  });
  const foot = [
    ...omissions(result),
    ...degraded.map((sentence) => paint('yellow', plain(sentence))),
    dataSentence(origin, clusters),
  ].filter((line) => line !== '');
  return [
    ...clusters.map((cluster) => clusterText(cluster, locate)),
    ...listed(`${counted(unresolved.length, 'value')} could not be read:`, [
      ...unread,
      ...assumeHint(unresolved).map((hint) => `  ${plain(hint)}`),
    ]),
    ...listed(`${counted(problems.length, 'remark on a file', 'remarks on files')}:`, broken),
    ...(foot.length > 0 ? [foot.join('\n')] : []),
  ];
}

function listed(title: string, rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : [[title, ...rows].join('\n')];
}

function clusterText(cluster: ClusterRow, locate: Locate): string {
  const { resource, clusterName, span, addons, others } = cluster;
  const versions = distinctValues(cluster.versions);
  const name = clusterName === undefined ? '' : ` ${clusterName}`;
  const known = versions.map((version) => `Kubernetes ${printable(version.value)}, ${supportOf(version)}`);
  const head = `${printable(`${resource}${name}`)} (${placeText(locate(span))}): ${known.join('; ') || withoutVersion(cluster)}`;
  const rows = [...addons.map(addonCells), ...distinctOthers(others).map(({ name: other, value }) => [other, value, '', ''])];
  if (rows.length === 0) return head;
  const byDefault = versions.length > 1 ? `DEFAULT FOR ${versions[0]?.value ?? ''}` : 'DEFAULT';
  const shown = addons.length > 0 ? [['ADD-ON', 'PINNED', 'FITS', byDefault], ...rows] : rows.map((row) => row.slice(0, 2));
  const table = columns(shown.map((row) => row.map(printable)));
  return [head, ...table.map((row) => `  ${row}`)].join('\n');
}

function addonCells(addon: AddonRow): readonly string[] {
  const pinned = pinnedOf(addon);
  const values = pinned.map(({ value }) => value).join(', ');
  return [addon.addonName, values, pinned.map(fitOf).join('; '), addon.defaultVersion ?? ''];
}
