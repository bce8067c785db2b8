/** The facts of one module, called with its values. */
import type { Fact } from '../model/fact.ts';
import { moduleAddons, resourceAddon } from './terraform-addons.ts';
import { moduleCluster, resourceCluster } from './terraform-clusters.ts';
import { fieldsOf } from './terraform-fields.ts';
import { releaseImages, resourceImages } from './terraform-images.ts';
import { sourceOf } from './terraform-instance.ts';
import { addressOf, type Expansion, type Instance } from './terraform-model.ts';
import { namedAddons } from './terraform-named-addons.ts';
import { clusterOf } from './terraform-references.ts';
import { moduleKind } from './terraform-sources.ts';
import type { Block } from './syntax/hcl-tree.ts';

export function factsOfInstance(instance: Instance): readonly Fact[] {
  const { resources, modules } = instance.module;
  return [
    ...[...resources.values()].flatMap((block) =>
      instance.expansions(block).flatMap((expansion) => ofResource(instance, block, expansion)),
    ),
    ...[...modules].flatMap(([label, block]) =>
      instance.expansions(block).flatMap((expansion) => ofCall(instance, label, block, expansion)),
    ),
  ];
}

function ofResource(instance: Instance, block: Block, expansion: Expansion): readonly Fact[] {
  switch (block.labels[0]) {
    case 'aws_eks_cluster':
      return [resourceCluster(instance, block, expansion)];
    case 'aws_eks_addon':
      return [resourceAddon(instance, block, expansion)];
    default:
      return resourceImages(instance, block, expansion);
  }
}

function ofCall(instance: Instance, label: string, block: Block, expansion: Expansion): readonly Fact[] {
  const source = sourceOf(block);
  switch (source === undefined ? 'other' : moduleKind(source)) {
    case 'eks':
      return withAddons(instance, label, block, expansion);
    case 'cluster':
      return isLikeEks(block) ? withAddons(instance, label, block, expansion) : namedAddons(instance, label, block, expansion);
    case 'blueprints-addons':
      return ofBlueprints(instance, label, block, expansion);
    case 'other':
      return namedAddons(instance, label, block, expansion);
    case 'local':
      return [];
  }
}

/** A module that only sounds like one takes the version of its cluster, too. */
function isLikeEks({ body }: Block): boolean {
  return body.attributes.some(({ name }) => name === 'cluster_version' || name === 'kubernetes_version');
}

function withAddons(instance: Instance, label: string, block: Block, expansion: Expansion): readonly Fact[] {
  const cluster = moduleCluster(instance, label, block, expansion);
  if (!cluster) return [];
  return [cluster, ...['addons', 'cluster_addons'].flatMap((argument) => moduleAddons(instance, label, block, expansion, argument))];
}

/** https://github.com/aws-ia/terraform-aws-eks-blueprints-addons/blob/main/variables.tf */
function ofBlueprints(instance: Instance, label: string, block: Block, expansion: Expansion): readonly Fact[] {
  const fields = fieldsOf(block, expansion);
  const cluster = clusterOf(fields.items('cluster_name'));
  const resource = addressOf(instance, `module.${label}`, expansion.suffix);
  return [
    ...moduleAddons(instance, label, block, expansion, 'eks_addons', cluster),
    ...fields.blocks('cluster_autoscaler').flatMap((release) => releaseImages(release, `${resource} cluster_autoscaler`, block.header)),
  ].map((fact) => (fact.cluster.kind === 'unknown' ? { ...fact, cluster } : fact));
}
