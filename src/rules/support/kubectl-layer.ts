/** The kubectl layer that a cluster has, and the package that fits its version. */
import type { Catalog, KubectlLayerPackage } from '../../catalog/catalog.ts';
import type { ClusterView, PackageView } from '../../inventory/inventory.ts';
import type { KubectlLayer } from '../../model/fact.ts';
import { clusterMinor } from '../../model/version.ts';
import { cdkIsOutside } from './cdk-packages.ts';

export interface FittingLayer extends KubectlLayerPackage {
  /** `1.34`, the kubectl inside. */
  readonly clusterVersion: string;
}

/**
 * The layer of the cluster's own minor, else of the one below: kubectl works one minor either side of the API server
 * (https://kubernetes.io/releases/version-skew-policy/#kubectl).
 */
export function layerFor(catalog: Catalog, clusterVersion: string): FittingLayer | undefined {
  const minor = clusterMinor(clusterVersion);
  if (minor === undefined) return undefined;
  for (const version of [clusterVersion, `1.${minor - 1}`]) {
    const layer = catalog.kubectlLayer(version);
    if (layer) return { ...layer, clusterVersion: version };
  }
  return undefined;
}

/** The same, if its package can be installed beside the aws-cdk-lib of the program. */
export function installableLayer(catalog: Catalog, clusterVersion: string, packages: PackageView): FittingLayer | undefined {
  const layer = layerFor(catalog, clusterVersion);
  return layer && !cdkIsOutside(packages, layer.cdkRange) ? layer : undefined;
}

/** The layer of a cluster, where the program has one that can be read. */
export function usedLayer({ cluster }: ClusterView): KubectlLayer | undefined {
  const layer = cluster.kubectl?.layer;
  return typeof layer === 'object' && 'packageName' in layer ? layer : undefined;
}

/** The range to declare: any release of the layer from the newest known on. */
export function rangeOf(layer: KubectlLayerPackage): string {
  return `^${layer.latestVersion}`;
}
