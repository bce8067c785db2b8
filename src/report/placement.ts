/** Where new findings are told: beside their edits, on their line, where they are decided, on their file, or in the summary alone. */
import type { ChangeSet } from '../pull-request/change-set.ts';
import type { LineEdit, VerdictOf } from './line-edits.ts';
import { ranked } from './ranking.ts';
import type { Locate, Region } from './regions.ts';
import { covers, distanceTo, emptySpot, isTold, type Item, itemsOf, makes, type Spot, suggestionSpot, untold } from './spot.ts';
import type { Consequence, Subject, Subjects } from './subjects.ts';
import type { Whole } from './wholes.ts';

export interface Placing {
  /** In the order of their weight; on lines at most as many as asked for, on files at most four. */
  readonly spots: readonly Spot[];
  /** Where a new finding is told; those that are not among them only stand in the summary. */
  readonly homes: ReadonlyMap<Subject, Spot>;
  /** Which edits belong together. */
  readonly wholes: readonly Whole[];
}

export interface Grounds {
  readonly changes: ChangeSet;
  readonly verdict: VerdictOf;
  readonly locate: Locate;
  /** The most spots on lines. */
  readonly cap: number;
  /** Fingerprints that were told before. */
  readonly posted: ReadonlySet<string>;
}

/** What is looked up for every finding. */
interface Ground extends Omit<Grounds, 'changes'> {
  /** The lines that the change adds, by path; the files that it removes are not among them. */
  readonly files: ReadonlyMap<string, ReadonlySet<number>>;
}

const MANIFEST = /(?:^|\/)package\.json$/;
/** Each takes a request of its own. */
const MOST_FILE_SPOTS = 4;
/** More would not fit a comment, and nobody would read them. */
const MOST_IN_A_SPOT = 200;

/**
 * Finds a place for every new finding and for every edit that can be taken as a suggestion. No two spots share a line, and of what
 * is right as a whole only, all is suggested or nothing.
 */
export function placeAll(subjects: Subjects, { changes, ...given }: Grounds): Placing {
  const grounds = { ...given, files: filesOf(changes) };
  let offered = subjects.wholes.flatMap(offerable);
  for (;;) {
    const reachable = new Set(offered.flatMap(({ ranges }) => ranges));
    const placing = place(subjects, offered, grounds);
    const carried = suggestionsTold(placing, grounds);
    const kept = offered.filter((whole) => whole.needs.every((range) => reachable.has(range)) && !isTorn(whole, carried));
    if (kept.length === offered.length) return placing;
    offered = kept;
  }
}

/**
 * What of a whole is suggested. A line of a package manifest that is not in the diff is shown beside the suggestions, as its lock
 * file has to be refreshed by hand anyway; but not where the code works as it is, and would no longer until that is done.
 */
function offerable(whole: Whole): readonly Whole[] {
  const { ranges, isBroken } = whole;
  const inDiff = ranges.filter(({ isSuggestion }) => isSuggestion);
  const isOffered = ranges.every(({ path, isSuggestion }) => isSuggestion || (isBroken && MANIFEST.test(path)));
  return isOffered && inDiff.length > 0 ? [{ ...whole, ranges: inDiff }] : [];
}

/** The suggestions of the comments that this run posts. */
function suggestionsTold({ spots }: Placing, { posted }: Ground): ReadonlySet<LineEdit> {
  const fresh = spots.filter((spot) => !isTold(spot, posted));
  return new Set(fresh.flatMap((spot) => untold(spot, posted).suggestion ?? []));
}

function isTorn({ ranges, needs }: Whole, carried: ReadonlySet<LineEdit>): boolean {
  return ranges.some((range) => carried.has(range)) && ![...ranges, ...needs].every((range) => carried.has(range));
}

function place({ subjects, consequences, wholes }: Subjects, offered: readonly Whole[], grounds: Ground): Placing {
  const spots = offered.flatMap(({ ranges }) => ranges.map(suggestionSpot));
  const homes = new Map<Subject, Spot>();
  for (const subject of subjects) {
    const home = homeOf(subject, spots, grounds);
    if (home) homes.set(subject, home);
    addParts(subject, home, spots);
  }
  for (const consequence of consequences) addConsequence(consequence, spots, homes);
  const talking = spots.filter((spot) => itemsOf(spot).length > 0);
  const kept = heaviest(ranked(talking, wholes, grounds.files), grounds);
  return { spots: kept, homes: new Map([...homes].filter(([, home]) => kept.includes(home))), wholes };
}

