/** A cluster version that EKS does not offer yet. */
import { defineRule, type RuleContext } from './rule.ts';
import { severityFor, wellFormedVersions } from './support/cluster-versions.ts';
import { useOf } from './support/places.ts';
import { setVersion, targetVersion } from './support/upgrade-target.ts';
import { whenOf } from './support/wording.ts';

export const k8sVersionNotYetAvailable = defineRule(
  {
    id: 'k8s-version-not-yet-available',
    title: 'EKS does not offer the cluster version yet',
    severity: 'error',
    fix: 'unsafe',
    references: ['https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html'],
  },
  function* check(context) {
    for (const view of context.clusters) {
      if (view.cluster.onOutpost) continue;
      for (const version of wellFormedVersions(view.cluster)) {
        if (context.catalog.support(version.value, context.today).status !== 'not-available') continue;
        const target = targetVersion(view, version.value, context);
        const error = `\`InvalidParameterException: unsupported Kubernetes version ${version.value}\``;
        yield {
          span: version.span,
          resource: view.cluster.resource,
          value: version.value,
          severity: severityFor(view.cluster, 'error'),
          message: `EKS does not offer Kubernetes ${version.value}${whenOf(version)} yet, so creating a cluster on it is refused at deployment with ${error}. ${whatThereIs(target, context)}`,
          related: useOf(version),
          fix: setVersion(view, version, target, context),
        };
      }
    }
  },
);

function whatThereIs(target: string | undefined, { catalog, today }: RuleContext): string {
  const newest = catalog.clusterVersions().find((version) => catalog.support(version, today).status === 'standard');
  if (newest === undefined) return 'Choose a version that EKS offers.';
  const offered = `The newest version that EKS is known to offer is ${newest}.`;
  if (target === undefined || target === newest) return offered;
  return `${offered} Use ${target}, for which the add-ons and tools are known too.`;
}
