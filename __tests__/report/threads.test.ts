/** What becomes of earlier conversations. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingsMarker } from '../../src/report/marker.ts';
import { decideThreads, type HeadFindings, type ReviewThread } from '../../src/report/threads.ts';

const A = 'aaaaaaaaaaaaaaaa';
const B = 'bbbbbbbbbbbbbbbb';

const thread: ReviewThread = { id: 'T1', isByUs: true, lastLine: findingsMarker([A]), isAnswered: false, state: 'open' };

function head(fresh: readonly string[], { standing = fresh, isPartial = false } = {}): HeadFindings {
  return { fresh: new Set(fresh), standing: new Set(standing), isPartial };
}

const GONE = head([]);
const THERE = head([A]);
const ON_BASE_TOO = head([], { standing: [A] });

interface Row {
  readonly name: string;
  readonly thread: Partial<ReviewThread>;
  readonly head: HeadFindings;
  readonly change: 'resolve' | 'reopen' | 'none';
}

const OURS: readonly Row[] = [
  { name: 'open, its finding gone', thread: {}, head: GONE, change: 'resolve' },
  { name: 'open, its finding there', thread: {}, head: THERE, change: 'none' },
  { name: 'open, its finding on the base as well by now', thread: {}, head: ON_BASE_TOO, change: 'none' },
  { name: 'open, its finding not found in a run that saw only a part', thread: {}, head: head([], { isPartial: true }), change: 'none' },
  { name: 'open, answered, its finding gone', thread: { isAnswered: true }, head: GONE, change: 'none' },
  { name: 'resolved by us, its finding back', thread: { state: 'resolved-by-us' }, head: THERE, change: 'reopen' },
  {
    name: 'resolved by us, its finding back in a partial run',
    thread: { state: 'resolved-by-us' },
    head: head([A], { isPartial: true }),
    change: 'reopen',
  },
  { name: 'resolved by us, its finding still gone', thread: { state: 'resolved-by-us' }, head: GONE, change: 'none' },
  { name: 'resolved by us, its finding back by way of the base', thread: { state: 'resolved-by-us' }, head: ON_BASE_TOO, change: 'none' },
  {
    name: 'resolved by us, answered, its finding back',
    thread: { state: 'resolved-by-us', isAnswered: true },
    head: THERE,
    change: 'none',
  },
  { name: 'resolved by a person, its finding there', thread: { state: 'resolved-by-others' }, head: THERE, change: 'none' },
  { name: 'resolved by a person, its finding gone', thread: { state: 'resolved-by-others' }, head: GONE, change: 'none' },
  { name: 'of unknown state, its finding gone', thread: { state: 'unknown', id: undefined }, head: GONE, change: 'none' },
  { name: 'open but without an id, its finding gone', thread: { id: undefined }, head: GONE, change: 'none' },
  { name: 'open, one of two findings gone', thread: { lastLine: findingsMarker([A, B]) }, head: head([B]), change: 'none' },
  { name: 'open, both of two findings gone', thread: { lastLine: findingsMarker([A, B]) }, head: GONE, change: 'resolve' },
  {
    name: 'resolved by us, one of two findings back',
    thread: { state: 'resolved-by-us', lastLine: findingsMarker([A, B]) },
    head: head([B]),
    change: 'reopen',
  },
];

test.each(OURS)('our thread, $name: $change', ({ thread: facts, head: findings, change }) => {
  const { posted, resolve, reopen } = decideThreads([{ ...thread, ...facts }], findings);
  expect({ resolve, reopen }).toEqual({ resolve: change === 'resolve' ? ['T1'] : [], reopen: change === 'reopen' ? ['T1'] : [] });
  expect(posted).toContain(A);
});

const NOT_OURS: readonly (readonly [name: string, thread: Partial<ReviewThread>])[] = [
  ['somebody copied our marker', { isByUs: false }],
  ['another program has our account', { lastLine: 'Coverage fell.' }],
  ['the marker is cut', { lastLine: `<!-- eks-lockstep:findings ${A.slice(1)} -->` }],
];

test.each(NOT_OURS)('a thread is not ours where %s', (_, facts) => {
  expect(decideThreads([{ ...thread, ...facts }], GONE)).toEqual({ posted: new Set(), resolve: [], reopen: [] });
});

describe('many threads', () => {
  test('are decided one by one', () => {
    const decided = decideThreads(
      [
        thread,
        { ...thread, id: 'T2', lastLine: findingsMarker([B]) },
        { ...thread, id: 'T3', state: 'resolved-by-us' },
        { ...thread, id: 'T4', isByUs: false },
        { ...thread, id: 'T5', lastLine: findingsMarker([B]) },
      ],
      head([A]),
    );
    expect(decided).toEqual({ posted: new Set([A, B]), resolve: ['T2', 'T5'], reopen: ['T3'] });
  });
});

/** A pull request on which runs and people take turns. */
class Conversation {
  readonly threads: ReviewThread[] = [];
  /** What became of a thread when a person touched it last. */
  readonly touched = new Map<number, ReviewThread>();

  run(findings: readonly string[]): void {
    const { posted, resolve, reopen } = decideThreads(this.threads, head(findings));
    for (const [index, { id = '' }] of this.threads.entries()) {
      if (resolve.includes(id)) this.#change(index, { state: 'resolved-by-us' });
      if (reopen.includes(id)) this.#change(index, { state: 'open' });
    }
    for (const finding of findings.filter((one) => !posted.has(one))) {
      this.threads.push({ ...thread, id: `T${this.threads.length}`, lastLine: findingsMarker([finding]) });
    }
  }

  touch(index: number, facts: Partial<ReviewThread>): void {
    this.#change(index, facts);
    const now = this.threads[index];
    if (now) this.touched.set(index, now);
  }

  #change(index: number, facts: Partial<ReviewThread>): void {
    const before = this.threads[index];
    if (before) this.threads[index] = { ...before, ...facts };
  }
}

const FINDINGS = [A, B, 'cccccccccccccccc'] as const;
const turn = fc.oneof(
  fc.record({ findings: fc.subarray([...FINDINGS]) }),
  fc.record({ index: fc.nat(3), facts: fc.constantFrom<Partial<ReviewThread>>({ state: 'resolved-by-others' }, { isAnswered: true }) }),
);

test('whatever runs and people do, nothing is said twice, and what a person touched stays as it was left', () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 12 }), fc.subarray([...FINDINGS]), (turns, last) => {
      const conversation = new Conversation();
      for (const one of turns) {
        if ('findings' in one) conversation.run(one.findings);
        else conversation.touch(one.index, one.facts);
      }
      conversation.run(last);
      const { threads, touched } = conversation;
      expect(new Set(threads.map(({ lastLine }) => lastLine)).size).toBe(threads.length);
      for (const [index, left] of touched) expect(threads[index]).toEqual(left);
      for (const { lastLine, state } of threads.filter((_, index) => !touched.has(index))) {
        const isThere = last.some((finding) => lastLine === findingsMarker([finding]));
        expect(state).toBe(isThere ? 'open' : 'resolved-by-us');
      }
      for (const finding of last) expect(threads.map(({ lastLine }) => lastLine)).toContain(findingsMarker([finding]));
    }),
    { numRuns: 500 },
  );
});
