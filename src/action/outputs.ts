/** What a run leaves behind: outputs, the job summary, the log, the files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as core from '@actions/core';
import { codeSpan } from '../model/markdown.ts';
import { githubCommands } from '../report/github.ts';
import { reviewJson } from '../report/json.ts';
import type { Conclusion, FileComment } from '../report/payload.ts';
import type { CheckResult } from '../report/result.ts';
import { UsageError } from '../options.ts';
import { rulePage, sentence } from '../report/markup.ts';
import { sarif } from '../report/sarif.ts';
import { rules } from '../rules/index.ts';
import { TOOL } from '../tool.ts';
import type { JudgedChange } from './judge.ts';
import type { Posted } from './post.ts';

/** What every run leaves. */
export interface Noted {
  /** Markdown, in the order in which it matters: what does not fit is left out from the end. */
  readonly jobSummary: readonly string[];
  /** What the world would not do, each once. */
  readonly sentences: readonly string[];
}

/** A run that reached a verdict. */
export interface Told extends Noted {
  readonly conclusion: Conclusion;
  readonly head: CheckResult;
  /** The findings that decide, by severity; for a whole tree all of them. */
  readonly newFindings: CheckResult['findings'];
  /** The JSON report. */
  readonly report: string;
  /** Whether the log has to carry the annotations, because nothing else does. */
  readonly isForTheLog: boolean;
  /** Id of the commit that this run made, whose files are the head. */
  readonly appliedCommit?: string;
}

/** Told of a change, with what became of it on GitHub. */
export function toldOfChange({ comparison, isRead }: JudgedChange, { review, published }: Pick<Posted, 'review' | 'published'>): Told {
  const { base, head } = comparison;
  const fresh = review.findings.filter(({ status }) => status === 'new').map(({ finding }) => finding);
  const nothing = isRead ? [] : ['No changed file is one that is read.'];
  return {
    conclusion: review.conclusion,
    head,
    newFindings: fresh,
    report: reviewJson(base, head, review, TOOL),
    jobSummary: [review.jobSummary, ...nothing, ...published.unposted.map(unposted)],
    isForTheLog: published.check !== 'created' && published.check !== 'unchanged',
    sentences: [...new Set([...head.degraded, ...published.refused])],
  };
}

function unposted({ path, body }: FileComment): string {
  return `#### ${codeSpan(path)}\n\n${body}`;
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
  // outputs without a verdict would contradict the exit status
  const sarifPath = sarifFile === '' ? undefined : await writeSarif(told, resolve(workspace, sarifFile));
  core.setOutput('conclusion', told.conclusion);
  core.setOutput('findings-count', told.head.findings.length);
  core.setOutput('new-findings-count', told.newFindings.length);
  core.setOutput('report', report);
  if (told.appliedCommit !== undefined) core.setOutput('applied-commit', told.appliedCommit);
  if (sarifPath !== undefined) core.setOutput('sarif-file', sarifPath);
  await leaveNote(told);
  core.info(`eks-lockstep: ${told.conclusion}; findings: ${told.head.findings.length}, new: ${told.newFindings.length}.`);
  if (told.isForTheLog) process.stdout.write(githubCommands({ ...told.head, findings: told.newFindings }));
  if (told.conclusion === 'failure') process.exitCode = 1;
}

/** A step's summary is dropped as a whole where it has more bytes (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary). */
const LONGEST_SUMMARY = 1_024 * 1_024;

/** Writes the job summary and, as annotations, what was refused. */
export async function leaveNote({ jobSummary, sentences }: Noted): Promise<void> {
  for (const said of sentences) core.warning(said);
  // older servers have no job summaries
  if (!process.env['GITHUB_STEP_SUMMARY']) return;
  const refused = sentences.map((said) => `> ${sentence(said)}`).join('\n>\n');
  const parts = [...fitting(jobSummary, LONGEST_SUMMARY - Buffer.byteLength(refused)), refused].filter((part) => part !== '');
  await core.summary.addRaw(parts.join('\n\n'), true).write();
}

/** @param longest in bytes */
function fitting(parts: readonly string[], longest: number): readonly string[] {
  let bytes = 1_000;
  const kept = parts.filter((part) => (bytes += Buffer.byteLength(part) + 2) <= longest);
  const left = parts.length - kept.length;
  return left === 0 ? kept : [...kept, `${left} more did not fit here.`];
}

async function writeSarif({ head }: Told, file: string): Promise<string> {
  const infos = rules.map(({ meta }) => ({ ...meta, helpUri: rulePage(meta.id) }));
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, sarif(head, { tool: TOOL, rules: infos }));
  } catch (error) {
    throw new UsageError(`the input sarif-file names what cannot be written: ${file}`, { cause: error });
  }
  return file;
}
