/** Nodes of Amazon Linux 2 on a Kubernetes version that EKS has no such images for. */
import type { NodeGroupFact } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import type { Known } from '../model/value.ts';
import { enumerate } from '../model/wording.ts';
import { defineRule } from './rule.ts';
import { severityFor } from './support/cluster-versions.ts';
import { certainlyFailing } from './support/companions.ts';
import {
  amiTypesOf,
  bootstrapPlaces,
  isApiType,
  isGone,
  moveToSuccessor,
  successorAdvice,
  type WrittenAmiType,
} from './support/node-groups.ts';
import { nodeVersionPlaces, useOf } from './support/places.ts';
import { named, whenOf } from './support/wording.ts';

export const nodegroupAl2Removed = defineRule(
  {
    id: 'nodegroup-al2-removed',
    title: 'EKS has no Amazon Linux 2 images for the Kubernetes version of the nodes',
    severity: 'error',
    fix: 'unsafe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html',
      'https://docs.aws.amazon.com/eks/latest/userguide/al2023.html',
    ],
  },
  function* check(context) {
    for (const written of amiTypesOf(context)) {
      const { view, group, amiType, version } = written;
      const failing = certainlyFailing(written.clusterVersions, (nodeVersion) => isGone(amiType, nodeVersion));
      if (failing.length === 0) continue;
      yield {
        span: version.span,
        resource: group.resource,
        value: version.value,
        severity: severityFor(view.cluster, 'error'),
        message: `${whatFails(written, failing)} ${successorAdvice(amiType, group)}`,
        related: [...nodeVersionPlaces(group, failing), ...bootstrapPlaces(group), ...useOf(version)],
        fix: moveToSuccessor(written),
      };
    }
  },
);

function whatFails({ version, group, amiType }: WrittenAmiType, failing: readonly Known<string>[]): string {
  const state = `EKS has images of ${amiType.operatingSystem} up to Kubernetes ${amiType.lastClusterVersion}`;
  const event = `creating nodes of ${codeSpan(version.value)}${whenOf(version)} on ${enumerate(failing.map(named))}, or updating them to it, fails at deployment`;
  return `${state}: ${event}${errorFor(version, group, amiType.lastClusterVersion ?? '', failing)}.`;
}

/** What the API says of groups that it knows, and eksctl of all before it asks: https://github.com/eksctl-io/eksctl/blob/main/pkg/apis/eksctl.io/v1alpha5/defaults.go */
function errorFor(amiType: Known<string>, { isSelfManaged }: NodeGroupFact, last: string, [first]: readonly Known<string>[]): string {
  if (isApiType(amiType) && isSelfManaged !== true) {
    const error = `InvalidParameterException: AMI Type ${amiType.value} is only supported for kubernetes versions ${last} or earlier`;
    return ` with ${codeSpan(error)}`;
  }
  if (amiType.value !== 'AmazonLinux2' || first === undefined) return ', as no image is there to be found';
  return ` with ${codeSpan(`AmazonLinux2 is not supported for Kubernetes version ${first.value}`)}`;
}
