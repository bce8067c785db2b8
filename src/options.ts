/** What the command line was asked for, out of its words. */
import { isDay } from './settings/day.ts';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { clusterMinor } from './model/version.ts';
import { FAIL_ON, type FailOn } from './settings/config.ts';

/** The command cannot do its work; the message is one line for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const FORMATS = ['text', 'json', 'sarif', 'rdjson', 'junit', 'github', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];
const EDIT_FORMATS: readonly Format[] = ['text', 'json', 'markdown'];

export interface Options {
  readonly positionals: readonly string[];
  readonly format: Format;
  /** Absent: what the configuration says, else `error`. */
  readonly failOn: FailOn | undefined;
  readonly config: string | undefined;
  /** Empty: all. */
  readonly rules: readonly string[];
  readonly live: boolean;
  readonly region: string | undefined;
  readonly catalogFile: string | undefined;
  /** ISO date. */
  readonly today: string;
  readonly quiet: boolean;
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly unsafe: boolean;
  readonly write: boolean;
  /** The cluster version that an upgrade arrives at. */
  readonly to: string | undefined;
  readonly kubernetesVersion: string | undefined;
}

const SHARED = {
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  config: { type: 'string' },
  rule: { type: 'string', multiple: true },
  live: { type: 'boolean' },
  region: { type: 'string' },
  catalog: { type: 'string' },
  today: { type: 'string' },
  quiet: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** The options that each command takes. */
const COMMANDS = {
  check: SHARED,
  review: { ...SHARED, base: { type: 'string' }, head: { type: 'string' } },
  fix: { ...SHARED, unsafe: { type: 'boolean' }, write: { type: 'boolean' } },
  plan: { ...SHARED, to: { type: 'string' }, write: { type: 'boolean' } },
  rules: { format: SHARED.format },
  explain: {},
  catalog: {
    'kubernetes-version': { type: 'string' },
    live: SHARED.live,
    region: SHARED.region,
    catalog: SHARED.catalog,
    today: SHARED.today,
    format: SHARED.format,
  },
} as const satisfies Record<string, ParseArgsOptionsConfig>;

export type Command = keyof typeof COMMANDS;

export function isCommand(word: string | undefined): word is Command {
  return word !== undefined && Object.hasOwn(COMMANDS, word);
}

/**
 * Reads the words behind a command.
 *
 * @param today ISO date, where `--today` says none
 * @throws UsageError
 */
export function readOptions(command: Command, words: readonly string[], today: string): Options {
  const { values, positionals } = parse(COMMANDS[command], words);
  const given = values as Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  function text(name: string): string | undefined {
    const value = given[name];
    if (value === '') throw new UsageError(`--${name} needs a value`);
    return typeof value === 'string' ? value : undefined;
  }
  const rules = given['rule'];
  return {
    positionals,
    format: oneOf('format', text('format') ?? 'text', command === 'fix' || command === 'plan' ? EDIT_FORMATS : FORMATS),
    failOn: text('fail-on') === undefined ? undefined : oneOf('fail-on', text('fail-on') ?? '', FAIL_ON),
    config: text('config'),
    rules: Array.isArray(rules) ? rules.map(String) : [],
    live: given['live'] === true,
    region: text('region'),
    catalogFile: text('catalog'),
    today: day(text('today') ?? today),
    quiet: given['quiet'] === true,
    base: text('base'),
    head: text('head'),
    unsafe: given['unsafe'] === true,
    write: given['write'] === true,
    to: minor('to', text('to')),
    kubernetesVersion: minor('kubernetes-version', text('kubernetes-version')),
  };
}

function parse(options: ParseArgsOptionsConfig, words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error));
  }
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new UsageError(`--${name} is one of ${allowed.join(', ')}, not ${JSON.stringify(value)}`);
  return found;
}

function day(value: string): string {
  if (!isDay(value)) throw new UsageError(`--today is a day such as 2026-11-24, not ${JSON.stringify(value)}`);
  return value;
}

function minor(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && clusterMinor(value) === undefined)
    throw new UsageError(`--${name} is a version such as 1.34, not ${JSON.stringify(value)}`);
  return value;
}
