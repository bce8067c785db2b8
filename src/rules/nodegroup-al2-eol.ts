/** Nodes of an operating system that gets no new images. */
import { codeSpan } from '../model/markdown.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { certainlyFailing } from './support/companions.ts';
import { amiTypesOf, bootstrapPlaces, isGone, moveToSuccessor, successorAdvice, type WrittenAmiType } from './support/node-groups.ts';
import { useOf } from './support/places.ts';
import { whenOf } from './support/wording.ts';

export const nodegroupAl2Eol = defineRule(
  {
    id: 'nodegroup-al2-eol',
    title: 'The nodes run Amazon Linux 2, which EKS makes no new images of',
    severity: 'warning',
    fix: 'unsafe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html',
      'https://docs.aws.amazon.com/eks/latest/userguide/al2023.html',
    ],
  },
  function* check(context) {
    for (const written of amiTypesOf(context)) {
      const { group, amiType, version } = written;
      if (!hasEnded(written, context)) continue;
      yield {
        span: version.span,
        resource: group.resource,
        value: version.value,
        message: `${codeSpan(version.value)}${whenOf(version)}: EKS has published no images of ${amiType.operatingSystem} since ${amiType.endOfImages}, for any Kubernetes version, so these nodes get no more security fixes from it. ${successorAdvice(amiType, group)}`,
        related: [...bootstrapPlaces(group), ...useOf(version)],
        fix: moveToSuccessor(written),
      };
    }
  },
);

/** Not where the type is refused already: that is `nodegroup-al2-removed`. */
function hasEnded({ amiType, clusterVersions }: WrittenAmiType, { today }: RuleContext): boolean {
  const isOver = amiType.endOfImages !== undefined && amiType.endOfImages <= today;
  return isOver && certainlyFailing(clusterVersions, (nodeVersion) => isGone(amiType, nodeVersion)).length === 0;
}
