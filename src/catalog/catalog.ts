/** The questions that rules ask. Every answer is three-valued or carries the date of its data. */
import type { CatalogOrigin } from '../model/origin.ts';

export type Compatibility = 'compatible' | 'not-compatible' | 'unknown';

/** Where a cluster version stands on a day (https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html). */
export interface VersionSupport {
  readonly status: 'standard' | 'extended' | 'ended' | 'not-available' | 'unknown';
  /** ISO dates, where known. */
  readonly endOfStandardSupport?: string;
  readonly endOfExtendedSupport?: string;
}

/** A published kubectl layer package of AWS CDK. */
export interface KubectlLayerPackage {
  readonly packageName: string;
  readonly className: string;
  readonly latestVersion: string;
  /** The aws-cdk-lib range it is made for. */
  readonly cdkRange: string;
}

/** What a node group runs: an AMI type of the EKS API, or the name that a tool has for it. */
export interface AmiType {
  /** `Amazon Linux 2023` */
  readonly operatingSystem: string;
  /** Absent where the name stands for images of several. */
  readonly architecture?: 'x86_64' | 'arm64';
  /** The newest cluster version that EKS has such images for; absent: no limit is known. */
  readonly lastClusterVersion?: string;
  /** ISO date of the last image; absent where they go on. */
  readonly endOfImages?: string;
  /** What takes its place, named by the same tool. */
  readonly successor?: string;
}

export interface Catalog {
  /** Where most answers come from, and of what day. */
  readonly origin: CatalogOrigin;
  /** Where the list of this add-on comes from: a live answer may have been refused for one and given for another. */
  originOf(addonName: string): CatalogOrigin;
  /** Every add-on name the data has, sorted. */
  addonNames(): readonly string[];
  /** Whether the data lists this version of the add-on for any cluster version, or knows it by name. */
  hasAddonVersion(addonName: string, addonVersion: string): boolean;
  /** DescribeAddonVersions `addonVersions[].compatibilities[].clusterVersion`; see snapshot.ts for when absence is no proof. */
  compatibility(addonName: string, addonVersion: string, clusterVersion: string): Compatibility;
  /** The version that `compatibilities[].defaultVersion` marks for this cluster version. */
  defaultVersion(addonName: string, clusterVersion: string): string | undefined;
  /** The versions listed for this cluster version, newest first; empty where the data has none. */
  addonVersions(addonName: string, clusterVersion: string): readonly string[];
  /** The cluster versions that list this add-on version, oldest first. */
  clusterVersionsOf(addonName: string, addonVersion: string): readonly string[];
  /** Cluster versions the data knows, newest first. */
  clusterVersions(): readonly string[];
  /** @param today ISO date, UTC */
  support(clusterVersion: string, today: string): VersionSupport;
  /** Released cluster-autoscaler tags of a minor, newest first; `undefined` where the data does not know the minor. */
  autoscalerTags(clusterVersion: string): readonly string[] | undefined;
  /** The kubectl layer package of a minor, where one is published. */
  kubectlLayer(clusterVersion: string): KubectlLayerPackage | undefined;
  /** The first aws-cdk-lib that has `KubernetesVersion.V1_NN`; `undefined` for a minor newer than the data. */
  constantSince(clusterVersion: string): string | undefined;
  /** `undefined` for a name that the data does not have. */
  amiType(name: string): AmiType | undefined;
  /** The newest cluster version whose `KubernetesVersion` constant the data knows, with the day of that data. */
  readonly constants: { readonly newest: string; readonly asOf: string };
}
