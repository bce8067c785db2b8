/** Node groups of Pulumi programs: resources, components of `@pulumi/eks`, and what its cluster component makes by itself. */
import type { ClusterFact, ClusterRef, NodeGroupFact } from '../model/fact.ts';
import type { Value } from '../model/value.ts';
import { clusterOfAddon } from './pulumi-references.ts';
import { displayType, isSelfManagedType, pulumiType, type PulumiType } from './pulumi-types.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { spanOf, type ts } from './syntax/typescript.ts';
import {
  argumentsOf,
  type Arguments,
  changeEach,
  type Clusters,
  constructorSpan,
  listIncludes,
  subjectOf,
  titled,
  writtenName,
} from './typescript-objects.ts';
import { scriptBehind } from './typescript-user-data.ts';

const DIALECT = 'pulumi-typescript';
const IGNORABLE = ['amiType', 'version', 'releaseVersion'];

/** The node group that a constructor declares. */
export function readNodeGroup(node: ts.NewExpression, type: PulumiType, evaluator: Evaluator, clusters: Clusters): NodeGroupFact {
  const [written, options, resourceOptions] = node.arguments ?? [];
  const ignored = argumentsOf(evaluator, resourceOptions).field('ignoreChanges');
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span: constructorSpan(node),
    resource: titled(displayType(type), writtenName(written)),
    cluster: clusterOfAddon(node, evaluator, clusters),
    ...contentOf(argumentsOf(evaluator, options), evaluator),
    ...(isSelfManagedType(type) ? { isSelfManaged: true } : {}),
    changesIgnored: IGNORABLE.some((name) => listIncludes(evaluator, ignored, name)),
  };
}

/** `eks.createManagedNodeGroup(name, { cluster, ... })`. */
export function readNodeGroupCall(node: ts.CallExpression, evaluator: Evaluator, clusters: Clusters): NodeGroupFact | undefined {
  const of = evaluator.qualify(node.expression);
  if (!of || pulumiType(of) !== '@pulumi/eks:createManagedNodeGroup' || !evaluator.isReached(node)) return undefined;
  const [written, options] = node.arguments;
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span: spanOf(node.expression),
    resource: titled('eks.createManagedNodeGroup', writtenName(written)),
    cluster: clusterOfAddon(node, evaluator, clusters),
    ...contentOf(argumentsOf(evaluator, options), evaluator),
    changesIgnored: false,
  };
}

/** The nodes that the cluster component makes unless it is told not to: https://www.pulumi.com/registry/packages/eks/api-docs/cluster/ */
export function readOwnNodeGroup(node: ts.NewExpression, cluster: ClusterFact, evaluator: Evaluator): NodeGroupFact | undefined {
  const options = argumentsOf(evaluator, node.arguments?.[1]);
  const given = options.field('nodeGroupOptions');
  const skipped = options.boolean('skipDefaultNodeGroup');
  const inAutoMode = cluster.autoMode.kind !== 'known' || cluster.autoMode.value;
  if (given.state !== 'given' || inAutoMode || (skipped && !(skipped.kind === 'known' && !skipped.value))) return undefined;
  const reference: ClusterRef = { kind: 'id', id: cluster.id };
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span: spanOf(given.property.name ?? given.node),
    resource: `${cluster.resource} nodeGroupOptions`,
    cluster: reference,
    isSelfManaged: true,
    ...contentOf(argumentsOf(evaluator, given), evaluator),
    changesIgnored: false,
  };
}

type Content = Pick<NodeGroupFact, 'amiType' | 'version' | 'releaseVersion' | 'bootstrapScript'>;

function contentOf(options: Arguments, evaluator: Evaluator): Content {
  return {
    amiType: amiTypeOf(options),
    version: options.text('version'),
    releaseVersion: options.text('releaseVersion'),
    ...scriptIn(options, evaluator),
  };
}

/** Properties that name an image; they decide, and the type does not. */
const IMAGES = ['amiId', 'nodeAmiId'];

/** The operating system stands for a type where none is given: https://github.com/pulumi/pulumi-eks/blob/master/nodejs/eks/nodes/ami.ts */
function amiTypeOf(options: Arguments): Value<string> | undefined {
  if (IMAGES.some((name) => options.field(name).state !== 'absent')) return undefined;
  const amiType = options.text('amiType');
  if (amiType) return amiType;
  const system = options.text('operatingSystem');
  return system && changeEach(system, (known) => (known.value === 'RECOMMENDED' ? undefined : known));
}

/** User data of its own, or of the launch template that it refers to. */
function scriptIn(options: Arguments, evaluator: Evaluator): Pick<NodeGroupFact, 'bootstrapScript'> {
  const own = ['nodeUserData', 'nodeUserDataOverride', 'userData'].map((name) => subjectOf(options.field(name)));
  const reference = subjectOf(options.field('launchTemplate.id')) ?? subjectOf(options.field('launchTemplate.name'));
  const origin = reference && evaluator.origin(reference);
  const of = origin && evaluator.qualify(origin.expression);
  const isTemplate = of !== undefined && pulumiType(of) === '@pulumi/aws:ec2.LaunchTemplate';
  const theirs = isTemplate ? subjectOf(argumentsOf(evaluator, origin?.arguments?.[1]).field('userData')) : undefined;
  const found = [...own, theirs].map((subject) => scriptBehind(subject, evaluator));
  return found.find(({ bootstrapScript }) => bootstrapScript !== undefined) ?? {};
}
