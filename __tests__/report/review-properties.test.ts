/** Whatever the texts, hunks and edits: suggestions add up to the plan, and nothing is told twice or lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanStep } from '../../src/fix/plan.ts';
import type { Edit, Finding } from '../../src/model/finding.ts';
import type { Hunk } from '../../src/pull-request/hunks.ts';
import { type LineEdit, lineEditsOf } from '../../src/report/line-edits.ts';
import { linesOf, splitLines } from '../../src/report/lines.ts';
import type { ReviewComment } from '../../src/report/payload.ts';
import { reviewOf } from '../../src/report/review.ts';
import type { ReviewInput } from '../../src/report/review-input.ts';
import { suggestionIn, takeAll } from './support/suggestions.ts';
import { applied, inputOf, planOf, type Texts, verdictIn } from './support/world.ts';

const WORDS = ['', 'a', '\tversion: "1.28",', '  b', '```', '````suggestion', 'ü€😀', '  ', '@someone', '<!-- x -->'];
const lineBreak = fc.constantFrom('\n', '\r\n');
const line = fc.tuple(fc.constantFrom(...WORDS), lineBreak).map((parts) => parts.join(''));
const text = fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('', 'end', 'x`y')).map(([lines, end]) => lines.join('') + end);
const newText = fc.oneof(
  fc.constantFrom('', 'new', '\n', 'whole line\n', '\r\n', 'two\nlines\n', '\n  after', '`'),
  fc.string({ unit: fc.constantFrom('a', '\n', '`', ' ', '\t'), maxLength: 8 }),
);

/** Places in a text of which no two touch, each with something to write. */
function edits(path: string, length: number): fc.Arbitrary<readonly Edit[]> {
  return fc.array(fc.record({ at: fc.nat(length), take: fc.nat(9), newText }), { maxLength: 5 }).map((drafts) => {
    const made: Edit[] = [];
    let free = 0;
    for (const draft of drafts.toSorted((a, b) => a.at - b.at)) {
      const end = Math.min(length, draft.at + draft.take);
      if (draft.at < free || (end === draft.at && draft.newText === '')) continue;
      made.push({ span: { path, start: draft.at, end }, newText: draft.newText });
      free = end + 1;
    }
    return made;
  });
}

function hunks(count: number): fc.Arbitrary<readonly Hunk[]> {
  return fc.array(fc.record({ start: fc.nat(count), length: fc.nat(6), removed: fc.boolean() }), { maxLength: 2 }).map((drafts) => {
    const made: Hunk[] = [];
    let free = 1;
    for (const { start, length, removed } of drafts.toSorted((a, b) => a.start - b.start)) {
      const first = Math.max(free, start);
      const lines = Math.min(length, count - first + 1);
      if (lines < 1) continue;
      const right = { start: first, count: lines };
      made.push({ left: right, right, added: [first], removed: [], removedBefore: removed ? [first + (lines >> 1)] : [] });
      free = first + lines + 1;
    }
    return made;
  });
}

interface Case {
  readonly head: Texts;
  readonly edits: readonly Edit[];
  readonly hunks: readonly Hunk[];
  /** Which finding asks for which edit. */
  readonly owners: readonly number[];
  /** Whether a finding but the first only comes up later. */
  readonly later: readonly boolean[];
}

const whole = fc.constant('whole' as const);
const cases: fc.Arbitrary<Case> = text.chain((content) => {
  const { count } = linesOf(content);
  const everything: Hunk = { left: { start: 1, count }, right: { start: 1, count }, added: [], removed: [], removedBefore: [] };
  const owners = fc.oneof(fc.constant([0, 1, 2, 3, 4]), fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }));
  const later = fc.oneof(fc.constant([]), fc.array(fc.boolean(), { maxLength: 5 }));
  return fc.tuple(edits('a.ts', content.length), fc.oneof(whole, hunks(count)), owners, later).map(([made, shown, of, rounds]) => ({
    head: { 'a.ts': content },
    edits: made,
    hunks: shown === 'whole' ? [everything] : shown,
    owners: of,
    later: rounds,
  }));
});

