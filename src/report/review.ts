/** From what a change does to the words of its review. */
import type { Finding } from '../model/finding.ts';
import { datedBy } from '../model/wording.ts';
import { checkPayload } from './check-run.ts';
import { type Comment, commentOn, type Wording } from './comment.ts';
import { type ComparedFinding, compareFindings } from './compare.ts';
import { handEditsAt } from './hand-edits.ts';
import { distinctEdits, type LineEdit } from './line-edits.ts';
import { SUMMARY_MARKER } from './marker.ts';
import { placeLink } from './markup.ts';
import type { Conclusion, FileComment, PublishPayload, ReviewComment, ReviewPayload, SummaryPayload } from './payload.ts';
import { placeAll, type Placing } from './placement.ts';
import { type Locate, locateIn } from './regions.ts';
import type { ReviewInput } from './review-input.ts';
import { placeOf, type Spot } from './spot.ts';
import { type Subject, type Subjects, subjectsOf } from './subjects.ts';
import { entryOf } from './sections.ts';
import { type Sheet, type Story, summaryOf } from './summary.ts';
import { bringsRemarks, touchedClusters } from './touched.ts';
import { verdictOf } from './verdict.ts';
import { severityCounts } from './words.ts';

/** Where a finding is told, and how. */
export interface FindingPlacement {
  readonly kind: 'suggestion' | 'line' | 'file' | 'summary';
  readonly path: string;
  /** First line of the comment's range; of the finding itself where the comment is on no line. */
  readonly startLine: number;
  readonly line: number;
  /** Markdown: the whole comment, or the entry in the summary. */
  readonly body: string;
}

export interface ReviewedFinding extends ComparedFinding {
  readonly placement: FindingPlacement;
}

export interface Review {
  /** Those of the head in their order, then those that are gone. */
  readonly findings: readonly ReviewedFinding[];
  readonly payload: PublishPayload;
  readonly conclusion: Conclusion;
  /** Markdown, at most 65,536 characters: the comment in the conversation. */
  readonly summary: string;
  /** That comment where nothing is posted on the diff: it tells every new finding itself. */
  readonly summaryAlone: SummaryPayload;
  /** The same standing alone, for a page without the comments: at most 1 MiB. */
  readonly jobSummary: string;
}

/** https://github.com/actions/dependency-review-action/issues/730 */
const LONGEST_COMMENT = 65_536;
/** 1 MiB a step, in bytes; a character takes three at most, or two take four. */
const LONGEST_JOB_SUMMARY = 349_000;

/** A spot with the comment on it. */
interface Said {
  readonly spot: Spot;
  readonly comment: Comment;
}

/** Decides every word and every place. Pure: equal input gives an equal review. */
export function reviewOf(input: ReviewInput): Review {
  const { base, head } = input;
  const locate = locateIn(head.texts);
  const findings = compareFindings(base.findings, head.findings);
  const fresh = new Map(findings.flatMap(({ finding, fingerprint, status }) => (status === 'new' ? [[finding, fingerprint]] : [])));
  const subjects = subjectsOf(input, fresh, locate);
  const placing = placeAll(subjects, { ...input, locate });
  const wording = { placing, permalink: input.permalink, posted: input.posted, dated: datedBy(head.origin) };
  const said = placing.spots.map((spot) => ({ spot, comment: commentOn(spot, wording) }));
  const story = storyOf(input, findings, subjects, placing);
  const summary = summaryPart(story, 'untold');
  return {
    findings: reviewed(story, subjects, placing, said, locate),
    payload: {
      ...reviewPart(said, wording, story),
      summary,
      check: checkPayload(input.checkName, story, locate),
    },
    conclusion: story.conclusion,
    summary: summary.body,
    summaryAlone: summaryPart(story, 'all'),
    jobSummary: summaryOf(story, { longest: LONGEST_JOB_SUMMARY, findings: 'all', clusters: 'all' }),
  };
}

function storyOf(input: ReviewInput, findings: readonly ComparedFinding[], subjects: Subjects, placing: Placing): Story {
  const { base, head, failOn, permalink, changes } = input;
  const fresh = findings.filter(({ status }) => status === 'new').map(({ finding }) => finding);
  return {
    base,
    head,
    findings,
    conclusion: verdictOf(fresh, failOn, head).conclusion,
    permalink,
    spots: placing.spots.map((spot) => placeLink(placeOf(spot), permalink)),
    untold: subjects.subjects.filter((subject) => !placing.homes.has(subject)).map(({ finding }) => finding),
    edits: looseEdits(subjects, placing, input.posted),
    touched: touchedClusters(base, head, findings),
    isQuiet: fresh.length === 0 && !bringsRemarks(base, head, changes),
    caveats: changes.isComplete ? [] : ['GitHub did not list every file of this change, so some lines may lack their comment.'],
  };
}

