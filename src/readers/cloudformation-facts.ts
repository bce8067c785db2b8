/** The clusters, add-ons and node groups of one template. */
import type { AddonFact, ClusterFact, ClusterRef, Fact, NodeGroupFact } from '../model/fact.ts';
import type { SourceText, Span } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { bootstrapIn } from './bootstrap-script.ts';
import { type Scope, scopeOf, Values } from './cloudformation-evaluate.ts';
import { type Resource, templateOf } from './cloudformation-template.ts';
import type { Reading } from './reader.ts';
import { parseDocuments } from './syntax/yaml-documents.ts';
import { type Item, switchOf, textOf } from './syntax/yaml-items.ts';
import { allOn } from './syntax/yaml-fields.ts';
import { at } from './syntax/yaml-tree.ts';

const DIALECT = 'cloudformation';
const CLUSTER = 'AWS::EKS::Cluster';
const ADDON = 'AWS::EKS::Addon';
const NODE_GROUP = 'AWS::EKS::Nodegroup';
const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const AUTO_MODE = ['ComputeConfig.Enabled', 'KubernetesNetworkConfig.ElasticLoadBalancing.Enabled', 'StorageConfig.BlockStorage.Enabled'];

/** Reads one file. */
export function readTemplate(source: SourceText): Reading {
  const { roots, problems } = parseDocuments(source, (text) => text.includes('AWS::EKS::'));
  const templates = roots.flatMap((root) => templateOf(root, source) ?? []);
  const facts = templates.flatMap((template) => {
    const values = new Values(template);
    return [...template.resources.values()].flatMap((resource) => factsOf(resource, values));
  });
  return { facts, problems };
}

function factsOf(resource: Resource, values: Values): readonly Fact[] {
  switch (resource.type) {
    case CLUSTER:
      return [clusterOf(resource, new Fields(resource, values), values)];
    case ADDON:
      return [addonOf(resource, new Fields(resource, values), values)];
    case NODE_GROUP:
      return [nodeGroupOf(resource, new Fields(resource, values), values)];
    default:
      return [];
  }
}

/** The properties of a resource. */
class Fields {
  readonly #resource: Resource;
  readonly #values: Values;
  readonly #scope: Scope;

  constructor(resource: Resource, values: Values) {
    this.#resource = resource;
    this.#values = values;
    this.#scope = scopeOf(resource.bindings);
  }

  items(path: string): readonly Item[] {
    return this.#values.field(this.#resource.properties, path, this.#scope);
  }

  text(path: string): Value<string> | undefined {
    return textOf(this.items(path), this.#resource.span);
  }

  switch(path: string): Value<boolean> | undefined {
    return switchOf(this.items(path), this.#resource.span);
  }
}

function idOf(id: string, { template }: Values): string {
  return `${template.path}#${id}`;
}

function clusterOf({ id, span }: Resource, fields: Fields, values: Values): ClusterFact {
  const name = fields.text('Name');
  return {
    kind: 'cluster',
    dialect: DIALECT,
    span,
    resource: `${CLUSTER} ${id}`,
    id: idOf(id, values),
    ...(name ? { name } : {}),
    version: fields.text('Version'),
    autoMode: allOn(
      AUTO_MODE.map((path) => fields.switch(path)),
      span,
    ),
    supportType: fields.text('UpgradePolicy.SupportType'),
    versionIgnored: false,
    onOutpost: fields.items('OutpostConfig').some(({ outcome }) => outcome.kind !== 'absent'),
  };
}

function addonOf({ id, span }: Resource, fields: Fields, values: Values): AddonFact {
  const addonName: Value<string> = fields.text('AddonName') ?? { kind: 'unknown', reason: 'it has no `AddonName`', span };
  return {
    kind: 'addon',
    dialect: DIALECT,
    span,
    resource: `${ADDON} ${id}`,
    cluster: clusterNamedBy(fields.items('ClusterName'), span, values),
    addonName,
    addonVersion: fields.text('AddonVersion'),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-nodegroup.html */
function nodeGroupOf({ id, span }: Resource, fields: Fields, values: Values): NodeGroupFact {
  const script = bootstrapScript(fields.items('LaunchTemplate.Id'), values) ?? bootstrapScript(fields.items('LaunchTemplate.Name'), values);
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span,
    resource: `${NODE_GROUP} ${id}`,
    cluster: clusterNamedBy(fields.items('ClusterName'), span, values),
    amiType: fields.text('AmiType'),
    version: fields.text('Version'),
    releaseVersion: fields.text('ReleaseVersion'),
    changesIgnored: false,
    ...(script ? { bootstrapScript: script } : {}),
  };
}

/** In the user data of the launch template that a property refers to. */
function bootstrapScript(items: readonly Item[], { template }: Values): Span | undefined {
  const [first, ...others] = items;
  if (first?.outcome.kind !== 'resource' || others.length > 0) return undefined;
  const launchTemplate = template.resources.get(first.outcome.id);
  if (launchTemplate?.type !== LAUNCH_TEMPLATE) return undefined;
  const userData = at(at(launchTemplate.properties, 'LaunchTemplateData'), 'UserData');
  return userData && bootstrapIn(template.text, userData.node.span);
}

/** A reference to the cluster, or its name. */
function clusterNamedBy(items: readonly Item[], span: Span, values: Values): ClusterRef {
  const [first, ...others] = items;
  if (!first) return { kind: 'unknown', reason: 'it does not name its cluster' };
  const { outcome } = first;
  if (outcome.kind === 'resource') {
    const isOne = others.every((item) => item.outcome.kind === 'resource' && item.outcome.id === outcome.id);
    if (!isOne) return { kind: 'unknown', reason: 'it depends on conditions of the template' };
    const isCluster = values.template.resources.get(outcome.id)?.type === CLUSTER;
    return isCluster
      ? { kind: 'id', id: idOf(outcome.id, values) }
      : { kind: 'unknown', reason: 'its cluster is made by another resource' };
  }
  const name = textOf(items, span);
  if (name?.kind === 'known') return { kind: 'name', name: name.value };
  return { kind: 'unknown', reason: name?.kind === 'unknown' ? name.reason : 'it does not name its cluster' };
}
