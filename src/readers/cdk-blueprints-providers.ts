/** Cluster providers of blueprints: the version and the capacity that each gives its cluster. */
import { codeSpan } from '../model/markdown.ts';
import type { NodeGroupFact } from '../model/fact.ts';
import type { Unknown, Value } from '../model/value.ts';
import { isMethodCall, type MethodCall } from './cdk-blueprints-builders.ts';
import { blueprintsName, madeBy } from './cdk-blueprints-names.ts';
import { textAt, withoutAuto } from './cdk-blueprints-values.ts';

import type { Evaluator, Subject } from './syntax/evaluator.ts';
import type { Field } from './syntax/objects.ts';
import { beside, type Place } from './syntax/places.ts';
import type { Resolved } from './syntax/resolved.ts';
import { bare, spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf, type Arguments, byDefault, changeEach, subjectOf, writtenName } from './typescript-objects.ts';
import { scriptBehind } from './typescript-user-data.ts';

/** A provider that makes a cluster, one that takes a cluster which is there, or one that cannot be read. */
export type Provider =
  | {
      readonly kind: 'own';
      readonly version: Value<string> | undefined;
      readonly autoMode: Value<boolean>;
      /** The name in AWS; blueprints takes the id of the stack where there is none. */
      readonly name: Value<string> | undefined;
      readonly nodeGroups: readonly ProvidedNodes[];
    }
  | { readonly kind: 'imported' }
  | Unknown;

/** A managed node group that a provider makes. */
export type ProvidedNodes = Pick<NodeGroupFact, 'amiType' | 'releaseVersion' | 'bootstrapScript'> & {
  /** As the program calls it; empty where the provider does. */
  readonly title: string;
};

type Capacity = 'nodes' | 'auto-mode' | 'as-said';

/** https://github.com/awslabs/cdk-eks-blueprints/tree/main/lib/cluster-providers */
const CAPACITY: ReadonlyMap<string, Capacity> = new Map([
  ['MngClusterProvider', 'nodes'],
  ['GenericClusterProvider', 'nodes'],
  ['FargateClusterProvider', 'nodes'],
  ['AsgClusterProvider', 'nodes'],
  ['AutomodeClusterProvider', 'auto-mode'],
  ['GenericClusterProviderV2', 'as-said'],
]);
const IMPORT = 'ImportClusterProvider';

/** Functions that begin the chain of a provider. */
const CHAINS: ReadonlyMap<string, Capacity> = new Map([
  ['clusterBuilder', 'nodes'],
  ['clusterBuilderv2', 'as-said'],
]);
const LONGEST_CHAIN = 40;
const MAX_NODE_GROUPS = 40;

/** The providers that an expression may stand for; one at least. */
export function providersAt(evaluator: Evaluator, subject: Subject): readonly Provider[] {
  return evaluator.resolve(subject).map((target) => providerFrom(evaluator, target));
}

/** What a class of providers makes of its properties. */
export function providerOf(name: string, properties: Arguments, node: ts.Node, evaluator: Evaluator): Provider | undefined {
  const capacity = CAPACITY.get(name);
  if (capacity) return ownProvider(capacity, properties, node, nodeGroupsOf(name, properties, evaluator));
  return name === IMPORT ? { kind: 'imported' } : undefined;
}

function providerFrom(evaluator: Evaluator, target: Resolved): Provider {
  if (target.kind === 'unknown') return target;
  const node = bare(target.node);
  const provider = target.made ? undefined : (createdProvider(evaluator, target, node) ?? chainedProvider(evaluator, target, node));
  const why = ts.isNewExpression(node) ? 'is no cluster provider of eks-blueprints' : 'is computed';
  return provider ?? unread(node, `${codeSpan(writtenName(ts.isNewExpression(node) ? node.expression : node))} ${why}`);
}

function createdProvider(evaluator: Evaluator, target: Place, node: ts.Expression): Provider | undefined {
  if (ts.isCallExpression(node)) {
    // the lookups of an imported cluster
    const owner = blueprintsName(evaluator, beside(target, node.expression))?.split('.')[0];
    return owner === IMPORT ? { kind: 'imported' } : undefined;
  }
  const made = ts.isNewExpression(node) ? madeBy(node, evaluator) : undefined;
  if (!made) return undefined;
  const [first] = made.call.arguments ?? [];
  const subject = first && (made.call === node ? { ...target, node: first } : first);
  return providerOf(made.name, argumentsOf(made.at, subject), node, made.at);
}

function ownProvider(capacity: Capacity, properties: Arguments, node: ts.Node, nodeGroups: readonly ProvidedNodes[] = []): Provider {
  return {
    kind: 'own',
    version: withoutAuto(properties.text('version')),
    autoMode: autoModeOf(capacity, properties.text('defaultCapacityType'), node),
    name: properties.text('clusterName'),
    nodeGroups,
  };
}