function heaviest(spots: readonly Spot[], { cap }: Ground): readonly Spot[] {
  const onLines = spots.filter(({ kind }) => kind !== 'file').slice(0, cap);
  const onFiles = spots.filter(({ kind }) => kind === 'file').slice(0, MOST_FILE_SPOTS);
  return [...onLines, ...onFiles];
}

/** The rungs of the ladder, in order. */
function homeOf(subject: Subject, spots: Spot[], grounds: Ground): Spot | undefined {
  const { path, line } = subject.region;
  const beside =
    spots.find((spot) => covers(spot, path, line)) ??
    nearestOf(
      spots.filter(({ suggestion }) => makes(subject, suggestion)),
      subject.region,
    );
  if (beside && tell(beside.told, subject)) return beside;
  if (isCommentable(path, line, grounds)) {
    const own = lineSpot(path, line, spots);
    if (tell(own.told, subject)) return own;
  }
  const cause = causeOf(subject, grounds);
  if (cause) {
    const decisive = lineSpot(cause.path, cause.line, spots);
    if (tell(decisive.decided, subject)) return decisive;
  }
  const edited = subject.edits.find((edit) => isCommentable(edit.path, edit.startLine, grounds));
  if (edited) {
    const beginning = lineSpot(edited.path, edited.startLine, spots);
    if (tell(beginning.told, subject)) return beginning;
  }
  if (!grounds.files.has(path)) return undefined;
  const file = fileSpot(path, spots);
  return tell(file.told, subject) ? file : undefined;
}

/** In the same file the one with the fewest lines between, else the first. */
function nearestOf(spots: readonly Spot[], { path, line }: Region): Spot | undefined {
  const own = new Set([line]);
  const near = spots.filter((spot) => spot.path === path).toSorted((a, b) => distanceTo(own, a) - distanceTo(own, b));
  return near[0] ?? spots[0];
}

function tell(subjects: Subject[], subject: Subject): boolean {
  if (subjects.length >= MOST_IN_A_SPOT) return false;
  subjects.push(subject);
  return true;
}

function isCommentable(path: string, line: number, { verdict }: Ground): boolean {
  const judged = verdict(path, line, line);
  return judged !== 'outside' && judged !== 'unknown';
}

/** A line that this change adds and that the finding points at. */
function causeOf({ finding }: Subject, grounds: Ground) {
  return finding.related
    .map(({ span }) => grounds.locate(span))
    .find(({ path, line }) => grounds.files.get(path)?.has(line) === true && isCommentable(path, line, grounds));
}

function filesOf({ files }: ChangeSet): Ground['files'] {
  const left = files.filter(({ status }) => status !== 'removed');
  return new Map(left.map(({ path, hunks }) => [path, new Set(hunks === 'unknown' ? [] : hunks.flatMap(({ added }) => added))]));
}

function lineSpot(path: string, line: number, spots: Spot[]): Spot {
  return spots.find((spot) => covers(spot, path, line)) ?? addSpot(emptySpot('line', path, line, line), spots);
}

function fileSpot(path: string, spots: Spot[]): Spot {
  return spots.find((spot) => spot.kind === 'file' && spot.path === path) ?? addSpot(emptySpot('file', path, 1, 1), spots);
}

function addSpot(spot: Spot, spots: Spot[]): Spot {
  spots.push(spot);
  return spot;
}

function addParts(item: Item, home: Spot | undefined, spots: readonly Spot[]): void {
  for (const spot of spots) if (spot !== home && makes(item, spot.suggestion)) spot.parts.push(item);
}

/** Told where its edit is, first of all where it will stand; with what brings it up where no suggestion can carry its edit. */
function addConsequence(consequence: Consequence, spots: readonly Spot[], homes: ReadonlyMap<Subject, Spot>): void {
  const makers = spots.filter(({ suggestion }) => makes(consequence, suggestion));
  const home = nearestOf(makers, consequence.region) ?? homes.get(consequence.root);
  if (home && home.consequences.length < MOST_IN_A_SPOT) home.consequences.push(consequence);
  addParts(consequence, home, spots);
}
