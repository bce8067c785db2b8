/** What rules say: a finding, where it sits, and the edits that would mend it. */
import type { Span } from './span.ts';

export const SEVERITIES = ['error', 'warning', 'notice'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Replaces the text of `span`. An empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** Whether two edits write the same text at the same place. */
export function identicalEdits(a: Edit, b: Edit): boolean {
  return a.newText === b.newText && a.span.path === b.span.path && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** *safe* may be committed without asking; *unsafe* changes a running thing and is only offered. */
export type Disposition = 'safe' | 'unsafe';

/** Edits that belong together: all of them or none. */
export interface Fix {
  readonly title: string;
  readonly disposition: Disposition;
  readonly edits: readonly Edit[];
  /** What it does to things that run, as a sentence: said also where the finding is told in short. */
  readonly effect?: string;
}

/** Another place a reader should look at, and why. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  /** Markdown of one or more sentences; text from the repository inside it is already in code spans. */
  readonly message: string;
  readonly span: Span;
  readonly related: readonly Related[];
  /** What it speaks of, for the identity: `Addon coredns`; never a path or a line. */
  readonly resource: string;
  /** The wrong value, for the identity; empty where something is missing. */
  readonly value: string;
  readonly fix?: Fix;
}

/** Their input could not be read here; the run goes on. */
export interface Problem {
  readonly path: string;
  readonly offset?: number;
  readonly message: string;
}

/** The order of severities: errors first. */
export function bySeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** What a finding is, whatever its words and its place: rule, resource and value. Lines move and files are renamed; this stays. */
export function identityOf({ ruleId, resource, value }: Pick<Finding, 'ruleId' | 'resource' | 'value'>): string {
  return JSON.stringify([ruleId, resource, value]);
}

/** The finding as one to be told only. */
export function withoutFix({ fix: _fix, ...finding }: Finding): Finding {
  return finding;
}
