/** The fields of the configuration, one function each. */
import { codeSpan } from '../model/markdown.ts';
import type { Known } from '../model/value.ts';
import { clusterMinor } from '../model/version.ts';
import { type AssumeEntry, type IgnoreEntry, MAX_COMMENTS, RULE_LEVELS, type RuleLevel } from './config.ts';
import { isDay } from './day.ts';
import { type Glob, parseGlob } from './glob.ts';
import { didYouMean } from './suggest.ts';
import { type Entry, flaw, type Node, readList, readMap, readText, type Reading, type Written } from './yaml-values.ts';

/** Matching takes time for each; nobody writes more by hand. */
const MOST_ITEMS = 500;

/** A reading that knows which rules there are. */
export interface ConfigReading extends Reading {
  readonly knownRules: readonly string[];
}

/** A text that is one of a few words. */
export function readChoice<T extends string>(item: Node, allowed: readonly T[], reading: Reading): T | undefined {
  const written = readText(item, reading);
  if (written === undefined) return undefined;
  const found = allowed.find((word) => word === written.value);
  if (found === undefined) {
    const suggestion = didYouMean(written.value, allowed);
    flaw(reading, item, `${item.name} is one of ${allowed.map(codeSpan).join(', ')}, not ${codeSpan(written.value)}${suggestion}`);
  }
  return found;
}

export function readMaxComments(item: Node, reading: Reading): number | undefined {
  const text = readText(item, reading)?.value;
  if (text === undefined) return undefined;
  const { least, most } = MAX_COMMENTS;
  const count = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= least && count <= most) return count;
  flaw(reading, item, `${item.name} is a number from ${least} to ${most}, not ${codeSpan(text)}`);
  return undefined;
}

export function readRules(item: Node, reading: ConfigReading): ReadonlyMap<string, RuleLevel> {
  const levels = new Map<string, RuleLevel>();
  for (const [id, { key, value }] of readMap(item, reading) ?? []) {
    checkRule(key, reading);
    const level = readChoice(value, RULE_LEVELS, reading);
    if (level !== undefined) levels.set(id, level);
  }
  return levels;
}

function checkRule({ value, span }: Written, reading: ConfigReading): void {
  const { knownRules } = reading;
  if (!knownRules.includes(value))
    flaw(reading, { offset: span.start }, `there is no rule ${codeSpan(value)}${didYouMean(value, knownRules)}`);
}

export function readGlobs(item: Node, reading: Reading): readonly Glob[] {
  return readItems(item, reading).flatMap((child) => readGlob(child, reading) ?? []);
}

function readGlob(item: Node, reading: Reading): Glob | undefined {
  const written = readText(item, reading);
  if (written === undefined) return undefined;
  const glob = parseGlob(written.value);
  if ('forms' in glob) return glob;
  flaw(reading, item, `the pattern ${codeSpan(written.value)} ${glob.fault}`);
  return undefined;
}

function readItems(item: Node, reading: Reading): readonly Node[] {
  const items = readList(item, reading);
  if (items.length > MOST_ITEMS) flaw(reading, item, `${item.name} has ${items.length} items, and may have ${MOST_ITEMS}`);
  return items;
}

export const IGNORE_KEYS = ['rule', 'path', 'until', 'reason'] as const;

export function readIgnore(item: Node, reading: ConfigReading): readonly IgnoreEntry[] {
  return readItems(item, reading).flatMap((child) => readIgnoreEntry(child, reading) ?? []);
}

function readIgnoreEntry(item: Node, reading: ConfigReading): IgnoreEntry | undefined {
  const entries = readMap(item, reading, IGNORE_KEYS);
  if (entries === undefined) return undefined;
  const rule = read(entries.get('rule'), readText, reading);
  const path = read(entries.get('path'), readGlob, reading);
  const until = read(entries.get('until'), readText, reading);
  read(entries.get('reason'), readText, reading);
  if (rule) checkRule(rule, reading);
  if (!entries.has('rule') && !entries.has('path')) flaw(reading, item, `${item.name} names neither a \`rule\` nor a \`path\``);
  if (until && !isDay(until.value))
    flaw(reading, { offset: until.span.start }, `\`until\` is a day such as 2027-01-31, not ${codeSpan(until.value)}`);
  return {
    ...(rule ? { rule: rule.value } : {}),
    ...(path ? { path } : {}),
    ...(until ? { until: until.value } : {}),
  };
}

export const ASSUME_KEYS = ['path', 'cluster-version'] as const;

export function readAssume(item: Node, reading: ConfigReading): readonly AssumeEntry[] {
  return readItems(item, reading).flatMap((child) => readAssumeEntry(child, reading) ?? []);
}

function readAssumeEntry(item: Node, reading: ConfigReading): AssumeEntry | undefined {
  const entries = readMap(item, reading, ASSUME_KEYS);
  if (entries === undefined) return undefined;
  for (const key of ASSUME_KEYS) if (!entries.has(key)) flaw(reading, item, `${item.name} has no ${codeSpan(key)}`);
  const path = read(entries.get('path'), readGlob, reading);
  const written = read(entries.get('cluster-version'), readText, reading);
  const clusterVersion = written && assumedVersion(written, reading);
  return path && clusterVersion ? { path, clusterVersion } : undefined;
}

/** A version that somebody states; its text in the file is its value. */
export function assumedVersion({ value, span }: Written, reading: Reading): Known<string> | undefined {
  const isPlain = reading.source.text.slice(span.start, span.end) === value;
  if (isPlain && clusterMinor(value) !== undefined) return { kind: 'known', value, span, notation: 'text', via: [] };
  flaw(reading, { offset: span.start }, `\`cluster-version\` is a version such as 1.34, not ${codeSpan(value)}${meantVersion(value)}`);
  return undefined;
}

/** `v1.33` and `1.33.4` are 1.33; in `1.3` a zero was lost. */
function meantVersion(value: string): string {
  const minor = /^v?1\.(?<minor>\d{1,2})(?:\.|$)/.exec(value)?.groups?.['minor'];
  return minor === undefined ? '' : `; did you mean \`1.${minor.padEnd(2, '0')}\`?`;
}

function read<T>(entry: Entry | undefined, readValue: (item: Node, reading: Reading) => T | undefined, reading: Reading): T | undefined {
  return entry && readValue(entry.value, reading);
}
