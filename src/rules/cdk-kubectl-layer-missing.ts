/** A CDK cluster without the kubectl layer that its construct needs. */
import { gte } from 'semver';
import type { ClusterView } from '../inventory/inventory.ts';
import type { Fix, Severity } from '../model/finding.ts';
import { clusterMinor } from '../model/version.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { cdkVersion, installHint } from './support/cdk-packages.ts';
import { wellFormedVersions } from './support/cluster-versions.ts';
import { type FittingLayer, installableLayer } from './support/kubectl-layer.ts';
import { addLayer } from './support/layer-fixes.ts';
import { clusterVersionPlaces } from './support/places.ts';
import { setVersion, targetVersion } from './support/upgrade-target.ts';

/** https://github.com/aws/aws-cdk/releases/tag/v2.179.0 made the property required; 2.48.0 began to warn. */
const REQUIRED_SINCE = '2.179.0';
const WARNS_SINCE = '2.48.0';
/** The kubectl inside aws-cdk-lib was 1.20. */
const FIRST_TOO_NEW_MINOR = 22;

export const cdkKubectlLayerMissing = defineRule(
  {
    id: 'cdk-kubectl-layer-missing',
    title: 'The CDK cluster has no kubectlLayer',
    severity: 'error',
    fix: 'safe',
    references: [
      'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks-readme.html',
      'https://github.com/cdklabs/awscdk-asset-kubectl',
    ],
  },
  function* check(context) {
    for (const view of context.clusters) {
      const { cluster } = view;
      if (cluster.kubectl?.construct !== 'aws-eks' || cluster.kubectl.layer !== 'absent') continue;
      const severity = severityOf(view);
      if (severity === undefined) continue;
      const goal = goalOf(view, context);
      const layer = goal && installableLayer(context.catalog, goal.version, view.packages);
      yield {
        span: cluster.span,
        resource: cluster.resource,
        value: '',
        severity,
        message: `${whatFails(view, severity)} ${whatToDo(view, layer, goal)}`,
        related: clusterVersionPlaces(wellFormedVersions(cluster)),
        fix: layer && together(goal.raise, addLayer(view, cluster.kubectl, layer, context)),
      };
    }
  },
);

function severityOf({ cluster, packages }: ClusterView): Severity | undefined {
  const version = cdkVersion(packages);
  if (version === undefined || gte(version, REQUIRED_SINCE)) return 'error';
  const isTooNew = wellFormedVersions(cluster).some(({ value }) => (clusterMinor(value) ?? 0) >= FIRST_TOO_NEW_MINOR);
  return gte(version, WARNS_SINCE) && isTooNew ? 'warning' : undefined;
}

/** The version that the layer is for, and the fix that sets it where it is not the one that stands there. */
interface Goal {
  readonly version: string;
  readonly raise: Fix | undefined;
}

/** The one version of the cluster. Where EKS refuses it, the layer goes with the version to use instead. */
function goalOf(view: ClusterView, context: RuleContext): Goal | undefined {
  const [version, ...more] = wellFormedVersions(view.cluster);
  if (version === undefined || more.some(({ value }) => value !== version.value)) return undefined;
  const { status } = context.catalog.support(version.value, context.today);
  if (status !== 'ended' && status !== 'not-available') return { version: version.value, raise: undefined };
  const target = targetVersion(view, version.value, context);
  const raise = more.length === 0 ? setVersion(view, version, target, context) : undefined;
  return target === undefined || raise === undefined ? undefined : { version: target, raise };
}

/** Both fixes as one, or nothing. */
function together(raise: Fix | undefined, add: Fix | undefined): Fix | undefined {
  if (raise === undefined || add === undefined) return add;
  return { title: `${raise.title}, with its kubectl layer`, disposition: 'unsafe', edits: [...raise.edits, ...add.edits] };
}

function whatFails({ packages }: ClusterView, severity: Severity): string {
  if (severity === 'warning') {
    return `The cluster has no \`kubectlLayer\`: aws-cdk-lib ${cdkVersion(packages)} then uses its own kubectl 1.20, "which is only guaranteed to be compatible with Kubernetes versions 1.19-1.21", as \`cdk synth\` warns.`;
  }
  return `The cluster has no \`kubectlLayer\`, which is required since aws-cdk-lib ${REQUIRED_SINCE}: TypeScript stops with TS2345 (\`Property 'kubectlLayer' is missing in type\`), and where types are not checked the first use of kubectl fails at deployment with \`[Errno 2] No such file or directory: 'kubectl'\`.`;
}

function whatToDo({ packages }: ClusterView, layer: FittingLayer | undefined, goal: Goal | undefined): string {
  if (layer === undefined || goal === undefined) return 'Add the layer whose kubectl is within one minor of the cluster version.';
  const raised = goal.raise === undefined ? '' : `, with the cluster version ${goal.version}`;
  const remark = goal.version === layer.clusterVersion ? '' : ', the newest known that is within one minor of the cluster';
  return `Use \`${layer.className}\` of \`${layer.packageName}\`${raised}${remark}.${installHint(packages, layer.packageName)}`;
}
