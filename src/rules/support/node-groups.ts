/** Node groups with what they run, and the version that their nodes get. */
import type { AmiType, Catalog } from '../../catalog/catalog.ts';
import type { ClusterView } from '../../inventory/inventory.ts';
import type { ClusterFact, NodeGroupFact } from '../../model/fact.ts';
import type { Fix, Related } from '../../model/finding.ts';
import type { Known } from '../../model/value.ts';
import { compareClusterVersions } from '../../model/version.ts';
import type { RuleContext } from '../rule.ts';
import { cdkVersion, cdkIsOutside } from './cdk-packages.ts';
import { rewrite } from './edits.ts';
import { type Meeting, meetingsOf } from './meetings.ts';

export interface NodeGroupView {
  readonly view: ClusterView;
  readonly group: NodeGroupFact;
}

/** An AMI type that a program writes down; what it meets are the versions of the nodes. */
export interface WrittenAmiType extends Meeting, NodeGroupView {
  readonly amiType: AmiType;
}

/** Every node group whose fields are what runs. */
export function nodeGroupsOf({ clusters }: Pick<RuleContext, 'clusters'>): readonly NodeGroupView[] {
  return clusters.flatMap((view) => view.nodeGroups.filter((group) => !group.changesIgnored).map((group) => ({ view, group })));
}

/** Every AMI type that the data knows. */
export function amiTypesOf(context: RuleContext): readonly WrittenAmiType[] {
  return nodeGroupsOf(context).flatMap(({ view, group }) => {
    const meetings = group.amiType === undefined ? [] : meetingsOf(view, group.amiType, versionedBy(view, group));
    return meetings.flatMap((meeting): readonly WrittenAmiType[] => {
      const amiType = context.catalog.amiType(meeting.version.value);
      return amiType ? [{ ...meeting, group, amiType }] : [];
    });
  });
}

/** What decides the Kubernetes version of the nodes. */
export function versionedBy({ cluster }: ClusterView, group: NodeGroupFact): Pick<ClusterFact, 'version'> {
  return group.version === undefined ? cluster : group;
}

/** Whether EKS has no images of this type for a cluster version. */
export function isGone({ lastClusterVersion }: AmiType, clusterVersion: string): boolean {
  return lastClusterVersion !== undefined && compareClusterVersions(clusterVersion, lastClusterVersion) > 0;
}

/** Whether the program may have nodes whose images end with a cluster version: where none are seen, or some may be of any type. */
export function mayHaveEndingNodes({ nodeGroups }: ClusterView, catalog: Catalog): boolean {
  const areCertain = nodeGroups.every(({ amiType }) => amiType?.kind === 'known' && catalog.amiType(amiType.value) !== undefined);
  if (nodeGroups.length === 0 || !areCertain) return true;
  return nodeGroups.some(({ amiType }) => amiType?.kind === 'known' && catalog.amiType(amiType.value)?.lastClusterVersion !== undefined);
}

/**
 * The fix that names the successor of an AMI type. Another type replaces the node group. None where its user data is made for
 * Amazon Linux 2, as that has to change too.
 */
export function moveToSuccessor({ view, group, amiType, version }: WrittenAmiType): Fix | undefined {
  const { successor } = amiType;
  if (successor === undefined || group.bootstrapScript !== undefined) return undefined;
  if (version.notation === 'ami-type-member' && !hasMember(view, successor)) return undefined;
  const edit = rewrite(version, successor);
  return edit && { title: `Use the AMI type ${successor}`, disposition: 'unsafe', edits: [edit], effect: `${whatChanges(group)}.` };
}

/** Before 2.135.0 aws-cdk-lib refuses AL2023 together with instance types; of the others 2.178.2 was the first that was looked at. */
const MEMBER_SINCE: ReadonlyMap<string, string> = new Map([
  ['AL2023_x86_64_STANDARD', '2.135.0'],
  ['AL2023_ARM_64_STANDARD', '2.135.0'],
  ['AL2023_x86_64_NVIDIA', '2.178.2'],
]);

/** Whether `NodegroupAmiType` of the installed aws-cdk-lib has a type: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks.NodegroupAmiType.html */
export function hasMember({ packages }: ClusterView, amiType: string): boolean {
  const since = MEMBER_SINCE.get(amiType);
  return since !== undefined && cdkVersion(packages) !== undefined && !cdkIsOutside(packages, `>=${since}`);
}

/** What to use instead, and what else that changes. */
export function successorAdvice(amiType: AmiType, group: NodeGroupFact): string {
  const use = amiType.successor === undefined ? 'Use another AMI type' : `Use \`${amiType.successor}\``;
  const script =
    group.bootstrapScript === undefined
      ? ''
      : ' Its user data calls `/etc/eks/bootstrap.sh`, which Amazon Linux 2023 does not have: change both together.';
  return `${use}. ${whatChanges(group)}, and Amazon Linux 2023 takes user data for nodeadm.${script}`;
}

/** For eksctl node groups are immutable: https://eksctl.io/usage/nodegroups/ */
function whatChanges({ dialect, isSelfManaged }: NodeGroupFact): string {
  if (dialect === 'eksctl') return 'A node group that exists is left as it is by eksctl, so the new one needs another name';
  return isSelfManaged === true ? 'The nodes are made anew' : 'Another AMI type replaces the node group';
}

/** Where user data has to change with the AMI type. */
export function bootstrapPlaces({ bootstrapScript }: NodeGroupFact): readonly Related[] {
  return bootstrapScript ? [{ span: bootstrapScript, message: 'its user data calls `/etc/eks/bootstrap.sh` here' }] : [];
}

/** `AL2_x86_64` and its like are types of the EKS API; tools have other names. */
export function isApiType({ value }: Known<string>): boolean {
  return /^[A-Z0-9]+_[A-Za-z0-9_]+$/.test(value);
}
