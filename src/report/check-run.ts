/** The check run on the head commit: the verdict, the story, and a note on every pin that a change breaks. */
import { bySeverity, type Finding } from '../model/finding.ts';
import { digest } from './fingerprint.ts';
import { firstSentence, plainText } from './markup.ts';
import type { CheckAnnotation, CheckPayload } from './payload.ts';
import type { Locate } from './regions.ts';
import { headingOf, type Story, summaryOf } from './summary.ts';
import { compareText } from '../model/order.ts';
import { capitalized, severityCounts } from './words.ts';

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run */
const LONGEST_SUMMARY = 65_535;
const LONGEST_TITLE = 255;
/** Of 64 KB, which are bytes. */
const LONGEST_MESSAGE = 16_000;

/** A request carries fifty. */
const MOST_ANNOTATIONS = 200;

const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const;

/** New findings are annotated where they stand, in the diff or not; the heaviest, where they are too many. */
export function checkPayload(name: string, story: Story, locate: Locate): CheckPayload {
  const fresh = story.findings.filter(({ status }) => status === 'new').map(({ finding }) => finding);
  const caveats = [...story.caveats, ...annotated(fresh.length)];
  const content = {
    name,
    title: titleOf(story, fresh),
    summary: summaryOf({ ...story, caveats }, { longest: LONGEST_SUMMARY, findings: 'all', clusters: 'all' }),
    conclusion: story.conclusion,
    annotations: fresh
      .map((finding) => annotationOf(finding, locate))
      .toSorted(byWeight)
      .slice(0, MOST_ANNOTATIONS),
  };
  return { ...content, digest: digest(JSON.stringify(content)) };
}

function annotated(findings: number): readonly string[] {
  return findings > MOST_ANNOTATIONS ? [`Of the new findings, ${findings - MOST_ANNOTATIONS} are not annotated.`] : [];
}

/** `2 errors: Creating or updating coredns with …`, the worst first. */
function titleOf({ conclusion, head }: Story, fresh: readonly Finding[]): string {
  const [worst] = fresh.toSorted((a, b) => bySeverity(a.severity, b.severity));
  if (conclusion === 'neutral') return capitalized(headingOf(conclusion, fresh).replace(/^eks-lockstep /, ''));
  if (worst === undefined) return head.clusters.length > 0 ? `Nothing new (data as of ${head.origin.asOf})` : 'Nothing new';
  return cut(`${severityCounts(fresh)}: ${plainText(firstSentence(worst.message))}`, LONGEST_TITLE);
}

function annotationOf({ severity, span, ruleId, message, fix }: Finding, locate: Locate): CheckAnnotation {
  const { path, line, endLine, column, endColumn } = locate(span);
  const columns = line === endLine && endColumn > column ? { columns: { start: column, end: endColumn - 1 } } : {};
  const advice = fix ? `\n\nFix: ${fix.title}` : '';
  return {
    path,
    startLine: line,
    endLine,
    ...columns,
    level: LEVELS[severity],
    title: cut(ruleId, LONGEST_TITLE),
    message: cut(plainText(message) + advice, LONGEST_MESSAGE),
  };
}

function byWeight(a: CheckAnnotation, b: CheckAnnotation): number {
  const levels = ['failure', 'warning', 'notice'];
  return levels.indexOf(a.level) - levels.indexOf(b.level) || compareText(a.path, b.path) || a.startLine - b.startLine;
}

function cut(text: string, longest: number): string {
  const line = text.replaceAll(/[^\P{C}\n]/gu, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
