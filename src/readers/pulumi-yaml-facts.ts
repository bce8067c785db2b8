/** The facts of the programs of one state of a repository. */
import type { AddonFact, ClusterFact, Fact, NodeGroupFact } from '../model/fact.ts';
import type { SourceText, Span } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { PulumiConfig } from './pulumi-config.ts';
import { builtInAddons } from './pulumi-yaml-built-ins.ts';
import { Fields } from './pulumi-yaml-fields.ts';
import { imagesOf } from './pulumi-yaml-images.ts';
import { programOf, type Resource } from './pulumi-yaml-program.ts';
import { clusterId } from './pulumi-yaml-references.ts';
import { isAddonType, isClusterType, isComponent, isNodeGroupType, isSelfManagedType } from './pulumi-yaml-types.ts';
import { Values } from './pulumi-yaml-values.ts';
import type { Project, Reading } from './reader.ts';
import { parseDocuments } from './syntax/yaml-documents.ts';
import { allOn, byDefault } from './syntax/yaml-fields.ts';
import { at, itemsOf, stringAt } from './syntax/yaml-tree.ts';

const DIALECT = 'pulumi-yaml';
const AUTO_MODE = ['computeConfig.enabled', 'kubernetesNetworkConfig.elasticLoadBalancing.enabled', 'storageConfig.blockStorage.enabled'];

/** Reads all accepted files together. What is wrong with their syntax is told by the reader of project files. */
export function readPulumiYaml(files: readonly SourceText[], project: Project): Reading {
  const config = new PulumiConfig(project);
  return { facts: files.flatMap((file) => factsIn(file, config)), problems: [] };
}

function factsIn(source: SourceText, config: PulumiConfig): readonly Fact[] {
  const [root] = parseDocuments(source, () => true).roots;
  const program = root && programOf(root, source.path);
  if (!program) return [];
  const values = new Values(program, config);
  return [...program.resources.values()].flatMap((resource) => factsOf(resource, new Fields(resource, values)));
}

function factsOf(resource: Resource, fields: Fields): readonly Fact[] {
  if (isClusterType(resource.type)) {
    const cluster = clusterOf(resource, fields);
    return [cluster, ...(isComponent(resource.type) ? builtInAddons(resource, cluster, fields) : [])];
  }
  if (isNodeGroupType(resource.type)) return [nodeGroupOf(resource, fields)];
  return isAddonType(resource.type) ? [addonOf(resource, fields)] : imagesOf(resource, fields.values);
}

function clusterOf({ id, type, span, options }: Resource, fields: Fields): ClusterFact {
  const name = fields.text('name');
  return {
    kind: 'cluster',
    dialect: DIALECT,
    span,
    resource: `${type} ${id}`,
    id: clusterId(id, fields.values.program),
    ...(name ? { name } : {}),
    version: fields.text('version'),
    autoMode: autoModeOf(type, fields, span),
    supportType: fields.text('upgradePolicy.supportType'),
    versionIgnored: ignores(options, ['version']),
    onOutpost: fields.isGiven('outpostConfig'),
  };
}

function ignores(options: Resource['options'], names: readonly string[]): boolean {
  return itemsOf(at(options, 'ignoreChanges')).some((item) => names.includes(stringAt(item) ?? ''));
}

/** An image of its own decides, and the type does not; an operating system of the component stands for a type. */
function nodeGroupOf({ id, type, span, options }: Resource, fields: Fields): NodeGroupFact {
  const ownImage = ['amiId', 'nodeAmiId'].some((name) => fields.isGiven(name));
  const system = fields.text('operatingSystem');
  const isRecommended = system?.kind === 'known' && system.value === 'RECOMMENDED';
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span,
    resource: `${type} ${id}`,
    cluster: fields.cluster(['clusterName', 'cluster']),
    amiType: ownImage ? undefined : (fields.text('amiType') ?? (isRecommended ? undefined : system)),
    version: fields.text('version'),
    releaseVersion: fields.text('releaseVersion'),
    ...(isSelfManagedType(type) ? { isSelfManaged: true } : {}),
    changesIgnored: ignores(options, ['amiType', 'version', 'releaseVersion']),
  };
}

function autoModeOf(type: string, fields: Fields, span: Span): Value<boolean> {
  if (isComponent(type)) return fields.switch('autoMode.enabled') ?? byDefault(false, span);
  return allOn(
    AUTO_MODE.map((path) => fields.switch(path)),
    span,
  );
}

function addonOf({ id, type, span }: Resource, fields: Fields): AddonFact {
  const addonName: Value<string> = fields.text('addonName') ?? { kind: 'unknown', reason: 'it has no `addonName`', span };
  return {
    kind: 'addon',
    dialect: DIALECT,
    span,
    resource: `${type} ${id}`,
    cluster: fields.cluster(['clusterName', 'cluster']),
    addonName,
    addonVersion: fields.text('addonVersion'),
  };
}
