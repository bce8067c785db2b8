/** `new eks.Cluster(...)` of the EKS modules of CDK, with the defaults of each construct. */
import type { ClusterFact, KubectlUse } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { readKubectl, readLayerState } from './cdk-kubectl.ts';
import type { Constructed } from './cdk-constructs.ts';
import type { EksConstruct } from './cdk-names.ts';
import { allOf, argumentsOf, type Arguments, byDefault, changeEach, constructorSpan, titled, writtenName } from './typescript-objects.ts';

/** A cluster's constructor, with what its file says of the other clusters. */
export interface ClusterSource extends Constructed {
  readonly id: string;
  /** How many clusters before it in the file have no layer either. */
  readonly layerlessBefore: number;
}

export function readCluster(source: ClusterSource): ClusterFact {
  const { node, construct, call, at, id, layerlessBefore } = source;
  const options = argumentsOf(at, call.arguments?.[2]);
  const span = constructorSpan(node);
  const name = options.text(construct.name === 'CfnCluster' ? 'name' : 'clusterName');
  const layered = layeredConstruct(construct);
  return {
    kind: 'cluster',
    dialect: 'cdk-typescript',
    span,
    resource: titled(`eks.${construct.name}`, writtenName(node.arguments?.[1])),
    id,
    ...(name ? { name } : {}),
    version: options.text('version'),
    autoMode: autoMode(construct, options, span),
    supportType: construct.name === 'CfnCluster' ? options.text('upgradePolicy.supportType') : undefined,
    versionIgnored: false,
    onOutpost: construct.name === 'CfnCluster' && options.field('outpostConfig').state === 'given',
    ...(layered ? { kubectl: readKubectl(source, layered, layerlessBefore) } : {}),
  };
}

/** Whether the construct takes a layer and has none. */
export function hasNoLayer(source: Constructed): boolean {
  const layered = layeredConstruct(source.construct);
  return layered !== undefined && readLayerState(source, layered) === 'absent';
}

/** The L2 clusters of CDK 2. */
function layeredConstruct({ module, name }: EksConstruct): KubectlUse['construct'] | undefined {
  return module === 'cdk-1' || name === 'CfnCluster' ? undefined : module;
}

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks_v2-readme.html: on by default in aws-eks-v2, not to be had in aws-eks. */
function autoMode({ module, name }: EksConstruct, options: Arguments, span: Span): Value<boolean> {
  if (name === 'CfnCluster') {
    const switches = [
      'computeConfig.enabled',
      'kubernetesNetworkConfig.elasticLoadBalancing.enabled',
      'storageConfig.blockStorage.enabled',
    ];
    return allOf(
      switches.map((path) => options.boolean(path)),
      span,
    );
  }
  if (module !== 'aws-eks-v2' || name === 'FargateCluster') return byDefault(false, span);
  const capacity = options.text('defaultCapacityType');
  if (!capacity) return byDefault(true, span);
  const value = changeEach(capacity, (known) => ({ ...known, value: known.value === 'AUTOMODE', notation: 'composed' }));
  return value ?? byDefault(true, span);
}
