/** Add-on versions that a module of another repository takes as arguments of their own: `addon_vpc_cni_version`. */
import type { AddonFact, ClusterRef } from '../model/fact.ts';
import { knowns } from '../model/value.ts';
import { isAddonVersion } from '../model/version.ts';
import type { Block } from './syntax/hcl-tree.ts';
import { byDefault } from './terraform-clusters.ts';
import { type Fields, fieldsOf, textAt } from './terraform-fields.ts';
import { addressOf, type Expansion, type Instance } from './terraform-model.ts';
import { clusterOf } from './terraform-references.ts';

/** The add-ons whose arguments have the same name in every module seen. */
const ARGUMENT = /^(?:addon_)?(?<name>vpc_cni|core_?dns|kube_proxy)(?:_addon)?_version$/;
const CLUSTER_ARGUMENTS = ['eks_cluster_id', 'eks_cluster_name', 'cluster_name', 'cluster_id'];

/** The add-ons among the arguments of a call, told by values that only an add-on of EKS can have. */
export function namedAddons(instance: Instance, label: string, block: Block, expansion: Expansion): readonly AddonFact[] {
  const fields = fieldsOf(block, expansion);
  const address = addressOf(instance, `module.${label}`, expansion.suffix);
  return block.body.attributes.flatMap(({ name: argument, nameSpan }): readonly AddonFact[] => {
    const addonName = ARGUMENT.exec(argument)?.groups?.['name']?.replace('_dns', 'dns').replaceAll('_', '-');
    const addonVersion = addonName === undefined ? undefined : textAt(fields, argument);
    if (addonName === undefined || !knowns(addonVersion).some(({ value }) => isAddonVersion(value))) return [];
    const resource = `${address} addon ${addonName}`;
    const name = byDefault(addonName, nameSpan);
    return [{ kind: 'addon', dialect: 'terraform', span: nameSpan, resource, cluster: clusterIn(fields), addonName: name, addonVersion }];
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
