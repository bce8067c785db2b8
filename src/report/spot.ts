/** A place for one comment, and what stands in it. */
import { bySeverity, type Severity } from '../model/finding.ts';
import type { LineEdit } from './line-edits.ts';
import type { Region } from './regions.ts';
import type { Consequence, Subject } from './subjects.ts';

/** A place for one comment, with everything that it says. */
export interface Spot {
  readonly kind: 'suggestion' | 'line' | 'file';
  readonly path: string;
  readonly startLine: number;
  readonly line: number;
  readonly suggestion: LineEdit | undefined;
  /** New findings that stand here, or whose first edit does. */
  readonly told: Subject[];
  /** New findings outside the diff that a line here decides. */
  readonly decided: Subject[];
  readonly consequences: Consequence[];
  /** Those whose edits are partly here and that are told elsewhere. */
  readonly parts: (Subject | Consequence)[];
}

/** Something that a comment speaks of. */
export type Item = Subject | Consequence;

export function suggestionSpot(range: LineEdit): Spot {
  return { ...emptySpot('suggestion', range.path, range.startLine, range.endLine), suggestion: range };
}

export function emptySpot(kind: Spot['kind'], path: string, startLine: number, line: number): Spot {
  return { kind, path, startLine, line, suggestion: undefined, told: [], decided: [], consequences: [], parts: [] };
}

export function covers({ kind, path, startLine, line }: Spot, itsPath: string, itsLine: number): boolean {
  return kind !== 'file' && path === itsPath && startLine <= itsLine && itsLine <= line;
}

/** Where people find it; one on a file by what it tells first. */
export function placeOf({ kind, path, startLine, told: [first] }: Spot): Pick<Region, 'path' | 'line'> {
  return kind === 'file' && first ? first.region : { path, line: startLine };
}

/** Whether a suggestion makes one of the edits of a finding. */
export function makes({ edits }: Item, suggestion: LineEdit | undefined): boolean {
  return suggestion !== undefined && edits.includes(suggestion);
}

export function itemsOf(spot: Spot): readonly Item[] {
  return [...spot.told, ...spot.decided, ...spot.consequences, ...spot.parts];
}

/** What only comes up later is told for as long as what brings it up stands. */
export function fingerprintOf(item: Item): string {
  return 'root' in item ? item.root.fingerprint : item.fingerprint;
}

/** Whether all of a spot was told before; then it is not told again. */
export function isTold(spot: Spot, posted: ReadonlySet<string>): boolean {
  return itemsOf(spot).every((item) => posted.has(fingerprintOf(item)));
}

/** What of a spot was not told before; all of it where nothing is left to tell. */
export function untold(spot: Spot, posted: ReadonlySet<string>): Spot {
  function isNew(item: Item): boolean {
    return !posted.has(fingerprintOf(item));
  }
  if (isTold(spot, posted)) return spot;
  const here = { told: spot.told.filter(isNew), consequences: spot.consequences.filter(isNew), parts: spot.parts.filter(isNew) };
  // else an earlier comment has the suggestion, and there can be only one on a line
  const hasNews = here.told.length + here.consequences.length + here.parts.length > 0;
  return { ...spot, ...here, decided: spot.decided.filter(isNew), suggestion: hasNews ? spot.suggestion : undefined };
}

/** The heaviest of what it says. */
export function worstOf(spot: Spot): Severity {
  const severities = itemsOf(spot).map(({ finding }) => finding.severity);
  return severities.toSorted(bySeverity)[0] ?? 'notice';
}

/** In lines; 0 where one of them is in the spot. */
export function distanceTo(lines: ReadonlySet<number>, { startLine, line }: Spot): number {
  let least = Infinity;
  for (const other of lines) {
    if (least === 0) break;
    least = Math.min(least, Math.max(0, startLine - other, other - line));
  }
  return least;
}
