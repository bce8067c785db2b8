/** Auto Mode on a cluster version that does not have it. */
import { single } from '../model/value.ts';
import { clusterMinor } from '../model/version.ts';
import { defineRule } from './rule.ts';
import { severityFor, wellFormedVersions } from './support/cluster-versions.ts';
import { useOf } from './support/places.ts';
import { setVersion, targetVersion } from './support/upgrade-target.ts';
import { whenOf } from './support/wording.ts';

/** https://docs.aws.amazon.com/eks/latest/userguide/create-auto.html */
const FIRST_MINOR = 29;

export const automodeVersionTooOld = defineRule(
  {
    id: 'automode-version-too-old',
    title: 'EKS Auto Mode needs Kubernetes 1.29 or newer',
    severity: 'error',
    fix: 'unsafe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
      'https://docs.aws.amazon.com/eks/latest/userguide/create-auto.html',
    ],
  },
  function* check(context) {
    for (const view of context.clusters) {
      if (single(view.cluster.autoMode)?.value !== true) continue;
      for (const version of wellFormedVersions(view.cluster)) {
        if ((clusterMinor(version.value) ?? FIRST_MINOR) >= FIRST_MINOR) continue;
        const target = targetVersion(view, version.value, context);
        yield {
          span: version.span,
          resource: view.cluster.resource,
          value: version.value,
          severity: severityFor(view.cluster, 'error'),
          message: `This cluster switches EKS Auto Mode on, which Kubernetes ${version.value}${whenOf(version)} does not have: the deployment is refused with \`InvalidParameterException: EKS Auto Mode is only supported for cluster version 1.29 or above\`. ${target === undefined ? 'Use 1.29 or newer, in a version that is still supported.' : `Use ${target}.`}`,
          related: useOf(version),
          fix: setVersion(view, version, target, context),
        };
      }
    }
  },
);
