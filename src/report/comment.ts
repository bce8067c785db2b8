/** The words of one comment on the diff. */
import { codeSpan } from '../model/markdown.ts';
import { enumerate } from '../model/wording.ts';
import { diffBlocks, editLink } from './diff-block.ts';
import { handEditsAt } from './hand-edits.ts';
import type { LineEdit } from './line-edits.ts';
import { findingsMarker } from './marker.ts';
import { cutAtSentence, fenced, message, type Permalink, placeLink, ruleLink } from './markup.ts';
import type { Placing } from './placement.ts';
import { inShort, pinList, word } from './pin-list.ts';
import { covers, fingerprintOf, itemsOf, makes, placeOf, type Spot, untold } from './spot.ts';
import type { Subject } from './subjects.ts';
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
const TOO_LONG = 'The edits to make by hand are too long to show here: `eks-lockstep fix --unsafe` prints them.';

/** What one spot says. Where some of it was told before, only the rest is. */
export function commentOn(spot: Spot, wording: Wording): Comment {
  const fresh = untold(spot, wording.posted);
  const fingerprints = [...new Set(itemsOf(fresh).map(fingerprintOf))].toSorted();
  const prose = [...told(fresh, wording), ...decided(fresh, wording), ...broughtUp(fresh, wording), ...parts(fresh, wording)].join('\n\n');
  const taken = [...suggestion(fresh), ...together(fresh, wording)];
  const rest = [...alsoNeeded(fresh, wording), ...byHand(spot, fresh, wording)];
  return { body: fit(prose, taken, rest, findingsMarker(fingerprints)), fingerprints };
}

function fit(prose: string, taken: readonly string[], rest: readonly string[], marker: string): string {
  const whole = [prose, ...taken, ...rest, marker].join('\n\n');
  if (whole.length <= LONGEST_BODY) return whole;
  const tail = [...taken, ...(rest.length > 0 ? [TOO_LONG] : []), marker].join('\n\n');
  return `${cutAtSentence(prose, LONGEST_BODY - tail.length - 2)}\n\n${tail}`;
}

/** `**Error:** message (rule)`, with the place where the comment is not there. */
function told(spot: Spot, { permalink }: Wording): readonly string[] {
  return spot.told.map(({ finding, region }) => {
    const isHere = covers(spot, region.path, region.line);
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
  const here = spot.consequences.filter((consequence) => makes(consequence, spot.suggestion));
  return here.map(({ finding, cause, root }) => {
    const isToldHere = spot.told.some((other) => other.finding.ruleId === finding.ruleId && other.finding.resource === finding.resource);
    if (isToldHere) return `The suggestion already goes with ${codeSpan(cause)}.`;
    const place = spot.told.includes(root) ? '' : ` (${placeLink(root.region, permalink)})`;
    return `Goes with ${codeSpan(cause)}${place}: ${message(inShort(finding))} (${ruleLink(finding.ruleId)}, ${dated})`;
  });
}

/** What a fix brings up that no suggestion mends. */
function alsoNeeded(spot: Spot, { permalink }: Wording): readonly string[] {
  const hosted = spot.consequences.filter((consequence) => !makes(consequence, spot.suggestion));
  const causes = [...new Set(hosted.map(({ cause }) => cause))];
  return causes.map((cause) => {
    const own = hosted.filter((consequence) => consequence.cause === cause);
    return `${codeSpan(cause)} brings up ${counted(own.length, 'more place')}:\n\n${pinList(own, permalink)}`;
  });
}

function parts(spot: Spot, { placing, permalink }: Wording): readonly string[] {
  const lines = spot.parts.map((part) => {
    const subject = 'root' in part ? part.root : part;
    const title = part.finding.fix?.title ?? part.finding.ruleId;
    const home = placing.homes.get(subject);
    const where = home ? `explained at ${placeLink(placeOf(home), permalink)}` : 'explained in the summary';
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

function suggestionsFor({ told: here, decided: elsewhere }: Spot, { spots, wholes }: Placing): readonly LineEdit[] {
  const own = new Set([...here, ...elsewhere].flatMap(({ edits }) => edits));
  const needed = new Set(wholes.filter(({ ranges }) => ranges.some((edit) => own.has(edit))).flatMap(({ ranges }) => ranges));
  return spots.flatMap(({ suggestion: edit }) => (edit && needed.has(edit) ? [edit] : []));
}

function byHand(spot: Spot, said: Spot, { placing, permalink, posted }: Wording): readonly string[] {
  const { edits, isWhole, elsewhere } = handEditsAt(spot, said, placing, posted);
  const head = said.suggestion ? 'And by hand' : 'To fix it';
  const places = elsewhere.map((host) => placeLink(placeOf(host), permalink));
  return [
    ...(edits.length > 0 ? [`${head}${isWhole ? ', make these edits together' : ''}:`, diffBlocks(edits, permalink)] : []),
    ...(places.length > 0 ? [`The edits shown at ${enumerate(places)} ${edits.length > 0 ? 'are needed too' : 'fix this too'}.`] : []),
  ];
}
