/** Fixes until nothing moves: make them, read again, check again. Raising a cluster is what makes its add-ons wrong. */
import type { Edit, Finding, Fix } from '../model/finding.ts';
import { overlaps, type Span } from '../model/span.ts';
import { applyEdits, fitTogether, type Patches } from './apply.ts';
import type { Plan, PlanStep } from './plan.ts';

const MAX_ROUNDS = 8;

/** What texts come to. */
export interface Outcome {
  readonly findings: readonly Finding[];
  /** How many fields have a value. One that a fix makes unreadable takes its findings with it, and cures nothing. */
  readonly readable: number;
}

/** A state of the texts that can be changed and checked again. */
export interface Checkable extends Pick<Outcome, 'readable'> {
  readonly textOf: (path: string) => string | undefined;
  /** What it comes to once these files have these texts. */
  readonly check: (changed: ReadonlyMap<string, string>) => Promise<Outcome>;
}

/** What a plan may take up. `round` is 0 for what stands in the texts as they are. */
export type Accepts = (finding: Finding, round: number) => boolean;

/** A plan with what is left once it is carried out. */
export interface Converged {
  readonly plan: Plan;
  readonly after: Outcome;
}

interface Taken {
  readonly finding: Finding;
  readonly round: number;
  readonly span: Span;
  /** In the original texts. */
  readonly places: readonly Span[];
}

/**
 * Takes up the fixes of findings, and of what comes up once they are made, until none is left that is accepted, or eight rounds
 * are over, or the texts are what they were before. Of fixes that overlap the first is taken, and the others are looked at again in the next round.
 *
 * @param findings those of the texts as they are
 */
export async function converge(state: Checkable, findings: readonly Finding[], accepts: Accepts): Promise<Converged> {
  let patches: Patches = new Map();
  let current: Outcome = { findings, readable: state.readable };
  const taken: Taken[] = [];
  const passed = new Set([patches].map(keyOf));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const chosen = chooseFixes(current.findings.filter((finding) => accepts(finding, round)));
    if (chosen.length === 0) break;
    const before = patches;
    taken.push(...chosen.map((finding) => take(finding, round, before)));
    patches = applyEdits(
      patches,
      chosen.flatMap(({ fix }) => fix.edits),
      state.textOf,
    );
    current = await state.check(textsOf(patches));
    // fixes that undo each other would go on for ever
    if (passed.has(keyOf(patches))) break;
    passed.add(keyOf(patches));
  }
  return { plan: planOf(patches, taken), after: current };
}

function keyOf(patches: Patches): string {
  return JSON.stringify(
    [...patches].filter(([, { original: text, current }]) => current !== text).map(([path, { current }]) => [path, current]),
  );
}

type Fixable = Finding & { readonly fix: Fix };

/** In their order, each that fits those before it. */
function chooseFixes(findings: readonly Finding[]): readonly Fixable[] {
  const chosen: Fixable[] = [];
  for (const finding of findings) {
    const { fix } = finding;
    if (fix && fix.edits.length > 0 && chosen.every((other) => fitTogether(fix.edits, other.fix.edits))) chosen.push({ ...finding, fix });
  }
  return chosen;
}

function take(finding: Fixable, round: number, patches: Patches): Taken {
  return { finding, round, span: original(finding.span, patches), places: finding.fix.edits.map(({ span }) => original(span, patches)) };
}

function original(span: Span, patches: Patches): Span {
  const patch = patches.get(span.path);
  return patch ? { ...span, ...patch.toOriginal(span) } : span;
}

function textsOf(patches: Patches): ReadonlyMap<string, string> {
  return new Map([...patches].map(([path, { current }]) => [path, current]));
}

function planOf(patches: Patches, taken: readonly Taken[]): Plan {
  const paths = [...patches.keys()].toSorted();
  const edits = paths.flatMap((path): readonly Edit[] =>
    (patches.get(path)?.regions ?? []).map(({ newText, start, end }) => ({ span: { path, start, end }, newText })),
  );
  const steps = taken.map(({ finding, round, span, places }): PlanStep => {
    const own = edits.flatMap((edit, index) => (places.some((place) => meets(place, edit.span)) ? [index] : []));
    return { finding, round, span, edits: own };
  });
  const changed = [...textsOf(patches)].filter(([path, text]) => text !== patches.get(path)?.original);
  return { edits, steps, texts: new Map(changed) };
}

/** An insertion that grew into a neighbouring edit touches it only at an end. */
function meets(a: Span, b: Span): boolean {
  return overlaps(a, b) || (a.path === b.path && a.start <= b.end && b.start <= a.end);
}
