/** Types of resources as programs write them: `aws:eks:Cluster`, `aws:eks/cluster:Cluster`, `eks:index:Cluster`. */

const OF_PROVIDER = /^(?:aws|aws-native):eks(?:\/\w+)?:(?<name>Cluster|Addon|NodeGroup|Nodegroup)$/;
const OF_COMPONENT = /^eks:(?:index(?:\/\w+)?:)?(?<name>Cluster|Addon|ManagedNodeGroup|NodeGroup|NodeGroupV2)$/;

export function isClusterType(type: string): boolean {
  return nameOf(type) === 'Cluster';
}

export function isAddonType(type: string): boolean {
  return nameOf(type) === 'Addon';
}

export function isNodeGroupType(type: string): boolean {
  return nameOf(type)?.toLowerCase().includes('nodegroup') === true;
}

/** Nodes in a group of EC2, which EKS does not know. */
export function isSelfManagedType(type: string): boolean {
  return OF_COMPONENT.test(type) && /:NodeGroup(?:V2)?$/.test(type);
}

/** The component of the package `eks`, which makes add-ons of its own. */
export function isComponent(type: string): boolean {
  return OF_COMPONENT.test(type);
}

function nameOf(type: string): string | undefined {
  return (OF_PROVIDER.exec(type) ?? OF_COMPONENT.exec(type))?.groups?.['name'];
}
