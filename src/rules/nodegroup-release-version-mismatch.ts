/** An AMI release that is made for another Kubernetes version than the node group has. */
import { codeSpan } from '../model/markdown.ts';
import { knowns } from '../model/value.ts';
import { enumerate } from '../model/wording.ts';
import { defineRule } from './rule.ts';
import { severityFor } from './support/cluster-versions.ts';
import { certainlyFailing } from './support/companions.ts';
import { meetingsOf } from './support/meetings.ts';
import { nodeGroupsOf, type NodeGroupView, versionedBy } from './support/node-groups.ts';
import { nodeVersionPlaces, useOf } from './support/places.ts';
import { named, whenOf } from './support/wording.ts';

/** Of Amazon Linux: https://docs.aws.amazon.com/eks/latest/userguide/eks-linux-ami-versions.html. Bottlerocket and Windows have other forms. */
const RELEASE = /^(?<minor>1\.\d{2})\.\d+-\d{8}$/;

export const nodegroupReleaseVersionMismatch = defineRule(
  {
    id: 'nodegroup-release-version-mismatch',
    title: 'The AMI release of the node group is made for another Kubernetes version',
    severity: 'error',
    fix: 'none',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/eks-linux-ami-versions.html',
      'https://github.com/eksctl-io/eksctl/issues/7976',
    ],
  },
  function* check(context) {
    for (const { view, group } of nodeGroupsOf(context)) {
      if (group.releaseVersion === undefined || group.isSelfManaged === true || !mayBeAmazonLinux({ view, group })) continue;
      for (const release of meetingsOf(view, group.releaseVersion, versionedBy(view, group))) {
        const { version } = release;
        const minor = RELEASE.exec(version.value)?.groups?.['minor'];
        const failing = certainlyFailing(release.clusterVersions, (nodeVersion) => minor !== undefined && nodeVersion !== minor);
        if (failing.length === 0) continue;
        yield {
          span: version.span,
          resource: group.resource,
          value: version.value,
          severity: severityFor(view.cluster, 'error'),
          message: `The AMI release ${codeSpan(version.value)}${whenOf(version)} is for Kubernetes ${minor}, and the nodes get ${enumerate(failing.map(named))}: creating the node group, or updating it, fails at deployment with ${codeSpan(`Requested release version ${version.value} is not valid for kubernetes version ${failing[0]?.value}`)}. Leave the release version out to get the newest, or name one of that Kubernetes version.`,
          related: [...nodeVersionPlaces(group, failing), ...useOf(version)],
        };
      }
    }
  },
);

/** Not where the nodes certainly are something else, or may be. */
function mayBeAmazonLinux({ group: { amiType } }: NodeGroupView): boolean {
  return amiType === undefined || (amiType.kind !== 'unknown' && knowns(amiType).every(({ value }) => /^(?:AL2|AmazonLinux2)/.test(value)));
}
