/** The cluster version that the fixes of version rules write, and the one edit they all make. */
import type { VersionSupport } from '../../catalog/catalog.ts';
import type { ClusterView } from '../../inventory/inventory.ts';
import type { Edit, Fix } from '../../model/finding.ts';
import { type Known, knowns } from '../../model/value.ts';
import { clusterMinor } from '../../model/version.ts';
import { enumerate } from '../../model/wording.ts';
import type { RuleContext } from '../rule.ts';
import { daysBetween } from './calendar.ts';
import { cdkIsOutside, cdkVersion } from './cdk-packages.ts';
import { rewrite } from './edits.ts';
import { mayHaveEndingNodes } from './node-groups.ts';

/** A version that is about to leave standard support is no target. */
const DAYS_LEFT = 60;
/** Every cluster runs these, in its own code or another's (https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html). */
export const DEFAULT_ADDONS: readonly string[] = ['coredns', 'kube-proxy', 'vpc-cni'];

/**
 * The version to write instead of one that a rule objects to. A cluster that may be running goes up one minor at a time
 * (https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html), so it gets the next one if that is in standard support;
 * past the end of support EKS has moved it already, and like a new cluster it gets the newest target.
 *
 * @returns `undefined` where no version is known to suit everything that the cluster pins
 */
export function targetVersion(view: ClusterView, current: string, context: RuleContext): string | undefined {
  const { status } = context.catalog.support(current, context.today);
  const climbs = isExisting(view, context) && (status === 'standard' || status === 'extended');
  return climbs ? nextTarget(view, current, context) : newestTarget(view, context);
}

/** Whether the base of the change has the cluster too. */
export function isExisting({ cluster }: ClusterView, { existingClusters }: RuleContext): boolean {
  return existingClusters.has(cluster.resource);
}

/** The newest version with some standard support left for which everything that the cluster uses is known. */
export function newestTarget(view: ClusterView, context: RuleContext): string | undefined {
  const { catalog, today } = context;
  return catalog
    .clusterVersions()
    .find((version) => isRoomy(catalog.support(version, today), today) && hasCompanions(view, version, context));
}

/** What is said where no version is known to suit everything that the cluster pins. */
export function anySupported({ catalog, today }: RuleContext): string {
  const supported = catalog.clusterVersions().filter((version) => isRoomy(catalog.support(version, today), today));
  const named = supported.length === 0 ? '' : ` (${enumerate(supported.toReversed())})`;
  return `Choose a version in standard support${named}; no suggestion is made, because none is known to suit all that this cluster is made with.`;
}

function nextTarget(view: ClusterView, current: string, context: RuleContext): string | undefined {
  const next = `1.${(clusterMinor(current) ?? 0) + 1}`;
  const isStandard = context.catalog.support(next, context.today).status === 'standard';
  return isStandard && hasCompanions(view, next, context) ? next : undefined;
}

function isRoomy({ status, endOfStandardSupport }: VersionSupport, today: string): boolean {
  return status === 'standard' && endOfStandardSupport !== undefined && daysBetween(today, endOfStandardSupport) >= DAYS_LEFT;
}

function hasCompanions(view: ClusterView, version: string, { catalog }: RuleContext): boolean {
  const addonNames = [...DEFAULT_ADDONS, ...pinnedAddons(view)];
  if (addonNames.some((name) => catalog.defaultVersion(name, version) === undefined)) return false;
  if (view.images.length > 0 && (catalog.autoscalerTags(version) ?? []).length === 0) return false;
  if (view.cluster.kubectl === undefined) return true;
  const layer = catalog.kubectlLayer(version);
  return layer !== undefined && !cdkIsOutside(view.packages, layer.cdkRange);
}

function pinnedAddons({ addons }: ClusterView): readonly string[] {
  return addons
    .filter(({ addonVersion }) => addonVersion !== undefined)
    .flatMap(({ addonName }) => knowns(addonName).map(({ value }) => value));
}

/**
 * The fix that sets the cluster version. The same for every rule that objects to it, so that two findings share one suggestion.
 */
export function setVersion(view: ClusterView, version: Known<string>, target: string | undefined, context: RuleContext): Fix | undefined {
  const edit = target === undefined ? undefined : versionEdit(view, version, target, context);
  return edit && { title: `Set the cluster version to ${target}`, disposition: 'unsafe', edits: [edit] };
}

/** A constant that no known aws-cdk-lib certainly has becomes a call of `KubernetesVersion.of`, which any has, and version 1 too. */
function versionEdit(
  { cluster, packages }: ClusterView,
  version: Known<string>,
  target: string,
  { catalog }: RuleContext,
): Edit | undefined {
  const isConstant = version.notation === 'kubernetes-version-member' || version.notation === 'kubernetes-version-key';
  const since = catalog.constantSince(target);
  const hasConstant = since !== undefined && cdkVersion(packages) !== undefined && !cdkIsOutside(packages, `>=${since}`);
  if (!isConstant || hasConstant) return rewrite(version, target);
  return version.notation === 'kubernetes-version-member' ? ofCall(version, target, cluster.kubectl?.quote) : undefined;
}

/** `V1_34` behind a dot becomes `of('1.34')`. */
export function ofCall(member: Known<string>, clusterVersion: string, quote = "'"): Edit {
  return { span: member.span, newText: `of(${quote}${clusterVersion}${quote})` };
}

/** From here on EKS refuses node groups of Amazon Linux 2: https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html */
const FIRST_WITHOUT_AL2 = 33;

/** What else has to change where a raise passes the end of Amazon Linux 2, as a sentence with a leading space. */
export function nodesHint(view: ClusterView, current: string, target: string, { catalog }: RuleContext): string {
  const passes = (clusterMinor(current) ?? 0) < FIRST_WITHOUT_AL2 && (clusterMinor(target) ?? 0) >= FIRST_WITHOUT_AL2;
  return passes && mayHaveEndingNodes(view, catalog)
    ? ` From 1.${FIRST_WITHOUT_AL2} on EKS refuses node groups of Amazon Linux 2, also where that is a default: move them too.`
    : '';
}

/** `1.32 -> 1.33 -> 1.34`: one minor at a time. */
export function pathBetween(from: string, to: string): string {
  const first = clusterMinor(from) ?? 0;
  const last = clusterMinor(to) ?? first;
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, step) => `1.${first + step}`).join(' -> ');
}
