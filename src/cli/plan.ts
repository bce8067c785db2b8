/** `plan`: the way to a newer cluster version, one minor at a time. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../cli.ts';
import { type Options, UsageError } from '../options.ts';
import { placeOf } from '../places.ts';
import type { Upgrade } from '../report/upgrade.ts';
import { upgradeJson, upgradeMarkdown, upgradeText } from '../report/upgrade-report.ts';
import { isFailure } from '../report/verdict.ts';
import { folderTree } from '../sources/folder.ts';
import { TOOL } from '../tool.ts';
import { planUpgrade } from '../upgrade.ts';
import { settingsOf } from './common.ts';

export async function plan(options: Options): Promise<Outcome> {
  const [path = '.', ...more] = options.positionals;
  if (more.length > 0) throw new UsageError('plan takes one folder');
  if (options.to === undefined) throw new UsageError('plan needs --to 1.NN: the cluster version to arrive at');
  const { root, named } = await placeOf([path]);
  const tree = folderTree(root, named);
  const settings = await settingsOf(options, tree);
  const upgrade = await planUpgrade(tree, named, options.to, settings);
  // later steps may change a file again
  const texts = new Map(upgrade.steps.flatMap(({ after }) => [...after]));
  if (options.write) for (const [file, text] of texts) await writeFile(join(root, file), text);
  const left = upgrade.steps.flatMap((step) => step.left);
  return {
    stdout: print(upgrade, options),
    stderr: options.quiet ? [] : upgrade.degraded,
    status: upgrade.stopped !== undefined || isFailure(left, options.failOn ?? settings.config.failOn) ? 1 : 0,
  };
}

function print(upgrade: Upgrade, { format, write }: Options): string {
  if (format === 'json') return upgradeJson(upgrade, TOOL, write);
  return format === 'markdown' ? `${upgradeMarkdown(upgrade, Infinity)}\n` : upgradeText(upgrade);
}
