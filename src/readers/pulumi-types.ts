/** Pulumi resource types by the package they come from, however they are imported. */
import type { Qualified } from './syntax/imports.ts';

export type PulumiType = `${string}:${string}`;

const PACKAGE = /^(?<package>@[^/]+\/[^/]+|[^/]+)(?:\/(?<folders>.*))?$/;

/** `@pulumi/aws:eks.Cluster`, from `@pulumi/aws` as well as from `@pulumi/aws/eks` and `@pulumi/aws/eks/cluster`. */
export function pulumiType(of: Qualified): PulumiType {
  const groups = PACKAGE.exec(of.module)?.groups;
  const folders = (groups?.['folders'] ?? '').split('/').filter((part) => part !== '' && part !== 'index');
  const last = of.path.at(-1) ?? '';
  const isOwnFile = folders.at(-1)?.toLowerCase() === last.toLowerCase();
  return `${groups?.['package'] ?? of.module}:${[...(isOwnFile ? folders.slice(0, -1) : folders), ...of.path].join('.')}`;
}

const CLUSTERS: ReadonlySet<string> = new Set(['@pulumi/aws:eks.Cluster', '@pulumi/eks:Cluster', '@pulumi/aws-native:eks.Cluster']);
const ADDONS: ReadonlySet<string> = new Set(['@pulumi/aws:eks.Addon', '@pulumi/eks:Addon', '@pulumi/aws-native:eks.Addon']);

const NODE_GROUPS: ReadonlySet<string> = new Set([
  '@pulumi/aws:eks.NodeGroup',
  '@pulumi/aws-native:eks.Nodegroup',
  '@pulumi/eks:ManagedNodeGroup',
  '@pulumi/eks:NodeGroup',
  '@pulumi/eks:NodeGroupV2',
]);

export function isClusterType(type: PulumiType): boolean {
  return CLUSTERS.has(type);
}

export function isAddonType(type: PulumiType): boolean {
  return ADDONS.has(type);
}

export function isNodeGroupType(type: PulumiType): boolean {
  return NODE_GROUPS.has(type);
}

/** Nodes in a group of EC2, which EKS does not know: https://www.pulumi.com/registry/packages/eks/api-docs/nodegroupv2/ */
export function isSelfManagedType(type: PulumiType): boolean {
  return /^@pulumi\/eks:NodeGroup(?:V2)?$/.test(type);
}

/** The component of `@pulumi/eks`, which makes add-ons of its own. */
export function isComponent(type: PulumiType): boolean {
  return type === '@pulumi/eks:Cluster';
}

/** A class of a provider package; `@pulumi/pulumi` itself has `Config`, `StackReference` and other things that are not deployed. */
export function isResource(type: PulumiType): boolean {
  return type.startsWith('@pulumi/') && !type.startsWith('@pulumi/pulumi:') && /[.:][A-Z]\w*$/.test(type);
}

/** As programs write it: `aws.eks.Cluster`; `eks.Cluster` of `@pulumi/eks`. */
export function displayType(type: PulumiType): string {
  return type.replace('@pulumi/', '').replace(':', '.');
}
