/** The command line: the same run on a folder or a git range, with no GitHub. */
import { USAGE } from './cli/help.ts';
import { isCommand, type Options, readOptions, UsageError } from './options.ts';
import { SourceError } from './sources/tree.ts';
import { TOOL } from './tool.ts';

/** What a command prints and how it ends. */
export interface Outcome {
  readonly stdout: string;
  /** Lines for people, without line breaks. */
  readonly stderr: readonly string[];
  /** 0 nothing at or above `--fail-on`, 1 something. */
  readonly status: 0 | 1;
}

type Work = (options: Options) => Promise<Outcome>;

/** The command could not do its work. */
const FAILED = 2;

/** Each loads only what it needs. */
const WORK: Readonly<Record<Parameters<typeof readOptions>[0], () => Promise<Work>>> = {
  check: async () => (await import('./cli/check.ts')).check,
  review: async () => (await import('./cli/review.ts')).review,
  fix: async () => (await import('./cli/fix.ts')).fix,
  plan: async () => (await import('./cli/plan.ts')).plan,
  rules: async () => (await import('./cli/rules.ts')).listRules,
  explain: async () => (await import('./cli/rules.ts')).explain,
  catalog: async () => (await import('./cli/catalog.ts')).catalog,
};

/**
 * Runs one command and prints what it says.
 *
 * @param argv what stands after the program's name
 * @returns the exit status
 * @throws for a bug of ours
 */
export async function runCli(argv: readonly string[]): Promise<number> {
  try {
    const { stdout, stderr, status } = await outcomeOf(argv);
    for (const line of stderr) process.stderr.write(`eks-lockstep: ${line}\n`);
    process.stdout.write(stdout);
    return status;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof SourceError)) throw error;
    process.stderr.write(`eks-lockstep: ${error.message}\n`);
    return FAILED;
  }
}

async function outcomeOf([word, ...words]: readonly string[]): Promise<Outcome> {
  if (word === undefined) throw new UsageError(`no command; try ${TOOL.name} --help`);
  if (word === '--help' || word === '-h' || word === 'help') return { stdout: USAGE, stderr: [], status: 0 };
  if (word === '--version') return { stdout: `${TOOL.version}\n`, stderr: [], status: 0 };
  if (!isCommand(word)) throw new UsageError(`no command ${JSON.stringify(word)}; try ${TOOL.name} --help`);
  if (words.includes('--help') || words.includes('-h')) return { stdout: USAGE, stderr: [], status: 0 };
  const work = await WORK[word]();
  return work(readOptions(word, words, new Date().toISOString().slice(0, 10)));
}
