/** Fixes until nothing moves, and what is proved of each before it is shown. */
import { expect, test } from 'vitest';
import { type Checkable, converge, type Outcome } from '../../src/fix/converge.ts';
import { verifyFixes } from '../../src/fix/verify.ts';
import type { Edit, Finding, Severity } from '../../src/model/finding.ts';

const PATH = 'set.txt';

interface Told {
  readonly ruleId: string;
  readonly value: string;
  /** Where it stands; absent: where its value does. */
  readonly word?: string;
  readonly severity?: Severity;
  /** The word to write instead; absent: no fix. */
  readonly instead?: string;
  readonly disposition?: 'safe' | 'unsafe';
}

/** A world of one file of words, judged by a function of its text. Nothing after a question mark can be read. */
function world(text: string, judge: (text: string) => readonly Told[]) {
  function findingsOf(current: string): readonly Finding[] {
    return judge(current).map(({ ruleId, value, word = value, severity = 'error', instead, disposition = 'safe' }) => {
      const start = current.indexOf(word);
      const span = { path: PATH, start, end: start + word.length };
      const edits: readonly Edit[] = instead === undefined ? [] : [{ span, newText: instead }];
      return {
        ruleId,
        severity,
        message: ruleId,
        span,
        related: [],
        resource: 'r',
        value,
        ...(instead === undefined ? {} : { fix: { title: ruleId, disposition, edits } }),
      };
    });
  }
  function outcomeOf(current: string): Outcome {
    return { findings: findingsOf(current), readable: current.split('?')[0]?.length ?? 0 };
  }
  const state: Checkable = {
    textOf: (path) => (path === PATH ? text : undefined),
    readable: outcomeOf(text).readable,
    check: async (changed) => outcomeOf(changed.get(PATH) ?? text),
  };
  return { state, findings: findingsOf(text) };
}

/** A cluster on an old version is wrong; its pins are wrong once it is raised. */
function judgeSet(text: string): readonly Told[] {
  if (text.includes('1.28')) return [{ ruleId: 'unsupported', value: '1.28', instead: '1.36', disposition: 'unsafe' }];
  return ['dns-old', 'proxy-old']
    .filter((pin) => text.includes(pin))
    .map((pin) => ({ ruleId: 'incompatible', value: pin, instead: pin.replace('old', 'new') }));
}

test('what a fix brings up is fixed with it, in edits of the text that the plan began with', async () => {
  const { state, findings } = world('cluster 1.28\ndns-old\nproxy-old\n', judgeSet);
  const { plan, after } = await converge(state, findings, () => true);
  expect(plan.texts.get(PATH)).toBe('cluster 1.36\ndns-new\nproxy-new\n');
  expect(plan.edits.map(({ span, newText }) => [span.start, span.end, newText])).toEqual([
    [8, 12, '1.36'],
    [13, 20, 'dns-new'],
    [21, 30, 'proxy-new'],
  ]);
  expect(plan.steps.map(({ finding, round, edits, span }) => [finding.ruleId, round, edits, span.start])).toEqual([
    ['unsupported', 0, [0], 8],
    ['incompatible', 1, [1], 13],
    ['incompatible', 1, [2], 21],
  ]);
  expect(after.findings).toEqual([]);
});

test('only what is accepted is taken up', async () => {
  const { state, findings } = world('cluster 1.28\ndns-old\n', judgeSet);
  const { plan } = await converge(state, findings, (_, round) => round === 0);
  expect(plan.texts.get(PATH)).toBe('cluster 1.36\ndns-old\n');
});

test('two fixes of the same text: the first is taken, the other is looked at again', async () => {
  const { state, findings } = world('a', (text) => {
    if (text === 'a')
      return [
        { ruleId: 'one', value: 'a', instead: 'b' },
        { ruleId: 'two', value: 'a', instead: 'c' },
      ];
    return text === 'b' ? [{ ruleId: 'two', value: 'b', instead: 'c' }] : [];
  });
  const { plan } = await converge(state, findings, () => true);
  expect(plan.edits).toEqual([{ span: { path: PATH, start: 0, end: 1 }, newText: 'c' }]);
  expect(plan.steps.map(({ finding }) => finding.ruleId)).toEqual(['one', 'two']);
});

test('two findings that ask for the same edit share it', async () => {
  const { state, findings } = world('a', (text) =>
    text === 'a'
      ? [
          { ruleId: 'one', value: 'a', instead: 'b' },
          { ruleId: 'two', value: 'a', instead: 'b' },
        ]
      : [],
  );
  const { plan } = await converge(state, findings, () => true);
  expect(plan.edits).toHaveLength(1);
  expect(plan.steps.map(({ edits }) => edits)).toEqual([[0], [0]]);
});