/** Each names itself in its message. */
function findingsFor({ edits: made, owners }: Case): readonly Finding[] {
  const asked = [0, 1, 2, 3, 4].map((owner) => made.filter((_, index) => owners[index] === owner));
  return asked.flatMap((own, index): readonly Finding[] => {
    const [first] = own;
    if (first === undefined) return [];
    return [
      {
        ruleId: 'addon-incompatible',
        severity: (['error', 'warning', 'notice'] as const)[index % 3] ?? 'error',
        message: `finding-${index}-here.`,
        span: first.span,
        related: [],
        resource: `r${index}`,
        value: 'v',
        fix: { title: `Fix ${index}`, disposition: 'safe', edits: own },
      },
    ];
  });
}

function comesLater({ later }: Case, index: number): boolean {
  return index > 0 && later[index] === true;
}

function inputFor(made: Case, overrides: Partial<ReviewInput> = {}): ReviewInput {
  const all = findingsFor(made);
  const changes = inputOf({}, made.head, []).changes;
  const files = [{ path: 'a.ts', status: 'modified' as const, hunks: made.hunks }];
  const plan = planOf(made.head, all);
  const steps = plan.steps.map((step, index) => ({ ...step, round: comesLater(made, index) ? 1 : 0 }));
  const fresh = all.filter((_, index) => !comesLater(made, index));
  return inputOf({}, made.head, fresh, { changes: { ...changes, files }, plan: { ...plan, steps }, ...overrides });
}

function commentsOf(input: ReviewInput): readonly ReviewComment[] {
  return reviewOf(input).payload.review?.comments ?? [];
}

/** The ranges of the plan, and those of them that comments suggest. */
function rangesOf(input: ReviewInput, comments: readonly ReviewComment[]) {
  const ranges = lineEditsOf(input.plan.edits, input.head.texts, input.verdict);
  const lines = comments
    .filter(({ body }) => suggestionIn(body) !== undefined)
    .map(({ line: last, startLine = last }) => `${startLine}-${last}`);
  return { ranges, offered: ranges.filter(({ startLine, endLine }) => lines.includes(`${startLine}-${endLine}`)) };
}

function makesStep({ edits: own }: PlanStep): (range: LineEdit) => boolean {
  return ({ edits: made }) => made.some((index) => own.includes(index));
}

const caps = fc.oneof(fc.constant(30), fc.nat(4));

test('with all suggestions taken, each fix is made whole or not at all, and what it brings up with it', () => {
  fc.assert(
    fc.property(cases, caps, fc.array(fc.boolean(), { maxLength: 5 }), (made, cap, told) => {
      const input = inputFor(made, { cap });
      const posted = new Set(reviewOf(input).findings.flatMap(({ fingerprint }, index) => (told[index] === true ? [fingerprint] : [])));
      const comments = commentsOf({ ...input, posted });
      const { ranges, offered } = rangesOf(input, comments);
      function isOffered(step: PlanStep): boolean {
        return offered.some(makesStep(step));
      }
      for (const step of input.plan.steps.filter(isOffered)) {
        expect(ranges.filter(makesStep(step)).filter((range) => !offered.includes(range))).toEqual([]);
        // nothing says what brings a later one up, so it may be any
        expect(input.plan.steps.filter(({ round }) => round < step.round).every(isOffered)).toBe(true);
      }
      const taken = offered.flatMap(({ edits: indexes }) => indexes.flatMap((index) => input.plan.edits[index] ?? []));
      expect(takeAll(made.head['a.ts'] ?? '', comments)).toBe(applied(made.head, taken).get('a.ts') ?? made.head['a.ts']);
    }),
    { numRuns: 800 },
  );
});

