/** The answer of the `catalog` command as a table for a terminal. */
import type { CatalogOrigin } from '../model/origin.ts';
import { versionRuns } from '../model/version.ts';
import { columns, printable } from './terminal.ts';

/** What is printed: one add-on, its versions newest first, their cluster versions oldest first. */
export interface AddonTable {
  readonly addonName: string;
  readonly isKnown: boolean;
  readonly origin: CatalogOrigin;
  readonly clusterVersion: string | undefined;
  readonly versions: readonly AddonTableRow[];
}

export interface AddonTableRow {
  readonly addonVersion: string;
  readonly clusterVersions: readonly string[];
  readonly defaultFor: readonly string[];
}

/** A heading with source, day and region, then one line a version. Ends in a line break. */
export function formatAddon(table: AddonTable): string {
  const heading = `${printable(table.addonName)}: ${formatOrigin(table.origin)}`;
  if (!table.isKnown) return `${heading}\nno add-on of that name\n`;
  if (table.versions.length === 0) return `${heading}\nno version listed${forVersion(table.clusterVersion)}\n`;
  const rows = table.versions.map((row) =>
    [row.addonVersion, formatVersions(row.clusterVersions), formatVersions(row.defaultFor)].map(printable),
  );
  return `${heading}\n\n${columns([['VERSION', 'CLUSTER VERSIONS', 'DEFAULT FOR'], ...rows]).join('\n')}\n`;
}

function formatOrigin({ source, asOf, region }: CatalogOrigin): string {
  const what = { snapshot: 'bundled snapshot', live: 'EKS API', file: 'catalog file' }[source];
  return `${what}, as of ${asOf}, ${region ?? 'region not recorded'}`;
}

function forVersion(clusterVersion: string | undefined): string {
  return clusterVersion === undefined ? '' : ` for ${printable(clusterVersion)}`;
}

/** `1.27-1.29, 1.31`: only neighbours that are both in the list are joined. */
function formatVersions(clusterVersions: readonly string[]): string {
  return versionRuns(clusterVersions)
    .map(([first, last]) => (first === last ? first : `${first}-${last}`))
    .join(', ');
}
