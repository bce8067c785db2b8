/** A value that holds where another is not given: `a ?? b`, `{ a = b }`, `function f(a = b)`. */
import { choiceOf } from './choices.ts';
import { environmentKey, settles } from './environment.ts';
import { choiceKey, chosen, type Item, limited, type Place, reachedThrough } from './places.ts';
import type { Solver } from './solver.ts';

/** The default where nothing is given; beside what is given where nobody can tell. */
export function withDefault(solver: Solver, items: readonly Item[], fallback: Place): readonly Item[] {
  const results = items.flatMap((item): readonly Item[] => {
    if (item.kind === 'found') return [item];
    if (item.kind === 'unknown' && item.isOutside !== true && item.variable === undefined) return [item];
    const byDefault = reachedThrough(solver.resolve(fallback), item);
    if (item.kind === 'absent') return byDefault;
    const [key, label] =
      item.variable === undefined
        ? [choiceKey(fallback.node, fallback.calls, 'default'), 'by default']
        : [environmentKey(item.variable), `${item.variable} is not set`];
    const open = settles(solver, byDefault) ? { ...item, isSettled: true } : item;
    return [open, ...chosen(byDefault, key, choiceOf('default', label))];
  });
  return limited(results, fallback.node);
}
