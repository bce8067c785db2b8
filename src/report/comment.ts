/** The words of one comment on the diff. */
import { codeSpan } from '../model/markdown.ts';
import { enumerate } from '../model/wording.ts';
import { diffBlocks, editLink } from './diff-block.ts';
import { distinctEdits, type LineEdit } from './line-edits.ts';
import { findingsMarker } from './marker.ts';
import { cutAtSentence, fenced, firstSentence, message, type Permalink, placeLink, ruleLink } from './markup.ts';
import type { Placing, Spot } from './placement.ts';
import { pinList, word } from './pin-list.ts';
import type { Consequence, Subject } from './subjects.ts';
import { counted } from './words.ts';

export interface Comment {
  readonly body: string;
  readonly fingerprints: readonly string[];
}

export interface Wording {
  readonly placing: Placing;
  readonly permalink: Permalink | undefined;
  /** Fingerprints that were told before. */
  readonly posted: ReadonlySet<string>;
  /** `as of 2026-08-22, us-east-1`. */
  readonly dated: string;
}

/** https://docs.github.com/en/rest/pulls/comments documents none; issue comments are refused above this. */
const LONGEST_BODY = 65_536;

/** What one spot says. Where some of it was told before, only the rest is. */
export function commentOn(spot: Spot, wording: Wording): Comment {
  const fresh = untold(spot, wording.posted);
  const fingerprints = [...new Set(itemsOf(fresh).map(fingerprintOf))].toSorted();
  const prose = [...told(fresh, wording), ...decided(fresh, wording), ...broughtUp(fresh, wording), ...parts(fresh, wording)].join('\n\n');
  const taken = [...suggestion(fresh), ...together(fresh, wording)];
  const rest = [...alsoNeeded(fresh, wording), ...byHand(fresh, wording)];
  return { body: fit(prose, taken, rest, findingsMarker(fingerprints)), fingerprints };
}

function fit(prose: string, taken: readonly string[], rest: readonly string[], marker: string): string {
  const whole = [prose, ...taken, ...rest, marker].join('\n\n');
  if (whole.length <= LONGEST_BODY) return whole;
  const tail = [...taken, ...(rest.length > 0 ? ['The edits to make by hand are too long to show here.'] : []), marker].join('\n\n');
  return `${cutAtSentence(prose, LONGEST_BODY - tail.length - 2)}\n\n${tail}`;
}

function untold(spot: Spot, posted: ReadonlySet<string>): Spot {
  function isNew(item: Subject | Consequence): boolean {
    return !posted.has(fingerprintOf(item));
  }
  if (!itemsOf(spot).some(isNew)) return spot;
  const here = { told: spot.told.filter(isNew), consequences: spot.consequences.filter(isNew), parts: spot.parts.filter(isNew) };
  // else an earlier comment has the suggestion, and there can be only one on a line
  const hasNews = here.told.length + here.consequences.length + here.parts.length > 0;
  return { ...spot, ...here, decided: spot.decided.filter(isNew), suggestion: hasNews ? spot.suggestion : undefined };
}

function itemsOf(spot: Spot): readonly (Subject | Consequence)[] {
  return [...spot.told, ...spot.decided, ...spot.consequences, ...spot.parts];
}

/** What only comes up later is told for as long as what brings it up stands. */
function fingerprintOf(item: Subject | Consequence): string {
  return 'root' in item ? item.root.fingerprint : item.fingerprint;
}

/** `**Error:** message (rule)`, with the place where the comment is not there. */
function told(spot: Spot, { permalink }: Wording): readonly string[] {
  return spot.told.map(({ finding, region }) => {
    const isHere = spot.kind !== 'file' && region.path === spot.path && spot.startLine <= region.line && region.line <= spot.line;
    const head = isHere ? `**${word(finding.severity)}:**` : `**${word(finding.severity)}** at ${placeLink(region, permalink)}:`;
    return `${head} ${message(finding.message)} (${ruleLink(finding.ruleId)})`;
  });
}

function decided({ decided: subjects }: Spot, { permalink, dated }: Wording): readonly string[] {
  const [first] = subjects;
  if (first === undefined) return [];
  if (subjects.length === 1) {
    const { finding, region } = first;
    const head = `**${word(finding.severity)}** at ${placeLink(region, permalink)}, decided by this line:`;
    return [`${head} ${message(finding.message)} (${ruleLink(finding.ruleId)})`];
  }
  const isMixed = subjects.some(({ finding }) => finding.severity !== first.finding.severity);
  const head = `${breaking(subjects)} ${counted(subjects.length, 'place')} outside the diff (${dated}):`;
  return [`${head}\n\n${pinList(subjects, permalink, isMixed)}`];
}

