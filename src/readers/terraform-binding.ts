/** Binds what is made together: names to the cluster that has them, and what names none to the only cluster there is. */
import { isBound } from '../model/bound.ts';
import type { ClusterFact, ClusterRef, Fact } from '../model/fact.ts';
import { knowns } from '../model/value.ts';

/** The clusters that there are. */
export function idsOf(facts: readonly Fact[]): ReadonlySet<string> {
  return new Set(facts.flatMap((fact) => (fact.kind === 'cluster' ? [fact.id] : [])));
}

/** A reference to a module or a resource that makes no cluster leads to one that is not in this code. */
export function withoutStranger(fact: Fact, known: ReadonlySet<string>): Fact {
  if (!isBound(fact) || fact.cluster.kind !== 'id' || known.has(fact.cluster.id)) return fact;
  return { ...fact, cluster: { kind: 'elsewhere', reason: 'what makes its cluster is not in this repository' } };
}

/**
 * The facts of one root, with every reference that the root itself decides.
 *
 * @param isBroken there may be clusters that could not be read
 */
export function bound(facts: readonly Fact[], isBroken: boolean): readonly Fact[] {
  const clusters = facts.filter((fact): fact is ClusterFact => fact.kind === 'cluster');
  return facts.map((fact) => (isBound(fact) ? { ...fact, cluster: boundTo(fact.cluster, clusters, isBroken) } : fact));
}

function boundTo(reference: ClusterRef, clusters: readonly ClusterFact[], isBroken: boolean): ClusterRef {
  const [only, ...others] = clusters;
  if (reference.kind === 'unknown') return only && others.length === 0 && !isBroken ? { kind: 'id', id: only.id } : reference;
  if (reference.kind !== 'name') return reference;
  const [named, ...more] = clusters.filter((cluster) => knowns(cluster.name).some(({ value }) => value === reference.name));
  return named && more.length === 0 ? { kind: 'id', id: named.id } : reference;
}
