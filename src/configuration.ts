/** The configuration that holds for a run: from a file that was named, or from the repository's usual place. */
import { readFile } from 'node:fs/promises';
import { UsageError } from './options.ts';
import { rules } from './rules/index.ts';
import { type Config, CONFIG_PATH, DEFAULT_CONFIG } from './settings/config.ts';
import { describeProblem } from './settings/problem.ts';
import { readConfig } from './settings/read-config.ts';
import type { Tree } from './sources/tree.ts';

/** A file on disk that was named on the command line. @throws UsageError where it cannot be read, or says something wrong */
export async function configFromFile(path: string): Promise<Config> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UsageError(`--config ${path}: cannot be read`);
  return parsed(text, path);
}

/**
 * The file of a tree; on a pull request that of the base, so that a change cannot switch off what judges it.
 *
 * @param path relative to the root; absent: the usual place, where there need not be one
 * @throws UsageError where a named one is not there, or it says something wrong
 */
export async function configFromTree(tree: Tree, path?: string): Promise<Config> {
  const at = path ?? CONFIG_PATH;
  const { texts, problems } = await tree.read((await isThere(tree, at)) ? [at] : []);
  const text = texts.get(at);
  if (text !== undefined) return parsed(text, at);
  if (path === undefined && problems.length === 0) return DEFAULT_CONFIG;
  throw new UsageError(`the configuration ${at} ${problems[0]?.message ?? 'is not there'}`);
}

async function isThere(tree: Tree, path: string): Promise<boolean> {
  return (await tree.paths()).includes(path) || (await tree.leftOut()).includes(path);
}

function parsed(text: string, path: string): Config {
  const { config, problems } = readConfig(
    text,
    path,
    rules.map(({ meta }) => meta.id),
  );
  const [first] = problems;
  if (!first) return config;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new UsageError(`${describeProblem(first)}${more}`);
}
