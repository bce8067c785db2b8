/** `new aws.eks.Cluster(...)` and its like, with the add-ons that the component of `@pulumi/eks` makes by itself. */
import type { AddonFact, ClusterFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { displayType, isComponent, type PulumiType } from './pulumi-types.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { spanOf, type ts } from './syntax/typescript.ts';
import { allOf, argumentsOf, type Arguments, byDefault, constructorSpan, listIncludes, titled, writtenName } from './typescript-objects.ts';

const DIALECT = 'pulumi-typescript';

/** The cluster that a constructor declares. */
export function readCluster(node: ts.NewExpression, type: PulumiType, id: string, evaluator: Evaluator): ClusterFact {
  const options = argumentsOf(evaluator, node.arguments?.[1]);
  const span = constructorSpan(node);
  const name = options.text('name');
  return {
    kind: 'cluster',
    dialect: DIALECT,
    span,
    resource: titled(displayType(type), writtenName(node.arguments?.[0])),
    id,
    ...(name ? { name } : {}),
    version: options.text('version'),
    autoMode: autoMode(type, options, span),
    supportType: options.text('upgradePolicy.supportType'),
    versionIgnored: listIncludes(evaluator, argumentsOf(evaluator, node.arguments?.[2]).field('ignoreChanges'), 'version'),
    onOutpost: options.field('outpostConfig').state === 'given',
  };
}

/** The three switches of the API; `autoMode.enabled` of `@pulumi/eks` sets them together. Off by default in both. */
function autoMode(type: PulumiType, options: Arguments, span: Span): Value<boolean> {
  if (isComponent(type)) return options.boolean('autoMode.enabled') ?? byDefault(false, span);
  const switches = ['computeConfig.enabled', 'kubernetesNetworkConfig.elasticLoadBalancing.enabled', 'storageConfig.blockStorage.enabled'];
  return allOf(
    switches.map((path) => options.boolean(path)),
    span,
  );
}

interface BuiltIn {
  readonly addonName: string;
  readonly property: string;
  readonly version: string;
  /** Auto Mode has its own; CoreDNS is installed all the same. */
  readonly goneInAutoMode: boolean;
}

/** https://www.pulumi.com/registry/packages/eks/api-docs/cluster/: where the versions of the component's own add-ons are written. */
const BUILT_IN_ADDONS: readonly BuiltIn[] = [
  { addonName: 'coredns', property: 'corednsAddonOptions', version: 'version', goneInAutoMode: false },
  { addonName: 'kube-proxy', property: 'kubeProxyAddonOptions', version: 'version', goneInAutoMode: true },
  { addonName: 'vpc-cni', property: 'vpcCniOptions', version: 'addonVersion', goneInAutoMode: true },
];

/** The add-ons of the component whose version is written in its options. */
export function readBuiltInAddons(node: ts.NewExpression, cluster: ClusterFact, evaluator: Evaluator): readonly AddonFact[] {
  const options = argumentsOf(evaluator, node.arguments?.[1]);
  const inAutoMode = cluster.autoMode.kind === 'known' && cluster.autoMode.value;
  return BUILT_IN_ADDONS.flatMap((builtIn) => {
    const addon = builtIn.goneInAutoMode && inAutoMode ? undefined : readBuiltIn(builtIn, cluster, options);
    return addon ? [addon] : [];
  });
}

function readBuiltIn({ addonName, property, version }: BuiltIn, cluster: ClusterFact, options: Arguments): AddonFact | undefined {
  const given = options.field(property);
  const addonVersion = given.state === 'given' ? options.text(`${property}.${version}`) : undefined;
  if (given.state !== 'given' || !addonVersion || isSwitchedOff(addonName, property, options)) return undefined;
  const span = spanOf(given.property.name ?? given.node);
  return {
    kind: 'addon',
    dialect: DIALECT,
    span,
    resource: `${cluster.resource} ${property}`,
    cluster: { kind: 'id', id: cluster.id },
    addonName: byDefault(addonName, span),
    addonVersion,
  };
}

function isSwitchedOff(addonName: string, property: string, options: Arguments): boolean {
  const enabled = options.boolean(`${property}.enabled`);
  if (enabled?.kind === 'known' && !enabled.value) return true;
  const defaultVpcCni = addonName === 'vpc-cni' ? options.boolean('useDefaultVpcCni') : undefined;
  return defaultVpcCni?.kind === 'known' && defaultVpcCni.value;
}
