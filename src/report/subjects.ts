/** Who is spoken of: the new findings with the edits that mend them, and what those edits bring up. */
import { groupBy } from '../model/group-by.ts';
import type { PlanStep } from '../fix/plan.ts';
import { bySeverity, type Finding, identityOf } from '../model/finding.ts';
import { overlaps, type Span } from '../model/span.ts';
import { type CausesOf, causesIn } from './causes.ts';
import { type LineEdit, lineEditsOf } from './line-edits.ts';
import type { Locate, Region } from './regions.ts';
import type { ReviewInput } from './review-input.ts';
import { type Whole, wholesOf } from './wholes.ts';

/** A new finding. */
export interface Subject {
  readonly finding: Finding;
  readonly fingerprint: string;
  readonly region: Region;
  /** What mends it: ranges of the plan, or of its own fix where the plan has no place for that. */
  readonly edits: readonly LineEdit[];
}

/** A finding that stands nowhere yet: making the edits of another one brings it up. */
export interface Consequence {
  readonly finding: Finding;
  readonly region: Region;
  readonly edits: readonly LineEdit[];
  /** Title of the fix that brings it up. */
  readonly cause: string;
  /** The new finding at the beginning of it all. */
  readonly root: Subject;
}

export interface Subjects {
  /** The ranges of the whole plan. */
  readonly ranges: readonly LineEdit[];
  /** Those of them that belong together. */
  readonly wholes: readonly Whole[];
  /** The heaviest first. */
  readonly subjects: readonly Subject[];
  readonly consequences: readonly Consequence[];
}

/** @param fresh the new findings of the head with their fingerprints */
export function subjectsOf(input: ReviewInput, fresh: ReadonlyMap<Finding, string>, locate: Locate): Subjects {
  const { plan, head, verdict } = input;
  const ranges = lineEditsOf(plan.edits, head.texts, verdict);
  const rangesOf = rangesByStep(ranges);
  const causesOf = causesIn(plan);
  const stepsBy = groupBy(plan.steps, ({ finding }) => identityOf(finding));
  const owners = new Map<PlanStep, Subject>();
  const heaviest = [...fresh].toSorted(([a], [b]) => bySeverity(a.severity, b.severity));
  const subjects = heaviest.map(([finding, fingerprint]): Subject => {
    // it comes in a later round where another fix had to be made first
    const steps = (stepsBy.get(identityOf(finding)) ?? []).filter((step) => isSamePlace(step.span, finding.span));
    const edits = steps.length > 0 ? rangesOf(steps) : rangesBeside(finding, ranges, input);
    const subject = { finding, fingerprint, region: locate(finding.span), edits };
    for (const step of steps) owners.set(step, subject);
    return subject;
  });
  const consequences = plan.steps.flatMap((step): readonly Consequence[] => {
    const chain = owners.has(step) ? [] : chainOf(step, causesOf);
    const root = chain.map((cause) => owners.get(cause)).find((owner) => owner !== undefined);
    if (root === undefined) return [];
    const cause = chain[0]?.finding.fix?.title ?? '';
    return [{ finding: step.finding, region: locate(step.span), edits: rangesOf([step]), cause, root }];
  });
  return { ranges, wholes: wholesOf(ranges, plan, rangesOf, causesOf), subjects, consequences };
}

function isSamePlace(a: Span, b: Span): boolean {
  return overlaps(a, b) || (a.path === b.path && a.start === b.start);
}

/** The ranges that hold the edits of steps, in their order. */
function rangesByStep(ranges: readonly LineEdit[]): (steps: readonly PlanStep[]) => readonly LineEdit[] {
  const owner = new Map(ranges.flatMap((range, place) => range.edits.map((index) => [index, place] as const)));
  return (steps) => {
    const places = new Set(steps.flatMap(({ edits }) => edits.flatMap((index) => owner.get(index) ?? [])));
    return [...places].toSorted((a, b) => a - b).flatMap((place) => ranges[place] ?? []);
  };
}

/** A finding that the plan has no step for is mended by what the plan does on the same lines, else by its own fix. */
function rangesBeside({ fix }: Finding, ranges: readonly LineEdit[], { head, verdict }: ReviewInput): readonly LineEdit[] {
  const own = lineEditsOf(fix?.edits ?? [], head.texts, verdict);
  const planned = ranges.filter((range) => own.some((edit) => sharesLine(range, edit)));
  // what is not planned was not proved together with the rest, so nobody can take it with one click
  return planned.length > 0 ? planned : own.map((edit) => ({ ...edit, isSuggestion: false }));
}

function sharesLine(a: LineEdit, b: LineEdit): boolean {
  return a.path === b.path && a.startLine <= b.endLine && b.startLine <= a.endLine;
}

/** What brings a step up, what brings that up, and so on. */
function chainOf(step: PlanStep, causesOf: CausesOf): readonly PlanStep[] {
  const [cause] = causesOf(step);
  return cause ? [cause, ...chainOf(cause, causesOf)] : [];
}
