/** Resources, data sources and calls of modules as expressions see them: what is written of them, and what only a run would tell. */
import { codeSpan } from '../model/markdown.ts';
import type { Span } from '../model/span.ts';
import { elementAt, taken } from './syntax/hcl-access.ts';
import { attributeOf, type Block } from './syntax/hcl-tree.ts';
import { type External, itemOf, type Item, type Lazy, type Primitive, reached, unknown } from './syntax/hcl-values.ts';
import { makesSeveral } from './terraform-expansion.ts';
import { type Expansion, idOf, type Instance } from './terraform-model.ts';
import { moduleKind } from './terraform-sources.ts';

/** An attribute of a resource or an output of a module, with whom it belongs to. */
export interface AttributeHandle extends External {
  readonly owner: string;
  readonly attribute: string;
}

/** Whether something stands for an attribute. */
export function isAttribute(external: External): external is AttributeHandle {
  return 'owner' in external;
}

/** What a block is called where expressions name it. */
interface Named {
  readonly instance: Instance;
  readonly block: Block;
  /** `aws_eks_cluster.main`, `data.aws_eks_cluster.main`, `module.eks`. */
  readonly name: string;
  /** An attribute of one of the things that the block makes. */
  readonly attributeOf: (expansion: Expansion, attribute: string, span: Span) => readonly Item[];
}

/** A block, or one of the things that it makes. */
function handleOf(named: Named, expansion?: Expansion): External {
  const { instance, block, name } = named;
  function expansions(): readonly Expansion[] {
    return expansion ? [expansion] : instance.expansions(block);
  }
  function one(span: Span, wanted: readonly Expansion[], read: (found: Expansion) => readonly Item[]): readonly Item[] {
    const [only, ...others] = wanted;
    if (only && others.length === 0) return reached(read(only), { choices: only.choices, via: [] });
    return [unknown(span, only ? `${codeSpan(name)} is several things` : `there is no such ${codeSpan(name)}`, only ? undefined : 'error')];
  }
  return {
    name,
    get: (attribute, span) => one(span, expansions(), (found) => named.attributeOf(found, attribute, span)),
    at: (key, span) =>
      one(span, ofKey(expansions(), key), (found) => [itemOf({ kind: 'external', external: handleOf(named, found), span })]),
    elements: () =>
      expansion || !makesSeveral(block.body)
        ? undefined
        : expansions().map(
            (found) => () =>
              one(block.header, [found], () => [itemOf({ kind: 'external', external: handleOf(named, found), span: block.header })]),
          ),
    plain: () => [unknown(block.header, `${codeSpan(name)} is no plain value`)],
  };
}

/** Of a key that is not known, or of what it would be compared with, only the one thing there is can be meant. */
function ofKey(expansions: readonly Expansion[], key: Primitive | undefined): readonly Expansion[] {
  if (key === undefined) return expansions;
  const found = expansions.filter((expansion) => expansion.key === key);
  return found.length > 0 ? found : expansions.filter((expansion) => expansion.key === undefined);
}

export function resourceHandle(instance: Instance, block: Block): External {
  const [type = '', label = ''] = block.labels;
  const name = `${type}.${label}`;
  return handleOf({
    instance,
    block,
    name,
    attributeOf: (expansion, attribute, span) => {
      const argument = type === 'aws_eks_cluster' && attribute === 'id' ? 'name' : attribute;
      return [
        attributeItem(`${name}.${attribute}`, idOf(instance, name, expansion.suffix), attribute, span, () =>
          argumentItems(block, expansion, argument),
        ),
      ];
    },
  });
}

