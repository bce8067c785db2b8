/** Node groups of modules: maps of them with their defaults, and the modules that make one. */
import type { ClusterRef, NodeGroupFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { single, type Value } from '../model/value.ts';
import { switchOf, textOf } from './syntax/hcl-answers.ts';
import { forced, type Item } from './syntax/hcl-values.ts';
import { type Fields, namedEntries, objectFields, textAt, withoutEmpty } from './terraform-fields.ts';
import { clusterOf } from './terraform-references.ts';
import type { Texts } from './terraform-texts.ts';
import { scriptInArguments } from './terraform-user-data.ts';

interface ModuleArguments {
  readonly resource: string;
  readonly fields: Fields;
  readonly texts: Texts;
}

/** What a module calls the fields of a node group. */
interface Names {
  readonly image: string;
  /** The first that is given counts. */
  readonly version: readonly string[];
  readonly release: string;
}

/** Versions of terraform-aws-modules/eks that differ in what they read. */
type Generation = 'until-20' | 'since-21' | undefined;

/** By the argument that version 21 renamed, else by what the version of the module begins with. */
function generationOf(fields: Fields): Generation {
  if (fields.items('kubernetes_version')) return 'since-21';
  if (fields.items('cluster_version')) return 'until-20';
  const major = constraintOf(fields)?.major;
  return major === undefined ? undefined : major >= 21 ? 'since-21' : 'until-20';
}

interface Constraint {
  /** The minor version cannot be a newer one. */
  readonly isExact: boolean;
  readonly major: number;
  readonly minor: number;
}

const CONSTRAINT = /^\s*(?<sign>=|~>)?\s*v?(?<major>\d+)(?:\.(?<minor>\d+))?(?<patch>\.\d+)?\s*$/;

/** `20.8.5`, `~> 20.0`; of ranges without an upper end nobody knows what they lead to. */
function constraintOf(fields: Fields): Constraint | undefined {
  const version = single(textAt(fields, 'version'))?.value ?? '';
  const { sign, major, minor = '0', patch } = CONSTRAINT.exec(version)?.groups ?? {};
  return major === undefined ? undefined : { isExact: sign !== '~>' || patch !== undefined, major: Number(major), minor: Number(minor) };
}

function namesOf(generation: Generation): Names {
  const version =
    generation === undefined
      ? ['kubernetes_version', 'cluster_version']
      : [generation === 'since-21' ? 'kubernetes_version' : 'cluster_version'];
  return { image: 'ami_id', version, release: 'ami_release_version' };
}

/** The arguments that name groups and what those do not say; their fields where they differ. */
const MAPS: readonly { readonly groups: string; readonly defaults?: string; readonly names?: Names }[] = [
  // https://github.com/terraform-aws-modules/terraform-aws-eks/blob/v20.37.2/node_groups.tf
  { groups: 'eks_managed_node_groups', defaults: 'eks_managed_node_group_defaults' },
  // https://github.com/terraform-aws-modules/terraform-aws-eks/blob/v17.24.0/modules/node_groups/main.tf
  {
    groups: 'node_groups',
    defaults: 'node_groups_defaults',
    names: { image: 'ami_id', version: ['version'], release: 'ami_release_version' },
  },
  // https://github.com/aws-ia/terraform-aws-eks-blueprints/blob/v4.32.1/modules/aws-eks-managed-node-groups/main.tf
  { groups: 'managed_node_groups', names: { image: 'custom_ami_id', version: [], release: 'release_version' } },
];

/** The node groups of a module that takes maps of them. */
export function mapNodeGroups(call: ModuleArguments, cluster: ClusterRef): readonly NodeGroupFact[] {
  const generation = generationOf(call.fields);
  const managed = MAPS.flatMap(({ groups, defaults, names }) =>
    groupsIn(call, groups, defaults).flatMap((made) => {
      const isReleased = names !== undefined || !isNewest(made, generation);
      const { release, ...others } = names ?? namesOf(generation);
      return ofModule(made, cluster, others, isReleased ? made.field(release) : undefined);
    }),
  );
  const groups = [...managed, ...selfManaged(call, cluster)];
  const open = groups.length === 0 ? undefined : unreadIn(call.fields);
  return open ? [...groups, { ...nodeGroup(call.fields.span, `${call.resource} node groups`, cluster), amiType: open }] : groups;
}

/** Why there may be other groups than those that are known. */
function unreadIn(fields: Fields): Value<string> | undefined {
  const maps = [...MAPS.map(({ groups }) => groups), SELF_MANAGED].flatMap((name) => forced(fields.items(name) ?? []));
  for (const { value } of maps) {
    if (value.kind === 'unknown') return { kind: 'unknown', reason: value.reason, span: value.span };
    if (value.kind === 'object' && value.more !== undefined) return { kind: 'unknown', reason: value.more, span: value.span };
  }
  return undefined;
}

/** One group: what it says, and what the defaults say where it is silent. */
interface Group {
  readonly span: Span;
  readonly resource: string;
  readonly texts: Texts;
  /** Of its own. */
  readonly own: readonly Fields[];
  readonly items: (name: string) => readonly Item[] | undefined;
  readonly field: (name: string) => Value<string> | undefined;
}

function groupsIn({ fields, resource, texts }: ModuleArguments, argument: string, defaults?: string): readonly Group[] {
  const fallback = defaults === undefined ? [] : objectFields(fields.items(defaults) ?? [], fields.span);
  return namedEntries(fields.items(argument) ?? []).map(({ key, items }) =>
    groupOf(key.span, `${resource} node group ${key.value}`, objectFields(items, key.span), fallback, texts),
  );
}

function groupOf(span: Span, resource: string, own: readonly Fields[], fallback: readonly Fields[], texts: Texts): Group {
  /** What is written counts, null too: the module looks further only where it is not there. */
  function items(name: string): readonly Item[] | undefined {
    const byDefault = allOf(fallback.map((fields) => fields.items(name)));
    return allOf(own.map((fields) => fields.items(name) ?? byDefault));
  }
  return { span, resource, texts, own, items, field: (name) => textOf(given(items(name)), span) };
}

function given(items: readonly Item[] | undefined): readonly Item[] | undefined {
  return items && withoutEmpty(items);
}

function allOf(found: readonly (readonly Item[] | undefined)[]): readonly Item[] | undefined {
  return found.every((items) => items === undefined) ? undefined : found.flatMap((items) => items ?? []);
}

/** `create` is the one field that no defaults fill in. */
function isMade({ own, span }: Group): boolean {
  const items = allOf(own.map((fields) => fields.items('create')));
  return single(switchOf(items, span))?.value !== false;
}

/** From version 21 on the module looks up the newest release unless it is told not to. */
function isNewest({ items, span }: Group, generation: Generation): boolean {
  const value = switchOf(items('use_latest_ami_release_version'), span);
  return value === undefined ? generation !== 'until-20' : single(value)?.value !== false;
}

/** An image of its own decides, and the type does not; of a group that cannot be read nobody knows whether it has one. */
function ofModule(
  made: Group,
  cluster: ClusterRef,
  names: Omit<Names, 'release'>,
  releaseVersion: Value<string> | undefined,
): readonly NodeGroupFact[] {
  if (!isMade(made)) return [];
  const base = withScript(made, cluster);
  const amiType = made.field('ami_type');
  if (hasImage(made, names)) return [amiType?.kind === 'unknown' ? { ...base, amiType } : base];
  const version = names.version.map((name) => made.field(name)).find((value) => value !== undefined);
  return [{ ...base, amiType, version, releaseVersion }];
}

function hasImage({ items }: Group, { image }: Pick<Names, 'image'>): boolean {
  return given(items(image))?.some(({ value }) => value.kind !== 'null') === true;
}

function withScript({ span, resource, items, texts }: Group, cluster: ClusterRef): NodeGroupFact {
  const script = scriptInArguments(items, span, texts);
  return { ...nodeGroup(span, resource, cluster), ...(script ? { bootstrapScript: script } : {}) };
}

function nodeGroup(span: Span, resource: string, cluster: ClusterRef): NodeGroupFact {
  return {
    kind: 'node-group',
    dialect: 'terraform',
    span,
    resource,
    cluster,
    amiType: undefined,
    version: undefined,
    releaseVersion: undefined,
    changesIgnored: false,
  };
}

const SELF_MANAGED = 'self_managed_node_groups';

/**
 * Their type counts from version 20.10 on; EKS itself does not look at their version, so that a type goes with the cluster's only:
 * https://github.com/terraform-aws-modules/terraform-aws-eks/blob/v20.37.2/modules/self-managed-node-group/main.tf
 */
function selfManaged(call: ModuleArguments, cluster: ClusterRef): readonly NodeGroupFact[] {
  const constraint = constraintOf(call.fields);
  const isRead =
    constraint !== undefined && (constraint.major > 20 || (constraint.major === 20 && !(constraint.isExact && constraint.minor < 10)));
  return groupsIn(call, SELF_MANAGED, 'self_managed_node_group_defaults').flatMap((made) => {
    if (!isMade(made)) return [];
    const hasOwn = hasImage(made, { image: 'ami_id' }) || namesOf(undefined).version.some((name) => made.field(name) !== undefined);
    return [{ ...withScript(made, cluster), isSelfManaged: true, amiType: isRead && !hasOwn ? made.field('ami_type') : undefined }];
  });
}

/** The module that makes one: `terraform-aws-modules/eks/aws//modules/eks-managed-node-group`. */
export function moduleNodeGroup({ resource, fields, texts }: ModuleArguments): readonly NodeGroupFact[] {
  const generation = generationOf(fields);
  const made = groupOf(fields.span, resource, [fields], [], texts);
  const names = namesOf(generation);
  return ofModule(made, clusterOf(fields.items('cluster_name')), names, isNewest(made, generation) ? undefined : made.field(names.release));
}

/** https://github.com/cloudposse/terraform-aws-eks-node-group/blob/main/main.tf: versions and images are lists of at most one. */
export function cloudposseNodeGroup({ resource, fields, texts }: ModuleArguments): readonly NodeGroupFact[] {
  const made = groupOf(fields.span, resource, [{ ...fields, items: (name) => withoutList(fields.items(name)) }], [], texts);
  if (single(switchOf(fields.items('enabled'), fields.span))?.value === false) return [];
  const names: Names = { image: 'ami_image_id', version: ['kubernetes_version'], release: 'ami_release_version' };
  return ofModule(made, clusterOf(fields.items('cluster_name')), names, made.field(names.release));
}

function withoutList(items: readonly Item[] | undefined): readonly Item[] | undefined {
  return items?.flatMap((item): readonly Item[] => {
    if (item.value.kind !== 'list' || item.value.more !== undefined) return [item];
    return item.value.elements[0]?.() ?? [{ ...item, value: { kind: 'null', span: item.value.span } }];
  });
}
