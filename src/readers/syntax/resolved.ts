/** What an expression stands for, as readers see it. */
import type { Span } from '../../model/span.ts';
import type { Step } from '../../model/value.ts';
import type { Place } from './places.ts';

/**
 * An expression that is no name, with the places on the way to it (from the use backwards), or why there is none. As a whole it is a
 * place, which the evaluator reads in the calls that lead to it.
 */
export type Resolved =
  | (Place & { readonly kind: 'expression'; readonly via: readonly Step[]; readonly when?: string })
  | { readonly kind: 'unknown'; readonly reason: string; readonly span: Span };
