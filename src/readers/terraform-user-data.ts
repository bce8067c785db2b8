/** Where user data calls the script that joins nodes of Amazon Linux 2 to their cluster. */
import type { Span } from '../model/span.ts';
import { bootstrapIn } from './bootstrap-script.ts';
import { attributeOf, type Block, blocksOf, type Expression, type Template } from './syntax/hcl-tree.ts';
import type { Item, Scope } from './syntax/hcl-values.ts';
import { type Fields, itemsAt, objectFields } from './terraform-fields.ts';
import { isAttribute } from './terraform-handles.ts';
import { idOf, type Instance } from './terraform-model.ts';
import { filesAt, type Texts } from './terraform-texts.ts';

const LAUNCH_TEMPLATE = 'aws_launch_template';
const MAX_DEPTH = 8;

/** In the user data of the launch template that a node group refers to. */
export function scriptOfTemplate(instance: Instance, fields: Fields): Span | undefined {
  const [reference, ...others] = itemsAt(fields, 'launch_template', 'id') ?? itemsAt(fields, 'launch_template', 'name') ?? [];
  if (reference?.value.kind !== 'external' || others.length > 0 || !isAttribute(reference.value.external)) return undefined;
  const { owner } = reference.value.external;
  const template = [...instance.module.resources.values()].find((block) => {
    const id = idOf(instance, block.labels.join('.'));
    return block.labels[0] === LAUNCH_TEMPLATE && (owner === id || owner.startsWith(`${id}[`));
  });
  const scope = template && instance.expansions(template)[0]?.scope;
  return scope && scriptIn(attributeOf(template.body, 'user_data')?.expression, instance, scope);
}

/** In what an expression may be, or in what `base64encode` and the like are given. */
function scriptIn(expression: Expression | undefined, instance: Instance, scope: Scope, depth = 0): Span | undefined {
  if (!expression || depth > MAX_DEPTH) return undefined;
  function first(expressions: readonly Expression[]): Span | undefined {
    return firstOf(expressions, (inner) => scriptIn(inner, instance, scope, depth + 1));
  }
  switch (expression.kind) {
    case 'list':
      return first(expression.items);
    case 'call':
      return inFile(expression.name, expression.arguments[0], instance, scope) ?? first(expression.arguments);
    case 'traversal':
      return inData(expression, instance, scope, depth) ?? inWritten(expression, instance, scope, depth);
    default:
      return scriptInItems(scope.evaluate(expression), instance.place);
  }
}

const READING: ReadonlySet<string> = new Set(['file', 'filebase64', 'templatefile']);

/** A directive of a template may leave out what stands behind it. */
function inFile(name: string, path: Expression | undefined, { place }: Instance, scope: Scope): Span | undefined {
  const files = path && READING.has(name) ? filesAt(path, scope, place) : [];
  return firstOf(files, ({ path: at, text }) => {
    const found = bootstrapIn(text, { path: at, start: 0, end: text.length });
    return found && name === 'templatefile' && text.slice(0, found.start).includes('%{') ? undefined : found;
  });
}

/** A local is what is written for it, wrapped as it may be. */
function inWritten(expression: Expression, instance: Instance, scope: Scope, depth: number): Span | undefined {
  const name = /^local\.(?<name>[\w-]+)$/.exec(expression.text)?.groups?.['name'];
  const local = name === undefined ? undefined : instance.module.locals.get(name)?.expression;
  return local ? scriptIn(local, instance, instance.scope, depth + 1) : scriptInItems(scope.evaluate(expression), instance.place);
}

/** `data.template_file.x.rendered`, `data.cloudinit_config.x.rendered`. */
function inData(expression: Expression, instance: Instance, scope: Scope, depth: number): Span | undefined {
  const name = /^data\.(?<name>(?:template_file|(?:template_)?cloudinit_config)\.[\w-]+)[.[]/.exec(expression.text)?.groups?.['name'];
  const block = name === undefined ? undefined : instance.module.data.get(name);
  return firstOf(block ? textsIn(block) : [], (text) => scriptIn(text, instance, scope, depth + 1));
}

function textsIn({ body }: Block): readonly Expression[] {
  const found = [attributeOf(body, 'template'), ...blocksOf(body, 'part').map((part) => attributeOf(part.body, 'content'))];
  return found.flatMap((attribute) => (attribute ? [attribute.expression] : []));
}

/** In the literals that decide what something is, whichever way it turns out. */
export function scriptInItems(items: readonly Item[], texts: Texts): Span | undefined {
  const found = items.map((item) => scriptInItem(item, texts));
  return found.includes(undefined) ? undefined : found[0];
}

function scriptInItem({ value, made }: Item, { text }: Texts): Span | undefined {
  if (made) return inParts(made.template, text(made.template.span.path) ?? '');
  const whole = value.kind === 'plain' ? String(value.known.value) : '';
  if (value.kind !== 'plain' || !bootstrapIn(whole, { ...value.known.span, start: 0, end: whole.length })) return undefined;
  return bootstrapIn(text(value.known.span.path) ?? '', value.known.span);
}

/** What stands behind a directive may not be there. */
function inParts({ parts }: Template, text: string): Span | undefined {
  const directive = parts.findIndex(({ kind }) => kind === 'directive');
  const certain = parts.slice(0, directive === -1 ? undefined : directive).filter(({ kind }) => kind === 'text');
  return firstOf(certain, ({ span }) => bootstrapIn(text, span));
}

/** The arguments of terraform-aws-modules/eks that end in user data, of a path too: https://github.com/terraform-aws-modules/terraform-aws-eks/blob/v20.37.2/docs/user_data.md */
const TEXTS = ['pre_bootstrap_user_data', 'post_bootstrap_user_data', 'pre_userdata', 'post_userdata'];
const PARTS = ['cloudinit_pre_nodeadm', 'cloudinit_post_nodeadm'];

/**
 * In the arguments of a module that makes a node group.
 *
 * @param given what an argument may be
 */
export function scriptInArguments(given: (name: string) => readonly Item[] | undefined, span: Span, texts: Texts): Span | undefined {
  const parts = PARTS.flatMap((name) => objectFields(given(name) ?? [], span).map((part) => part.items('content')));
  return firstOf([...TEXTS.map(given), ...parts], (items) => items && scriptInItems(items, texts));
}

function firstOf<T>(items: readonly T[], find: (item: T) => Span | undefined): Span | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}
