/** Edits that no comment suggests: where they are shown as a diff. */
import { distinctEdits, type LineEdit } from './line-edits.ts';
import type { Placing } from './placement.ts';
import { isTold, type Spot } from './spot.ts';
import type { Whole } from './wholes.ts';

export interface HandEdits {
  /** All of each whole, with what no plan holds. */
  readonly edits: readonly LineEdit[];
  /** Some of them belong together. */
  readonly isWhole: boolean;
  /** Comments that show what the findings of this one need too. */
  readonly elsewhere: readonly Spot[];
}

/**
 * What a comment shows. Of several that need the same whole, one shows it: of those that this run posts the heaviest.
 *
 * @param said what the comment says of its spot: all, or what was not said before
 */
export function handEditsAt(spot: Spot, said: Spot, { spots, wholes }: Placing, posted: ReadonlySet<string>): HandEdits {
  const suggested = new Set(spots.map(({ suggestion }) => suggestion));
  function isUnsuggested(edit: LineEdit): boolean {
    return !suggested.has(edit);
  }
  const own = neededBy(said).filter((edit) => !suggested.has(edit));
  const needed = wholes.filter(({ ranges }) => ranges.some((edit) => own.includes(edit)));
  const hosts = needed.map((whole) => ({ whole, host: hostOf(whole, spots, posted) ?? spot }));
  const here = hosts.filter(({ host }) => host === spot).map(({ whole }) => whole);
  const shownElsewhere = new Set(hosts.filter(({ host }) => host !== spot).flatMap(({ whole }) => whole.ranges));
  return {
    edits: distinctEdits([
      ...own.filter((edit) => !shownElsewhere.has(edit)),
      ...here.flatMap(({ ranges }) => ranges.filter(isUnsuggested)),
    ]),
    isWhole: here.some(({ ranges }) => ranges.filter(isUnsuggested).length > 1),
    elsewhere: [...new Set(hosts.map(({ host }) => host))].filter((host) => host !== spot),
  };
}

function neededBy({ told, decided, consequences }: Spot): readonly LineEdit[] {
  return [...told, ...decided, ...consequences].flatMap(({ edits }) => edits);
}

function hostOf({ ranges }: Whole, spots: readonly Spot[], posted: ReadonlySet<string>): Spot | undefined {
  const hosts = spots.filter((spot) => neededBy(spot).some((edit) => ranges.includes(edit)));
  return hosts.find((host) => !isTold(host, posted)) ?? hosts[0];
}
