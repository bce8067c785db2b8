/** The JSON that programs rely on: `schema/report.schema.json` describes it. Equal input gives equal bytes. */
import type { Edit, Finding, Fix, Problem } from '../model/finding.ts';
import type { FindingStatus } from './compare.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { type Locate, locateIn } from './regions.ts';
import type { CheckResult, ClusterRow, Placed, UnresolvedRow } from './result.ts';
import type { FindingPlacement, Review } from './review.ts';
import { compareText } from '../model/order.ts';
import { countSeverities } from './words.ts';

/** Who wrote the report. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

const SCHEMA_VERSION = 1;

/** The report of `check`. */
export function checkJson(result: CheckResult, tool: Tool): string {
  const locate = locateIn(result.texts);
  const fingerprints = fingerprintsOf(result.findings);
  const findings = result.findings.map((finding) => findingJson(finding, fingerprints.get(finding) ?? '', locate));
  return print(reportJson(result, tool, findings.toSorted(byPlace)));
}

/** The report of `review`: what stands on the head, what is gone from the base, and where each is told. */
export function reviewJson(base: CheckResult, head: CheckResult, review: Review, tool: Tool): string {
  const onHead = locateIn(head.texts);
  const onBase = locateIn(base.texts);
  const findings = review.findings.map(({ finding, fingerprint, status, placement }) => ({
    ...findingJson(finding, fingerprint, status === 'fixed' ? onBase : onHead),
    status,
    placement: placementJson(placement),
  }));
  const report = reportJson(head, tool, findings.toSorted(byPlace));
  return print({ ...report, summary: review.summary, conclusion: review.conclusion });
}

interface FindingJson {
  readonly ruleId: string;
  readonly severity: Finding['severity'];
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly fingerprint: string;
  readonly status?: FindingStatus;
}

function reportJson(result: CheckResult, tool: Tool, findings: readonly FindingJson[]) {
  const locate = locateIn(result.texts);
  const { source, asOf } = result.origin;
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: tool.name, version: tool.version },
    today: result.today,
    catalog: { source, asOf },
    clusters: result.clusters.map((cluster) => clusterJson(cluster, locate)),
    findings,
    unresolved: result.unresolved.map((row) => unresolvedJson(row, locate)),
    problems: result.problems.map((problem) => problemJson(problem, locate)),
    degraded: [...result.degraded],
    counts: countSeverities(findings.filter(({ status }) => status !== 'fixed')),
  };
}

function print(report: object): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function clusterJson({ id, dialect, span, versions, addons }: ClusterRow, locate: Locate) {
  const { path, line } = locate(span);
  return {
    id,
    dialect,
    path,
    line,
    versions: versions.map((version) => placedJson(version, locate)),
    addons: addons.map(({ addonName, versions: pinned }) => ({
      addonName,
      versions: pinned.map((version) => placedJson(version, locate)),
    })),
  };
}

function placedJson({ value, span }: Placed, locate: Locate) {
  const { path, line } = locate(span);
  return { value, path, line };
}

function findingJson(finding: Finding, fingerprint: string, locate: Locate) {
  const { ruleId, severity, message, span, related, fix } = finding;
  return {
    ruleId,
    severity,
    message,
    ...locate(span),
    related: related.map(({ span: place, message: why }) => {
      const { path, line } = locate(place);
      return { path, line, message: why };
    }),
    ...(fix ? { fix: fixJson(fix, locate) } : {}),
    fingerprint,
  };
}

export function fixJson({ title, disposition, edits }: Fix, locate: Locate) {
  return { title, disposition, edits: edits.map((edit) => editJson(edit, locate)) };
}

function editJson({ span, newText }: Edit, locate: Locate) {
  return { ...locate(span), newText };
}

function placementJson({ kind, path, startLine, line, body }: FindingPlacement) {
  return { kind, path, startLine, line, body };
}

function unresolvedJson({ span, what, why }: UnresolvedRow, locate: Locate) {
  const { path, line } = locate(span);
  return { path, line, what, why };
}

function problemJson({ path, offset, message }: Problem, locate: Locate) {
  return { path, ...(offset === undefined ? {} : { line: locate({ path, start: offset, end: offset }).line }), message };
}

function byPlace(a: FindingJson, b: FindingJson): number {
  const order = compareText(a.path, b.path) || a.line - b.line || a.column - b.column || compareText(a.ruleId, b.ruleId);
  return order || compareText(a.fingerprint, b.fingerprint);
}
