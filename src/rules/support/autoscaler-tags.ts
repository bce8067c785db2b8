/** Which cluster-autoscaler release goes with a cluster version. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { ClusterView } from '../../inventory/inventory.ts';
import type { ImageFact } from '../../model/fact.ts';
import type { Fix } from '../../model/finding.ts';
import type { Known } from '../../model/value.ts';
import { clusterMinor, parseImageTag } from '../../model/version.ts';
import { rewrite } from './edits.ts';
import { type Meeting, meetingsOf, servedBy } from './meetings.ts';

/** Where upstream publishes; a mirror may hold other tags. */
const UPSTREAM =
  /^(?:registry\.k8s\.io|k8s\.gcr\.io|(?:(?:us|eu|asia)\.gcr\.io\/)k8s-artifacts-prod)\/autoscaling\/cluster-autoscaler(?:-(?:amd64|arm64))?$/;
const REGISTRY = 'registry.k8s.io/';
/** They take no new images since April 2023, after v1.26 (https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/). */
const FROZEN = /^(?:k8s\.gcr\.io|gcr\.io\/google[-_]containers|(?:(?:us|eu|asia)\.gcr\.io\/)k8s-artifacts-prod)\//;
const LAST_FROZEN_MINOR = 26;

/** The minor of a release tag (`v1.34.2` -> 34); `undefined` for a chart version, `latest` and the like. */
export function autoscalerMinor(tag: string): number | undefined {
  const parts = parseImageTag(tag);
  return parts?.major === 1 ? parts.minor : undefined;
}

/** The newest release of the cluster's minor, else of the newest lower minor that the data has. */
export function recommendedTag(catalog: Catalog, clusterVersion: string): string | undefined {
  for (let minor = clusterMinor(clusterVersion) ?? 0; minor > 0; minor -= 1) {
    const [newest] = catalog.autoscalerTags(`1.${minor}`) ?? [];
    if (newest !== undefined) return newest;
  }
  return undefined;
}

/** A tag that a program writes down. */
export interface ImageTag extends Meeting {
  readonly image: ImageFact;
  /** The cluster versions that the tag is for, wherever else the same text decides one. */
  readonly served: readonly string[];
}

/** Every known tag of every autoscaler image. */
export function imageTagsOf(clusters: readonly ClusterView[]): readonly ImageTag[] {
  const tags = clusters.flatMap((view) =>
    view.images.flatMap((image) => meetingsOf(view, image.tag).map((meeting) => ({ ...meeting, image }))),
  );
  const served = servedBy(tags);
  return tags.map((tag) => ({ ...tag, served: served(tag) }));
}

/** The one release that goes with all of several cluster versions. */
export function tagForAll(catalog: Catalog, clusterVersions: readonly string[]): string | undefined {
  const tags = new Set(clusterVersions.map((version) => recommendedTag(catalog, version)));
  return tags.size === 1 ? [...tags][0] : undefined;
}

/** Whether the image comes from the registry that upstream publishes to. */
export function isUpstream({ repository }: ImageFact): boolean {
  return UPSTREAM.test(repository);
}

/** Whether the image's own registry can never have a tag. */
function lacks({ repository }: ImageFact, tag: string): boolean {
  return FROZEN.test(repository) && (autoscalerMinor(tag) ?? 0) > LAST_FROZEN_MINOR;
}

/** The fix that writes another tag; none where the registry has to change with it. */
export function setTag(image: ImageFact, tag: Known<string>, next: string | undefined, disposition: Fix['disposition']): Fix | undefined {
  const edit = next === undefined || lacks(image, next) ? undefined : rewrite(tag, next);
  return edit && { title: `Use cluster-autoscaler ${next}`, disposition, edits: [edit] };
}

/** A clause for images from elsewhere: only the owner of a mirror knows what is in it. */
export function mirrorHint(image: ImageFact, tag: string): string {
  if (image.repository.startsWith(REGISTRY)) return '';
  return lacks(image, tag)
    ? ' of `registry.k8s.io`, as the registry named here takes no new images since 2023'
    : ', if this repository has that tag';
}
