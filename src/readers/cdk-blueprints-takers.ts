/** Which blueprint takes an add-on that a program makes somewhere. */
import type { ClusterRef } from '../model/fact.ts';
import { isMethodCall } from './cdk-blueprints-builders.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { beside, type Place } from './syntax/places.ts';
import { bare, ts } from './syntax/typescript.ts';

const MAX_DEPTH = 8;

/** Every add-on and list of add-ons that blueprints are given. */
export class Takers {
  readonly #evaluator: Evaluator;
  readonly #clusters = new Map<ts.Node, Set<ClusterRef>>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** Notes that a cluster is given an add-on, or a list of them. */
  give(place: Place, cluster: ClusterRef, depth = 0): void {
    if (depth > MAX_DEPTH) return;
    for (const target of this.#evaluator.resolve(place)) {
      if (target.kind === 'unknown') continue;
      const node = bare(target.node);
      if (target.made?.kind === 'list') for (const item of target.made.items) this.give(item, cluster, depth + 1);
      if (target.made) continue;
      this.#clusters.set(node, (this.#clusters.get(node) ?? new Set()).add(cluster));
      if (!ts.isArrayLiteralExpression(node)) continue;
      for (const item of node.elements) this.give(beside(target, ts.isSpreadElement(item) ? item.expression : item), cluster, depth + 1);
    }
  }

  /** The cluster that takes an add-on; unknown where none does, or more than one. */
  clusterOf(creation: ts.NewExpression): ClusterRef {
    const clusters = new Set([...(this.#clusters.get(creation) ?? []), ...this.#pushed(creation)]);
    const [cluster, ...others] = clusters;
    if (!cluster) return { kind: 'unknown', reason: 'the program does not say which blueprint takes it' };
    return others.length === 0 ? cluster : { kind: 'unknown', reason: `${clusters.size} blueprints take it` };
  }

  /** `addOns.push(new VpcCniAddOn())`. */
  #pushed(creation: ts.NewExpression): readonly ClusterRef[] {
    const { parent } = creation;
    if (!isMethodCall(parent) || !/^(?:push|unshift)$/.test(parent.expression.name.text)) return [];
    return this.#evaluator
      .resolve(parent.expression.expression)
      .flatMap((target) => (target.kind === 'unknown' ? [] : [...(this.#clusters.get(bare(target.node)) ?? [])]));
  }
}
