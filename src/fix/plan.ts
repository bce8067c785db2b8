/** What convergence gives: edits that belong together, and which finding asked for which. */
import type { Edit, Finding } from '../model/finding.ts';
import type { Span } from '../model/span.ts';

/** Fixes of several findings and of what those fixes bring up, as one set of edits. Taken whole, it is verified. */
export interface Plan {
  /** Against the texts that the plan began with: sorted by path and place, none touches another. */
  readonly edits: readonly Edit[];
  /** In the order in which they were taken. */
  readonly steps: readonly PlanStep[];
  /** The texts after the edits, of the files that they change. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface PlanStep {
  /** As it was told when its turn came; its own spans point into the texts of that round. */
  readonly finding: Finding;
  /** Where the finding stands in the texts that the plan began with. */
  readonly span: Span;
  /** 0: it stands in the texts as they are. More: it comes up once the edits of earlier rounds are made. */
  readonly round: number;
  /** The edits of the plan that hold those of its fix, by index. */
  readonly edits: readonly number[];
}
