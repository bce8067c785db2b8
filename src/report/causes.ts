/** Which edits bring up a finding that stands nowhere yet. */
import type { Plan, PlanStep } from '../fix/plan.ts';
import type { Edit } from '../model/finding.ts';
import type { Span } from '../model/span.ts';

/**
 * The earlier steps that bring one up, the likeliest first; none for a step of the first round. They are those that wrote where it
 * points, or on the same place; where there are none, any that changes a running thing, else any in its file, else any.
 */
export type CausesOf = (step: PlanStep) => readonly PlanStep[];

export function causesIn({ steps, edits }: Plan): CausesOf {
  const drift = driftsOf(edits);
  function reach(step: PlanStep, other: PlanStep): number {
    const gaps = other.edits.flatMap((index) => {
      const edit = edits[index]?.span;
      const near = step.finding.related.filter(({ span }) => span.path === edit?.path);
      return edit ? near.map(({ span }) => gapBetween(span, edit)).filter((gap) => gap <= (drift.get(edit.path) ?? 0)) : [];
    });
    return Math.min(Infinity, ...gaps);
  }
  return (step) => {
    const earlier = steps.filter(({ round }) => round < step.round);
    const reached = earlier.map((other) => ({ other, gap: reach(step, other) })).filter(({ gap }) => gap < Infinity);
    const pointedAt = reached.toSorted((a, b) => a.gap - b.gap).map(({ other }) => other);
    const beside = earlier.filter((other) => !pointedAt.includes(other) && other.edits.some((index) => step.edits.includes(index)));
    const certain = [...pointedAt, ...beside];
    return certain.length > 0 ? certain : guesses(step, earlier);
  };
}

/** By path, how far a place in the texts of a later round can be from where it was at the beginning. */
function driftsOf(edits: readonly Edit[]): ReadonlyMap<string, number> {
  const drifts = new Map<string, number>();
  for (const { span, newText } of edits) {
    drifts.set(span.path, (drifts.get(span.path) ?? 0) + Math.abs(newText.length - (span.end - span.start)));
  }
  return drifts;
}

/** In characters; 0 where they touch. */
function gapBetween(a: Span, b: Span): number {
  return Math.max(0, a.start - b.end, b.start - a.end);
}

/** The last one is the likeliest: what it brings up could not be seen before. */
function guesses({ span }: PlanStep, earlier: readonly PlanStep[]): readonly PlanStep[] {
  const latest = earlier.toReversed();
  const unsafe = latest.filter(({ finding }) => finding.fix?.disposition === 'unsafe');
  if (unsafe.length > 0) return unsafe;
  const sameFile = latest.filter((other) => other.span.path === span.path);
  return sameFile.length > 0 ? sameFile : latest;
}
