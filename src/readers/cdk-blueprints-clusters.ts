/** Clusters of blueprints: one for each builder that is built, and for each stack that is made at once. */
import type { ClusterFact, NodeGroupFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Unknown, Value } from '../model/value.ts';
import { type Instance, isMethodCall, oldest, type Walks } from './cdk-blueprints-builders.ts';
import { blueprintsName, builderFactory, type Made } from './cdk-blueprints-names.ts';
import { type Provider, providerOf, providersAt } from './cdk-blueprints-providers.ts';
import { type Applied, type Steps, stepsOf } from './cdk-blueprints-steps.ts';
import { anyOf, textAt, withoutAuto } from './cdk-blueprints-values.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import type { Place } from './syntax/places.ts';
import { spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf, type Arguments, byDefault, subjectOf, titled } from './typescript-objects.ts';

/** What a blueprint is made of. */
export interface Blueprint {
  /** What the builder says itself, `auto` included. */
  readonly version: Value<string> | undefined;
  /** None: blueprints takes its own. */
  readonly providers: readonly Provider[];
  /** The add-ons, and lists of them. */
  readonly addOns: readonly Place[];
}

const NOTHING: Blueprint = { version: undefined, providers: [], addOns: [] };

/** What is called on a builder, up to its use. */
export function builtBlueprint(evaluator: Evaluator, walks: Walks, use: ts.Node | undefined, steps: Steps): Blueprint {
  const start: Blueprint = { ...NOTHING, providers: providersOfBuilder(evaluator, oldest(walks)) };
  return stepsOf(walks, use, steps).reduce((blueprint, step) => afterStep(evaluator, blueprint, step), start);
}

/** The properties of `new EksBlueprint(scope, properties)`. */
export function directBlueprint({ call, at }: Made): Blueprint {
  const properties = call.arguments?.[1];
  return properties ? afterProperties(at, NOTHING, at.place(properties), true) : NOTHING;
}

/** Builders that bring a provider along: `GravitonBuilder.builder({ version })`. */
function providersOfBuilder(evaluator: Evaluator, { node, calls }: Instance): readonly Provider[] {
  if (!isMethodCall(node)) return [];
  const factory = builderFactory(blueprintsName(evaluator, { node: node.expression }));
  const [first] = node.arguments;
  const options = argumentsOf(evaluator, first && { node: first, ...(calls ? { calls } : {}) });
  const provider = factory === undefined ? undefined : providerOfFactory(factory, options, node, evaluator);
  return provider ? [provider] : [];
}

/** https://github.com/awslabs/cdk-eks-blueprints/tree/main/lib/builders */
function providerOfFactory(factory: string, options: Arguments, node: ts.Node, evaluator: Evaluator): Provider | undefined {
  switch (factory) {
    case 'AutomodeBuilder':
      return providerOf('AutomodeClusterProvider', options, node, evaluator);
    case 'GravitonBuilder':
      return providerOf('MngClusterProvider', options, node, evaluator);
    case 'GpuBuilder':
    case 'WindowsBuilder':
      return providerOf('GenericClusterProvider', renamed(options), node, evaluator);
    default:
      return undefined;
  }
}

/** Options that call the version `kubernetesVersion`. */
function renamed(options: Arguments): Arguments {
  return { ...options, text: (name) => (name === 'version' ? options.text('kubernetesVersion') : undefined) };
}

function afterStep(evaluator: Evaluator, before: Blueprint, { node, method, calls, isCertain }: Applied): Blueprint {
  const places = node.arguments.map((argument): Place => ({
    node: ts.isSpreadElement(argument) ? argument.expression : argument,
    ...(calls ? { calls } : {}),
  }));
  const [first] = places;
  switch (method) {
    case 'addOns':
      return { ...before, addOns: [...before.addOns, ...places] };
    case 'version':
      return withVersion(before, first && textAt(evaluator, first), isCertain);
    case 'clusterProvider':
      return first ? withProviders(before, providersAt(evaluator, first), isCertain) : before;
    default:
      return first ? afterProperties(evaluator, before, first, isCertain) : before;
  }
}