test('fixes that undo each other come to an end', async () => {
  const { state, findings } = world('a', (text) => [{ ruleId: 'back-and-forth', value: text, instead: text === 'a' ? 'b' : 'a' }]);
  const { plan } = await converge(state, findings, () => true);
  expect(plan.steps).toHaveLength(2);
});

test('a proved fix carries what it brings up, and is unsafe if any part of it is', async () => {
  const { state, findings } = world('cluster 1.28\ndns-old\nproxy-old\n', judgeSet);
  const [finding] = await verifyFixes(state, findings);
  expect(finding?.fix).toMatchObject({ title: 'unsupported', disposition: 'unsafe' });
  expect(finding?.fix?.edits.map(({ newText }) => newText)).toEqual(['1.36', 'dns-new', 'proxy-new']);
});

test.each<[string, (text: string) => readonly Told[]]>([
  ['makes a value unreadable', (text) => (text === 'a' ? [{ ruleId: 'one', value: 'a', instead: '?' }] : [])],
  ['does not remove its finding', () => [{ ruleId: 'stays', value: 'a', instead: 'a ' }]],
  [
    'brings an error that cannot be fixed',
    (text) => (text === 'a' ? [{ ruleId: 'one', value: 'a', instead: 'b' }] : [{ ruleId: 'worse', value: 'b' }]),
  ],
  [
    'brings a warning that cannot be fixed',
    (text) => (text === 'a' ? [{ ruleId: 'one', value: 'a', instead: 'b' }] : [{ ruleId: 'worse', value: 'b', severity: 'warning' }]),
  ],
])('a fix that %s is not shown, its finding is', async (_, judge) => {
  const { state, findings } = world('a', judge);
  const verified = await verifyFixes(state, findings);
  expect(verified.map(({ ruleId, fix }) => [ruleId, fix])).toEqual([[findings[0]?.ruleId, undefined]]);
});

test('one bad fix among many takes away only itself', async () => {
  const words = ['a1', 'b2', 'c3', 'd4', 'e5'];
  const { state, findings } = world(words.join(' '), (text) => [
    ...words.filter((word) => text.includes(word)).map((word) => ({ ruleId: word, value: word, instead: word.toUpperCase() })),
    ...(text.includes('C3') ? [{ ruleId: 'worse', value: 'C3' }] : []),
  ]);
  const verified = await verifyFixes(state, findings);
  expect(verified.filter(({ fix }) => fix).map(({ ruleId }) => ruleId)).toEqual(['a1', 'b2', 'd4', 'e5']);
});

/** The words that each fix of a world writes once it is proved; `undefined` where none is. */
async function proved(text: string, judge: (text: string) => readonly Told[]) {
  const { state, findings } = world(text, judge);
  return (await verifyFixes(state, findings)).map(({ fix }) => fix?.edits.map(({ newText }) => newText));
}

test('one fix among many that makes a value unreadable takes away only itself', async () => {
  const words = await proved('b2 a1', (text) => [
    ...(text.includes('b2') ? [{ ruleId: 'b2', value: 'b2', instead: 'B2' }] : []),
    ...(text.includes('a1') ? [{ ruleId: 'a1', value: 'a1', instead: '?' }] : []),
  ]);
  expect(words).toEqual([['B2'], undefined]);
});

test('a notice that one fix among many brings up is fixed with that one', async () => {
  const words = await proved('a1 b2', (text) => [
    ...['a1', 'b2'].filter((word) => text.includes(word)).map((word) => ({ ruleId: word, value: word, instead: word.toUpperCase() })),
    ...(text.includes('A1') ? [{ ruleId: 'milder', value: 'A1', severity: 'notice' as const, instead: 'a-one' }] : []),
  ]);
  expect(words).toEqual([['a-one'], ['B2']]);
});

test('a fix does not carry that of a finding which was there before', async () => {
  const words = await proved('a1 b2', (text) => [
    ...(text.includes('a1') ? [{ ruleId: 'a1', value: 'a1', instead: 'A1' }] : []),
    ...(text.includes('b2') ? [{ ruleId: 'b2', value: 'b2', instead: text.includes('a1') ? 'b2' : 'B2' }] : []),
  ]);
  expect(words).toEqual([['A1'], undefined]);
});

test('of two findings of one identity each has to go by its own fix', async () => {
  const words = await proved('a1 b2', (text) => [
    ...(text.includes('a1') ? [{ ruleId: 'same', value: 'v', word: 'a1', instead: 'A1' }] : []),
    ...(text.includes('b2') ? [{ ruleId: 'same', value: 'v', word: 'b2', instead: 'b2!' }] : []),
  ]);
  expect(words).toEqual([['A1'], undefined]);
});
