/** Which cluster something belongs to, as far as the program tells. */
import type { ClusterFact, ClusterRef, Dialect, Fact, PackageFact, PulumiProjectFact } from '../model/fact.ts';
import { depthOf, folderOf, isWithin } from '../model/path.ts';
import { knowns, single } from '../model/value.ts';

interface Bound {
  readonly dialect: Dialect;
  readonly cluster: ClusterRef;
  readonly span: { readonly path: string };
}

/** The cluster, or why nobody knows. */
export type Belonging = { readonly cluster: ClusterFact } | { readonly why: string };

/**
 * Answers for everything bound. A reference that does not lead to a cluster is taken for the cluster of its program where the
 * program has just one, or several that are certainly of one version; else it stays unknown. What asks the whole repository is
 * answered by all clusters in it.
 */
export function belongings(facts: readonly Fact[]): (bound: Bound) => Belonging {
  const clusters = facts.filter((fact): fact is ClusterFact => fact.kind === 'cluster');
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const programOf = programs(facts);
  return ({ cluster: reference, dialect, span }) => {
    const found = reference.kind === 'id' ? byId.get(reference.id) : undefined;
    if (found) return { cluster: found };
    if (reference.kind === 'elsewhere') return { why: reference.reason };
    if (reference.kind === 'anywhere') return anywhere(clusters, reference);
    const program = programOf(span.path);
    const around = clusters.filter((cluster) => programOf(cluster.span.path) === program);
    return reference.kind === 'name' ? byName(around, dialect, reference.name) : onlyOne(around, reference);
  };
}

/** A name that two languages give a cluster each means the one in its own language. */
function byName(around: readonly ClusterFact[], dialect: Dialect, name: string): Belonging {
  const everywhere = around.filter((cluster) => knowns(cluster.name).some(({ value }) => value === name));
  const akin = everywhere.filter((cluster) => cluster.dialect === dialect);
  const named = akin.length > 0 ? akin : everywhere;
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

/** By name where one cluster has it; else the only one, unless a cluster certainly has another name. */
function anywhere(clusters: readonly ClusterFact[], { name, reason }: Extract<ClusterRef, { readonly kind: 'anywhere' }>): Belonging {
  const named = clusters.filter((cluster) => name !== undefined && knowns(cluster.name).some(({ value }) => value === name));
  if (named.length > 0) return ofOneVersion(named) ?? { why: 'several clusters of this repository have the name that it gives' };
  if (name !== undefined && clusters.some((cluster) => single(cluster.name) !== undefined))
    return { why: 'no cluster of this repository has the name that it gives' };
  const found = ofOneVersion(clusters);
  if (found) return found;
  return {
    why: clusters.length === 0 ? 'no cluster is in this repository' : `${reason}, and the repository has ${clusters.length} clusters`,
  };
}

/** A cluster without a version that has the name of another is the same one, described a second time for its nodes alone. */
function ofOneVersion(clusters: readonly ClusterFact[]): Belonging | undefined {
  const names = new Set(clusters.filter(({ version }) => version !== undefined).map(({ name }) => single(name)?.value));
  const described = clusters.filter(({ name, version }) => version !== undefined || !single(name) || !names.has(single(name)?.value));
  const [cluster, ...others] = described;
  const version = single(cluster?.version)?.value;
  if (!cluster || (others.length > 0 && version === undefined)) return undefined;
  return others.every((other) => single(other.version)?.value === version) ? { cluster } : undefined;
}

/** The folder of the program that a file belongs to: that of the nearest `Pulumi.yaml` or `package.json`, else its own. */
function programs(facts: readonly Fact[]): (path: string) => string {
  const markers = facts.filter(
    (fact): fact is PackageFact | PulumiProjectFact => fact.kind === 'package' || fact.kind === 'pulumi-project',
  );
  const folders = [...new Set(markers.map(({ path }) => folderOf(path)))].toSorted((a, b) => depthOf(b) - depthOf(a));
  return (path) => folders.find((folder) => isWithin(path, folder)) ?? folderOf(path);
}
