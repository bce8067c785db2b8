/** The objects that a program creates with `new` and that an expression leads back to. */
import { beside, type Item, type Place, reachedThrough } from './places.ts';
import { whenOf } from './choices.ts';
import type { IsReached } from './guards.ts';
import type { Solver } from './solver.ts';
import { bare, ts } from './typescript.ts';

/** One `new X(...)`, with the alternative under which it is meant. As a place it knows the calls that lead to it. */
export interface Origin extends Place {
  readonly node: ts.NewExpression;
  readonly when?: string;
}

export interface Origins {
  readonly origins: readonly Origin[];
  /** Some alternative of the expression leads nowhere. */
  readonly isOpen: boolean;
}

const MAX_STEPS = 24;

/** Every `new X(...)` behind an expression: `cluster.name`, `` `${cluster.name}` ``, `pulumi.all([cluster.name]).apply(...)`. */
export function originsOf(solver: Solver, place: Place, isReached: IsReached): Origins {
  const items = originItems(solver, place, 0).filter(({ choices }) => isReached(choices));
  const origins = new Map<string, Origin>();
  for (const item of items) {
    if (item.kind !== 'found') continue;
    const when = whenOf(item.choices);
    const node = item.place.node as ts.NewExpression;
    const { calls } = item.place;
    const key = `${node.getSourceFile().fileName}:${node.pos} ${when ?? ''}`;
    origins.set(key, { node, ...(calls ? { calls } : {}), ...(when === undefined ? {} : { when }) });
  }
  return { origins: [...origins.values()], isOpen: items.some(({ kind }) => kind === 'unknown') };
}

/** Items that are all creations, or unknown. */
function originItems(solver: Solver, place: Place, steps: number): readonly Item[] {
  if (steps > MAX_STEPS) return [];
  return solver.resolve(place).flatMap((item): readonly Item[] => {
    if (item.kind !== 'found') return item.kind === 'unknown' ? [item] : [];
    const items = behind(solver, item.place, steps);
    return reachedThrough(items.length === 0 ? [nowhere(item)] : items, item);
  });
}

function nowhere(item: Item & { kind: 'found' }): Item {
  const node = item.place.node;
  return {
    kind: 'unknown',
    reason: 'it leads to nothing that is created',
    span: { path: node.getSourceFile().fileName, start: node.pos, end: node.end },
    via: [],
    choices: new Map(),
  };
}

function behind(solver: Solver, place: Place, steps: number): readonly Item[] {
  const node = bare(place.node);
  if (place.made) return place.made.kind === 'list' ? among(solver, place.made.items, steps) : [];
  if (ts.isNewExpression(node)) return [{ kind: 'found', place: beside(place, node), via: [], choices: new Map() }];
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return originItems(solver, beside(place, node.expression), steps + 1);
  if (ts.isCallExpression(node)) {
    const owner = known(originItems(solver, beside(place, node.expression), steps + 1));
    return owner.length > 0
      ? owner
      : among(
          solver,
          node.arguments.map((argument) => beside(place, argument)),
          steps,
        );
  }
  if (ts.isArrayLiteralExpression(node))
    return among(
      solver,
      node.elements.map((element) => beside(place, element)),
      steps,
    );
  if (ts.isTemplateExpression(node))
    return among(
      solver,
      node.templateSpans.map(({ expression }) => beside(place, expression)),
      steps,
    );
  return ts.isTaggedTemplateExpression(node) ? originItems(solver, beside(place, node.template), steps + 1) : [];
}

function known(items: readonly Item[]): readonly Item[] {
  return items.filter(({ kind }) => kind === 'found');
}

/** The creations behind several expressions that stand together; those that lead nowhere do not count. */
function among(solver: Solver, places: readonly Place[], steps: number): readonly Item[] {
  return places.flatMap((place) => known(originItems(solver, place, steps + 1)));
}
