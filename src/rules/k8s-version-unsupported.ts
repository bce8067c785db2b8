/** A cluster version past the end of extended support. */
import type { ClusterView } from '../inventory/inventory.ts';
import type { Known } from '../model/value.ts';
import { clusterMinor } from '../model/version.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { daysBetween } from './support/calendar.ts';
import { severityFor, wellFormedVersions } from './support/cluster-versions.ts';
import { useOf } from './support/places.ts';
import { anySupported, isExisting, nodesHint, setVersion, targetVersion } from './support/upgrade-target.ts';
import { supportUntil, whenOf } from './support/wording.ts';

/** CreateCluster was seen to take 1.30 two months after its end, and to refuse 1.29 six months after. */
const CERTAINLY_REFUSED_AFTER_DAYS = 180;

export const k8sVersionUnsupported = defineRule(
  {
    id: 'k8s-version-unsupported',
    title: 'The cluster version is past the end of extended support',
    severity: 'error',
    fix: 'unsafe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
      'https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html',
    ],
  },
  function* check(context) {
    for (const view of context.clusters) {
      if (view.cluster.onOutpost) continue;
      for (const version of wellFormedVersions(view.cluster)) {
        if (context.catalog.support(version.value, context.today).status !== 'ended') continue;
        const target = targetVersion(view, version.value, context);
        yield {
          span: version.span,
          resource: view.cluster.resource,
          value: version.value,
          severity: severityFor(view.cluster, 'error'),
          message: `${whatFails(version, context)} ${whatRuns(view, context)} ${whatToDo(view, version.value, target, context)}`,
          related: useOf(version),
          fix: setVersion(view, version, target, context),
        };
      }
    }
  },
);

function whatFails(version: Known<string>, { catalog, today }: RuleContext): string {
  const end = catalog.support(version.value, today).endOfExtendedSupport;
  const isRecent = end !== undefined && daysBetween(end, today) <= CERTAINLY_REFUSED_AFTER_DAYS;
  const error = `\`InvalidParameterException: unsupported Kubernetes version ${version.value}\``;
  const since = end === undefined ? 'is out of support' : `left extended support on ${end}`;
  return `Kubernetes ${version.value}${whenOf(version)} ${since}: creating a cluster on it ${isRecent ? 'may be' : 'is'} refused at deployment with ${error}.`;
}

function whatRuns(view: ClusterView, context: RuleContext): string {
  return isExisting(view, context)
    ? 'If this cluster is running, EKS upgrades it past that day by itself, so the code should name at least the version that runs now.'
    : 'A running cluster is upgraded by EKS itself after that day, and this code would then ask for a lower version than it has.';
}

function whatToDo(view: ClusterView, current: string, target: string | undefined, context: RuleContext): string {
  const { catalog, today } = context;
  if (target === undefined) return anySupported(context);
  const step = `1.${(clusterMinor(target) ?? 0) - 1}`;
  const only = isExisting(view, context) && step !== current ? `, and to ${target} only from ${step}` : '';
  return `Use ${target}, ${supportUntil(catalog.support(target, today))}; a running cluster goes up one minor at a time${only}.${nodesHint(view, current, target, context)}`;
}
