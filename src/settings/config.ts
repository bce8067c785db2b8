/** What a repository says to eks-lockstep, once it is read. */
import { SEVERITIES } from '../model/finding.ts';
import type { Known } from '../model/value.ts';
import { type Glob, matchesGlob } from './glob.ts';

/** Where the configuration lies unless somebody names another file. */
export const CONFIG_PATH = '.github/eks-lockstep.yml';

export const FAIL_ON = [...SEVERITIES, 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export const RULE_LEVELS = ['off', ...SEVERITIES] as const;
export type RuleLevel = (typeof RULE_LEVELS)[number];

/** How many line comments one review may have. */
export const MAX_COMMENTS = { least: 10, most: 60, default: 30 } as const;

/** Names a rule, a path or both. */
export interface IgnoreEntry {
  readonly rule?: string;
  readonly path?: Glob;
  /** ISO date of the last day on which it hides. */
  readonly until?: string;
}

/** The version of clusters that are declared in files of that path, where it cannot be read. */
export interface AssumeEntry {
  readonly path: Glob;
  /** Its span is the text in the configuration file. */
  readonly clusterVersion: Known<string>;
}

export interface Config {
  readonly failOn: FailOn;
  readonly rules: ReadonlyMap<string, RuleLevel>;
  readonly ignore: readonly IgnoreEntry[];
  readonly assume: readonly AssumeEntry[];
  readonly include: readonly Glob[];
  readonly exclude: readonly Glob[];
  readonly maxComments: number;
}

/** What holds where nothing is said. */
export const DEFAULT_CONFIG: Config = {
  failOn: 'error',
  rules: new Map<string, RuleLevel>(),
  ignore: [],
  assume: [],
  include: [],
  exclude: [],
  maxComments: MAX_COMMENTS.default,
};

/**
 * Whether a file is read. `exclude` is stronger than `include`, and `include` than the default.
 *
 * @param path relative to the root, with `/`
 * @param byDefault whether it would be read without a configuration
 */
export function isIncluded(path: string, { include, exclude }: Pick<Config, 'include' | 'exclude'>, byDefault: boolean): boolean {
  if (exclude.some((glob) => matchesGlob(glob, path))) return false;
  return byDefault || include.some((glob) => matchesGlob(glob, path));
}
