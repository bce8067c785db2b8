/** `fix`: the edits that mend what was found, as a diff or made. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../cli.ts';
import { unifiedDiff } from '../fix/unified.ts';
import type { Options } from '../options.ts';
import { placeOf } from '../places.ts';
import { fixMarkdown, type FixReport, fixReportJson, fixText } from '../report/fix-report.ts';
import { isFailure } from '../report/verdict.ts';
import { planTree } from '../run.ts';
import { folderTree } from '../sources/folder.ts';
import { TOOL } from '../tool.ts';
import { settingsOf } from './common.ts';

export async function fix(options: Options): Promise<Outcome> {
  const { root, named } = await placeOf(options.positionals);
  const tree = folderTree(root, named);
  const settings = await settingsOf(options, tree);
  const { result, plan, after } = await planTree(tree, named, options.unsafe ? ['safe', 'unsafe'] : ['safe'], settings);
  const diff = unifiedDiff((path) => result.texts.get(path), plan.texts);
  if (options.write) for (const [path, text] of plan.texts) await writeFile(join(root, path), text);
  const left = options.write ? after : result.findings;
  return {
    stdout: print({ result, plan, diff, isWritten: options.write }, options),
    stderr: options.quiet ? [] : result.degraded,
    status: isFailure(left, options.failOn ?? settings.config.failOn) ? 1 : 0,
  };
}

function print(report: FixReport, { format }: Options): string {
  if (format === 'json') return fixReportJson(report, TOOL);
  return format === 'markdown' ? fixMarkdown(report) : fixText(report);
}