/** Edits of the plan, and of findings that are told nowhere, for which no comment has room. */
function looseEdits({ ranges, subjects }: Subjects, placing: Placing, posted: ReadonlySet<string>): readonly LineEdit[] {
  const { spots, homes } = placing;
  const shown = new Set(spots.flatMap((spot) => [spot.suggestion, ...handEditsAt(spot, spot, placing, posted).edits]));
  const own = subjects.filter((subject) => !homes.has(subject)).flatMap(({ edits }) => edits);
  return distinctEdits([...ranges, ...own].filter((edit) => !shown.has(edit)));
}

function reviewed(
  { findings, permalink, base }: Story,
  { subjects }: Subjects,
  { homes }: Placing,
  said: readonly Said[],
  locate: Locate,
): readonly ReviewedFinding[] {
  const byFinding = new Map(subjects.map((subject) => [subject.finding, homes.get(subject)]));
  const bodies = new Map(said.map(({ spot, comment }) => [spot, comment.body]));
  const locateGone = locateIn(base.texts);
  return findings.map((compared) => {
    const locateIt = compared.status === 'fixed' ? locateGone : locate;
    const home = byFinding.get(compared.finding);
    const own = locateIt(compared.finding.span);
    if (!home) return { ...compared, placement: inSummary(compared, locateIt, compared.status === 'fixed' ? undefined : permalink) };
    const lines = home.kind === 'file' ? { startLine: own.line, line: own.line } : { startLine: home.startLine, line: home.line };
    return { ...compared, placement: { kind: home.kind, path: home.path, ...lines, body: bodies.get(home) ?? '' } };
  });
}

function inSummary({ finding }: ComparedFinding, locate: Locate, permalink: ReviewInput['permalink']): FindingPlacement {
  const { path, line } = locate(finding.span);
  return { kind: 'summary', path, startLine: line, line, body: entryOf(finding, { locate, permalink }) };
}

/** Only what was not said before; absent where all was. */
function reviewPart(said: readonly Said[], { posted, placing }: Wording, story: Story): { readonly review?: ReviewPayload } {
  const unsaid = said.filter(({ comment }) => !comment.fingerprints.every((fingerprint) => posted.has(fingerprint)));
  if (unsaid.length === 0) return {};
  const comments = unsaid.filter(({ spot }) => spot.kind !== 'file').map(lineComment);
  const fileComments = unsaid.filter(({ spot }) => spot.kind === 'file').map(fileComment);
  return { review: { body: opening(unsaid, posted, story, placing), comments, fileComments } };
}

function lineComment({ spot, comment }: Said): ReviewComment {
  const { path, startLine, line } = spot;
  return { path, ...(startLine === line ? {} : { startLine }), line, ...comment };
}

function fileComment({ spot, comment }: Said): FileComment {
  return { path: spot.path, ...comment };
}

/** The review's own text: what the comments below add up to. */
function opening(unsaid: readonly Said[], posted: ReadonlySet<string>, { untold }: Story, { wholes }: Placing): string {
  const subjects = unsaid.flatMap(({ spot }) => [...spot.told, ...spot.decided]).filter(({ fingerprint }) => !posted.has(fingerprint));
  const suggestions = new Set(unsaid.map(({ spot }) => spot.suggestion));
  const isInStep = wholes.some(({ ranges }) => ranges.length > 1 && ranges.every((edit) => suggestions.has(edit)));
  const sentences = [
    ...(subjects.length > 0 ? [`${severityCounts(findingsOf(subjects))} in this change.`] : []),
    ...(isInStep ? ['Suggestions that name each other are right together only.'] : []),
    ...(untold.length > 0 ? [`${untold.length} more in the summary.`] : []),
  ];
  // GitHub wants a text of every review that comments
  return sentences.join(' ') || 'More of what an earlier review explains.';
}

function findingsOf(subjects: readonly Subject[]): readonly Finding[] {
  return subjects.map(({ finding }) => finding);
}

/** Silence where the change brings nothing, unless something was told before. */
function summaryPart(story: Story, told: Sheet['findings']): SummaryPayload {
  const text = summaryOf(story, { longest: LONGEST_COMMENT - SUMMARY_MARKER.length - 2, findings: told, clusters: 'touched' });
  return { body: `${text}\n\n${SUMMARY_MARKER}`, marker: SUMMARY_MARKER, onlyIfThere: story.isQuiet };
}
