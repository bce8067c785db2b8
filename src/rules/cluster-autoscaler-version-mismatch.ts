/** A cluster-autoscaler image of another minor than the cluster. */
import type { Catalog } from '../catalog/catalog.ts';
import type { ImageFact } from '../model/fact.ts';
import type { Severity } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import type { Known } from '../model/value.ts';
import { clusterMinor } from '../model/version.ts';
import { enumerate } from '../model/wording.ts';
import { defineRule, type Draft, type RuleContext } from './rule.ts';
import { autoscalerMinor, type ImageTag, imageTagsOf, mirrorHint, recommendedTag, setTag, tagForAll } from './support/autoscaler-tags.ts';
import { severityFor } from './support/cluster-versions.ts';
import { certainlyFailing, type Companions } from './support/companions.ts';
import { clusterVersionPlaces, useOf } from './support/places.ts';
import { named, whenOf } from './support/wording.ts';

export const clusterAutoscalerVersionMismatch = defineRule(
  {
    id: 'cluster-autoscaler-version-mismatch',
    title: 'The cluster-autoscaler image is made for another Kubernetes minor than the cluster has',
    severity: 'warning',
    fix: 'unsafe',
    references: [
      'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/README.md#releases',
      'https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html',
    ],
  },
  function* check(context) {
    for (const tag of imageTagsOf(context.clusters)) {
      const finding = judge(tag, context);
      if (finding) yield finding;
    }
  },
);

function judge({ view: { cluster }, image, version: tag, clusterVersions, served }: ImageTag, { catalog }: RuleContext): Draft | undefined {
  const minor = autoscalerMinor(tag.value);
  if (minor === undefined) return undefined;
  const failing = certainlyFailing(clusterVersions, (clusterVersion) => isMismatch(catalog, minor, clusterVersion));
  if (failing.length === 0) return undefined;
  const recommended = tagForAll(catalog, served);
  return {
    span: tag.span,
    resource: image.resource,
    value: tag.value,
    severity: severityFor(cluster, severityOf(catalog, minor, failing)),
    message: messageFor(image, tag, failing, recommended),
    related: [...clusterVersionPlaces(failing), ...useOf(tag)],
    fix: setTag(image, tag, recommended, 'unsafe'),
  };
}

/** Not where the image already is of the newest minor that is known for this cluster version. */
function isMismatch(catalog: Catalog, minor: number, clusterVersion: string): boolean {
  const recommended = recommendedTag(catalog, clusterVersion);
  return minor !== clusterMinor(clusterVersion) && (recommended === undefined || autoscalerMinor(recommended) !== minor);
}

/** A notice for an image one minor newer, and where the data has no release for the cluster's own minor. */
function severityOf(catalog: Catalog, minor: number, failing: readonly Known<string>[]): Severity {
  const isMild = failing.every(({ value }) => minor - (clusterMinor(value) ?? minor) === 1 || catalog.autoscalerTags(value) === undefined);
  return isMild ? 'notice' : 'warning';
}

function messageFor(
  image: ImageFact,
  tag: Known<string>,
  failing: Companions<string>['alternatives'],
  recommended: string | undefined,
): string {
  const state = `cluster-autoscaler ${codeSpan(tag.value)}${whenOf(tag)} runs on Kubernetes ${enumerate(failing.map(named))}`;
  const why =
    'no API refuses that, but each release is made for the control plane of its own minor, and another one may lack permissions or stop at run time';
  const use = recommended === undefined ? 'Use a release of the same minor' : `Use \`${recommended}\`${mirrorHint(image, recommended)}`;
  return `${state}: ${why}. ${use}, and compare its ClusterRole: newer releases read more kinds of objects.`;
}
