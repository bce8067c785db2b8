/** The edit that gives a value another text, where its place allows one. */
import type { Edit } from '../../model/finding.ts';
import { respell } from '../../model/notation.ts';
import type { Known } from '../../model/value.ts';

/** `undefined` for a composed value: its place holds more than the value, or code that makes it. */
export function rewrite(known: Known<string>, next: string): Edit | undefined {
  return known.notation === 'composed' ? undefined : respell(known, next);
}

/** All of several edits, or `undefined` where one of them cannot be made. */
export function allEdits(edits: readonly (Edit | undefined)[]): readonly Edit[] | undefined {
  const made = edits.filter((edit) => edit !== undefined);
  return made.length === edits.length ? made : undefined;
}
