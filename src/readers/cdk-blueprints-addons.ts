/** EKS add-ons of blueprints, and the image of its cluster autoscaler. */
import type { AddonFact, ClusterRef, ImageFact } from '../model/fact.ts';
import type { Value } from '../model/value.ts';
import type { Made } from './cdk-blueprints-names.ts';
import { textAt, withoutAuto } from './cdk-blueprints-values.ts';
import { spanOf, type ts } from './syntax/typescript.ts';
import { argumentsOf, byDefault, constructorSpan } from './typescript-objects.ts';

/**
 * The classes that make an EKS add-on; every other one installs a Helm chart, the EFS driver among them
 * (https://github.com/awslabs/cdk-eks-blueprints/tree/main/lib/addons).
 */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['VpcCniAddOn', 'vpc-cni'],
  ['CoreDnsAddOn', 'coredns'],
  ['KubeProxyAddOn', 'kube-proxy'],
  ['EbsCsiDriverAddOn', 'aws-ebs-csi-driver'],
  ['EksPodIdentityAgentAddOn', 'eks-pod-identity-agent'],
  ['AdotCollectorAddOn', 'adot'],
  ['CloudWatchInsights', 'amazon-cloudwatch-observability'],
  ['AwsNetworkFlowMonitorAddOn', 'aws-network-flow-monitoring-agent'],
]);
/** The version is the first argument today. */
const TAKES_VERSION: ReadonlySet<string> = new Set(['CoreDnsAddOn', 'KubeProxyAddOn', 'EksPodIdentityAgentAddOn']);
const ANY_ADDON = 'CoreAddOn';
const AUTOSCALER = 'ClusterAutoScalerAddOn';
const AUTOSCALER_IMAGE = 'registry.k8s.io/autoscaling/cluster-autoscaler';

/** `undefined` for what makes no EKS add-on. */
export function readBlueprintsAddon(node: ts.NewExpression, made: Made, cluster: ClusterRef): AddonFact | undefined {
  const span = constructorSpan(node);
  const known = NAMES.get(made.name);
  if (known === undefined && made.name !== ANY_ADDON) return undefined;
  const addonName: Value<string> =
    known === undefined
      ? (propertiesOf(made).text('addOnName') ?? { kind: 'unknown', reason: 'it has no `addOnName`', span })
      : byDefault(known, spanOf(node.expression));
  return {
    kind: 'addon',
    dialect: 'cdk-typescript',
    span,
    resource: `blueprints.${made.name}`,
    cluster,
    addonName,
    addonVersion: withoutAuto(versionOf(made)),
  };
}

/**
 * The tag in the values of the chart; without one the chart's version decides, which is no version of the image
 * (https://github.com/awslabs/cdk-eks-blueprints/blob/main/lib/addons/cluster-autoscaler/index.ts).
 */
export function readBlueprintsAutoscaler(node: ts.NewExpression, made: Made, cluster: ClusterRef): ImageFact | undefined {
  if (made.name !== AUTOSCALER) return undefined;
  const properties = propertiesOf(made);
  const tag = properties.text('values.image.tag');
  // a chart that is named is read with the other charts
  if (!tag || properties.field('chart').state !== 'absent') return undefined;
  const repository = properties.text('values.image.repository');
  return {
    kind: 'image',
    dialect: 'cdk-typescript',
    span: constructorSpan(node),
    resource: 'cluster-autoscaler image',
    cluster,
    repository: repository?.kind === 'known' ? repository.value : AUTOSCALER_IMAGE,
    tag,
  };
}

function propertiesOf({ call, at }: Made): ReturnType<typeof argumentsOf> {
  return argumentsOf(at, call.arguments?.[0] && at.place(call.arguments[0]));
}

/** The first argument, or its `version`: most classes have taken the one and the other at some time. */
function versionOf(made: Made): Value<string> | undefined {
  const [first] = made.call.arguments ?? [];
  if (!first) return undefined;
  const direct = textAt(made.at, made.at.place(first));
  if (direct?.kind !== 'unknown') return direct;
  const isObject = typeof made.at.literal(made.at.place(first)) !== 'string';
  return isObject || !TAKES_VERSION.has(made.name) ? propertiesOf(made).text('version') : direct;
}
