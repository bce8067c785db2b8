/** SARIF 2.1.0 for code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
import { bySeverity, type Finding, type Fix, type Problem, type Severity } from '../model/finding.ts';
import type { FindingStatus } from './compare.ts';
import { fingerprintsOf } from './fingerprint.ts';
import type { Tool } from './json.ts';
import { message, plainText } from './markup.ts';
import { type Locate, locateIn, type Region } from './regions.ts';
import type { CheckResult } from './result.ts';

/** What SARIF says of a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly references: readonly string[];
  readonly helpUri: string;
}

export interface SarifOptions {
  readonly tool: Tool;
  readonly rules: readonly RuleInfo[];
  /** Of a review: what the change makes of each finding of the head. */
  readonly statuses?: ReadonlyMap<Finding, FindingStatus>;
}

/** https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const MOST_RESULTS = 25_000;
const MOST_LOCATIONS = 100;
const INFORMATION_URI = 'https://github.com/eks-lockstep/eks-lockstep';
const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const;

/** One run with all findings, the heaviest where there are more than code scanning takes. */
export function sarif(result: CheckResult, { tool, rules, statuses }: SarifOptions): string {
  const locate = locateIn(result.texts);
  const fingerprints = fingerprintsOf(result.findings);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(tool, rules) },
        automationDetails: { id: `${tool.name}/` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The root that was read.' } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(result, locate) }],
        results: heaviest(result.findings).map((finding) => ({
          ...resultOf(finding, locate, indexes),
          partialFingerprints: { 'eksLockstep/v1': fingerprints.get(finding) ?? '' },
          ...baselineOf(statuses?.get(finding)),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function driver({ name, version }: Tool, rules: readonly RuleInfo[]) {
  return {
    name,
    version,
    informationUri: INFORMATION_URI,
    rules: rules.map(({ id, title, severity, references, helpUri }) => ({
      id,
      shortDescription: { text: title },
      helpUri,
      help: {
        text: [`${title}.`, ...references].join('\n'),
        markdown: [`${title}.\n`, ...references.map((url) => `- <${url}>`)].join('\n'),
      },
      defaultConfiguration: { level: LEVELS[severity] },
      properties: { tags: ['aws', 'eks', 'kubernetes'] },
    })),
  };
}

function heaviest(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_RESULTS) return findings;
  const kept = new Set(findings.toSorted((a, b) => bySeverity(a.severity, b.severity)).slice(0, MOST_RESULTS));
  return findings.filter((finding) => kept.has(finding));
}

function resultOf(finding: Finding, locate: Locate, indexes: ReadonlyMap<string, number>) {
  const { ruleId, severity, message: said, span, related, fix } = finding;
  const ruleIndex = indexes.get(ruleId);
  return {
    ruleId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text: unlinked(said), markdown: message(said) },
    locations: [{ physicalLocation: physical(locate(span)) }],
    relatedLocations: related.slice(0, MOST_LOCATIONS).map(({ span: place, message: why }, index) => ({
      id: index + 1,
      physicalLocation: physical(locate(place)),
      message: { text: unlinked(why) },
    })),
    ...(fix ? { fixes: [fixOf(fix, locate)] } : {}),
  };
}

/** In SARIF's plain text `[a](b)` is a link (section 3.11.6). */
function unlinked(markdown: string): string {
  return plainText(markdown).replaceAll('](', '] (');
}

function physical(region: Region) {
  return { artifactLocation: artifact(region.path), region: regionOf(region) };
}

function artifact(path: string) {
  return { uri: uriOf(path), uriBaseId: 'SRCROOT' };
}

/** A relative reference (https://www.rfc-editor.org/rfc/rfc3986#section-4.2): a colon in it would begin a scheme, so it is encoded too. */
function uriOf(path: string): string {
  return path
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

function regionOf({ line, column, endLine, endColumn }: Region) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function fixOf({ title, edits }: Fix, locate: Locate) {
  const paths = [...new Set(edits.map(({ span }) => span.path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path),
      replacements: edits
        .filter(({ span }) => span.path === path)
        .map(({ span, newText }) => ({ deletedRegion: regionOf(locate(span)), insertedContent: { text: newText } })),
    })),
  };
}

function baselineOf(status: FindingStatus | undefined) {
  if (status === undefined) return {};
  return { baselineState: { new: 'new', existing: 'unchanged', fixed: 'absent' }[status] };
}

function notifications({ problems, degraded }: CheckResult, locate: Locate) {
  return [
    ...problems.map((problem) => ({
      level: 'warning',
      message: { text: `${problem.path} ${unlinked(problem.message)}` },
      locations: [{ physicalLocation: placeOf(problem, locate) }],
    })),
    ...degraded.map((sentence) => ({ level: 'note', message: { text: unlinked(sentence) } })),
  ];
}

function placeOf({ path, offset }: Problem, locate: Locate) {
  if (offset === undefined) return { artifactLocation: artifact(path) };
  const { line } = locate({ path, start: offset, end: offset });
  return { artifactLocation: artifact(path), region: { startLine: line } };
}
