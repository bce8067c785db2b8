/** A cluster version in extended support: six times the price, and no error says so. */
import type { ClusterView } from '../inventory/inventory.ts';
import { type Known, single } from '../model/value.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { severityFor, wellFormedVersions } from './support/cluster-versions.ts';
import { useOf } from './support/places.ts';
import { anySupported, isExisting, newestTarget, nodesHint, pathBetween, setVersion, targetVersion } from './support/upgrade-target.ts';
import { supportUntil, whenOf } from './support/wording.ts';

/** 0.60 instead of 0.10 USD an hour, for 8,760 hours (https://aws.amazon.com/eks/pricing/). */
const BILL = 'a cluster on it costs 0.60 instead of 0.10 USD an hour, about 4,380 USD more a year at list price, and no error says so';

export const k8sVersionExtendedSupport = defineRule(
  {
    id: 'k8s-version-extended-support',
    title: 'The cluster version is in extended support, which costs six times as much',
    severity: 'warning',
    fix: 'unsafe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
      'https://docs.aws.amazon.com/eks/latest/userguide/disable-extended-support.html',
      'https://aws.amazon.com/eks/pricing/',
    ],
  },
  function* check(context) {
    for (const view of context.clusters) {
      if (view.cluster.onOutpost) continue;
      for (const version of wellFormedVersions(view.cluster)) {
        if (context.catalog.support(version.value, context.today).status !== 'extended') continue;
        const target = targetVersion(view, version.value, context);
        // a change that moved a running cluster to this version has taken its one step
        const fix = isExisting(view, context) ? undefined : setVersion(view, version, target, context);
        yield {
          span: version.span,
          resource: view.cluster.resource,
          value: version.value,
          severity: severityFor(view.cluster, 'warning'),
          message: `${whatHappens(view, version, context)} ${whatToDo(view, version.value, target, context)}`,
          related: useOf(version),
          fix,
        };
      }
    }
  },
);

function whatHappens({ cluster }: ClusterView, version: Known<string>, { catalog, today }: RuleContext): string {
  const { endOfStandardSupport, endOfExtendedSupport } = catalog.support(version.value, today);
  const name = `Kubernetes ${version.value}${whenOf(version)}`;
  const state =
    endOfStandardSupport === undefined ? `${name} is in extended support` : `${name} left standard support on ${endOfStandardSupport}`;
  const end = endOfExtendedSupport === undefined ? '' : ` Extended support ends on ${endOfExtendedSupport}.`;
  const policy = cluster.supportType === undefined ? 'EXTENDED' : single(cluster.supportType)?.value;
  if (policy === 'STANDARD') {
    return `${state}: with \`supportType\` STANDARD there is no extra bill, but EKS upgrades a running cluster by itself, and this code then names a version that no longer runs.`;
  }
  return `${state}: ${policy === 'EXTENDED' ? BILL : `unless its \`supportType\` is STANDARD, ${BILL}`}.${end}`;
}

function whatToDo(view: ClusterView, current: string, target: string | undefined, context: RuleContext): string {
  const { catalog, today } = context;
  const newest = newestTarget(view, context);
  if (newest === undefined) return anySupported(context);
  const nodes = nodesHint(view, current, newest, context);
  const goal = `${newest}, ${supportUntil(catalog.support(newest, today))}`;
  if (target === newest && !isExisting(view, context)) return `Use ${goal}; a running cluster goes up one minor at a time.${nodes}`;
  return `If this cluster is running, raise it one minor at a time, each step applied before the next: ${pathBetween(current, newest)} (${goal}).${nodes}`;
}
