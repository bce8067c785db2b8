/** Add-ons: `aws_eks_addon`, and the maps of add-ons that modules take. */
import type { AddonFact, ClusterRef } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { knowns } from '../model/value.ts';
import { isAddonVersion } from '../model/version.ts';
import type { Block } from './syntax/hcl-tree.ts';
import { byDefault } from './terraform-clusters.ts';
import { fieldOf, type Fields, fieldsOf, namedEntries, objectFields, textAt } from './terraform-fields.ts';
import { addressOf, type Expansion, type Instance } from './terraform-model.ts';
import { clusterOf } from './terraform-references.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_addon */
export function resourceAddon(instance: Instance, block: Block, expansion: Expansion): AddonFact {
  const fields = fieldsOf(block, expansion);
  return {
    kind: 'addon',
    dialect: 'terraform',
    span: block.header,
    resource: addressOf(instance, `aws_eks_addon.${block.labels[1] ?? ''}`, expansion.suffix),
    cluster: clusterOf(fields.items('cluster_name')),
    addonName: textAt(fields, 'addon_name') ?? { kind: 'unknown', reason: 'it has no `addon_name`', span: block.header },
    addonVersion: textAt(fields, 'addon_version'),
  };
}

/** What a module is given. */
interface ModuleArguments {
  readonly resource: string;
  readonly fields: Fields;
  readonly arguments: readonly { readonly name: string; readonly span: Span }[];
}

/**
 * The add-ons of a module that takes a map of them: the key is the name unless `name` says another, and `addon_version` the
 * version; a key `version` is ignored (https://github.com/terraform-aws-modules/terraform-aws-eks/blob/master/variables.tf).
 */
export function mapAddons({ resource, fields }: ModuleArguments, argument: string, cluster: ClusterRef): readonly AddonFact[] {
  return namedEntries(fields.items(argument) ?? []).map(({ key, items }) => ({
    kind: 'addon',
    dialect: 'terraform',
    span: key.span,
    resource: `${resource} addon ${key.value}`,
    cluster,
    addonName: fieldOf(objectFields(items, key.span), 'name', key.span) ?? key,
    addonVersion: fieldOf(objectFields(items, key.span), 'addon_version', key.span),
  }));
}

/** The add-ons whose arguments have the same name in every module seen. */
const ARGUMENT = /^(?:addon_)?(?<name>vpc_cni|core_?dns|kube_proxy)(?:_addon)?_version$/;
const CLUSTER_ARGUMENTS = ['eks_cluster_id', 'eks_cluster_name', 'cluster_name', 'cluster_id'];

/** Add-ons with an argument of their own (`addon_vpc_cni_version`), told by values that only an add-on of EKS can have. */
export function namedAddons({ resource, fields, arguments: given }: ModuleArguments): readonly AddonFact[] {
  return given.flatMap(({ name: argument, span }): readonly AddonFact[] => {
    const addonName = ARGUMENT.exec(argument)?.groups?.['name']?.replace('_dns', 'dns').replaceAll('_', '-');
    const addonVersion = addonName === undefined ? undefined : textAt(fields, argument);
    if (addonName === undefined || !knowns(addonVersion).some(({ value }) => isAddonVersion(value))) return [];
    const name = byDefault(addonName, span);
    const title = `${resource} addon ${addonName}`;
    return [{ kind: 'addon', dialect: 'terraform', span, resource: title, cluster: clusterIn(fields), addonName: name, addonVersion }];
  });
}

/** Modules name the cluster in several ways; one that leads to a resource counts most. */
function clusterIn(fields: Fields): ClusterRef {
  const found = CLUSTER_ARGUMENTS.flatMap((name) => {
    const items = fields.items(name);
    return items ? [clusterOf(items)] : [];
  });
  return found.find(({ kind }) => kind === 'id') ?? found.find(({ kind }) => kind === 'name') ?? clusterOf(undefined);
}