/** One managed node group by its own properties, or a list of them. */
function nodeGroupsOf(provider: string, properties: Arguments, evaluator: Evaluator): readonly ProvidedNodes[] {
  if (provider === 'MngClusterProvider') return [nodesAt(properties, '', evaluator)];
  const groups: ProvidedNodes[] = [];
  for (let index = 0; index < MAX_NODE_GROUPS && subjectOf(properties.field(`managedNodeGroups.${index}`)); index += 1)
    groups.push(nodesAt(properties, `managedNodeGroups.${index}.`, evaluator));
  return groups;
}

/** A launch template with an image of its own decides, and the type does not. */
function nodesAt(properties: Arguments, path: string, evaluator: Evaluator): ProvidedNodes {
  const title = properties.text(`${path}id`);
  const image = properties.field(`${path}launchTemplate.machineImage`);
  return {
    title: title?.kind === 'known' ? title.value : '',
    amiType: unlessOwnImage(properties.text(`${path}amiType`), image),
    releaseVersion: unlessOwnImage(properties.text(`${path}amiReleaseVersion`), image),
    ...scriptBehind(subjectOf(properties.field(`${path}launchTemplate.userData`)), evaluator),
  };
}

function unlessOwnImage(written: Value<string> | undefined, image: Field): Value<string> | undefined {
  if (image.state === 'absent' || written?.kind === 'unknown') return written;
  if (image.state === 'given' || written === undefined) return undefined;
  return unread(image.node, 'its launch template may have an image of its own');
}

/** `GenericClusterProviderV2` makes clusters of aws-eks-v2 and keeps its default. */
function autoModeOf(capacity: Capacity, said: Value<string> | undefined, node: ts.Node): Value<boolean> {
  const otherwise = byDefault(capacity !== 'nodes', spanOf(node));
  if (capacity !== 'as-said' || !said) return otherwise;
  return changeEach(said, (known) => ({ ...known, value: known.value === 'AUTOMODE', notation: 'composed' })) ?? otherwise;
}

/** `blueprints.clusterBuilder().withCommonOptions({ version }).build()`: the last call that says something decides it. */
function chainedProvider(evaluator: Evaluator, target: Place, end: ts.Expression): Provider | undefined {
  if (!isMethodCall(end) || end.expression.name.text !== 'build') return undefined;
  const said = new Map<string, Value<string>>();
  const nodeGroups: ProvidedNodes[] = [];
  let place: Place = { ...target, node: end.expression.expression };
  for (let length = 0; length < LONGEST_CHAIN; length += 1) {
    const [next, ...others] = evaluator.resolve(place);
    const node = next?.kind === 'expression' ? bare(next.node) : undefined;
    // behind a name more may be called on it than this chain shows
    if (!node || next?.kind !== 'expression' || others.length > 0 || node !== bare(place.node) || !ts.isCallExpression(node))
      return undefined;
    const capacity = CHAINS.get(blueprintsName(evaluator, beside(next, node.expression)) ?? '');
    if (capacity) return ownProvider(capacity, { ...argumentsOf(evaluator, undefined), text: (name) => said.get(name) }, node, nodeGroups);
    if (!isMethodCall(node)) return undefined;
    nodeGroups.unshift(...nodesBy(evaluator, next, node));
    for (const [name, value] of saidBy(evaluator, next, node)) if (value && !said.has(name)) said.set(name, value);
    place = { ...next, node: node.expression.expression };
  }
  return undefined;
}

/** `managedNodeGroup({ id, amiType })`; what is spread there is not looked at. */
function nodesBy(evaluator: Evaluator, place: Place, { expression, arguments: groups }: MethodCall): readonly ProvidedNodes[] {
  if (expression.name.text !== 'managedNodeGroup') return [];
  const written = groups.filter((group) => !ts.isSpreadElement(group));
  return written.map((node) => nodesAt(argumentsOf(evaluator, { ...place, node }), '', evaluator));
}

/** What one call of the chain says about the cluster. */
function saidBy(evaluator: Evaluator, place: Place, node: MethodCall): readonly (readonly [name: string, Value<string> | undefined])[] {
  const [first] = node.arguments;
  if (!first) return [];
  const argument = { ...place, node: first };
  if (node.expression.name.text === 'version') return [['version', textAt(evaluator, argument)]];
  if (node.expression.name.text !== 'withCommonOptions') return [];
  const options = argumentsOf(evaluator, argument);
  return ['version', 'clusterName', 'defaultCapacityType'].map((name) => [name, options.text(name)]);
}

function unread(node: ts.Node, reason: string): Unknown {
  return { kind: 'unknown', reason, span: spanOf(node) };
}