function breaking(subjects: readonly Subject[]): string {
  const hasError = subjects.some(({ finding }) => finding.severity === 'error');
  const worst = hasError ? 'error' : subjects.some(({ finding }) => finding.severity === 'warning') ? 'warning' : 'notice';
  return `**${word(worst)}:** This line ${hasError ? 'breaks' : 'bears on'}`;
}

/** What the fix of another place brings up where this suggestion is. */
function broughtUp(spot: Spot, { permalink, dated }: Wording): readonly string[] {
  const here = spot.consequences.filter((consequence) => isMadeBy(consequence, spot));
  return here.map(({ finding, cause, root }) => {
    const isToldHere = spot.told.some((other) => other.finding.ruleId === finding.ruleId && other.finding.resource === finding.resource);
    if (isToldHere) return `The suggestion already goes with ${codeSpan(cause)}.`;
    const place = spot.told.includes(root) ? '' : ` (${placeLink(root.region, permalink)})`;
    return `Goes with ${codeSpan(cause)}${place}: ${message(firstSentence(finding.message))} (${ruleLink(finding.ruleId)}, ${dated})`;
  });
}

/** What a fix brings up in places that no suggestion can reach. */
function alsoNeeded(spot: Spot, { permalink }: Wording): readonly string[] {
  const hosted = spot.consequences.filter((consequence) => !isMadeBy(consequence, spot));
  const causes = [...new Set(hosted.map(({ cause }) => cause))];
  return causes.map((cause) => {
    const own = hosted.filter((consequence) => consequence.cause === cause);
    return `${codeSpan(cause)} takes ${counted(own.length, 'more edit')} outside the diff:\n\n${pinList(own, permalink)}`;
  });
}

function parts(spot: Spot, { placing, permalink }: Wording): readonly string[] {
  const lines = spot.parts.map((part) => {
    const subject = 'root' in part ? part.root : part;
    const title = part.finding.fix?.title ?? part.finding.ruleId;
    const home = placing.homes.get(subject);
    const where = home ? `explained at ${placeLink(home.kind === 'file' ? subject.region : home, permalink)}` : 'explained in the summary';
    return `Part of ${codeSpan(title)}, ${where}.`;
  });
  return [...new Set(lines)];
}

/** A last line without a line break gets one for the fence; GitHub leaves the end of the file as it is. */
function suggestion({ suggestion: edit }: Spot): readonly string[] {
  if (!edit) return [];
  const isOpen = edit.after !== '' && !edit.after.endsWith('\n');
  return [fenced('suggestion', isOpen ? `${edit.after}\n` : edit.after)];
}

const MOST_LINKS = 5;

/** The other suggestions without which this one is half a fix. */
function together(spot: Spot, { placing, permalink }: Wording): readonly string[] {
  const others = suggestionsFor(spot, placing).filter((edit) => edit !== spot.suggestion);
  if (others.length === 0) return [];
  const links = others.slice(0, MOST_LINKS).map((edit) => editLink(edit, permalink));
  const more = others.length > MOST_LINKS ? [`${others.length - MOST_LINKS} more`] : [];
  return [`Take it together with the ${others.length === 1 ? 'suggestion' : 'suggestions'} at ${enumerate([...links, ...more])}.`];
}

function suggestionsFor({ told: here, decided: elsewhere }: Spot, { spots }: Placing): readonly LineEdit[] {
  const subjects = [...here, ...elsewhere];
  const edits = new Set(subjects.flatMap((subject) => subject.edits));
  for (const { consequences: later, parts: others } of spots) {
    const following = [...later, ...others].filter((other) => 'root' in other && subjects.includes(other.root));
    for (const edit of following.flatMap((consequence) => consequence.edits)) edits.add(edit);
  }
  return spots.flatMap(({ suggestion: edit }) => (edit && edits.has(edit) ? [edit] : []));
}

/** The edits for which there is no suggestion. */
export function handEdits(spot: Spot, placing: Placing): readonly LineEdit[] {
  const suggested = new Set(placing.spots.map(({ suggestion: edit }) => edit));
  const needed = [...spot.told, ...spot.decided, ...spot.consequences].flatMap(({ edits }) => edits);
  return distinctEdits(needed.filter((edit) => !suggested.has(edit)));
}

function isMadeBy({ edits }: Consequence, { suggestion: edit }: Spot): boolean {
  return edit !== undefined && edits.includes(edit);
}

function byHand(spot: Spot, { placing, permalink }: Wording): readonly string[] {
  const edits = handEdits(spot, placing);
  if (edits.length === 0) return [];
  const isAnnounced = spot.consequences.some((consequence) => !isMadeBy(consequence, spot));
  const head = isAnnounced ? [] : [spot.suggestion ? 'And by hand:' : 'To fix it:'];
  return [...head, diffBlocks(edits, permalink)];
}
