/** Which cluster an expression leads to. */
import type { ClusterRef } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import type { Item } from './syntax/hcl-values.ts';
import { isAttribute } from './terraform-handles.ts';

/** What `aws_eks_cluster` and the EKS modules call the name of a cluster. */
const NAMES: ReadonlySet<string> = new Set(['cluster_id', 'cluster_name', 'eks_cluster_id', 'eks_cluster_name', 'id', 'name']);

/** The cluster that a name belongs to, by the resource it is taken from or by itself. */
export function clusterOf(items: readonly Item[] | undefined): ClusterRef {
  if (!items) return { kind: 'unknown', reason: 'it does not name its cluster' };
  const found = items.map((item) => referenceOf(item));
  const [first] = found;
  if (!first) return { kind: 'unknown', reason: 'no way through the program leads to its cluster' };
  const isOne = found.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return isOne ? first : { kind: 'unknown', reason: 'it belongs to one of several clusters' };
}

function referenceOf({ value }: Item): ClusterRef {
  switch (value.kind) {
    case 'external': {
      const { external } = value;
      if (isAttribute(external) && NAMES.has(external.attribute)) return { kind: 'id', id: external.owner };
      return { kind: 'unknown', reason: `${codeSpan(external.name)} does not lead to a cluster` };
    }
    case 'plain':
      if (value.known.value === '') return { kind: 'unknown', reason: 'the name of its cluster is empty' };
      return { kind: 'name', name: String(value.known.value) };
    case 'unknown':
      return { kind: 'unknown', reason: value.reason };
    default:
      return { kind: 'unknown', reason: 'it does not name its cluster' };
  }
}
