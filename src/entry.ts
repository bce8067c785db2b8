/** What the bundle offers: the Action and the command line, each loading only what it needs. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command could not do its work. */
const CRASHED = 2;

// the TypeScript compiler inside ts-morph reads these two names, which ES modules do not have
const filename = fileURLToPath(import.meta.url);
Object.assign(globalThis, { __filename: filename, __dirname: dirname(filename) });

/** Runs the Action; it sets its own outputs and exit status. */
export async function action(): Promise<void> {
  const { runAction } = await import('./main.ts');
  await runAction();
}

/**
 * Runs the command line. A bug of ours is one line on stderr; its stack is shown where `EKS_LOCKSTEP_DEBUG` is set.
 *
 * @param argv what stands after the program's name
 * @returns the exit status: to be set, not exited with, as a pipe may not have taken all output yet
 */
export async function cli(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', ignoreClosedPipe);
  process.on('uncaughtException', (error) => {
    reportCrash(error);
    process.exit(CRASHED);
  });
  try {
    const { runCli } = await import('./cli.ts');
    return await runCli(argv);
  } catch (error) {
    reportCrash(error);
    return CRASHED;
  }
}

function reportCrash(error: unknown): void {
  process.stderr.write(`eks-lockstep: ${describeCrash(error)}\n`);
}

/** `eks-lockstep check | head` closes the pipe early; the verdict stands all the same. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function describeCrash(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env['EKS_LOCKSTEP_DEBUG']) return error.stack ?? error.message;
  return error.message.split('\n', 1)[0] || error.name;
}
