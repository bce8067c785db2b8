/** Node groups of CDK programs, with the AMI type that aws-cdk-lib picks where the program names none. */
import type { ClusterFact, ClusterRef, ImpliedAmiType, NodeGroupFact } from '../model/fact.ts';
import type { Value } from '../model/value.ts';
import type { Constructed, Given } from './cdk-constructs.ts';
import { flagIsOff } from './cdk-context.ts';
import { importedName } from './cdk-eks-imports.ts';
import { amiTypeFor, certain, instanceTypesAt } from './cdk-instance-types.ts';
import { type EksModule, eksConstruct } from './cdk-names.ts';
import { maySetAmiTypePast, mayHaveOwnMethod, setsAmiTypePast } from './cdk-node-group-hatches.ts';
import { behind, clusterOfConstruct } from './cdk-references.ts';
import { propertySlot } from './cdk-slots.ts';
import { launchTemplateScript } from './cdk-user-data.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf, type Arguments, type Clusters, constructorSpan, titled, writtenName } from './typescript-objects.ts';

const DIALECT = 'cdk-typescript';
/** What a cluster makes its own nodes of: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks.ClusterProps.html */
const DEFAULT_INSTANCE = 'm5.large';

/** What the reading of one program needs. */
export interface NodeGroupReading {
  readonly evaluator: Evaluator;
  readonly clusters: Clusters;
}

/** What is made for one node group: its properties, where they are given, and the module of its construct, if that is known. */
interface Making extends Given {
  readonly options: Arguments;
  /** Which argument holds the properties. */
  readonly argument: number;
  readonly module: EksModule | undefined;
}

/** `new eks.Nodegroup(...)`, `new eks.CfnNodegroup(...)`. */
export function readNodegroup({ node, construct, call, at }: Constructed, reading: NodeGroupReading): NodeGroupFact {
  const options = argumentsOf(at, call.arguments?.[2]);
  const isFormed = construct.name === 'CfnNodegroup';
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span: constructorSpan(node),
    resource: titled(`eks.${construct.name}`, writtenName(node.arguments?.[1])),
    cluster: clusterOfConstruct(call, at, reading.clusters),
    amiType: amiTypeOf(options, call, at),
    ...(isFormed ? {} : implied({ options, call, at, argument: 2, module: construct.module })),
    version: isFormed ? options.text('version') : undefined,
    releaseVersion: options.text('releaseVersion'),
    ...launchTemplateScript(options, isFormed ? 'launchTemplate' : 'launchTemplateSpec', at),
    changesIgnored: false,
  };
}

/** `cluster.addNodegroupCapacity(id, { ... })`. */
export function readCapacity(node: ts.CallExpression, { evaluator, clusters }: NodeGroupReading): NodeGroupFact | undefined {
  if (!ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'addNodegroupCapacity') return undefined;
  if (!evaluator.isReached(node)) return undefined;
  const options = argumentsOf(evaluator, node.arguments[1]);
  const receiver = node.expression.expression;
  const making: Making = { options, call: node, at: evaluator, argument: 1, module: moduleOf(receiver, evaluator) };
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span: spanOf(node.expression),
    resource: titled('addNodegroupCapacity', writtenName(node.arguments[0])),
    cluster: behind(receiver, evaluator, clusters),
    amiType: amiTypeOf(options, node, evaluator),
    ...(mayHaveOwnMethod(receiver, evaluator) ? {} : implied(making)),
    version: undefined,
    releaseVersion: options.text('releaseVersion'),
    ...launchTemplateScript(options, 'launchTemplateSpec', evaluator),
    changesIgnored: false,
  };
}

