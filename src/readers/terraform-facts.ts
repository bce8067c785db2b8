/** The facts of one module, called with its values. */
import type { Fact } from '../model/fact.ts';
import type { Block } from './syntax/hcl-tree.ts';
import { resourceAddon } from './terraform-addons.ts';
import { factsOfCall } from './terraform-calls.ts';
import { resourceCluster } from './terraform-clusters.ts';
import { fieldsOf } from './terraform-fields.ts';
import { resourceImages } from './terraform-images.ts';
import { sourceOf } from './terraform-instance.ts';
import { resourceNodeGroup } from './terraform-node-groups.ts';
import { addressOf, type Expansion, idOf, type Instance } from './terraform-model.ts';
import { moduleKind } from './terraform-sources.ts';

export function factsOfInstance(instance: Instance): readonly Fact[] {
  const { resources, modules } = instance.module;
  const made = [...resources.values()].flatMap((block) =>
    instance.expansions(block).flatMap((expansion) => ofResource(instance, block, expansion)),
  );
  const called = [...modules].flatMap(([label, block]) =>
    instance.expansions(block).flatMap((expansion) => ofCall(instance, label, block, expansion)),
  );
  return [...made, ...called];
}

function ofResource(instance: Instance, block: Block, expansion: Expansion): readonly Fact[] {
  switch (block.labels[0]) {
    case 'aws_eks_cluster':
      return [resourceCluster(instance, block, expansion)];
    case 'aws_eks_node_group':
      return [resourceNodeGroup(instance, block, expansion)];
    case 'aws_eks_addon':
      return [resourceAddon(instance, block, expansion)];
    default:
      return resourceImages(instance, block, expansion);
  }
}

function ofCall(instance: Instance, label: string, block: Block, expansion: Expansion): readonly Fact[] {
  const name = `module.${label}`;
  return factsOfCall(moduleKind(sourceOf(block) ?? ''), {
    resource: addressOf(instance, name, expansion.suffix),
    id: idOf(instance, name, expansion.suffix),
    fields: fieldsOf(block, expansion),
    arguments: block.body.attributes.map((attribute) => ({ name: attribute.name, span: attribute.nameSpan })),
    texts: instance.place,
  });
}
