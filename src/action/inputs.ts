/** The inputs of the Action, checked. */
import { UsageError } from '../options.ts';
import { CONFIG_PATH, FAIL_ON, type FailOn } from '../settings/config.ts';

const COMMENT = ['review', 'summary', 'none'] as const;
const LIVE = ['auto', 'true', 'false'] as const;
const APPLY = ['never', 'command', 'always'] as const;

export interface ActionInputs {
  readonly token: string;
  /** Relative to the root of the repository, with `/`; empty for all of it. */
  readonly workingDirectory: string;
  /** Empty: the usual place, if there is such a file. */
  readonly config: string;
  /** Absent: what the configuration says, else `error`. */
  readonly failOn: FailOn | undefined;
  readonly comment: (typeof COMMENT)[number];
  readonly live: (typeof LIVE)[number];
  readonly region: string | undefined;
  readonly apply: (typeof APPLY)[number];
  readonly sarifFile: string;
  readonly checkName: string;
}

/**
 * @param read gives the text of an input, empty where it is not set
 * @throws UsageError
 */
export function readInputs(read: (name: string) => string): ActionInputs {
  function choice<T extends string>(name: string, allowed: readonly T[], byDefault: T): T {
    const value = read(name).trim() || byDefault;
    const found = allowed.find((item) => item === value);
    if (found === undefined) throw new UsageError(`the input ${name} is one of ${allowed.join(', ')}, not ${JSON.stringify(value)}`);
    return found;
  }
  const token = read('github-token');
  if (token === '') throw new UsageError('the input github-token is empty; its default is the token of the job');
  return {
    token,
    workingDirectory: inRepository(
      read('working-directory'),
      'the input working-directory is a folder of the repository, such as infra/eks',
    ),
    config: inRepository(read('config'), `the input config is a path below the root of the repository, such as ${CONFIG_PATH}`),
    failOn: read('fail-on').trim() === '' ? undefined : choice('fail-on', FAIL_ON, 'error'),
    comment: choice('comment', COMMENT, 'review'),
    live: choice('live', LIVE, 'auto'),
    region: read('region').trim() || undefined,
    apply: choice('apply', APPLY, 'never'),
    sarifFile: read('sarif-file').trim(),
    checkName: read('check-name').trim() || 'eks-lockstep',
  };
}

/** A path as lists of files have it. */
function inRepository(written: string, wanted: string): string {
  const parts = written
    .trim()
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || written.trim().startsWith('/')) throw new UsageError(wanted);
  return parts.join('/');
}

/** What is asked about, as paths below the root; none means all. */
export function namedIn({ workingDirectory }: ActionInputs): readonly string[] {
  return workingDirectory === '' ? [] : [workingDirectory];
}

/** The configuration file: the one that is named, or the usual one. */
export function configPath({ config }: ActionInputs): string {
  return config || CONFIG_PATH;
}
