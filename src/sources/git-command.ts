/** Runs git as a reader: no shell, no prompt, nothing that a repository's own configuration could start. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { SourceError } from './tree.ts';

const MOST_OUTPUT = 512 * 2 ** 20;

/** Before every subcommand. A checkout may belong to another user, as in the containers that Actions use. */
const SAFELY = [
  '--no-pager',
  '--no-replace-objects',
  '-c',
  'safe.directory=*',
  // a pull request can hold a folder that looks like a bare repository, with a configuration of its own
  '-c',
  'safe.bareRepository=explicit',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.quotePath=false',
];

/** Variables of a surrounding git (a hook, say) that would point ours at another repository or change its output. */
const OTHERS = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG_PARAMETERS',
  'GIT_DIFF_OPTS',
  'GIT_DIR',
  'GIT_EXTERNAL_DIFF',
  'GIT_GLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_INDEX_FILE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_NAMESPACE',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_WORK_TREE',
];

/** How git ended, when that was not well. */
type GitFailure = 'no-git' | 'not-a-repository' | 'unknown-revision' | 'too-much-output' | 'failed';

/** One line that says what git could not do. */
export class GitError extends SourceError {
  override readonly name = 'GitError';
  readonly kind: GitFailure;

  constructor(kind: GitFailure, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What a git command printed, when its exit status was one of those expected. */
export interface GitOutput {
  readonly status: number;
  readonly stdout: string;
}

export interface GitSettings {
  /** Exit statuses beside 0 that are an answer. */
  readonly expected?: readonly number[];
  /** What a partial clone left out is missing, and not fetched one by one (git 2.45 and newer). */
  readonly isOffline?: boolean;
}

/**
 * Runs one git command in a folder and waits for it.
 *
 * @throws GitError for any end that is not expected
 */
export function runGit(folder: string, args: readonly string[], { expected = [], isOffline }: GitSettings = {}): Promise<GitOutput> {
  return new Promise((resolve, reject) => {
    const options = { env: environment(isOffline), maxBuffer: MOST_OUTPUT, windowsHide: true };
    const child = execFile('git', argumentsOf(folder, args), options, (error, stdout, stderr) => {
      if (!error) return resolve({ status: 0, stdout });
      if (typeof error.code === 'number' && expected.includes(error.code)) return resolve({ status: error.code, stdout });
      return reject(gitError(folder, error.code, stderr));
    });
    child.stdin?.end();
  });
}

/** Starts one git command in a folder; its standard error is dropped. */
export function startGit(folder: string, args: readonly string[], { isOffline }: GitSettings = {}): ChildProcess {
  return spawn('git', argumentsOf(folder, args), { env: environment(isOffline), stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
}

/** Sorts what git or the system said when a command ended badly. */
export function gitError(folder: string, code: unknown, stderr = ''): GitError {
  if (code === 'ENOENT') return new GitError('no-git', 'git was not found');
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return new GitError('too-much-output', 'git gave more output than can be read');
  if (/not a git repository|cannot use bare repository|must be run in a work tree/.test(stderr)) {
    return new GitError('not-a-repository', `not a git repository: ${folder}`);
  }
  const line = stderr
    .trim()
    .split('\n', 1)[0]
    ?.replace(/^(?:fatal|error): /, '');
  return new GitError('failed', `git failed: ${line || `status ${String(code)}`}`);
}

function argumentsOf(folder: string, args: readonly string[]): string[] {
  return ['-C', folder, ...SAFELY, ...args];
}

function environment(isOffline = false): NodeJS.ProcessEnv {
  const others = Object.fromEntries(OTHERS.map((name) => [name, undefined]));
  const own = { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C', ...(isOffline ? { GIT_NO_LAZY_FETCH: '1' } : {}) };
  return { ...process.env, ...others, ...own };
}
