/** Clusters: `aws_eks_cluster`, and the calls of modules that make one. */
import type { ClusterFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { type Known, single, type Value } from '../model/value.ts';
import { switchOf } from './syntax/hcl-answers.ts';
import type { Block } from './syntax/hcl-tree.ts';
import type { Item } from './syntax/hcl-values.ts';
import { type Fields, fieldsOf, itemsAt, textAt } from './terraform-fields.ts';
import { ignoresAny } from './terraform-lifecycle.ts';
import { addressOf, type Expansion, idOf, type Instance } from './terraform-model.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster */
export function resourceCluster(instance: Instance, block: Block, expansion: Expansion): ClusterFact {
  const fields = fieldsOf(block, expansion);
  const name = `aws_eks_cluster.${block.labels[1] ?? ''}`;
  const switches = [['compute_config'], ['kubernetes_network_config', 'elastic_load_balancing'], ['storage_config', 'block_storage']];
  const clusterName = textAt(fields, 'name');
  return {
    kind: 'cluster',
    dialect: 'terraform',
    span: block.header,
    resource: addressOf(instance, name, expansion.suffix),
    id: idOf(instance, name, expansion.suffix),
    ...(clusterName ? { name: clusterName } : {}),
    version: textAt(fields, 'version'),
    autoMode: allOf(
      switches.map((path) => switchOf(itemsAt(fields, ...path, 'enabled'), fields.span)),
      fields.span,
    ),
    supportType: textAt(fields, 'upgrade_policy', 'support_type'),
    versionIgnored: ignoresAny(block, ['version']),
    onOutpost: fields.blocks('outpost_config').length > 0,
  };
}

interface MadeByModule {
  readonly fields: Fields;
  readonly resource: string;
  readonly id: string;
}

/**
 * The cluster that a call makes; `undefined` where it says that it makes none.
 *
 * Up to version 20 of terraform-aws-modules/eks the arguments began with `cluster_`
 * (https://github.com/terraform-aws-modules/terraform-aws-eks/blob/master/docs/UPGRADE-21.0.md).
 */
export function moduleCluster({ fields, resource, id }: MadeByModule): ClusterFact | undefined {
  if (['create', 'create_eks'].some((name) => single(switchOf(fields.items(name), fields.span))?.value === false)) return undefined;
  const clusterName = textAt(fields, 'name') ?? textAt(fields, 'cluster_name');
  const autoMode = switchOf(
    itemsAt(fields, 'compute_config', 'enabled') ?? itemsAt(fields, 'cluster_compute_config', 'enabled'),
    fields.span,
  );
  const outpost = fields.items('outpost_config');
  return {
    kind: 'cluster',
    dialect: 'terraform',
    span: fields.span,
    resource,
    id,
    ...(clusterName ? { name: clusterName } : {}),
    version: textAt(fields, 'kubernetes_version') ?? textAt(fields, 'cluster_version'),
    autoMode: autoMode ?? byDefault(false, fields.span),
    supportType: textAt(fields, 'upgrade_policy', 'support_type') ?? textAt(fields, 'cluster_upgrade_policy', 'support_type'),
    versionIgnored: false,
    onOutpost: outpost !== undefined && !outpost.every(isNothing),
  };
}

function isNothing({ value }: Item): boolean {
  return value.kind === 'null' || (value.kind === 'object' && value.entries.size === 0 && value.more === undefined);
}

/** A value that no literal decides: a default of the construct. */
export function byDefault<T>(value: T, span: Span): Known<T> {
  return { kind: 'known', value, span, notation: 'composed', via: [] };
}

/** Whether all of several switches are on. One that is certainly off decides; otherwise one that is unknown does. */
function allOf(values: readonly (Value<boolean> | undefined)[], span: Span): Value<boolean> {
  if (values.some((value) => value === undefined || single(value)?.value === false)) return byDefault(false, span);
  const open = values.find((value) => value?.kind !== 'known');
  return open ? { kind: 'unknown', span, reason: 'one of its switches is not certain' } : byDefault(true, span);
}
