/** What several commands share: the catalog they ask and the settings of a run. */
import { catalogLoader } from '../catalogs.ts';
import { hasCredentials, liveCatalog } from '../catalog/live.ts';
import { configFromFile, configFromTree } from '../configuration.ts';
import type { Options } from '../options.ts';
import type { Tree } from '../sources/tree.ts';
import type { LoadedCatalog, RunSettings } from '../judging.ts';
import { chosenRules } from './rules.ts';

/** Where nobody names a region, the one of the bundled lists. */
const DEFAULT_REGION = 'us-east-1';

/** The region to ask: the one that was named, else that of the environment. */
export function regionOf(named: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  return named || env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || DEFAULT_REGION;
}

/** @throws UsageError where the saved answer cannot be read */
export function loaderFor({
  today,
  catalogFile,
  live,
  region,
}: Options): Promise<(addonNames: readonly string[]) => Promise<LoadedCatalog>> {
  const source = { hasCredentials: hasCredentials(process.env), region: regionOf(region, process.env), ask: liveCatalog };
  return catalogLoader({ today, file: catalogFile, live: live ? source : undefined });
}

/**
 * What a run needs.
 *
 * @param tree where the configuration lies, unless the command line names a file
 * @throws UsageError
 */
export async function settingsOf(options: Options, tree: Tree): Promise<RunSettings> {
  const configuration = options.config === undefined ? await configFromTree(tree) : await configFromFile(options.config);
  return { ...configuration, today: options.today, rules: chosenRules(options.rules), loadCatalog: await loaderFor(options) };
}
