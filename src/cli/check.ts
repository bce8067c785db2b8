/** `check`: every finding below the paths. */
import type { Outcome } from '../cli.ts';
import type { Options } from '../options.ts';
import { placeOf } from '../places.ts';
import { verdictOf } from '../report/verdict.ts';
import { checkTree } from '../run.ts';
import { folderTree } from '../sources/folder.ts';
import { settingsOf } from './common.ts';
import { printCheck } from './formats.ts';

export async function check(options: Options): Promise<Outcome> {
  const { root, named } = await placeOf(options.positionals);
  const result = await checkTree(folderTree(root, named), named, await settingsOf(options));
  return {
    stdout: printCheck(result, options),
    stderr: options.quiet ? [] : result.degraded,
    status: verdictOf(result.findings, options.failOn ?? 'error', result).exitStatus,
  };
}
