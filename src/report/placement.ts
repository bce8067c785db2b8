/** Where new findings are told: beside their edits, on their line, where they are decided, on their file, or in the summary alone. */
import { bySeverity, type Severity } from '../model/finding.ts';
import type { ChangeSet } from '../pull-request/change-set.ts';
import type { LineEdit, VerdictOf } from './line-edits.ts';
import type { Locate, Region } from './regions.ts';
import type { Consequence, Subject, Subjects } from './subjects.ts';
import { compareText } from './words.ts';

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

export interface Placing {
  /** In the order of their weight; on lines at most as many as asked for, on files at most ten. */
  readonly spots: readonly Spot[];
  /** Where a new finding is told; those that are not among them only stand in the summary. */
  readonly homes: ReadonlyMap<Subject, Spot>;
}

export interface Grounds {
  readonly changes: ChangeSet;
  readonly verdict: VerdictOf;
  readonly locate: Locate;
  /** The most spots on lines. */
  readonly cap: number;
}

/** What is looked up for every finding. */
interface Ground extends Omit<Grounds, 'changes'> {
  /** The lines that the change adds, by path; the files that it removes are not among them. */
  readonly files: ReadonlyMap<string, ReadonlySet<number>>;
}

const MOST_FILE_SPOTS = 10;
/** More would not fit a comment, and nobody would read them. */
const MOST_IN_A_SPOT = 200;

/** Finds a place for every new finding and for every edit that GitHub can take as a suggestion. No two spots share a line. */
export function placeAll({ ranges, subjects, consequences }: Subjects, { changes, ...given }: Grounds): Placing {
  const grounds = { ...given, files: filesOf(changes) };
  const spots = ranges.filter(({ isSuggestion }) => isSuggestion).map(suggestionSpot);
  const homes = new Map<Subject, Spot>();
  for (const subject of subjects) {
    const home = homeOf(subject, spots, grounds);
    if (home) homes.set(subject, home);
    addParts(subject, home, spots);
  }
  for (const consequence of consequences) addConsequence(consequence, spots, homes);
  const kept = heaviest(spots.filter(saysSomething), grounds);
  return { spots: kept, homes: new Map([...homes].filter(([, home]) => kept.includes(home))) };
}

function suggestionSpot(range: LineEdit): Spot {
  return { ...emptySpot('suggestion', range.path, range.startLine, range.endLine), suggestion: range };
}

function emptySpot(kind: Spot['kind'], path: string, startLine: number, line: number): Spot {
  return { kind, path, startLine, line, suggestion: undefined, told: [], decided: [], consequences: [], parts: [] };
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

function covers({ kind, path, startLine, line }: Spot, itsPath: string, itsLine: number): boolean {
  return kind !== 'file' && path === itsPath && startLine <= itsLine && itsLine <= line;
}

function makes({ edits }: Subject | Consequence, suggestion: LineEdit | undefined): boolean {
  return suggestion !== undefined && edits.includes(suggestion);
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

function addParts(item: Subject | Consequence, home: Spot | undefined, spots: readonly Spot[]): void {
  for (const spot of spots) if (spot !== home && makes(item, spot.suggestion)) spot.parts.push(item);
}

/** Told where its edit is, first of all where it will stand; with what brings it up where no suggestion can carry its edit. */
function addConsequence(consequence: Consequence, spots: readonly Spot[], homes: ReadonlyMap<Subject, Spot>): void {
  const makers = spots.filter(({ suggestion }) => makes(consequence, suggestion));
  const home = nearestOf(makers, consequence.region) ?? homes.get(consequence.root);
  if (home && home.consequences.length < MOST_IN_A_SPOT) home.consequences.push(consequence);
  addParts(consequence, home, spots);
}

function saysSomething({ told, decided, consequences, parts }: Spot): boolean {
  return told.length + decided.length + consequences.length + parts.length > 0;
}

/** By severity, then by closeness to what the change adds, then by place. */
function heaviest(spots: readonly Spot[], { files, cap }: Ground): readonly Spot[] {
  const ranked = spots
    .map((spot) => ({ spot, severity: worstOf(spot), distance: distanceTo(files.get(spot.path) ?? new Set(), spot) }))
    .toSorted((a, b) => bySeverity(a.severity, b.severity) || a.distance - b.distance || byPlace(a.spot, b.spot))
    .map(({ spot }) => spot);
  const onLines = ranked.filter(({ kind }) => kind !== 'file').slice(0, cap);
  const onFiles = ranked.filter(({ kind }) => kind === 'file').slice(0, MOST_FILE_SPOTS);
  return [...onLines, ...onFiles];
}

function worstOf({ told, decided, consequences, parts }: Spot): Severity {
  const severities = [...told, ...decided, ...consequences, ...parts].map(({ finding }) => finding.severity);
  return severities.toSorted(bySeverity)[0] ?? 'notice';
}

/** In lines; 0 where one of them is in the spot. */
function distanceTo(added: ReadonlySet<number>, { startLine, line }: Spot): number {
  if (added.has(startLine) || added.has(line)) return 0;
  let least = Infinity;
  for (const other of added) least = Math.min(least, other < startLine ? startLine - other : Math.max(0, other - line));
  return least;
}

function byPlace(a: Spot, b: Spot): number {
  return compareText(a.path, b.path) || a.startLine - b.startLine;
}
