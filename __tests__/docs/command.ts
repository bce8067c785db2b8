/** The command line run in this process, with what it printed. */
import { vi } from 'vitest';
import { runCli } from '../../src/cli.ts';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** Runs one command as `node dist/cli.js` would, in the folder of the repository. */
export async function runCommand(...argv: readonly string[]): Promise<Printed> {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      printed[stream] += String(chunk);
      return true;
    }),
  );
  try {
    return { status: await runCli(argv), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