/** What is written in a block; `undefined` where it is not. */
function argumentItems(block: Block, { scope }: Expansion, name: string): readonly Item[] | undefined {
  const expression = attributeOf(block.body, name)?.expression;
  return expression && scope.evaluate(expression);
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/eks_addon_version: AWS picks the version. */
const VERSION_LOOKUP = 'aws_eks_addon_version';
/** https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html: parameters that AWS itself keeps up to date. */
const PARAMETER_OF_AWS = /^"?\/aws\/service\//;
const PARAMETER_VALUES: ReadonlySet<string> = new Set(['value', 'insecure_value']);

/** Whether an attribute of a data source is what AWS picks when it runs. */
function isLookup(type: string, attribute: string, { body }: Block): boolean {
  if (type === VERSION_LOOKUP) return attribute === 'version';
  const isParameter = type === 'aws_ssm_parameter' && PARAMETER_VALUES.has(attribute);
  return isParameter && PARAMETER_OF_AWS.test(attributeOf(body, 'name')?.expression.text ?? '');
}

export function dataHandle(instance: Instance, block: Block): External {
  const [type = '', label = ''] = block.labels;
  const name = `data.${type}.${label}`;
  return handleOf({
    instance,
    block,
    name,
    attributeOf: (expansion, attribute, span) => {
      if (isLookup(type, attribute, block)) return [unknown(span, 'AWS picks it', 'lookup')];
      const argument = type === 'aws_eks_cluster' && attribute === 'id' ? 'name' : attribute;
      const reason = `${codeSpan(`${name}.${attribute}`)} is looked up when it runs`;
      return argumentItems(block, expansion, argument) ?? [unknown(span, reason, saidOf(attribute))];
    },
  });
}

/** The arguments of the EKS modules that come back as outputs. */
const ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['cluster_version', ['kubernetes_version', 'cluster_version']],
  ['cluster_name', ['name', 'cluster_name']],
  ['cluster_id', ['name', 'cluster_name']],
]);

export function moduleHandle(instance: Instance, label: string, block: Block, source: string | undefined): External {
  const name = `module.${label}`;
  const kind = source === undefined ? 'other' : moduleKind(source);
  return handleOf({
    instance,
    block,
    name,
    attributeOf: (expansion, attribute, span) => {
      const child = kind === 'local' ? instance.child(label, block, expansion) : undefined;
      if (child) return reached(child.output(attribute, span), { choices: new Map(), via: [{ span, note: `${name}.${attribute}` }] });
      const owner = idOf(instance, name, expansion.suffix);
      return [
        attributeItem(`${name}.${attribute}`, owner, attribute, span, () => {
          const known = kind === 'eks' || kind === 'cluster' ? (ARGUMENTS.get(attribute) ?? []) : [];
          return known.map((argument) => argumentItems(block, expansion, argument)).find((items) => items !== undefined);
        }),
      ];
    },
  });
}

/** An output of a module that is not in the repository. */
export function outputOf(owner: string, attribute: string, span: Span): Item {
  return attributeItem(attribute, owner, attribute, span, () => undefined);
}

/** What every resource has, and the image of `aws_ami`. */
const ALWAYS_GIVEN: ReadonlySet<string> = new Set(['arn', 'id', 'image_id']);

function saidOf(attribute: string): 'given' | undefined {
  return ALWAYS_GIVEN.has(attribute) ? 'given' : undefined;
}

/** Everything that is asked of an attribute is asked of what is written for it. */
function attributeItem(name: string, owner: string, attribute: string, span: Span, written: () => readonly Item[] | undefined): Item {
  const plain: Lazy = () => written() ?? [unknown(span, `${codeSpan(name)} is known when it runs`, saidOf(attribute))];
  const handle: AttributeHandle = {
    name,
    owner,
    attribute,
    get: (inner, at) => taken(plain(), inner, at),
    at: (key, at) =>
      key === undefined
        ? [unknown(at, `${codeSpan(name)} is known when it runs`)]
        : plain().flatMap((item) => reached(elementAt(item, key, at), item)),
    elements: () => undefined,
    plain,
  };
  return itemOf({ kind: 'external', external: handle, span });
}
