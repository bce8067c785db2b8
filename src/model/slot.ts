/** A place where something new can be written: readers know the syntax around it, rules know what to write. */
import type { Edit } from './finding.ts';
import type { Span } from './span.ts';

/** An insertion point, with the text that joins what is inserted to its neighbours (line break, indentation, comma). */
export interface Slot {
  readonly span: Span;
  readonly before: string;
  readonly after: string;
}

/** The edit that writes `text` into a slot. */
export function insertInto(slot: Slot, text: string): Edit {
  return { span: slot.span, newText: `${slot.before}${text}${slot.after}` };
}
