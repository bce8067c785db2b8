/** Hand-made outcomes for tests of reports: texts, findings in them, the change between two states. */
import { createTwoFilesPatch } from 'diff';
import { applyEdits } from '../../../src/fix/apply.ts';
import type { Plan } from '../../../src/fix/plan.ts';
import type { Edit, Finding } from '../../../src/model/finding.ts';
import type { ChangedFile, ChangeSet } from '../../../src/pull-request/change-set.ts';
import { parsePatch, suggestionRange } from '../../../src/pull-request/hunks.ts';
import type { CheckResult } from '../../../src/report/result.ts';
import type { ReviewInput } from '../../../src/report/review-input.ts';
import { TODAY } from '../../support/facts.ts';

export type Texts = Readonly<Record<string, string>>;

export function resultOf(texts: Texts, findings: readonly Finding[] = [], overrides: Partial<CheckResult> = {}): CheckResult {
  return {
    today: TODAY,
    origin: { source: 'snapshot', asOf: '2026-08-22', region: 'us-east-1' },
    degraded: [],
    clusters: [],
    findings,
    unresolved: [],
    problems: [],
    leftOut: 0,
    ignored: 0,
    texts: new Map(Object.entries(texts)),
    ...overrides,
  };
}

/** The place of a piece that occurs once. */
export function spanOf(texts: Texts, path: string, piece: string) {
  const text = texts[path] ?? '';
  const start = text.indexOf(piece);
  if (start === -1 || text.includes(piece, start + 1)) throw new Error(`${piece} does not occur exactly once in ${path}`);
  return { path, start, end: start + piece.length };
}

/** A finding on a piece of a text; `instead` makes it a fix of that piece. */
export function findingOn(texts: Texts, path: string, piece: string, overrides: Partial<Finding> = {}, instead?: string): Finding {
  const span = spanOf(texts, path, piece);
  const fix = { title: `Write ${instead}`, disposition: 'safe', edits: [{ span, newText: instead ?? '' }] } as const;
  return {
    ruleId: 'addon-incompatible',
    severity: 'error',
    message: `\`${piece}\` does not fit.`,
    span,
    related: [],
    resource: `Addon ${piece}`,
    value: piece,
    ...(instead === undefined ? {} : { fix }),
    ...overrides,
  };
}

export function changesBetween(base: Texts, head: Texts): ChangeSet {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])];
  const files = paths.flatMap((path): readonly ChangedFile[] => {
    const [before, after] = [base[path], head[path]];
    if (before === after) return [];
    const status = before === undefined ? 'added' : after === undefined ? 'removed' : 'modified';
    const patch = createTwoFilesPatch(path, path, before ?? '', after ?? '', undefined, undefined, { context: 3 });
    return [{ path, status, hunks: parsePatch(patch.slice(patch.indexOf('@@'))) }];
  });
  return { base: 'b'.repeat(40), head: 'a'.repeat(40), files, isComplete: true };
}

export function verdictIn({ files }: ChangeSet): ReviewInput['verdict'] {
  return (path, startLine, endLine) => {
    const file = files.find((changed) => changed.path === path);
    return file ? suggestionRange(file, startLine, endLine) : 'outside';
  };
}

/** The texts after edits, of the files that they change. */
export function applied(texts: Texts, edits: readonly Edit[]): ReadonlyMap<string, string> {
  return new Map([...applyEdits(new Map(), edits, (path) => texts[path])].map(([path, { current }]) => [path, current]));
}

/** The plan that takes each fix as it is. */
export function planOf(texts: Texts, findings: readonly Finding[]): Plan {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []).toSorted(byPlace);
  const steps = findings
    .filter(({ fix }) => fix !== undefined)
    .map((finding) => ({
      finding,
      span: finding.span,
      round: 0,
      edits: (finding.fix?.edits ?? []).map((edit) => edits.indexOf(edit)),
    }));
  return { edits, steps, texts: applied(texts, edits) };
}

export function byPlace(a: Edit, b: Edit): number {
  return a.span.path === b.span.path ? a.span.start - b.span.start : a.span.path < b.span.path ? -1 : 1;
}

/** A review of the change from `base` to `head`, whose findings are new. */
export function inputOf(base: Texts, head: Texts, findings: readonly Finding[], overrides: Partial<ReviewInput> = {}): ReviewInput {
  const changes = changesBetween(base, head);
  return {
    base: resultOf(base),
    head: resultOf(head, findings),
    changes,
    verdict: verdictIn(overrides.changes ?? changes),
    plan: planOf(head, findings),
    failOn: 'error',
    cap: 30,
    posted: new Set(),
    permalink: (path, line) => `https://github.example/blob/aaaa/${path}#L${line}`,
    checkName: 'eks-lockstep',
    ...overrides,
  };
}
