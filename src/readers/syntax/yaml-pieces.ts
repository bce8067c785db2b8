/** A text cut at a separator, each piece with its own place where the text shows it. */
import type { Known } from '../../model/value.ts';
import { type Item, itemOf } from './yaml-items.ts';
import { type Primitive, type Reached, stringAt } from './yaml-tree.ts';

const MAX_PIECES = 200;

/** The pieces of a value as a text. */
export function piecesOfKnown({ value, via, span, notation }: Known<Primitive>, separator: string): readonly (readonly Item[])[] {
  const text = { kind: 'scalar', value: String(value), source: String(value), span, notation } as const;
  return piecesOf({ node: text, via }, separator);
}

/** The pieces of a scalar, without blanks around them; none for anything else. */
export function piecesOf(place: Reached, separator: string): readonly (readonly Item[])[] {
  const { node, via } = place;
  const text = stringAt(place);
  if (node.kind !== 'scalar' || text === undefined || separator === '') return [];
  const isWritten = node.notation === 'text';
  let offset = node.span.start;
  const pieces: (readonly Item[])[] = [];
  for (const piece of text.split(separator, MAX_PIECES)) {
    const value = piece.trim();
    const start = offset + piece.indexOf(value);
    const span = isWritten ? { ...node.span, start, end: start + value.length } : node.span;
    pieces.push([itemOf({ kind: 'plain', known: { kind: 'known', value, span, notation: isWritten ? 'text' : 'composed', via } })]);
    offset += piece.length + separator.length;
  }
  return pieces;
}
