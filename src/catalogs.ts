/** Which catalog a run asks: the bundled one, a saved answer over it, or the EKS API over that. */
import { readFile, stat } from 'node:fs/promises';
import type { Catalog } from './catalog/catalog.ts';
import { catalogFromFile, CatalogFileError } from './catalog/file.ts';
import { snapshotCatalog } from './catalog/snapshot.ts';
import { UsageError } from './options.ts';
import type { LoadedCatalog } from './judging.ts';

/** The part of the live catalog that a run needs; handed in, so that nothing else knows the network. */
export interface LiveSource {
  readonly hasCredentials: boolean;
  readonly region: string;
  readonly ask: (options: { addonNames: readonly string[]; region: string; base: Catalog; today: string }) => Promise<LoadedCatalog>;
}

export interface CatalogChoice {
  /** ISO date. */
  readonly today: string;
  /** Path of a saved answer. */
  readonly file: string | undefined;
  /** Absent: AWS is not asked. */
  readonly live: LiveSource | undefined;
}

/**
 * What `RunSettings.loadCatalog` needs.
 *
 * @throws UsageError where the saved answer cannot be read
 */
export async function catalogLoader({
  today,
  file,
  live,
}: CatalogChoice): Promise<(addonNames: readonly string[]) => Promise<LoadedCatalog>> {
  const bundled = snapshotCatalog();
  const base = file === undefined ? bundled : await fromFile(file, bundled, today);
  return async (addonNames) => {
    if (!live || addonNames.length === 0) return { catalog: base, degraded: [] };
    if (!live.hasCredentials)
      return { catalog: base, degraded: [`There are no AWS credentials; the ${base.origin.source} of ${base.origin.asOf} was used`] };
    return live.ask({ addonNames, region: live.region, base, today });
  };
}

/** A saved answer names no day: that of the file counts. */
async function fromFile(path: string, base: Catalog, today: string): Promise<Catalog> {
  try {
    const written = (await stat(path)).mtime.toISOString().slice(0, 10);
    return catalogFromFile(await readFile(path, 'utf8'), base, written < today ? written : today);
  } catch (error) {
    if (error instanceof CatalogFileError) throw new UsageError(`--catalog ${path}: ${error.message}`);
    throw new UsageError(`--catalog ${path}: cannot be read`);
  }
}
