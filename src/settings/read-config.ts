/** The configuration file: from its text to what it says, or to what is wrong with it. */
import type { SourceText } from '../model/span.ts';
import { type Config, DEFAULT_CONFIG, FAIL_ON } from './config.ts';
import { type ConfigReading, readAssume, readChoice, readGlobs, readIgnore, readMaxComments, readRules } from './fields.ts';
import { placeFlaws, type PlacedProblem } from './problem.ts';
import { type Entry, isEmpty, type Node, parseSettings, readMap } from './yaml-values.ts';

/** Far more than anybody writes by hand, in UTF-16 units. */
const LONGEST = 64 * 1024;
const MOST_PROBLEMS = 20;

export const CONFIG_KEYS = ['fail-on', 'rules', 'ignore', 'assume', 'include', 'exclude', 'max-comments'] as const;
type ConfigKey = (typeof CONFIG_KEYS)[number];

export interface ReadConfig {
  /** What holds; the defaults where `problems` has any. */
  readonly config: Config;
  /** Sorted by place. With any of them the run has to stop: half a configuration may hide what it should not. */
  readonly problems: readonly PlacedProblem[];
}

/**
 * Reads a configuration file. Total: never throws for what it says.
 *
 * @param knownRules the ids of all rules
 */
export function readConfig(text: string, path: string, knownRules: readonly string[]): ReadConfig {
  const reading: ConfigReading = { source: { path, text }, flaws: [], knownRules };
  const config = text.length > LONGEST ? tooLong(reading) : configOf(reading);
  const problems = placeFlaws(reading.source, reading.flaws, MOST_PROBLEMS);
  return { config: problems.length > 0 ? DEFAULT_CONFIG : config, problems };
}

function tooLong({ flaws, source }: ConfigReading): Config {
  flaws.push({ offset: 0, message: `${sizeOf(source)} is more than the 64 KB that a configuration may have` });
  return DEFAULT_CONFIG;
}

function sizeOf({ text }: SourceText): string {
  return `${Math.ceil(text.length / 1024)} KB`;
}

function configOf(reading: ConfigReading): Config {
  const root = parseSettings(reading);
  const entries = root === undefined || isEmpty(root) ? undefined : readMap(root, reading, CONFIG_KEYS);
  return entries ? fieldsOf(entries, reading) : DEFAULT_CONFIG;
}

function fieldsOf(entries: ReadonlyMap<string, Entry>, reading: ConfigReading): Config {
  function field<T>(key: ConfigKey, read: (item: Node, reading: ConfigReading) => T | undefined, otherwise: T): T {
    const value = entries.get(key)?.value;
    return (value && read(value, reading)) ?? otherwise;
  }
  /** Of a list or map whose items are all commented out only the key is left. */
  function collection<T>(key: ConfigKey, read: (item: Node, reading: ConfigReading) => T, otherwise: T): T {
    return field(key, (item) => (isEmpty(item) ? otherwise : read(item, reading)), otherwise);
  }
  return {
    failOn: field('fail-on', (item) => readChoice(item, FAIL_ON, reading), DEFAULT_CONFIG.failOn),
    rules: collection('rules', readRules, DEFAULT_CONFIG.rules),
    ignore: collection('ignore', readIgnore, []),
    assume: collection('assume', readAssume, []),
    include: collection('include', readGlobs, []),
    exclude: collection('exclude', readGlobs, []),
    maxComments: field('max-comments', readMaxComments, DEFAULT_CONFIG.maxComments),
  };
}
