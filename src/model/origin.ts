/** Where an answer of the catalog comes from, so that every message can say how old its data is. */

export interface CatalogOrigin {
  readonly source: 'snapshot' | 'live' | 'file';
  /** ISO date. */
  readonly asOf: string;
  /** Where the add-on lists were taken; `undefined` where the source does not say. */
  readonly region: string | undefined;
}
