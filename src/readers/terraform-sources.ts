/** What a module is, by its source address. */

export type ModuleKind =
  /** In this repository. */
  | 'local'
  /** terraform-aws-modules/eks, from the registry, from git, or a copy with its arguments. */
  | 'eks'
  /** Another module whose name says that it makes a cluster, and which takes its version as that one does. */
  | 'cluster'
  /** One managed node group of terraform-aws-modules/eks. */
  | 'eks-node-group'
  /** cloudposse/eks-node-group. */
  | 'cloudposse-node-group'
  /** aws-ia/eks-blueprints-addons. */
  | 'blueprints-addons'
  /** One release of a chart: aws-ia/eks-blueprints-addon. */
  | 'blueprints-addon'
  /** The add-ons of version 4 of aws-ia/eks-blueprints. */
  | 'blueprints-v4-addons'
  | 'other';

/** https://registry.terraform.io/modules/terraform-aws-modules/eks/aws */
const EKS_MODULE = /(?:^|[/:@])terraform-aws-modules\/(?:eks\/aws|terraform-aws-eks(?:\.git)?)$/;
/** https://registry.terraform.io/modules/aws-ia/eks-blueprints-addons/aws */
const BLUEPRINTS_ADDONS = /(?:^|[/:@])aws-ia\/(?:eks-blueprints-addons\/aws|terraform-aws-eks-blueprints-addons(?:\.git)?)$/;
/** https://registry.terraform.io/modules/aws-ia/eks-blueprints-addon/aws */
const BLUEPRINTS_ADDON = /(?:^|[/:@])aws-ia\/(?:eks-blueprints-addon\/aws|terraform-aws-eks-blueprints-addon(?:\.git)?)$/;
const BLUEPRINTS = /(?:^|[/:@])aws-ia\/(?:eks-blueprints\/aws|terraform-aws-eks-blueprints(?:\.git)?)$/;
/** https://registry.terraform.io/modules/cloudposse/eks-node-group/aws */
const CLOUDPOSSE_NODE_GROUP = /(?:^|[/:@])cloudposse\/(?:eks-node-group\/aws|terraform-aws-eks-node-group(?:\.git)?)$/;
/** A registry copy, or the last part of a path: `acme/eks/aws`, `//modules/eks-cluster`. */
const CLUSTER_MODULE =
  /(?:^|[/:@])(?:eks\/aws|(?:terraform-aws-|tf-aws-)?(?:aws-)?eks(?:[-_](?:cluster|control[-_]plane|blueprints))?(?:\.git)?)$/;
const LOCAL = /^\.{1,2}(?:\/|$)/;

/** Classifies a source. The revision does not matter. */
export function moduleKind(source: string): ModuleKind {
  if (LOCAL.test(source)) return 'local';
  const address = source
    .replace(/^tfr:\/\/[^/]*\//, '')
    .replace(/\?.*$/s, '')
    .replace(/\/+$/, '');
  const { module = '', path } = /^(?<module>.*?\w)\/\/(?!.*:\/\/)(?<path>.*)$/.exec(address.replace('://', ':'))?.groups ?? {};
  if (path === 'modules/eks-managed-node-group' && EKS_MODULE.test(module)) return 'eks-node-group';
  if (path === 'modules/kubernetes-addons' && BLUEPRINTS.test(module)) return 'blueprints-v4-addons';
  if (path !== undefined) return /(?:^|\/)(?:aws-)?eks(?:[-_]cluster)?$/.test(path) ? 'cluster' : 'other';
  if (EKS_MODULE.test(address)) return 'eks';
  if (BLUEPRINTS_ADDONS.test(address)) return 'blueprints-addons';
  if (BLUEPRINTS_ADDON.test(address)) return 'blueprints-addon';
  if (CLOUDPOSSE_NODE_GROUP.test(address)) return 'cloudposse-node-group';
  return CLUSTER_MODULE.test(address) ? 'cluster' : 'other';
}
