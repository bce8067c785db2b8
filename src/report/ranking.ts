/** Which comments come first, where there are more than may be posted. */
import { bySeverity } from '../model/finding.ts';
import type { LineEdit } from './line-edits.ts';
import { distanceTo, type Spot, worstOf } from './spot.ts';
import type { Whole } from './wholes.ts';
import { compareText } from '../model/order.ts';

/** A spot with what decides its rank. */
interface Weighed {
  readonly spot: Spot;
  readonly severity: ReturnType<typeof worstOf>;
  readonly distance: number;
}

/**
 * By severity, then by closeness to what the change adds, then by place. The suggestions of one whole stand together, at the rank
 * of the first of them, and those that tell a finding before those that only go with it.
 *
 * @param added the lines that the change adds, by path
 */
export function ranked(spots: readonly Spot[], wholes: readonly Whole[], added: ReadonlyMap<string, ReadonlySet<number>>): readonly Spot[] {
  const wholeOf = new Map(wholes.flatMap((whole) => whole.ranges.map((range) => [range, whole] as const)));
  const units = new Map<Whole | Spot, Weighed[]>();
  for (const weighed of spots.map((spot) => weigh(spot, added)).toSorted(byWeight)) {
    const key = keyOf(weighed.spot, wholeOf);
    const unit = units.get(key);
    if (unit) unit.push(weighed);
    else units.set(key, [weighed]);
  }
  return [...units.values()].flatMap((unit) => {
    const whole = unit.map(({ spot }) => spot);
    return [...whole.filter(tellsFinding), ...whole.filter((spot) => !tellsFinding(spot))];
  });
}

function weigh(spot: Spot, added: ReadonlyMap<string, ReadonlySet<number>>): Weighed {
  return { spot, severity: worstOf(spot), distance: distanceTo(added.get(spot.path) ?? new Set(), spot) };
}

function byWeight(a: Weighed, b: Weighed): number {
  return bySeverity(a.severity, b.severity) || a.distance - b.distance || byPlace(a.spot, b.spot);
}

function byPlace(a: Spot, b: Spot): number {
  return compareText(a.path, b.path) || a.startLine - b.startLine;
}

function tellsFinding({ told, decided }: Spot): boolean {
  return told.length + decided.length > 0;
}

function keyOf(spot: Spot, wholeOf: ReadonlyMap<LineEdit, Whole>): Whole | Spot {
  return (spot.suggestion && wholeOf.get(spot.suggestion)) ?? spot;
}
