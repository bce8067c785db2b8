/** The version forms of the field: a Kubernetes minor, an EKS add-on version, an image tag. Parse and compare only. */

/** `1.34`: what EKS calls a cluster version (https://docs.aws.amazon.com/eks/latest/APIReference/API_ClusterVersionInformation.html). */
const CLUSTER_VERSION = /^1\.(?<minor>\d{2})$/;
const ADDON_VERSION = /^v(?<major>\d+)\.(?<minor>\d+)\.(?<patch>\d+)-eksbuild\.(?<build>[0-9A-Za-z]+)$/;
const IMAGE_TAG = /^v?(?<major>\d+)\.(?<minor>\d+)\.(?<patch>\d+)(?<rest>[-+].*)?$/;

/** The minor of a cluster version (`1.34` -> 34); `undefined` for any other text. */
export function clusterMinor(version: string): number | undefined {
  const minor = CLUSTER_VERSION.exec(version)?.groups?.['minor'];
  return minor === undefined ? undefined : Number(minor);
}

/** Orders cluster versions, oldest first. Texts that are none sort first. */
export function compareClusterVersions(a: string, b: string): number {
  return (clusterMinor(a) ?? -1) - (clusterMinor(b) ?? -1);
}

/** Whether a text has the form `v1.11.4-eksbuild.2` that every version in DescribeAddonVersions has. */
export function isAddonVersion(version: string): boolean {
  return ADDON_VERSION.test(version);
}

/** Orders add-on versions by semantic version, then by build, oldest first. Texts that are none sort first. */
export function compareAddonVersions(a: string, b: string): number {
  const left = addonKey(a);
  const right = addonKey(b);
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? -1;
    if (value !== other) return value - other;
  }
  return 0;
}

function addonKey(version: string): readonly number[] {
  const groups = ADDON_VERSION.exec(version)?.groups;
  if (!groups) return [-1, -1, -1, -1];
  return ['major', 'minor', 'patch', 'build'].map((part) => Number.parseInt(groups[part] ?? '', 10) || 0);
}

/** The parts of an image tag such as `v1.34.2`; `undefined` for `latest` and the like. */
export function parseImageTag(tag: string): { major: number; minor: number; patch: number; rest: string } | undefined {
  const groups = IMAGE_TAG.exec(tag)?.groups;
  if (!groups) return undefined;
  return { major: Number(groups['major']), minor: Number(groups['minor']), patch: Number(groups['patch']), rest: groups['rest'] ?? '' };
}

/** Cluster versions as runs from first to last: only neighbours that are both in the list are joined. They come oldest first. */
export function versionRuns(clusterVersions: readonly string[]): readonly (readonly [string, string])[] {
  const runs: [string, string][] = [];
  for (const version of clusterVersions) {
    const last = runs.at(-1);
    if (last && clusterMinor(version) === (clusterMinor(last[1]) ?? -1) + 1) last[1] = version;
    else runs.push([version, version]);
  }
  return runs;
}
