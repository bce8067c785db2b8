/** Calls of modules that are not in the repository: what such a module makes is told by its arguments. */
import type { AddonFact, ClusterFact, ClusterRef, Fact, ImageFact, NodeGroupFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { mapAddons, namedAddons } from './terraform-addons.ts';
import { moduleCluster } from './terraform-clusters.ts';
import type { Fields } from './terraform-fields.ts';
import { releaseImages } from './terraform-images.ts';
import { mapNodeGroups, moduleNodeGroup } from './terraform-node-groups.ts';
import { clusterOf } from './terraform-references.ts';
import type { ModuleKind } from './terraform-sources.ts';

/** A module with its arguments. */
export interface ModuleCall {
  /** `module.eks`. */
  readonly resource: string;
  readonly id: string;
  readonly fields: Fields;
  readonly arguments: readonly { readonly name: string; readonly span: Span }[];
}

export function factsOfCall(kind: ModuleKind, call: ModuleCall): readonly Fact[] {
  switch (kind) {
    case 'eks':
      return withParts(call);
    case 'cluster':
      return isLikeEks(call) ? withParts(call) : namedAddons(call);
    case 'eks-node-group':
      return moduleNodeGroup(call);
    case 'blueprints-addons':
      return ofBlueprints(call);
    case 'other':
      return namedAddons(call);
    case 'local':
      return [];
  }
}

/** A module that only sounds like one takes the version of its cluster, too. */
function isLikeEks(call: ModuleCall): boolean {
  return call.arguments.some(({ name }) => name === 'cluster_version' || name === 'kubernetes_version');
}

function withParts(call: ModuleCall): readonly (ClusterFact | AddonFact | NodeGroupFact)[] {
  const cluster = moduleCluster(call);
  if (!cluster) return [];
  const reference: ClusterRef = { kind: 'id', id: call.id };
  const addons = ['addons', 'cluster_addons'].flatMap((argument) => mapAddons(call, argument, reference));
  return [cluster, ...addons, ...mapNodeGroups(call, reference)];
}

/** https://github.com/aws-ia/terraform-aws-eks-blueprints-addons/blob/main/variables.tf */
function ofBlueprints(call: ModuleCall): readonly (AddonFact | ImageFact)[] {
  const cluster = clusterOf(call.fields.items('cluster_name'));
  const releases = call.fields.blocks('cluster_autoscaler');
  const images = releases.flatMap((release) => releaseImages(release, `${call.resource} cluster_autoscaler`, call.fields.span));
  return [
    ...mapAddons(call, 'eks_addons', cluster),
    ...images.map((image) => (image.cluster.kind === 'unknown' ? { ...image, cluster } : image)),
  ];
}
