/** Node groups that are resources. Those that modules make: terraform-module-node-groups.ts. */
import type { NodeGroupFact } from '../model/fact.ts';
import type { Block } from './syntax/hcl-tree.ts';
import { fieldsOf, textAt } from './terraform-fields.ts';
import { ignoresAny } from './terraform-lifecycle.ts';
import { addressOf, type Expansion, type Instance } from './terraform-model.ts';
import { clusterOf } from './terraform-references.ts';
import { scriptOfTemplate } from './terraform-user-data.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_node_group */
export function resourceNodeGroup(instance: Instance, block: Block, expansion: Expansion): NodeGroupFact {
  const fields = fieldsOf(block, expansion);
  const script = scriptOfTemplate(instance, fields);
  return {
    kind: 'node-group',
    dialect: 'terraform',
    span: block.header,
    resource: addressOf(instance, `aws_eks_node_group.${block.labels[1] ?? ''}`, expansion.suffix),
    cluster: clusterOf(fields.items('cluster_name')),
    amiType: textAt(fields, 'ami_type'),
    version: textAt(fields, 'version'),
    releaseVersion: textAt(fields, 'release_version'),
    changesIgnored: ignoresAny(block, ['ami_type', 'version', 'release_version']),
    ...(script ? { bootstrapScript: script } : {}),
  };
}
