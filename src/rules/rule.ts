/** One rule: what it is, and a check that yields findings. Pure: the day and the catalog are handed in. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Disposition, Finding, Fix, Related, Severity } from '../model/finding.ts';
import { compareText } from '../model/order.ts';
import type { Span } from '../model/span.ts';

export interface RuleMeta {
  /** Names the wrong state; also the file's, the test's, the page's and the scenario's name. Never changes once published. */
  readonly id: string;
  /** One sentence without a full stop. */
  readonly title: string;
  /** The severity of most findings; a check may lower it. */
  readonly severity: Severity;
  /** What its fixes are; `none` where no answer is right in every program. */
  readonly fix: Disposition | 'none';
  /** Where the policy is written down. */
  readonly references: readonly string[];
}

export interface RuleContext extends Inventory {
  readonly catalog: Catalog;
  /** ISO date, UTC. */
  readonly today: string;
  /** Identities (`resource`) of clusters that the base of the change has too: they may be running. */
  readonly existingClusters: ReadonlySet<string>;
}

/** A finding before the rule's id and severity are added. */
export interface Draft {
  readonly span: Span;
  readonly message: string;
  readonly resource: string;
  readonly value: string;
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fix?: Fix | undefined;
}

export interface Rule {
  readonly meta: RuleMeta;
  readonly check: (context: RuleContext) => Iterable<Draft>;
}

/** A rule, checked at compile time. */
export function defineRule(meta: RuleMeta, check: (context: RuleContext) => Iterable<Draft>): Rule {
  return { meta, check };
}

/**
 * Runs rules over one inventory. The result is sorted by path, place and rule; the same finding reached twice (one literal that
 * decides two resources) is one, with the places of both.
 *
 * @throws an error that names the rule, where a rule itself breaks
 */
export function runRules(rules: readonly Rule[], context: RuleContext): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const { meta, check } of rules) {
    try {
      for (const draft of check(context)) {
        const finding = finish(meta, draft);
        const key = JSON.stringify([finding.ruleId, finding.span, finding.value, finding.message]);
        const same = findings.get(key);
        findings.set(key, same ? { ...same, related: mergeRelated(same.related, finding.related) } : finding);
      }
    } catch (error) {
      throw new Error(`rule ${meta.id} broke: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  return [...findings.values()].toSorted(byPlace);
}

function finish(meta: RuleMeta, draft: Draft): Finding {
  const { severity, related, fix, ...rest } = draft;
  return { ruleId: meta.id, ...rest, severity: severity ?? meta.severity, related: related ?? [], ...(fix ? { fix } : {}) };
}

function mergeRelated(a: readonly Related[], b: readonly Related[]): readonly Related[] {
  const seen = new Map([...a, ...b].map((item) => [JSON.stringify(item.span), item]));
  return [...seen.values()];
}

function byPlace(a: Finding, b: Finding): number {
  return compareText(a.span.path, b.span.path) || a.span.start - b.span.start || a.span.end - b.span.end || compareText(a.ruleId, b.ruleId);
}
