/** Add-ons: `aws_eks_addon`, and the maps of add-ons that modules take. */
import type { AddonFact, ClusterRef } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Known, Value } from '../model/value.ts';
import { textOf } from './syntax/hcl-answers.ts';
import type { Block } from './syntax/hcl-tree.ts';
import { forced, type Item, reached } from './syntax/hcl-values.ts';
import { type Fields, fieldsOf, objectFields, textAt, withoutEmpty } from './terraform-fields.ts';
import { addressOf, type Expansion, idOf, type Instance } from './terraform-model.ts';
import { clusterOf } from './terraform-references.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_addon */
export function resourceAddon(instance: Instance, block: Block, expansion: Expansion): AddonFact {
  const fields = fieldsOf(block, expansion);
  return {
    kind: 'addon',
    dialect: 'terraform',
    span: block.header,
    resource: addressOf(instance, `aws_eks_addon.${block.labels[1] ?? ''}`, expansion.suffix),
    cluster: clusterOf(fields.items('cluster_name')),
    addonName: textAt(fields, 'addon_name') ?? { kind: 'unknown', reason: 'it has no `addon_name`', span: block.header },
    addonVersion: textAt(fields, 'addon_version'),
  };
}

interface Found {
  readonly key: Known<string>;
  readonly items: Item[];
}

/**
 * The add-ons of a module that takes a map of them: the key is the name unless `name` says another, and `addon_version` the
 * version; a key `version` is ignored (https://github.com/terraform-aws-modules/terraform-aws-eks/blob/master/variables.tf).
 */
export function moduleAddons(
  instance: Instance,
  label: string,
  block: Block,
  expansion: Expansion,
  argument: string,
  cluster: ClusterRef = { kind: 'id', id: idOf(instance, `module.${label}`, expansion.suffix) },
): readonly AddonFact[] {
  const items = forced(fieldsOf(block, expansion).items(argument) ?? []);
  const found = new Map<string, Found>();
  for (const item of items) {
    for (const [name, { key, value }] of item.value.kind === 'object' ? item.value.entries : []) {
      const known = found.get(name) ?? { key: { ...key, via: [...key.via, ...item.via] }, items: [] };
      known.items.push(...reached(value(), item));
      found.set(name, known);
    }
  }
  const address = addressOf(instance, `module.${label}`, expansion.suffix);
  return [...found].map(([name, { key, items: alternatives }]) => ({
    kind: 'addon',
    dialect: 'terraform',
    span: key.span,
    resource: `${address} addon ${name}`,
    cluster,
    addonName: fieldOf(alternatives, 'name', key.span) ?? key,
    addonVersion: fieldOf(alternatives, 'addon_version', key.span),
  }));
}

/** A field of the objects that an add-on may be. */
function fieldOf(items: readonly Item[], name: string, span: Span): Value<string> | undefined {
  const given = objectFields(items, span).map((fields: Fields) => fields.items(name));
  if (given.every((field) => field === undefined)) return undefined;
  return textOf(withoutEmpty(given.flatMap((field) => field ?? [])), span);
}
