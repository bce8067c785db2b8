/** Node groups: `aws_eks_node_group`, the maps of them that modules take, and the module that makes one. */
import type { ClusterRef, NodeGroupFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { single, type Value } from '../model/value.ts';
import { bootstrapIn } from './bootstrap-script.ts';
import { switchOf } from './syntax/hcl-answers.ts';
import { attributeOf, type Block, type Expression } from './syntax/hcl-tree.ts';
import { fieldOf, type Fields, fieldsOf, itemsAt, namedEntries, objectFields, textAt } from './terraform-fields.ts';
import { isAttribute } from './terraform-handles.ts';
import { ignoresAny } from './terraform-lifecycle.ts';
import { addressOf, type Expansion, idOf, type Instance } from './terraform-model.ts';
import { clusterOf } from './terraform-references.ts';

const LAUNCH_TEMPLATE = 'aws_launch_template';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_node_group */
export function resourceNodeGroup(instance: Instance, block: Block, expansion: Expansion): NodeGroupFact {
  const fields = fieldsOf(block, expansion);
  const script = scriptOfTemplate(instance, fields);
  return {
    kind: 'node-group',
    dialect: 'terraform',
    span: block.header,
    resource: addressOf(instance, `aws_eks_node_group.${block.labels[1] ?? ''}`, expansion.suffix),
    cluster: clusterOf(fields.items('cluster_name')),
    amiType: textAt(fields, 'ami_type'),
    version: textAt(fields, 'version'),
    releaseVersion: textAt(fields, 'release_version'),
    changesIgnored: ignoresAny(block, ['ami_type', 'version', 'release_version']),
    ...(script ? { bootstrapScript: script } : {}),
  };
}

/** In the user data of the launch template that it refers to. */
function scriptOfTemplate(instance: Instance, fields: Fields): Span | undefined {
  const [reference, ...others] = itemsAt(fields, 'launch_template', 'id') ?? itemsAt(fields, 'launch_template', 'name') ?? [];
  if (reference?.value.kind !== 'external' || others.length > 0 || !isAttribute(reference.value.external)) return undefined;
  const { owner } = reference.value.external;
  const template = [...instance.module.resources.values()].find((block) => {
    const id = idOf(instance, block.labels.join('.'));
    return block.labels[0] === LAUNCH_TEMPLATE && (owner === id || owner.startsWith(`${id}[`));
  });
  return scriptIn(template && attributeOf(template.body, 'user_data')?.expression);
}

/** In a text, or in what `base64encode` and the like are given. */
function scriptIn(expression: Expression | undefined): Span | undefined {
  switch (expression?.kind) {
    case 'template':
    case 'literal':
      return within(expression.text, expression.span);
    case 'call':
      return expression.arguments.map((argument) => scriptIn(argument)).find((found) => found !== undefined);
    default:
      return undefined;
  }
}

/** Not where escapes move the places of the text. */
function within(text: string, span: Span): Span | undefined {
  const found = text.length === span.end - span.start ? bootstrapIn(text, { ...span, start: 0, end: text.length }) : undefined;
  return found && { ...found, start: found.start + span.start, end: found.end + span.start };
}

interface ModuleArguments {
  readonly resource: string;
  readonly fields: Fields;
}

/** The argument, and the one that holds what its groups do not say: https://github.com/terraform-aws-modules/terraform-aws-eks/blob/v20.37.2/node_groups.tf */
const MAPS = [
  ['eks_managed_node_groups', 'eks_managed_node_group_defaults'],
  ['node_groups', 'node_groups_defaults'],
] as const;

/** The managed node groups of a module that takes maps of them. */
export function mapNodeGroups(call: ModuleArguments, cluster: ClusterRef): readonly NodeGroupFact[] {
  return MAPS.flatMap(([groups, defaults]) => {
    const fallback = objectFields(call.fields.items(defaults) ?? [], call.fields.span);
    return namedEntries(call.fields.items(groups) ?? []).flatMap(({ key, items }) => {
      const own = objectFields(items, key.span);
      return ofModule({ span: key.span, resource: `${call.resource} node group ${key.value}` }, own, fallback, cluster);
    });
  });
}

/** The module that makes one: `terraform-aws-modules/eks/aws//modules/eks-managed-node-group`. */
export function moduleNodeGroup({ resource, fields }: ModuleArguments): readonly NodeGroupFact[] {
  return ofModule({ span: fields.span, resource }, [fields], [], clusterOf(fields.items('cluster_name')));
}

/** An image of its own decides, and the type does not. */
function ofModule(
  place: Pick<NodeGroupFact, 'span' | 'resource'>,
  own: readonly Fields[],
  fallback: readonly Fields[],
  cluster: ClusterRef,
): readonly NodeGroupFact[] {
  function field(name: string): Value<string> | undefined {
    return fieldOf(own, name, place.span) ?? fieldOf(fallback, name, place.span);
  }
  function isOn(name: string): boolean | undefined {
    const items = [...own, ...fallback].map((fields) => fields.items(name)).find((found) => found !== undefined);
    return single(switchOf(items, place.span))?.value;
  }
  if (isOn('create') === false) return [];
  const isOwnImage = field('ami_id') !== undefined;
  const isLatest = fieldOf([...own, ...fallback], 'use_latest_ami_release_version', place.span) !== undefined;
  return [
    {
      kind: 'node-group',
      dialect: 'terraform',
      ...place,
      cluster,
      amiType: isOwnImage ? undefined : field('ami_type'),
      version: isOwnImage ? undefined : (field('kubernetes_version') ?? field('cluster_version')),
      releaseVersion: isOwnImage || isLatest ? undefined : field('ami_release_version'),
      changesIgnored: false,
    },
  ];
}
