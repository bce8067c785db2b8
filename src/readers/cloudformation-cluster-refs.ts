/** How what belongs to a cluster names it in a template. */
import type { ClusterFact, ClusterRef } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { placeKey, single } from '../model/value.ts';
import type { Stacks } from './cloudformation-stacks.ts';
import type { Resource, Template } from './cloudformation-template.ts';
import { type Item, textOf } from './syntax/yaml-items.ts';

export const CLUSTER = 'AWS::EKS::Cluster';

/** The id of a cluster in one reading. */
export function clusterId(id: string, { path }: Template): string {
  return `${path}#${id}`;
}

/** A resource that an item stands for, and the template that it is in. */
export interface Referred {
  readonly resource: Resource;
  readonly template: Template;
}

/** The one resource that all items stand for. */
export function referredBy(items: readonly Item[], template: Template, stacks: Stacks): Referred | undefined {
  const [first, ...others] = items;
  if (first?.outcome.kind !== 'resource') return undefined;
  const { id, program } = first.outcome;
  const isOne = others.every(({ outcome }) => outcome.kind === 'resource' && outcome.id === id && outcome.program === program);
  const home = program === undefined ? template : stacks.at(program);
  const resource = isOne ? home?.resources.get(id) : undefined;
  return resource && home && { resource, template: home };
}

/** Clusters by the places of their names. */
export type Named = ReadonlyMap<string, readonly ClusterFact[]>;

export function byName(clusters: readonly ClusterFact[]): Named {
  const named = new Map<string, readonly ClusterFact[]>();
  for (const cluster of clusters) {
    const name = single(cluster.name);
    if (name) named.set(placeKey(name), [...(named.get(placeKey(name)) ?? []), cluster]);
  }
  return named;
}

/** A reference to the cluster, or its name. */
export function clusterNamedBy(items: readonly Item[], span: Span, template: Template, stacks: Stacks, named: Named): ClusterRef {
  if (items.length === 0) return { kind: 'unknown', reason: 'it does not name its cluster' };
  if (items[0]?.outcome.kind === 'resource') return clusterReferredBy(items, template, stacks);
  const name = textOf(items, span);
  if (name?.kind !== 'known') return { kind: 'unknown', reason: name?.kind === 'unknown' ? name.reason : 'it does not name its cluster' };
  // handed down to both from one place: the same name wherever the templates lie
  const [cluster, ...others] = named.get(placeKey(name)) ?? [];
  return cluster && others.length === 0 && cluster.span.path !== span.path && !isOften(cluster, stacks)
    ? { kind: 'id', id: cluster.id }
    : { kind: 'name', name: name.value };
}

function isOften({ span }: ClusterFact, stacks: Stacks): boolean {
  const template = stacks.at(span.path);
  return template === undefined || stacks.isCalledOften(template);
}

function clusterReferredBy(items: readonly Item[], template: Template, stacks: Stacks): ClusterRef {
  const referred = referredBy(items, template, stacks);
  if (!referred) return { kind: 'unknown', reason: 'it depends on conditions of the template' };
  if (referred.resource.type !== CLUSTER) return { kind: 'unknown', reason: 'its cluster is made by another resource' };
  if (referred.template !== template && stacks.isCalledOften(referred.template))
    return { kind: 'elsewhere', reason: 'its cluster is one of several stacks of the same template' };
  return { kind: 'id', id: clusterId(referred.resource.id, referred.template) };
}