/** The nodes that a cluster of CDK 2 makes by itself, which have no AMI type to name. */
export function readDefaultCapacity({ node, construct, call, at }: Constructed, cluster: ClusterFact): NodeGroupFact | undefined {
  const options = argumentsOf(at, call.arguments?.[2]);
  if (construct.name !== 'Cluster' || construct.module === 'cdk-1' || !hasDefaultNodes(construct.module, options)) return undefined;
  const instance = options.text('defaultCapacityInstance');
  const types = instance === undefined ? [DEFAULT_INSTANCE] : certain(instance);
  const value = types && impliedType(types, call, at);
  // the cluster makes them by the method that is called for others
  if (value === undefined || mayHaveOwnMethod(node, at)) return undefined;
  const reference: ClusterRef = { kind: 'id', id: cluster.id };
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span: constructorSpan(node),
    resource: `${cluster.resource} DefaultCapacity`,
    cluster: reference,
    amiType: undefined,
    impliedAmiType: { value },
    version: undefined,
    releaseVersion: undefined,
    changesIgnored: false,
  };
}

/** A node group by default in aws-eks, only where it is asked for in aws-eks-v2. */
function hasDefaultNodes(module: 'aws-eks' | 'aws-eks-v2', options: Arguments): boolean {
  const kind = options.text('defaultCapacityType');
  const isGroup = kind === undefined ? module === 'aws-eks' : kind.kind === 'known' && kind.value === 'NODEGROUP';
  const count = options.text('defaultCapacity');
  return isGroup && (count === undefined || (count.kind === 'known' && Number(count.value) > 0));
}

/** The module of the cluster that a method is called on. */
function moduleOf(cluster: ts.Expression, evaluator: Evaluator): EksModule | undefined {
  const origin = evaluator.origin(cluster);
  if (!origin) return undefined;
  const of = evaluator.qualify(origin.expression) ?? evaluator.base(origin)?.of;
  return of && eksConstruct(of)?.module;
}

/** As it is written, unless the program sets another one later. */
function amiTypeOf(options: Arguments, call: Given['call'], { program }: Evaluator): Value<string> | undefined {
  const value = options.text('amiType');
  if (value === undefined || !setsAmiTypePast(program, call.getSourceFile())) return value;
  return { kind: 'unknown', reason: 'the program sets the AMI type of node groups past their constructs', span: spanOf(call.expression) };
}

/** Where the type is taken from the instance types, and a launch template does not take part. */
function implied(making: Making): { readonly impliedAmiType?: ImpliedAmiType } {
  const { options, call, at } = making;
  // what is certainly `undefined` counts as left out
  const isOpen = ['amiType', 'launchTemplateSpec'].some((name) => options.text(name) !== undefined);
  const deprecated = options.text('instanceType');
  const types = deprecated === undefined ? instanceTypesAt(options, 'instanceTypes') : certain(deprecated);
  const value = isOpen || types === undefined ? undefined : impliedType(types, call, at);
  return value === undefined ? {} : { impliedAmiType: { value, ...propertyIn(making) } };
}

function impliedType(instanceTypes: readonly string[], call: Given['call'], { program }: Evaluator): string | undefined {
  const value = amiTypeFor(instanceTypes);
  const file = call.getSourceFile();
  if (value === undefined || maySetAmiTypePast(program, file)) return undefined;
  // the flag leaves images for GPUs as they are
  return value.endsWith('_GPU') || flagIsOff(file.fileName, program.project) ? value : undefined;
}

/** Where an `amiType` goes, and how the file calls the enumeration. */
function propertyIn({ options, call, argument, module }: Making): Pick<ImpliedAmiType, 'property' | 'enumeration'> {
  const literal = call.arguments?.[argument];
  const enumeration = importedName(call.getSourceFile(), 'NodegroupAmiType', module);
  // one that is written as `undefined` stands in the way of another
  const isFree = options.field('amiType').state === 'absent';
  return {
    ...(isFree && literal && ts.isObjectLiteralExpression(literal) ? { property: propertySlot(literal) } : {}),
    ...(enumeration === undefined ? {} : { enumeration }),
  };
}
