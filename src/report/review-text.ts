/** What a review would say, for people at a terminal. */
import { type ComparedFinding, mended } from './compare.ts';
import { locateIn } from './regions.ts';
import type { CheckResult } from './result.ts';
import type { FindingPlacement, Review, ReviewedFinding } from './review.ts';
import { headingOf } from './summary.ts';
import { type Paint, painter, printable, printablePath } from './terminal.ts';
import { closing, findingBlocks, placeText, type TextOptions } from './text.ts';
import { counted } from './words.ts';

/** New findings with the place of their comment, the older and the mended ones in short, then every comment and the summary. */
export function reviewText(base: CheckResult, head: CheckResult, review: Review, { colour, quiet = false }: TextOptions): string {
  const paint = painter(colour);
  const fresh = review.findings.filter(({ status }) => status === 'new');
  const blocks = [
    paint('bold', headingOf(review.conclusion, findingsOf(fresh))),
    ...newFindings(fresh, head, paint),
    ...(quiet ? [] : details(base, head, review, paint)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function findingsOf(reviewed: readonly ReviewedFinding[]) {
  return reviewed.map(({ finding }) => finding);
}

function newFindings(fresh: readonly ReviewedFinding[], head: CheckResult, paint: Paint): readonly string[] {
  const blocks = findingBlocks(findingsOf(fresh), head.texts, paint);
  return fresh.map(({ placement }, index) => `${blocks[index] ?? ''}\n      ${told(placement)}`);
}

function told(placement: FindingPlacement): string {
  switch (placement.kind) {
    case 'suggestion':
      return `-> suggestion on ${linesOf(placement)}`;
    case 'line':
      return `-> comment on ${linesOf(placement)}`;
    case 'file':
      return `-> comment on the file ${printable(placement.path)}`;
    case 'summary':
      return '-> in the summary';
  }
}

function linesOf({ path, startLine, line }: FindingPlacement): string {
  return `${printablePath(path)}:${startLine}${line > startLine ? `-${line}` : ''}`;
}

function details(base: CheckResult, head: CheckResult, review: Review, paint: Paint): readonly string[] {
  return [
    ...inShort(
      review.findings.filter(({ status }) => status === 'existing'),
      'older than this change',
      head,
    ),
    ...inShort(mended(review.findings), 'gone with this change', base),
    ...closing(head, paint),
    ...comments(review, paint),
    ...(review.payload.summary?.onlyIfThere === true ? [] : [sheet(paint('bold', 'summary'), review.summary)]),
  ];
}

function inShort(findings: readonly ComparedFinding[], words: string, { texts }: CheckResult): readonly string[] {
  const locate = locateIn(texts);
  const rows = findings.map(
    ({ finding }) => `  ${placeText(locate(finding.span))} ${finding.severity} ${printable(finding.resource)} [${finding.ruleId}]`,
  );
  return rows.length === 0 ? [] : [[`${counted(rows.length, 'finding')} ${words}:`, ...rows].join('\n')];
}

function comments({ payload: { review } }: Review, paint: Paint): readonly string[] {
  const onLines = (review?.comments ?? []).map(({ path, startLine, line, body }) => {
    const lines = linesOf({ kind: 'line', path, startLine: startLine ?? line, line, body });
    return sheet(paint('bold', `comment on ${lines}`), body);
  });
  const onFiles = (review?.fileComments ?? []).map(({ path, body }) =>
    sheet(paint('bold', `comment on the file ${printable(path)}`), body),
  );
  return [...onLines, ...onFiles];
}

/** Behind a bar: no line of it can pass for a command to the runner. */
function sheet(title: string, body: string): string {
  return [title, ...body.split('\n').map((line) => `| ${printable(line)}`.trimEnd())].join('\n');
}
