/** A planned upgrade, before anybody prints it. */
import type { Finding } from '../model/finding.ts';
import type { CatalogOrigin } from '../model/origin.ts';
import type { Span } from '../model/span.ts';

/** From one minor to the next. */
export interface UpgradeStep {
  /** `1.34`. */
  readonly to: string;
  /** Where that version stands on the day. */
  readonly support: { readonly status: string; readonly endOfStandardSupport?: string; readonly endOfExtendedSupport?: string };
  /** In the order in which they are taken, the clusters first. */
  readonly fixes: readonly UpgradeFix[];
  /** The texts of the files that it changes. */
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  /** Errors and warnings that the step brings or leaves and nothing mends: there the set is out of step. */
  readonly left: readonly Finding[];
  /** Every text after the step, for the places of `left`. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface UpgradeFix {
  /** Absent for the cluster version itself. */
  readonly ruleId?: string;
  readonly resource: string;
  readonly title: string;
  readonly disposition: 'safe' | 'unsafe';
}

/** A cluster version that the upgrade cannot write. */
export interface UnwrittenVersion {
  readonly span: Span;
  readonly resource: string;
  /** Completes "its version ...". */
  readonly why: string;
}

export interface Upgrade {
  /** `1.36`. */
  readonly to: string;
  readonly steps: readonly UpgradeStep[];
  /** Why the steps do not reach the goal; a sentence. */
  readonly stopped: string | undefined;
  readonly unwritten: readonly UnwrittenVersion[];
  /** The texts before the first step. */
  readonly texts: ReadonlyMap<string, string>;
  /** ISO date. */
  readonly today: string;
  readonly origin: CatalogOrigin;
  readonly degraded: readonly string[];
}
