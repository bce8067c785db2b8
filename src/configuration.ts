/** The configuration that holds for a run: from a file that was named, or from the repository's usual place. */
import { readFile } from 'node:fs/promises';
import type { RunSettings } from './judging.ts';
import type { SourceText } from './model/span.ts';
import { UsageError } from './options.ts';
import { rules } from './rules/index.ts';
import { CONFIG_PATH, DEFAULT_CONFIG } from './settings/config.ts';
import { describeProblem } from './settings/problem.ts';
import { readConfig } from './settings/read-config.ts';
import type { Tree } from './sources/tree.ts';

export type Configuration = Pick<RunSettings, 'config' | 'configSource'>;

const NOTHING_SAID: Configuration = { config: DEFAULT_CONFIG };
/** People expect it to be read, and it is not. */
const MISNAMED = CONFIG_PATH.replace(/yml$/, 'yaml');

/** A file on disk that was named on the command line. @throws UsageError where it cannot be read, or says something wrong */
export async function configFromFile(path: string): Promise<Configuration> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UsageError(`--config ${path}: cannot be read`);
  return parsed({ path, text });
}

/**
 * The file of a tree; on a pull request that of the base, so that a change cannot switch off what judges it.
 *
 * @param path relative to the root; absent: the usual place, where there need not be one
 * @throws UsageError where a named one is not there, or it says something wrong
 */
export async function configFromTree(tree: Tree, path?: string): Promise<Configuration> {
  const all = new Set([...(await tree.paths()), ...(await tree.leftOut())]);
  const at = path ?? CONFIG_PATH;
  if (!all.has(at)) {
    if (path !== undefined) throw new UsageError(`the configuration ${at} is not there`);
    if (all.has(MISNAMED)) throw new UsageError(`${MISNAMED} is not read; call it ${CONFIG_PATH}`);
    return NOTHING_SAID;
  }
  const { texts, problems } = await tree.read([at]);
  const text = texts.get(at);
  if (text === undefined) throw new UsageError(`the configuration ${at} ${problems[0]?.message ?? 'cannot be read'}`);
  return parsed({ path: at, text });
}

function parsed(source: SourceText): Configuration {
  const ids = rules.map(({ meta }) => meta.id);
  const { config, problems } = readConfig(source.text, source.path, ids);
  const [first] = problems;
  if (!first) return { config, configSource: source };
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new UsageError(`${describeProblem(first)}${more}`);
}