test('a fix is suggested where all of it can be, and nothing that goes with it cannot', () => {
  fc.assert(
    fc.property(cases, (made) => {
      const input = inputFor({ ...made, later: [] });
      const { ranges, offered } = rangesOf(input, commentsOf(input));
      const certain = input.plan.steps.flatMap((step) => {
        const own = ranges.filter(makesStep(step));
        const isAlone = own.every((range) => input.plan.steps.every((other) => other === step || !makesStep(other)(range)));
        return isAlone && own.every(({ isSuggestion }) => isSuggestion) ? own : [];
      });
      const all = ranges.every(({ isSuggestion }) => isSuggestion) ? ranges : [];
      expect(offered).toEqual(expect.arrayContaining([...certain, ...all]));
    }),
    { numRuns: 800 },
  );
});

test('what is not suggested is shown as a diff', () => {
  fc.assert(
    fc.property(cases, caps, (made, cap) => {
      const input = inputFor(made, { cap });
      const { payload } = reviewOf(input);
      const { comments = [], fileComments = [] } = payload.review ?? {};
      const { ranges, offered } = rangesOf(input, comments);
      const shown = [...comments, ...fileComments, payload.summary].map((part) => part?.body ?? '').join('\n');
      for (const { before, after } of ranges.filter((range) => !offered.includes(range))) {
        const old = splitLines(before);
        for (const written of splitLines(after).filter((content) => !old.includes(content)))
          expect(shown).toContain(`\n+${written.replaceAll(/[^\P{C}\t]/gu, '')}\n`);
      }
    }),
    { numRuns: 400 },
  );
});

test('what lies in one hunk, and changes whole lines that Markdown can hold, is suggested', () => {
  fc.assert(
    fc.property(cases, (made) => {
      const input = inputFor(made);
      const head = made.head['a.ts'] ?? '';
      for (const { isSuggestion, path, startLine, endLine, before, after } of lineEditsOf(made.edits, input.head.texts, input.verdict)) {
        const reachesEnd = endLine === linesOf(head).count;
        if (isSuggestion || input.verdict(path, startLine, endLine) !== 'suggestable') continue;
        const splitsLineBreak = /\r(?!\n)/.test(after);
        expect(before === after || splitsLineBreak || (reachesEnd && before.endsWith('\n') !== after.endsWith('\n'))).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

test('no two suggestions share a line, none changes nothing, none crosses removed lines', () => {
  fc.assert(
    fc.property(cases, (made) => {
      const input = inputFor(made);
      const seen = new Set<number>();
      for (const { startLine, line: last, body } of commentsOf(input)) {
        if (suggestionIn(body) === undefined) continue;
        expect(input.verdict('a.ts', startLine ?? last, last)).toBe('suggestable');
        for (let at = startLine ?? last; at <= last; at++) {
          expect(seen.has(at)).toBe(false);
          seen.add(at);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('every new finding is told exactly once: in a comment, on a file, or in the summary', () => {
  fc.assert(
    fc.property(cases, fc.nat(3), (made, cap) => {
      const input = inputFor(made, { cap });
      const { payload, findings } = reviewOf(input);
      const { comments = [], fileComments = [] } = payload.review ?? {};
      expect(comments.length).toBeLessThanOrEqual(cap);
      const told = [...comments, ...fileComments, payload.summary].map((part) => part?.body ?? '').join('\n');
      for (const { finding, placement } of findings) {
        expect(told.split(finding.message).length - 1).toBe(1);
        expect(placement.body).toContain(finding.message);
      }
      expect(payload.check?.annotations).toHaveLength(findings.length);
      expect(findings).toHaveLength(input.head.findings.length);
      for (const { startLine, line: last } of comments) {
        expect(['suggestable', 'crosses-removed-lines']).toContain(verdictIn(input.changes)('a.ts', startLine ?? last, last));
      }
    }),
    { numRuns: 400 },
  );
});

test('what was posted is not said again, and everything is posted after one run', () => {
  fc.assert(
    fc.property(cases, (made) => {
      const input = inputFor(made);
      const { comments = [], fileComments = [] } = reviewOf(input).payload.review ?? {};
      const posted = new Set([...comments, ...fileComments].flatMap(({ fingerprints }) => fingerprints));
      const second = reviewOf({ ...input, posted });
      expect(second.payload.review).toBeUndefined();
      expect(second.findings).toHaveLength(input.head.findings.length);
    }),
    { numRuns: 200 },
  );
});
