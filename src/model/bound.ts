/** Facts that belong to a cluster. */
import type { AddonFact, Fact, ImageFact, NodeGroupFact } from './fact.ts';

export type BoundFact = AddonFact | ImageFact | NodeGroupFact;

/** Each kind, for people. */
export const BOUND: Readonly<Record<BoundFact['kind'], string>> = { addon: 'an add-on', image: 'an image', 'node-group': 'a node group' };

export function isBound(fact: Fact): fact is BoundFact {
  return Object.hasOwn(BOUND, fact.kind);
}
