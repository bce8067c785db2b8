/** Findings far from a comment, as its list. */
import type { Finding, Severity } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { firstSentence, message, type Permalink, placeLink, plainText, ruleLink } from './markup.ts';
import type { Region } from './regions.ts';
import { capitalized } from './words.ts';

/** A finding with its place. */
interface Pin {
  readonly finding: Finding;
  readonly region: Region;
}

/** The first of a kind says what fails, the others that it is the same for them. `isMixed`: each names its severity. */
export function pinList(pins: readonly Pin[], permalink: Permalink | undefined, isMixed = false): string {
  const said = new Set<string>();
  const lines = pins.map(({ finding, region }) => {
    const place = placeLink(region, permalink);
    const head = isMixed ? `**${word(finding.severity)}** at ${place}` : place;
    const kind = kindOf(finding);
    if (said.has(kind)) return `- ${head}: the same for ${codeSpan(finding.resource)}, ${codeSpan(finding.value)}`;
    said.add(kind);
    return `- ${head}: ${message(inShort(finding))} (${ruleLink(finding.ruleId)})`;
  });
  return lines.join('\n');
}

/** What fails, and what the edits that are shown do to things that run. */
export function inShort({ message: said, fix }: Finding): string {
  return fix?.effect === undefined ? firstSentence(said) : `${firstSentence(said)} ${fix.effect}`;
}

/** `Error`. */
export function word(severity: Severity): string {
  return capitalized(severity);
}

/** What is left of a sentence without its code: two of the same differ only in names and values. */
function kindOf(finding: Finding): string {
  const { ruleId, message: said, value } = finding;
  const sentence = inShort(finding);
  const isCertain = value !== '' && plainText(sentence) !== sentence;
  return isCertain ? `${ruleId} ${sentence.replaceAll(/(?<fence>`+)[^`]+\k<fence>/g, '`')}` : `${ruleId} ${said}`;
}
