/** What is all or nothing: the ranges of one fix, those that it shares with others, and those of what it breaks. */
import type { Plan, PlanStep } from '../fix/plan.ts';
import type { CausesOf } from './causes.ts';
import type { LineEdit } from './line-edits.ts';

/** Ranges that are right together only: one without the others leaves something broken. */
export interface Whole {
  readonly ranges: readonly LineEdit[];
  /** Ranges of others without which these are wrong. The others are right without these: they bring up no more than a notice. */
  readonly needs: readonly LineEdit[];
  /** One of the findings is an error: what is there does not work anyway. */
  readonly isBroken: boolean;
}

/** Each range is in exactly one. In the order of their first ranges, and within one in the order of `ranges`. */
export function wholesOf(
  ranges: readonly LineEdit[],
  { steps }: Plan,
  rangesOf: (steps: readonly PlanStep[]) => readonly LineEdit[],
  causesOf: CausesOf,
): readonly Whole[] {
  const groups = new Map<LineEdit | PlanStep, ReadonlySet<LineEdit | PlanStep>>();
  function groupOf(member: LineEdit | PlanStep): ReadonlySet<LineEdit | PlanStep> {
    return groups.get(member) ?? new Set([member]);
  }
  for (const step of steps) {
    const bound = [step, ...rangesOf([step]), ...(isBroken(step) ? causesOf(step) : [])];
    const joined = new Set(bound.flatMap((member) => [...groupOf(member)]));
    for (const member of joined) groups.set(member, joined);
  }
  const distinct = new Set(ranges.map((range) => groups.get(range) ?? new Set([range])));
  return [...distinct].map((group) => {
    const advice = steps.filter((step) => group.has(step) && !isBroken(step));
    const needs = advice.flatMap((step) => causesOf(step)).flatMap((cause) => [...groupOf(cause)]);
    return {
      ranges: ranges.filter((range) => group.has(range)),
      needs: ranges.filter((range) => !group.has(range) && needs.includes(range)),
      isBroken: steps.some((step) => group.has(step) && step.finding.severity === 'error'),
    };
  });
}

/** A notice is no reason to leave what brings it up. */
function isBroken({ finding }: PlanStep): boolean {
  return finding.severity !== 'notice';
}
