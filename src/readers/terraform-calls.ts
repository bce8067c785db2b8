/** Calls of modules that are not in the repository: what such a module makes is told by its arguments. */
import type { AddonFact, ClusterFact, ClusterRef, Fact, ImageFact, NodeGroupFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { single } from '../model/value.ts';
import { switchOf } from './syntax/hcl-answers.ts';
import { mapAddons, namedAddons } from './terraform-addons.ts';
import { moduleCluster } from './terraform-clusters.ts';
import type { Fields } from './terraform-fields.ts';
import { blueprintImages, chartImages, releaseImages } from './terraform-images.ts';
import { cloudposseNodeGroup, mapNodeGroups, moduleNodeGroup } from './terraform-module-node-groups.ts';
import { clusterOf } from './terraform-references.ts';
import type { ModuleKind } from './terraform-sources.ts';
import type { Texts } from './terraform-texts.ts';

/** A module with its arguments. */
export interface ModuleCall {
  /** `module.eks`. */
  readonly resource: string;
  readonly id: string;
  readonly fields: Fields;
  readonly arguments: readonly { readonly name: string; readonly span: Span }[];
  readonly texts: Texts;
}

export function factsOfCall(kind: ModuleKind, call: ModuleCall): readonly Fact[] {
  switch (kind) {
    case 'eks':
      return withParts(call);
    case 'cluster':
      return isLikeEks(call) ? withParts(call) : namedAddons(call);
    case 'eks-node-group':
      return moduleNodeGroup(call);
    case 'cloudposse-node-group':
      return cloudposseNodeGroup(call);
    case 'blueprints-addons':
      return ofBlueprints(call);
    case 'blueprints-v4-addons':
      return [...namedAddons(call), ...ofBlueprintsV4(call)];
    case 'blueprints-addon':
      return isSwitched(call, 'create') === false ? [] : chartImages(call.fields, call.resource, call.fields.span);
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

function isSwitched({ fields }: ModuleCall, name: string): boolean | undefined {
  return single(switchOf(fields.items(name), fields.span))?.value;
}

/** Off by default. */
function hasAutoscaler(call: ModuleCall): boolean {
  const name = 'enable_cluster_autoscaler';
  return call.fields.items(name) !== undefined && isSwitched(call, name) !== false;
}

/** https://github.com/aws-ia/terraform-aws-eks-blueprints-addons/blob/main/main.tf */
function ofBlueprints(call: ModuleCall): readonly (AddonFact | ImageFact)[] {
  const cluster = clusterOf(call.fields.items('cluster_name'));
  const releases = hasAutoscaler(call) ? call.fields.blocks('cluster_autoscaler') : [];
  const images = releases.flatMap((release) => blueprintImages(release, `${call.resource} cluster_autoscaler`, call.fields.span));
  return [...mapAddons(call, 'eks_addons', cluster), ...images.map((image) => boundTo(image, cluster))];
}

/** https://github.com/aws-ia/terraform-aws-eks-blueprints/blob/v4.32.1/modules/kubernetes-addons/cluster-autoscaler/main.tf */
function ofBlueprintsV4(call: ModuleCall): readonly ImageFact[] {
  const cluster = clusterOf(call.fields.items('eks_cluster_id'));
  const releases = hasAutoscaler(call) ? call.fields.blocks('cluster_autoscaler_helm_config') : [];
  const images = releases.flatMap((release) => releaseImages(release, `${call.resource} cluster_autoscaler`, call.fields.span));
  return images.map((image) => boundTo(image, cluster));
}

function boundTo(image: ImageFact, cluster: ClusterRef): ImageFact {
  return image.cluster.kind === 'unknown' ? { ...image, cluster } : image;
}
