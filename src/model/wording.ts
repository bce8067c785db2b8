/** Phrases that findings and reports share. */
import type { CatalogOrigin } from './origin.ts';

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** How old an answer of the catalog is, and where it was taken: `as of 2026-08-22, us-east-1`. */
export function datedBy({ source, asOf, region }: CatalogOrigin): string {
  const date = source === 'live' ? `asked live on ${asOf}` : `as of ${asOf}`;
  return region === undefined ? date : `${date}, ${region}`;
}
