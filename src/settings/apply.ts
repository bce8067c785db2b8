/** What is left of the findings once the repository had its say. */
import type { Finding, Related } from '../model/finding.ts';
import { overlaps, type Span } from '../model/span.ts';
import type { Config } from './config.ts';
import { matchesGlob } from './glob.ts';
import { type Notes, notesOf, type TextOf } from './notes.ts';

export interface Application {
  readonly findings: readonly Finding[];
  readonly config: Config;
  /** The texts that the findings were found in. */
  readonly textOf: TextOf;
  /** ISO date, UTC. */
  readonly today: string;
}

export interface Applied {
  /** In their order, without those that are off or ignored, each with the severity that the configuration gives its rule. */
  readonly findings: readonly Finding[];
  /** How many were hidden by a comment or by `ignore`; rules that are off do not count. */
  readonly ignored: number;
}

/** Applies the levels of rules, `ignore` and the comments of files. What a finding is about stays, and so its identity. */
export function applySettings({ findings, config, textOf, today }: Application): Applied {
  const notes = notesOf(textOf);
  const kept: Finding[] = [];
  let ignored = 0;
  for (const finding of findings) {
    const severity = config.rules.get(finding.ruleId) ?? finding.severity;
    if (severity === 'off') continue;
    const byComment = untilByComment(finding, notes);
    const byEntry = latest(config.ignore.filter((entry) => isMeant(finding, entry)).map(({ until }) => until ?? FOREVER));
    if (byComment >= today || byEntry >= today) ignored += 1;
    else kept.push(withoutFalseFix({ ...finding, severity, message: finding.message + expiry(byComment, byEntry) }, config, notes));
  }
  return { findings: kept, ignored };
}

/** Later than every day, and earlier than every day. */
const FOREVER = '9999-12-32';
const NEVER = '';

function latest(days: readonly string[]): string {
  return days.toSorted().at(-1) ?? NEVER;
}

function earliest(days: readonly string[]): string {
  return days.toSorted()[0] ?? NEVER;
}

/** The last day on which comments hide a finding: those at its own place, or at every place that it relates to in the same way. */
function untilByComment({ ruleId, span, related }: Finding, notes: Notes): string {
  function untilAt(place: Span): string {
    const ignores = notes.ignoresAt(place).filter(({ rules }) => rules.some(({ value }) => value === ruleId));
    return latest(ignores.map(({ until }) => until ?? FOREVER));
  }
  // one value may have many uses: an ignore at one of them does not speak for the others
  const kinds = [...new Set(related.map(kindOf))];
  const elsewhere = kinds.map((kind) => earliest(related.filter((place) => kindOf(place) === kind).map((place) => untilAt(place.span))));
  return latest([untilAt(span), ...elsewhere]);
}

/** What a related place is: its message up to what it names. */
function kindOf({ message }: Related): string {
  return /^[^`:]*/.exec(message)?.[0] ?? '';
}

function isMeant({ ruleId, span }: Finding, { rule, path }: Config['ignore'][number]): boolean {
  return (rule === undefined || rule === ruleId) && (path === undefined || matchesGlob(path, span.path));
}

function expiry(byComment: string, byEntry: string): string {
  if (byComment !== NEVER) return ` The comment that ignored this expired on ${byComment}.`;
  return byEntry === NEVER ? '' : ` The entry of the configuration that ignored this expired on ${byEntry}.`;
}

/** Writing another version into an assumption upgrades nothing. */
function withoutFalseFix(finding: Finding, { assume }: Config, notes: Notes): Finding {
  const { fix, ...rest } = finding;
  const assumed = [...new Set(fix?.edits.map(({ span }) => span.path))].flatMap((path) => notes.assumesIn(path));
  const places = [...assumed, ...assume].map(({ clusterVersion }) => clusterVersion.span);
  return fix?.edits.some(({ span }) => places.some((place) => overlaps(place, span))) ? rest : finding;
}
