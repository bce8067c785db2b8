/** One `ClusterConfig`: https://eksctl.io/usage/schema/ */
import type { AddonFact, ClusterFact, ClusterRef, Fact, NodeGroupFact } from '../model/fact.ts';
import type { SourceText, Span } from '../model/span.ts';
import { knowns, single, type Value } from '../model/value.ts';
import { isAddonVersion } from '../model/version.ts';
import { bootstrapIn } from './bootstrap-script.ts';
import type { Reading } from './reader.ts';
import { byDefault, switchAt, textAt } from './syntax/yaml-fields.ts';
import { documentsIn } from './syntax/yaml-sources.ts';
import { at, fieldAt, itemsOf, reach, type Reached, stringAt } from './syntax/yaml-tree.ts';

const DIALECT = 'eksctl';

/** Reads one file. */
export function readClusterConfigs(source: SourceText): Reading {
  const { roots, problems } = documentsIn(source, (text) => text.includes('eksctl.io/'));
  return { facts: roots.flatMap((root) => configsIn(reach(root))).flatMap((config) => factsOf(config, source)), problems };
}

/** A document is one, or a list of objects. */
function configsIn(document: Reached): readonly Reached[] {
  const objects = stringAt(at(document, 'kind')) === 'List' ? itemsOf(at(document, 'items')) : [document];
  return objects.filter(
    (object) => stringAt(at(object, 'kind')) === 'ClusterConfig' && stringAt(at(object, 'apiVersion'))?.startsWith('eksctl.io/') === true,
  );
}

function factsOf(config: Reached, source: SourceText): readonly Fact[] {
  const cluster = clusterOf(config, source.path);
  return [
    cluster,
    ...itemsOf(at(config, 'addons')).flatMap((addon) => addonOf(addon, cluster)),
    ...['managedNodeGroups', 'nodeGroups'].flatMap((list) =>
      itemsOf(at(config, list)).flatMap((group) => nodeGroupOf(group, list === 'managedNodeGroups', cluster, source.text)),
    ),
  ];
}

function clusterOf(config: Reached, path: string): ClusterFact {
  const kind = at(config, 'kind') ?? config;
  const { span } = kind.node;
  const name = textAt(at(config, 'metadata', 'name'));
  return {
    kind: 'cluster',
    dialect: DIALECT,
    span,
    resource: name?.kind === 'known' ? `ClusterConfig ${name.value}` : 'ClusterConfig',
    id: `${path}#${span.start}`,
    ...(name ? { name } : {}),
    version: textAt(fieldAt(config, 'metadata', 'version')),
    autoMode: switchAt(fieldAt(config, 'autoModeConfig', 'enabled')) ?? byDefault(false, span),
    supportType: textAt(fieldAt(config, 'upgradePolicy', 'supportType')),
    versionIgnored: false,
    onOutpost: at(config, 'outpost') !== undefined,
  };
}

function addonOf(addon: Reached, cluster: ClusterFact): readonly AddonFact[] {
  if (addon.node.kind !== 'map') return [];
  const name = at(addon, 'name');
  const span = name?.node.span ?? startOf(addon.node.span);
  const addonName: Value<string> = textAt(name) ?? { kind: 'unknown', reason: 'it has no `name`', span };
  const addonVersion = versionOf(addon);
  return [
    {
      kind: 'addon',
      dialect: DIALECT,
      span,
      resource: addonName.kind === 'known' ? `${cluster.resource} addon ${addonName.value}` : `${cluster.resource} addon`,
      cluster: { kind: 'id', id: cluster.id },
      addonName,
      addonVersion,
      versionIsPattern: knowns(addonVersion).some(({ value }) => !isAddonVersion(value)),
      versionIsSearched: true,
    },
  ];
}

/**
 * A configuration without a version may describe a cluster that is made elsewhere, as `eksctl create nodegroup -f` takes it:
 * https://eksctl.io/usage/nodegroups/. Where no other cluster has the name it is the cluster itself.
 */
function referenceTo({ id, name, version }: ClusterFact): ClusterRef {
  const known = single(name);
  if (version !== undefined || !known) return { kind: 'id', id };
  return { kind: 'anywhere', name: known.value, reason: 'its configuration gives no version' };
}

function nodeGroupOf(group: Reached, isManaged: boolean, cluster: ClusterFact, text: string): readonly NodeGroupFact[] {
  if (group.node.kind !== 'map') return [];
  const name = at(group, 'name');
  const title = textAt(name);
  // eksctl refuses the family of self-managed nodes whatever their image is: https://github.com/eksctl-io/eksctl/blob/main/pkg/apis/eksctl.io/v1alpha5/defaults.go
  const isOwnImage = isManaged && isGiven(at(group, 'ami'));
  const script = ['overrideBootstrapCommand', 'preBootstrapCommands']
    .map((key) => at(group, key))
    .map((commands) => commands && bootstrapIn(text, commands.node.span))
    .find((found) => found !== undefined);
  return [
    {
      kind: 'node-group',
      dialect: DIALECT,
      span: name?.node.span ?? startOf(group.node.span),
      resource: title?.kind === 'known' ? `${cluster.resource} node group ${title.value}` : `${cluster.resource} node group`,
      cluster: referenceTo(cluster),
      // an image of its own decides what the nodes run
      amiType: isOwnImage ? undefined : textAt(fieldAt(group, 'amiFamily')),
      version: undefined,
      releaseVersion: textAt(fieldAt(group, 'releaseVersion')),
      ...(isManaged ? {} : { isSelfManaged: true }),
      changesIgnored: false,
      ...(script ? { bootstrapScript: script } : {}),
    },
  ];
}

/** Without a version, or with this word, eksctl asks EKS. */
function versionOf(addon: Reached): Value<string> | undefined {
  const version = fieldAt(addon, 'version');
  return stringAt(version) === 'latest' ? undefined : textAt(version);
}

function isGiven(place: Reached | undefined): boolean {
  return place !== undefined && !(place.node.kind === 'scalar' && place.node.value === null);
}

function startOf(span: Span): Span {
  return { ...span, end: span.start };
}
