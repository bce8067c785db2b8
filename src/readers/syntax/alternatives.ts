/** One value out of several calls or turns: told apart only where they differ. */
import { choiceOf } from './choices.ts';
import { labelsOf } from './labels.ts';
import type { Sites } from './loops.ts';
import { type Activation, chosen, type Item, limited } from './places.ts';
import type { ts } from './typescript.ts';

/** What `read` gives for every site, each under its own choice; without one where all sites give the same. */
export function acrossSites(
  { sites, unread }: Sites,
  key: string,
  use: ts.Node,
  read: (activation: Activation) => readonly Item[],
): readonly Item[] {
  const [first, ...others] = sites;
  if (!first) return unread;
  const results = sites.map(({ activation }) => read(activation));
  const [result = []] = results;
  if (others.length === 0 || results.every((items) => isSame(items, result))) return limited([...result, ...unread], use);
  const labels = labelsOf(sites.map(({ node, activation }) => ({ node, arguments: activation.arguments })));
  const items = results.flatMap((part, index) => {
    const option = sites[index]?.activation.id ?? '';
    return chosen(part, key, choiceOf(option, labels[index] ?? ''));
  });
  return limited([...items, ...unread], use);
}

/** Whether two results are one and the same place of the text, whatever led there. */
function isSame(items: readonly Item[], others: readonly Item[]): boolean {
  const [item] = items;
  const [other] = others;
  if (items.length !== 1 || others.length !== 1 || !item || !other || item.choices.size > 0 || other.choices.size > 0) return false;
  if (item.kind === 'absent') return other.kind === 'absent';
  if (item.kind !== 'found' || other.kind !== 'found') return false;
  const { place } = item;
  const { place: same } = other;
  return place.node === same.node && place.made === same.made && place.calls === same.calls && place.written === same.written;
}
