/** A cluster-autoscaler tag that was never released. */
import type { Catalog } from '../catalog/catalog.ts';
import { codeSpan } from '../model/markdown.ts';
import { parseImageTag } from '../model/version.ts';
import { enumerate } from '../model/wording.ts';
import { defineRule } from './rule.ts';
import { imageTagsOf, isUpstream, mirrorHint, setTag, tagForAll } from './support/autoscaler-tags.ts';
import { useOf } from './support/places.ts';
import { whenOf } from './support/wording.ts';

export const clusterAutoscalerTagMissing = defineRule(
  {
    id: 'cluster-autoscaler-tag-missing',
    title: 'The cluster-autoscaler tag was never released',
    severity: 'error',
    fix: 'safe',
    references: [
      'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/README.md#releases',
      'https://github.com/kubernetes/autoscaler/releases',
    ],
  },
  function* check({ clusters, catalog }) {
    for (const { image, version: tag, served } of imageTagsOf(clusters)) {
      const released = isUpstream(image) ? releasedInstead(catalog, tag.value) : undefined;
      if (released === undefined) continue;
      const next = tagForAll(catalog, served) ?? released[0];
      yield {
        span: tag.span,
        resource: image.resource,
        value: tag.value,
        message: `cluster-autoscaler ${codeSpan(tag.value)}${whenOf(tag)} was never released: the deployment goes through, and then no node can pull the image. That minor has ${enumerate(released.map(codeSpan))}; use \`${next}\`${next === undefined ? '' : mirrorHint(image, next)}.`,
        related: useOf(tag),
        fix: setTag(image, tag, next, 'safe'),
      };
    }
  },
);

/** The tags of the same minor, newest first, if this one is certainly none of them: it is older than the newest. */
function releasedInstead(catalog: Catalog, tag: string): readonly string[] | undefined {
  const parts = parseImageTag(tag);
  if (parts === undefined || parts.major !== 1 || parts.rest !== '') return undefined;
  const released = catalog.autoscalerTags(`1.${parts.minor}`) ?? [];
  const patches = released.map((item) => parseImageTag(item)?.patch ?? -1);
  const isReleased = patches.includes(parts.patch);
  return isReleased || parts.patch > Math.max(-1, ...patches) ? undefined : released;
}
