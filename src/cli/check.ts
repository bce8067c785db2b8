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
  const tree = folderTree(root, named);
  const settings = await settingsOf(options, tree);
  const result = await checkTree(tree, named, settings);
  const failOn = options.failOn ?? settings.config.failOn;
  return {
    stdout: printCheck(result, options, failOn),
    stderr: options.quiet ? [] : result.degraded,
    status: verdictOf(result.findings, failOn, result).exitStatus,
  };
}
