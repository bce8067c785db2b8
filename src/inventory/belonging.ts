/** Which cluster something belongs to, as far as the program tells. */
import type { ClusterFact, ClusterRef, Fact, PackageFact, PulumiProjectFact } from '../model/fact.ts';
import { depthOf, folderOf, isWithin } from '../model/path.ts';
import { knowns, single } from '../model/value.ts';

interface Bound {
  readonly cluster: ClusterRef;
  readonly span: { readonly path: string };
}

/** The cluster, or why nobody knows. */
export type Belonging = { readonly cluster: ClusterFact } | { readonly why: string };

/**
 * Answers for everything bound. A reference that does not lead to a cluster is taken for the cluster of its program where the
 * program has just one, or several that are certainly of one version; else it stays unknown.
 */
export function belongings(facts: readonly Fact[]): (bound: Bound) => Belonging {
  const clusters = facts.filter((fact): fact is ClusterFact => fact.kind === 'cluster');
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const programOf = programs(facts);
  return ({ cluster: reference, span }) => {
    const found = reference.kind === 'id' ? byId.get(reference.id) : undefined;
    if (found) return { cluster: found };
    if (reference.kind === 'elsewhere') return { why: reference.reason };
    const program = programOf(span.path);
    const around = clusters.filter((cluster) => programOf(cluster.span.path) === program);
    return reference.kind === 'name' ? byName(around, reference.name) : onlyOne(around, reference);
  };
}

function byName(around: readonly ClusterFact[], name: string): Belonging {
  const named = around.filter((cluster) => knowns(cluster.name).some(({ value }) => value === name));
  const [cluster] = named;
  if (cluster && named.length === 1) return { cluster };
  return {
    why:
      named.length > 1
        ? 'several clusters of this program have the name that it gives'
        : 'no cluster of this program has the name that it gives',
  };
}

function onlyOne(around: readonly ClusterFact[], reference: ClusterRef): Belonging {
  const [cluster] = around;
  if (!cluster) return { why: 'its cluster is not in this program' };
  const versions = new Set(around.map(({ version }) => single(version)?.value));
  if (around.length === 1 || (versions.size === 1 && !versions.has(undefined))) return { cluster };
  const reason = reference.kind === 'unknown' ? reference.reason : 'its cluster is not known';
  return { why: `${reason}, and the program has ${around.length} clusters` };
}

/** The folder of the program that a file belongs to: that of the nearest `Pulumi.yaml` or `package.json`, else its own. */
function programs(facts: readonly Fact[]): (path: string) => string {
  const markers = facts.filter(
    (fact): fact is PackageFact | PulumiProjectFact => fact.kind === 'package' || fact.kind === 'pulumi-project',
  );
  const folders = [...new Set(markers.map(({ path }) => folderOf(path)))].toSorted((a, b) => depthOf(b) - depthOf(a));
  return (path) => folders.find((folder) => isWithin(path, folder)) ?? folderOf(path);
}
