/** The add-ons that the component of the package `eks` makes by itself, where their version is written. */
import type { AddonFact, ClusterFact } from '../model/fact.ts';
import type { Fields } from './pulumi-yaml-fields.ts';
import type { Resource } from './pulumi-yaml-program.ts';
import { byDefault } from './syntax/yaml-fields.ts';
import { entryOf } from './syntax/yaml-tree.ts';

interface BuiltIn {
  readonly addonName: string;
  readonly property: string;
  readonly version: string;
  /** Auto Mode has its own; CoreDNS is installed all the same. */
  readonly goneInAutoMode: boolean;
}

/** https://www.pulumi.com/registry/packages/eks/api-docs/cluster/ */
const BUILT_INS: readonly BuiltIn[] = [
  { addonName: 'coredns', property: 'corednsAddonOptions', version: 'version', goneInAutoMode: false },
  { addonName: 'kube-proxy', property: 'kubeProxyAddonOptions', version: 'version', goneInAutoMode: true },
  { addonName: 'vpc-cni', property: 'vpcCniOptions', version: 'addonVersion', goneInAutoMode: true },
];

export function builtInAddons({ properties }: Resource, cluster: ClusterFact, fields: Fields): readonly AddonFact[] {
  const inAutoMode = cluster.autoMode.kind === 'known' && cluster.autoMode.value;
  return BUILT_INS.flatMap(({ addonName, property, version, goneInAutoMode }) => {
    const addonVersion = fields.text(`${property}.${version}`);
    if (!addonVersion || (goneInAutoMode && inAutoMode) || isOff(addonName, property, fields)) return [];
    const span = entryOf(properties, property)?.span ?? cluster.span;
    const fact: AddonFact = {
      kind: 'addon',
      dialect: 'pulumi-yaml',
      span,
      resource: `${cluster.resource} ${property}`,
      cluster: { kind: 'id', id: cluster.id },
      addonName: byDefault(addonName, span),
      addonVersion,
    };
    return [fact];
  });
}

function isOff(addonName: string, property: string, fields: Fields): boolean {
  const enabled = fields.switch(`${property}.enabled`);
  if (enabled?.kind === 'known' && !enabled.value) return true;
  const useDefault = addonName === 'vpc-cni' ? fields.switch('useDefaultVpcCni') : undefined;
  return useDefault?.kind === 'known' && useDefault.value;
}
