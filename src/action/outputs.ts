/** What a run leaves behind: outputs, the job summary, the log, the files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as core from '@actions/core';
import type { PublishResult } from '../github/publish.ts';
import { githubCommands } from '../report/github.ts';
import { reviewJson } from '../report/json.ts';
import type { Conclusion } from '../report/payload.ts';
import type { CheckResult } from '../report/result.ts';
import type { Review } from '../report/review.ts';
import { rulePage } from '../report/markup.ts';
import { sarif } from '../report/sarif.ts';
import { rules } from '../rules/index.ts';
import type { Comparison } from '../run.ts';
import { TOOL } from '../tool.ts';

/** A run that reached a verdict. */
export interface Told {
  readonly conclusion: Conclusion;
  readonly head: CheckResult;
  /** The findings that decide, by severity; for a whole tree all of them. */
  readonly newFindings: CheckResult['findings'];
  /** The JSON report. */
  readonly report: string;
  /** Markdown, at most 1 MiB. */
  readonly jobSummary: string;
  /** Whether the log has to carry the annotations, because nothing else does. */
  readonly isForTheLog: boolean;
  /** What the world would not do, each once. */
  readonly sentences: readonly string[];
}

/** Told of a change, with what became of it on the pull request, if there is one. */
export function toldOfChange(comparison: Comparison, review: Review, published: PublishResult | undefined): Told {
  const { base, head } = comparison;
  const fresh = review.findings.filter(({ status }) => status === 'new').map(({ finding }) => finding);
  const unposted = published?.unposted ?? [];
  return {
    conclusion: review.conclusion,
    head,
    newFindings: fresh,
    report: reviewJson(base, head, review, TOOL),
    jobSummary: [review.jobSummary, ...unposted.map(({ path, body }) => `#### ${path.replaceAll(/[`\n]/g, ' ')}\n\n${body}`)].join('\n\n'),
    isForTheLog: published === undefined || (published.check !== 'created' && published.check !== 'unchanged'),
    sentences: [...head.degraded, ...(published?.refused ?? [])],
  };
}

/** Where files are left for later steps. */
export interface Folders {
  /** `RUNNER_TEMP`. */
  readonly temp: string;
  readonly workspace: string;
}

/** Writes everything; the exit status follows the conclusion. */
export async function leave(told: Told, sarifFile: string, { temp, workspace }: Folders): Promise<void> {
  const report = join(temp, 'eks-lockstep-report.json');
  await writeFile(report, told.report);
  core.setOutput('conclusion', told.conclusion);
  core.setOutput('findings-count', told.head.findings.length);
  core.setOutput('new-findings-count', told.newFindings.length);
  core.setOutput('report', report);
  if (sarifFile !== '') core.setOutput('sarif-file', await writeSarif(told, join(workspace, sarifFile)));
  for (const sentence of told.sentences) core.warning(sentence);
  if (told.isForTheLog) process.stdout.write(githubCommands({ ...told.head, findings: told.newFindings }));
  await core.summary.addRaw([told.jobSummary, ...told.sentences.map((sentence) => `> ${sentence}`)].join('\n\n'), true).write();
  if (told.conclusion === 'failure') process.exitCode = 1;
}

async function writeSarif({ head }: Told, file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const infos = rules.map(({ meta }) => ({ ...meta, helpUri: rulePage(meta.id) }));
  await writeFile(file, sarif(head, { tool: TOOL, rules: infos }));
  return file;
}
