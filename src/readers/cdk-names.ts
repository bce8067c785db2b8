/** What a name of the EKS modules of CDK stands for, however it is imported. */
import type { Qualified } from './syntax/imports.ts';

/** `aws-eks` of CDK 1 is kept apart: its Lambda brings its own kubectl. */
export type EksModule = 'aws-eks' | 'aws-eks-v2' | 'cdk-1';

/** `KubernetesVersion.V1_34` of `aws-eks`. */
export interface EksName {
  readonly module: EksModule;
  readonly path: readonly string[];
}

const MODULES: readonly (readonly [RegExp, EksModule])[] = [
  [/^aws-cdk-lib\/aws-eks(?:\/|$)/, 'aws-eks'],
  [/^aws-cdk-lib\/aws-eks-v2(?:\/|$)/, 'aws-eks-v2'],
  [/^@aws-cdk\/aws-eks-v2-alpha(?:\/|$)/, 'aws-eks-v2'],
  [/^@aws-cdk\/aws-eks(?:\/|$)/, 'cdk-1'],
];
const NAMESPACES: ReadonlyMap<string, EksModule> = new Map([
  ['aws_eks', 'aws-eks'],
  ['aws_eks_v2', 'aws-eks-v2'],
]);

/** `undefined` for what is not of an EKS module. */
export function eksName(of: Qualified | undefined): EksName | undefined {
  if (!of) return undefined;
  if (of.module === 'aws-cdk-lib') {
    const [namespace = '', ...path] = of.path;
    const module = NAMESPACES.get(namespace);
    return module && { module, path };
  }
  const module = MODULES.find(([pattern]) => pattern.test(of.module))?.[1];
  return module && { module, path: of.path };
}

/** The construct that a constructor makes: `Cluster`, `CfnAddon`. */
export interface EksConstruct {
  readonly module: EksModule;
  readonly name: string;
}

export function eksConstruct(of: Qualified): EksConstruct | undefined {
  const name = eksName(of);
  const [construct, ...rest] = name?.path ?? [];
  return name && construct !== undefined && rest.length === 0 ? { module: name.module, name: construct } : undefined;
}

const CLUSTERS: ReadonlySet<string> = new Set(['Cluster', 'FargateCluster', 'CfnCluster']);
const ADDONS: ReadonlySet<string> = new Set(['Addon', 'CfnAddon']);

export function isClusterConstruct({ name }: EksConstruct): boolean {
  return CLUSTERS.has(name);
}

const NODE_GROUPS: ReadonlySet<string> = new Set(['Nodegroup', 'CfnNodegroup']);

export function isNodeGroupConstruct({ name }: EksConstruct): boolean {
  return NODE_GROUPS.has(name);
}

export function isAddonConstruct({ name }: EksConstruct): boolean {
  return ADDONS.has(name);
}
