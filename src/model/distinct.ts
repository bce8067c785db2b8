/** What is listed several times, listed once. */

/** The first of each key, in the order of the items. */
export function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const firsts = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!firsts.has(key)) firsts.set(key, item);
  }
  return [...firsts.values()];
}

/** Each value once, wherever it is written. */
export function distinctValues<T extends { readonly value: string }>(items: readonly T[]): readonly T[] {
  return distinctBy(items, ({ value }) => value);
}
