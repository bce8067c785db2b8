/** A CDK node group for which aws-cdk-lib itself writes an AMI type that EKS refuses. */
import type { ImpliedAmiType, NodeGroupFact } from '../model/fact.ts';
import type { Fix } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { insertInto } from '../model/slot.ts';
import type { Known } from '../model/value.ts';
import { enumerate } from '../model/wording.ts';
import { defineRule } from './rule.ts';
import { severityFor, wellFormedVersions } from './support/cluster-versions.ts';
import { hasMember, isGone, nodeGroupsOf, type NodeGroupView } from './support/node-groups.ts';
import { clusterVersionPlaces } from './support/places.ts';
import { named } from './support/wording.ts';

const FLAG = '@aws-cdk/aws-eks:defaultToAL2023';
/** https://github.com/aws/aws-cdk/releases/tag/v2.259.0 */
const FLAG_SINCE = '2.259.0';

const EFFECT = 'Another AMI type replaces a node group that exists.';

export const cdkNodegroupAl2Default = defineRule(
  {
    id: 'cdk-nodegroup-al2-default',
    title: 'The CDK node group names no AMI type, and aws-cdk-lib picks Amazon Linux 2',
    severity: 'error',
    fix: 'unsafe',
    references: [
      'https://github.com/aws/aws-cdk/issues/37012',
      'https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html',
      'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks.NodegroupOptions.html',
    ],
  },
  function* check(context) {
    for (const { view, group } of nodeGroupsOf(context)) {
      const implied = group.impliedAmiType;
      const amiType = implied && context.catalog.amiType(implied.value);
      if (!implied || !amiType) continue;
      const versions = wellFormedVersions(view.cluster);
      const failing = versions.filter(({ value }) => isGone(amiType, value));
      if (failing.length === 0) continue;
      yield {
        span: group.span,
        resource: group.resource,
        value: implied.value,
        severity: severityFor(view.cluster, 'error'),
        message: `${whatFails(implied, amiType.lastClusterVersion ?? '', failing)} ${whatToDo(group, implied, amiType.successor)}`,
        related: clusterVersionPlaces(failing),
        fix: nameSuccessor({ view, group }, implied, amiType.successor),
      };
    }
  },
);

function whatFails({ value }: ImpliedAmiType, last: string, failing: readonly Known<string>[]): string {
  const error = `AMI Type ${value} is only supported for kubernetes versions ${last} or earlier`;
  return `On Kubernetes ${enumerate(failing.map(named))} creating this node group, or updating it, fails at deployment with ${codeSpan(error)}: it names no \`amiType\`, and aws-cdk-lib then writes \`${value}\` for its instance types on every Kubernetes version.`;
}

/** The default capacity has no `amiType` of its own. */
function whatToDo({ resource }: NodeGroupFact, { value }: ImpliedAmiType, successor: string | undefined): string {
  const type = successor === undefined ? 'an `amiType`' : `the \`amiType\` \`${successor}\``;
  const isDefault = resource.endsWith(' DefaultCapacity');
  const name = isDefault ? `Set \`defaultCapacity: 0\` and add a node group with ${type}` : `Name ${type}`;
  // the flag leaves images for GPUs as they are
  const flag = value.endsWith('_GPU') ? '' : `, or set the context flag \`${FLAG}\` (aws-cdk-lib ${FLAG_SINCE} or later)`;
  return `${name}${flag}. ${EFFECT}`;
}

function nameSuccessor({ view }: NodeGroupView, { property, enumeration }: ImpliedAmiType, successor: string | undefined): Fix | undefined {
  if (property === undefined || enumeration === undefined || successor === undefined || !hasMember(view, successor)) return undefined;
  const edit = insertInto(property, `amiType: ${enumeration}.${successor.toUpperCase()}`);
  return { title: `Use the AMI type ${successor}`, disposition: 'unsafe', edits: [edit], effect: EFFECT };
}