function afterProperties(evaluator: Evaluator, before: Blueprint, place: Place, isCertain: boolean): Blueprint {
  const properties = argumentsOf(evaluator, place);
  const version = properties.text('version');
  const provider = properties.field('clusterProvider');
  const addOns = subjectOf(properties.field('addOns'));
  const subject = subjectOf(provider);
  const unread: readonly Unknown[] =
    provider.state === 'unknown' ? [{ kind: 'unknown', reason: provider.reason, span: spanOf(provider.node) }] : [];
  const providers = subject ? providersAt(evaluator, subject) : unread;
  const versioned = version ? withVersion(before, version, isCertain) : before;
  const provided = providers.length > 0 ? withProviders(versioned, providers, isCertain) : versioned;
  return addOns ? { ...provided, addOns: [...provided.addOns, addOns] } : provided;
}

function withVersion(before: Blueprint, version: Value<string> | undefined, isCertain: boolean): Blueprint {
  return { ...before, version: isCertain ? version : anyOf([before.version, version]) };
}

function withProviders(before: Blueprint, providers: readonly Provider[], isCertain: boolean): Blueprint {
  return { ...before, providers: isCertain ? providers : [...before.providers, ...providers] };
}

/** Where a blueprint stands, and what the program calls it. */
export interface ClusterPlace {
  readonly id: string;
  readonly span: Span;
  /** The id of the stack, or the variable of the builder. */
  readonly written: string;
  /** The id of the stack, where it is the name of the cluster too. */
  readonly stackId?: { readonly evaluator: Evaluator; readonly node: ts.Expression };
}

/** The cluster of a blueprint, or of one of several that may be meant; `undefined` where it takes a cluster that is there. */
export function clusterFrom(blueprints: readonly Blueprint[], place: ClusterPlace): ClusterFact | undefined {
  const making = blueprints.filter(({ providers }) => providers.length === 0 || providers.some(({ kind }) => kind !== 'imported'));
  if (making.length === 0) return undefined;
  const providers = making.flatMap((blueprint) => blueprint.providers).filter(({ kind }) => kind !== 'imported');
  const name = nameOf(providers, place);
  return {
    kind: 'cluster',
    dialect: 'cdk-typescript',
    span: place.span,
    resource: titled('EksBlueprint', place.written),
    id: place.id,
    ...(name ? { name } : {}),
    version: anyOf(making.map((blueprint) => versionOf(blueprint))),
    autoMode: autoModeOf(providers, place.span),
    supportType: undefined,
    versionIgnored: false,
    onOutpost: false,
  };
}

/**
 * What the builder says comes before what its provider says (`createCluster` in
 * https://github.com/awslabs/cdk-eks-blueprints/blob/main/lib/cluster-providers/generic-cluster-provider.ts, since 1.12).
 */
function versionOf({ version, providers }: Blueprint): Value<string> | undefined {
  if (version) return withoutAuto(version);
  return anyOf(
    providers.map((provider) => (provider.kind === 'own' ? provider.version : provider.kind === 'unknown' ? provider : undefined)),
  );
}

function nameOf(providers: readonly Provider[], { stackId }: ClusterPlace): Value<string> | undefined {
  const [provider, ...others] = providers;
  if (others.length > 0 || provider?.kind === 'unknown') return undefined;
  const said = provider?.kind === 'own' ? provider.name : undefined;
  return said ?? (stackId && textAt(stackId.evaluator, { node: stackId.node }));
}

/** Blueprints takes managed node groups where no provider is given. */
function autoModeOf(providers: readonly Provider[], span: Span): Value<boolean> {
  const values = providers.map((provider) =>
    provider.kind === 'own' ? provider.autoMode : provider.kind === 'unknown' ? provider : undefined,
  );
  const [first, ...others] = values;
  if (first?.kind === 'known' && others.every((value) => value?.kind === 'known' && value.value === first.value)) return first;
  return anyOf<boolean>(values) ?? byDefault(false, span);
}

/** The node groups of its providers, where the cluster is made. */
export function nodeGroupsFrom(blueprints: readonly Blueprint[], cluster: ClusterFact): readonly NodeGroupFact[] {
  const groups = blueprints.flatMap(({ providers }) =>
    providers.flatMap((provider) => (provider.kind === 'own' ? provider.nodeGroups : [])),
  );
  return groups.map(({ title, amiType, releaseVersion, bootstrapScript }) => ({
    kind: 'node-group',
    dialect: 'cdk-typescript',
    span: cluster.span,
    resource: titled(`${cluster.resource} node group`, title),
    cluster: { kind: 'id', id: cluster.id },
    amiType,
    version: undefined,
    releaseVersion,
    ...(bootstrapScript ? { bootstrapScript } : {}),
    changesIgnored: false,
  }));
}
