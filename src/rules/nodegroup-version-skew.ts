/** A node group of a Kubernetes version that does not go with its cluster's. */
import type { Fix } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import type { Known } from '../model/value.ts';
import { clusterMinor } from '../model/version.ts';
import { enumerate } from '../model/wording.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { severityFor } from './support/cluster-versions.ts';
import { certainlyFailing } from './support/companions.ts';
import { rewrite } from './support/edits.ts';
import { type Meeting, meetingsOf, servedBy } from './support/meetings.ts';
import { nodeGroupsOf, type NodeGroupView } from './support/node-groups.ts';
import { clusterVersionPlaces, useOf } from './support/places.ts';
import { isExisting } from './support/upgrade-target.ts';
import { named, whenOf } from './support/wording.ts';

/** https://kubernetes.io/releases/version-skew-policy/#kubelet: three minors older at most, never newer. EKS enforces it. */
const OLDEST_BEHIND = 3;

type NodeVersion = Meeting & NodeGroupView;

export const nodegroupVersionSkew = defineRule(
  {
    id: 'nodegroup-version-skew',
    title: 'The Kubernetes version of the node group does not go with that of its cluster',
    severity: 'error',
    fix: 'unsafe',
    references: [
      'https://kubernetes.io/releases/version-skew-policy/#kubelet',
      'https://docs.aws.amazon.com/eks/latest/userguide/update-managed-node-group.html',
    ],
  },
  function* check(context) {
    const versions = nodeVersionsOf(context);
    const servedOf = servedBy(versions);
    for (const written of versions) {
      const { view, group, version } = written;
      const failing = certainlyFailing(written.clusterVersions, (clusterVersion) => isSkewed(version.value, clusterVersion));
      if (failing.length === 0) continue;
      yield {
        span: version.span,
        resource: group.resource,
        value: version.value,
        severity: severityFor(view.cluster, 'error'),
        message: whatFails(written, failing),
        related: [...clusterVersionPlaces(failing), ...useOf(version)],
        fix: inStep(written, servedOf(written), context),
      };
    }
  },
);

function nodeVersionsOf(context: RuleContext): readonly NodeVersion[] {
  const groups = nodeGroupsOf(context).filter(({ view, group }) => !view.cluster.onOutpost && group.isSelfManaged !== true);
  return groups.flatMap(({ view, group }) =>
    group.version === undefined ? [] : meetingsOf(view, group.version).map((meeting) => ({ ...meeting, group })),
  );
}

function isSkewed(nodeVersion: string, clusterVersion: string): boolean {
  const [node, cluster] = [clusterMinor(nodeVersion), clusterMinor(clusterVersion)];
  return node !== undefined && cluster !== undefined && (node > cluster || node < cluster - OLDEST_BEHIND);
}

function whatFails({ version }: NodeVersion, failing: readonly Known<string>[]): string {
  const [first] = failing;
  const minor = clusterMinor(first?.value ?? '') ?? 0;
  const allowed = Array.from({ length: OLDEST_BEHIND + 1 }, (_, behind) => `1.${minor - behind}`);
  const error = `Cluster Kubernetes version ${first?.value ?? ''} supports the following Nodegroup Kubernetes versions: [${allowed.join(', ')}]`;
  return `The node group asks for Kubernetes ${codeSpan(version.value)}${whenOf(version)} on a cluster of ${enumerate(failing.map(named))}, and fails at deployment with ${codeSpan(error)}. Nodes may be ${OLDEST_BEHIND} minors older than the control plane, and never newer; of a running cluster the nodes go up first.`;
}

/** The version of the cluster, where that is one. Of a running cluster nodes that are too old have to go up before it does. */
function inStep({ view, version }: NodeVersion, served: readonly string[], context: RuleContext): Fix | undefined {
  const [target, ...others] = served;
  const isNewer = (clusterMinor(version.value) ?? 0) > (clusterMinor(target ?? '') ?? 0);
  if (target === undefined || others.length > 0 || (isExisting(view, context) && !isNewer)) return undefined;
  const edit = rewrite(version, target);
  return edit && { title: `Set the node group's version to ${target}`, disposition: 'unsafe', edits: [edit] };
}
