/** The edit that gives a value another text, where its place allows one. */
import type { Edit } from '../../model/finding.ts';
import { respell } from '../../model/notation.ts';
import type { Known } from '../../model/value.ts';

/** `undefined` for a composed value, whose place holds more than the value, and for one that another place does not allow. */
export function rewrite(known: Known<string>, next: string): Edit | undefined {
  const isFree = known.allowed === undefined || known.allowed.includes(next);
  return isFree && known.notation !== 'composed' ? respell(known, next) : undefined;
}

/** All of several edits, or `undefined` where one of them cannot be made. */
export function allEdits(edits: readonly (Edit | undefined)[]): readonly Edit[] | undefined {
  const made = edits.filter((edit) => edit !== undefined);
  return made.length === edits.length ? made : undefined;
}
