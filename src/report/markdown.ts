/** What a check found, as Markdown: for a job summary or an issue. */
import { locateIn } from './regions.ts';
import type { CheckResult } from './result.ts';
import { caveatSection, clusterSection, findingList, page, problemSection, unreadSection } from './sections.ts';
import { counted, dataSentence, omissions, severityCounts } from './words.ts';

/** A job summary takes 1 MiB a step; a character takes three bytes at most, or two of them four. */
const LONGEST = 349_000;

/** Findings, clusters, what could not be read, and how old the data is. */
export function checkMarkdown(result: CheckResult): string {
  const { findings, clusters, origin } = result;
  const places = { locate: locateIn(result.texts), permalink: undefined };
  const files = new Set(findings.map(({ span }) => span.path)).size;
  const text = page(
    [
      `### eks-lockstep: ${findings.length === 0 ? 'no findings' : `${severityCounts(findings)} in ${counted(files, 'file')}`}`,
      findingList(findings, places, LONGEST * 0.6),
      clusterSection(clusters, places, LONGEST * 0.2),
      unreadSection(result, places, LONGEST * 0.1),
      problemSection(result, places, LONGEST * 0.05),
      caveatSection(result, omissions(result), LONGEST * 0.03),
      dataSentence(origin, clusters),
    ],
    LONGEST,
  );
  return `${text}\n`;
}
