/** What Pulumi adds to the language: outputs that stand for what is written elsewhere. */
import { pulumiType } from './pulumi-types.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { ts } from './syntax/typescript.ts';
import { argumentsOf, onlyExpression } from './typescript-objects.ts';

/** Functions of `@pulumi/pulumi` whose result is their argument, in time. */
const WRAPPERS: ReadonlySet<string> = new Set(['@pulumi/pulumi:output', '@pulumi/pulumi:secret', '@pulumi/pulumi:unsecret']);

/**
 * The expression that decides another: the template of `pulumi.interpolate`, the `version` argument for `cluster.version`, the
 * `addonName` argument for that of a lookup.
 */
export function sameAs(
  node: ts.Expression,
  evaluator: Evaluator,
  clusters: ReadonlyMap<ts.NewExpression, string>,
): { readonly kind: 'same-as'; readonly node: ts.Expression } | undefined {
  const decider = ts.isTaggedTemplateExpression(node)
    ? interpolated(node, evaluator)
    : ts.isCallExpression(node)
      ? wrapped(node, evaluator)
      : ts.isPropertyAccessExpression(node)
        ? (argumentBehind(node, evaluator, clusters) ?? askedFor(node, evaluator))
        : undefined;
  return decider && { kind: 'same-as', node: decider };
}

function interpolated(node: ts.TaggedTemplateExpression, evaluator: Evaluator): ts.Expression | undefined {
  const of = evaluator.qualify(node.tag);
  return of && pulumiType(of) === '@pulumi/pulumi:interpolate' ? node.template : undefined;
}

function wrapped(node: ts.CallExpression, evaluator: Evaluator): ts.Expression | undefined {
  const of = evaluator.qualify(node.expression);
  return of && WRAPPERS.has(pulumiType(of)) ? node.arguments[0] : undefined;
}

/** `cluster.version`, also through the component's `core.cluster` and `eksCluster`, is what the cluster's own arguments say. */
function argumentBehind(
  node: ts.PropertyAccessExpression,
  evaluator: Evaluator,
  clusters: ReadonlyMap<ts.NewExpression, string>,
): ts.Expression | undefined {
  if (node.name.text !== 'version') return undefined;
  const origin = evaluator.origin(node.expression);
  if (!origin || !clusters.has(origin)) return undefined;
  const version = argumentsOf(evaluator, origin.arguments?.[1]).field('version');
  return version.state === 'given' ? version.node : undefined;
}

const LOOKUPS: ReadonlySet<string> = new Set(['@pulumi/aws:eks.getAddonVersion', '@pulumi/aws:eks.getAddonVersionOutput']);
const MAX_STEPS = 12;

/** The call of `aws.eks.getAddonVersion` that an expression is made from: then EKS picks the version. */
export function addonLookup(expression: ts.Expression, evaluator: Evaluator, steps = 0): ts.CallExpression | undefined {
  const node = steps < MAX_STEPS ? onlyExpression(evaluator, expression) : undefined;
  if (!node) return undefined;
  if (ts.isPropertyAccessExpression(node)) return addonLookup(node.expression, evaluator, steps + 1);
  if (!ts.isCallExpression(node)) return undefined;
  const of = evaluator.qualify(node.expression);
  if (of && LOOKUPS.has(pulumiType(of))) return node;
  return ts.isPropertyAccessExpression(node.expression) ? addonLookup(node.expression.expression, evaluator, steps + 1) : undefined;
}

/** `addonName` of a lookup's result is what the lookup was asked for. */
function askedFor(node: ts.PropertyAccessExpression, evaluator: Evaluator): ts.Expression | undefined {
  const lookup = node.name.text === 'addonName' ? addonLookup(node.expression, evaluator) : undefined;
  const name = argumentsOf(evaluator, lookup?.arguments[0]).field('addonName');
  return name.state === 'given' ? name.node : undefined;
}
