/** Which cluster an expression of a program leads to. */
import type { ClusterRef } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Program } from './pulumi-yaml-program.ts';
import { isClusterType } from './pulumi-yaml-types.ts';
import type { Values } from './pulumi-yaml-values.ts';
import { type Item, textOf } from './syntax/yaml-items.ts';

const MAX_PROVIDERS = 4;

/** What a fact of a cluster is called. */
export function clusterId(id: string, { path }: Program): string {
  return `${path}#${id}`;
}

/** `${cluster.name}`, `${cluster.eksCluster.name}`, `${cluster}`, or a name. */
export function clusterBehind(items: readonly Item[], span: Span, values: Values): ClusterRef {
  const ids = new Set(items.map(({ outcome }) => (outcome.kind === 'resource' ? outcome.id : undefined)));
  const [id] = ids;
  if (ids.size === 1 && id !== undefined && isClusterType(values.program.resources.get(id)?.type ?? ''))
    return { kind: 'id', id: clusterId(id, values.program) };
  const name = textOf(values.settled(items), span);
  if (name?.kind === 'known') return { kind: 'name', name: name.value };
  return { kind: 'unknown', reason: name?.kind === 'unknown' ? name.reason : 'it depends on the stack' };
}

/** The cluster that a provider's kubeconfig comes from. */
export function clusterOfProvider(items: readonly Item[], span: Span, values: Values, depth = 0): ClusterRef {
  const [first] = items;
  const id = items.length === 1 && first?.outcome.kind === 'resource' ? first.outcome.id : '';
  const resource = values.program.resources.get(id);
  if (!resource) return { kind: 'unknown', reason: 'it names no provider of this program' };
  if (isClusterType(resource.type) || depth > MAX_PROVIDERS) return clusterBehind(items, span, values);
  const kubeconfig = values.field(resource.properties, 'kubeconfig');
  return clusterOfProvider(kubeconfig, span, values, depth + 1);
}
