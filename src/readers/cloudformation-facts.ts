/** The clusters, add-ons and node groups of one template. */
import type { AddonFact, ClusterFact, Fact, NodeGroupFact } from '../model/fact.ts';
import type { SourceText, Span } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { bootstrapIn } from './bootstrap-script.ts';
import { byName, CLUSTER, clusterId, clusterNamedBy, type Named, referredBy } from './cloudformation-cluster-refs.ts';
import { scopeOf } from './cloudformation-evaluate.ts';
import { hasNestedStacks } from './cloudformation-nested.ts';
import { Stacks } from './cloudformation-stacks.ts';
import { type Resource, type Template, templateOf } from './cloudformation-template.ts';
import type { Project, Reading } from './reader.ts';
import { parseDocuments } from './syntax/yaml-documents.ts';
import { type Item, switchOf, textOf } from './syntax/yaml-items.ts';
import { allOn } from './syntax/yaml-fields.ts';
import { at } from './syntax/yaml-tree.ts';

const DIALECT = 'cloudformation';
const ADDON = 'AWS::EKS::Addon';
const NODE_GROUP = 'AWS::EKS::Nodegroup';
const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const AUTO_MODE = ['ComputeConfig.Enabled', 'KubernetesNetworkConfig.ElasticLoadBalancing.Enabled', 'StorageConfig.BlockStorage.Enabled'];

/** Templates without anything of EKS that may hand something to those with it; nobody has more of them. */
const MAX_OTHERS = 500;

interface Parsed extends Pick<Reading, 'problems'> {
  readonly templates: readonly Template[];
}

/** What the facts of a template are made with. */
interface Program {
  readonly stacks: Stacks;
  readonly named: Named;
}

/** Reads the files that speak of EKS, together with those that make stacks of them. */
export function readTemplates(files: readonly SourceText[], project: Project, isTemplate: (file: SourceText) => boolean): Reading {
  const parsed = files.map((file) => parse(file, (text) => text.includes('AWS::EKS::')));
  const templates = parsed.flatMap((one) => one.templates);
  const own = new Set(files.map(({ path }) => path));
  const others = templates.length === 0 ? [] : othersIn(project, (file) => !own.has(file.path) && isTemplate(file));
  const stacks = new Stacks([...templates, ...others], project.paths);
  const resources = templates.flatMap((template) =>
    [...template.resources.values()].map((resource) => new Fields(resource, template, stacks)),
  );
  const clusters = new Map(resources.filter(({ resource }) => resource.type === CLUSTER).map((fields) => [fields, clusterOf(fields)]));
  const program = { stacks, named: byName([...clusters.values()]) };
  return {
    facts: resources.flatMap((fields) => clusters.get(fields) ?? factsOf(fields, program)),
    problems: parsed.flatMap(({ problems }) => problems),
  };
}

function parse(source: SourceText, speaks: (text: string) => boolean): Parsed {
  const { roots, problems } = parseDocuments(source, speaks);
  return { templates: roots.flatMap((root) => templateOf(root, source) ?? []), problems };
}

function othersIn(project: Project, isTemplate: (file: SourceText) => boolean): readonly Template[] {
  const files = project.paths.flatMap((path): readonly SourceText[] => {
    const text = project.text(path);
    return text !== undefined && mayMatter(text) && isTemplate({ path, text }) ? [{ path, text }] : [];
  });
  return files.slice(0, MAX_OTHERS).flatMap((file) => parse(file, mayMatter).templates);
}

function mayMatter(text: string): boolean {
  return hasNestedStacks(text) || text.includes(LAUNCH_TEMPLATE);
}

function factsOf(fields: Fields, program: Program): readonly Fact[] {
  switch (fields.resource.type) {
    case ADDON:
      return [addonOf(fields, program)];
    case NODE_GROUP:
      return [nodeGroupOf(fields, program)];
    default:
      return [];
  }
}

/** The properties of a resource. */
class Fields {
  readonly resource: Resource;
  readonly template: Template;
  readonly #stacks: Stacks;

  constructor(resource: Resource, template: Template, stacks: Stacks) {
    this.resource = resource;
    this.template = template;
    this.#stacks = stacks;
  }

  items(path: string): readonly Item[] {
    const { properties, bindings } = this.resource;
    return this.#stacks.valuesOf(this.template).field(properties, path, scopeOf(bindings));
  }

  text(path: string): Value<string> | undefined {
    return textOf(this.items(path), this.resource.span);
  }

  switch(path: string): Value<boolean> | undefined {
    return switchOf(this.items(path), this.resource.span);
  }
}

function clusterOf(fields: Fields): ClusterFact {
  const { id, span } = fields.resource;
  const name = fields.text('Name');
  return {
    kind: 'cluster',
    dialect: DIALECT,
    span,
    resource: `${CLUSTER} ${id}`,
    id: clusterId(id, fields.template),
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

function addonOf(fields: Fields, { stacks, named }: Program): AddonFact {
  const { id, span } = fields.resource;
  const addonName: Value<string> = fields.text('AddonName') ?? { kind: 'unknown', reason: 'it has no `AddonName`', span };
  return {
    kind: 'addon',
    dialect: DIALECT,
    span,
    resource: `${ADDON} ${id}`,
    cluster: clusterNamedBy(fields.items('ClusterName'), span, fields.template, stacks, named),
    addonName,
    addonVersion: fields.text('AddonVersion'),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-nodegroup.html */
function nodeGroupOf(fields: Fields, { stacks, named }: Program): NodeGroupFact {
  const { id, span } = fields.resource;
  const script = bootstrapScript(fields, 'LaunchTemplate.Id', stacks) ?? bootstrapScript(fields, 'LaunchTemplate.Name', stacks);
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span,
    resource: `${NODE_GROUP} ${id}`,
    cluster: clusterNamedBy(fields.items('ClusterName'), span, fields.template, stacks, named),
    amiType: fields.text('AmiType'),
    version: fields.text('Version'),
    releaseVersion: fields.text('ReleaseVersion'),
    changesIgnored: false,
    ...(script ? { bootstrapScript: script } : {}),
  };
}

/** In the user data of the launch template that a property refers to. */
function bootstrapScript(fields: Fields, path: string, stacks: Stacks): Span | undefined {
  const referred = referredBy(fields.items(path), fields.template, stacks);
  if (referred?.resource.type !== LAUNCH_TEMPLATE) return undefined;
  const userData = at(at(referred.resource.properties, 'LaunchTemplateData'), 'UserData');
  return userData && bootstrapIn(referred.template.text, userData.node.span);
}
