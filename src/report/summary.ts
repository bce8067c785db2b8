/** The whole story of a review in one text: the comment in the conversation, the job summary, the check run's page. */
import type { Finding } from '../model/finding.ts';
import { enumerate } from '../model/wording.ts';
import { type ComparedFinding, type FindingStatus, mended } from './compare.ts';
import { diffBlocks } from './diff-block.ts';
import type { LineEdit } from './line-edits.ts';
import { folded, type Permalink } from './markup.ts';
import type { Conclusion } from './payload.ts';
import { locateIn } from './regions.ts';
import type { CheckResult, ClusterRow } from './result.ts';
import { briefOf, caveatSection, clusterSection, findingList, foldedList, page, problemSection, unreadSection } from './sections.ts';
import { counted, dataSentence, omissions, severityCounts } from './words.ts';

export interface Story {
  readonly base: CheckResult;
  readonly head: CheckResult;
  readonly findings: readonly ComparedFinding[];
  readonly conclusion: Conclusion;
  readonly permalink: Permalink | undefined;
  /** Places of the comments on the diff, linked, the heaviest first. */
  readonly spots: readonly string[];
  /** New findings that no comment tells. */
  readonly untold: readonly Finding[];
  /** Edits that stand in no comment. */
  readonly edits: readonly LineEdit[];
  /** The clusters of the head that this change touches. */
  readonly touched: readonly ClusterRow[];
  /** The change brings nothing: nobody is told, unless something was told before. */
  readonly isQuiet: boolean;
  /** Sentences of our own about what is missing. */
  readonly caveats: readonly string[];
}

/** Where the text goes. */
export interface Sheet {
  /** In characters. */
  readonly longest: number;
  /** All new findings, or only those that no comment tells. */
  readonly findings: 'all' | 'untold';
  /** Of the head, or only those that the change touches. */
  readonly clusters: 'all' | 'touched';
}

/** Markdown of at most `longest` characters. */
export function summaryOf(story: Story, { longest, findings, clusters }: Sheet): string {
  const { base, head, permalink } = story;
  const places = { locate: locateIn(head.texts), permalink };
  const gone = { locate: locateIn(base.texts), permalink: undefined };
  const [fresh, existing] = [withStatus(story, 'new'), withStatus(story, 'existing')];
  const fixed = mended(story.findings).map(({ finding }) => finding);
  const shown = clusters === 'all' ? head.clusters : story.touched;
  const list = findingList(findings === 'all' ? fresh : story.untold, places, longest * 0.45);
  return page(
    [
      `### ${headingOf(story.conclusion, fresh)}`,
      ...(findings === 'all' ? [list] : [onTheDiff(story), withTitle(story, list)]),
      looseEdits(story, longest * 0.15),
      clusterSection(shown, places, longest * 0.15),
      shortList(fixed, 'gone with this change', (finding) => briefOf(finding, gone), longest * 0.02),
      shortList(existing, 'older than this change', (finding) => briefOf(finding, places), longest * 0.08),
      unreadSection(head, places, longest * 0.06),
      problemSection(head, places, longest * 0.03),
      caveatSection(head, [...story.caveats, ...omissions({ leftOut: 0, ignored: head.ignored })], longest * 0.03),
      dataSentence(head.origin, shown),
    ],
    longest,
  );
}

/** `eks-lockstep failed: 2 errors and 1 warning are new`. */
export function headingOf(conclusion: Conclusion, fresh: readonly Finding[]): string {
  if (conclusion === 'neutral') return 'eks-lockstep could not judge this change';
  const verdict = conclusion === 'failure' ? 'failed' : 'passed';
  if (fresh.length === 0) return `eks-lockstep ${verdict}: nothing new`;
  return `eks-lockstep ${verdict}: ${severityCounts(fresh)} ${fresh.length === 1 ? 'is' : 'are'} new`;
}

function withStatus({ findings }: Story, status: FindingStatus): readonly Finding[] {
  return findings.filter((compared) => compared.status === status).map(({ finding }) => finding);
}

const MOST_SPOTS = 3;

function onTheDiff({ spots }: Story): string {
  if (spots.length === 0) return '';
  const more = spots.length > MOST_SPOTS ? [`${spots.length - MOST_SPOTS} more`] : [];
  return `Explained on the diff: ${enumerate([...spots.slice(0, MOST_SPOTS), ...more])}.`;
}

function withTitle({ spots }: Story, list: string): string {
  return list === '' || spots.length === 0 ? list : `Not on the diff:\n\n${list}`;
}

function looseEdits({ edits, permalink }: Story, longest: number): string {
  if (edits.length === 0) return '';
  const blocks = folded('Edits for them', diffBlocks(edits, permalink));
  return blocks.length <= longest ? blocks : '';
}

function shortList(findings: readonly Finding[], words: string, row: (finding: Finding) => string, longest: number): string {
  return foldedList(`${counted(findings.length, 'finding')} ${words}`, findings.map(row), longest);
}
