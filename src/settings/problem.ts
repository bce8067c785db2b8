/** What is wrong with a setting, and where: as an offset for annotations, as line and column for people. */
import type { Problem } from '../model/finding.ts';
import { lineStarts, positionAt, type Position, type SourceText } from '../model/span.ts';

/** A problem whose place is known. Its message is Markdown without a full stop. */
export interface PlacedProblem extends Problem, Position {
  readonly offset: number;
}

/** A problem of a text that is still being read. */
export interface Flaw {
  readonly offset: number;
  readonly message: string;
}

/** `.github/eks-lockstep.yml:3:5: unknown key ...`, one line. */
export function describeProblem({ path, line, column, message }: PlacedProblem): string {
  return `${path}:${line}:${column}: ${message}`;
}

/** The flaws of one text in the order of their places. After `most` of them, the last says how many more there are. */
export function placeFlaws({ path, text }: SourceText, flaws: readonly Flaw[], most: number): readonly PlacedProblem[] {
  if (flaws.length === 0) return [];
  const starts = lineStarts(text);
  const sorted = flaws.toSorted((a, b) => a.offset - b.offset);
  return sorted.slice(0, most).map(({ offset, message }, index) => {
    const left = index === most - 1 ? sorted.length - most : 0;
    return { path, offset, ...positionAt(starts, offset), message: left > 0 ? `${message} (and ${left} more in this file)` : message };
  });
}
