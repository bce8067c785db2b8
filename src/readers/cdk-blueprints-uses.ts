/** Where blueprints are made: calls of `build`, stages of a pipeline, stacks made at once, builders that nobody is seen to build. */
import type { Span } from '../model/span.ts';
import { type Builders, isEnd, type Instance, isMethodCall, type Walks } from './cdk-blueprints-builders.ts';
import type { ClusterPlace } from './cdk-blueprints-clusters.ts';
import type { Made } from './cdk-blueprints-names.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { keyOf } from './syntax/objects.ts';
import { spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf, constructorSpan, subjectOf, writtenName } from './typescript-objects.ts';

/** One use of a builder. */
export interface Use {
  readonly node: ts.Node;
  /** The ways from it to each builder that it may be a use of. */
  readonly builders: readonly [Walks, ...Walks[]];
  readonly place: ClusterPlace;
}

/** `builder.build(scope, id)`, `{ id, stackBuilder: builder }`; `undefined` for anything else. */
export function useAt(builders: Builders, evaluator: Evaluator, node: ts.Node): Use | undefined {
  const subject = isEnd(node) ? node.expression.expression : stageBuilder(node);
  const [builder, ...others] = subject ? builders.behind(subject) : [];
  if (!builder) return undefined;
  return { node, builders: [builder, ...others], place: isEnd(node) ? placeOfEnd(evaluator, node, builder) : placeOfStage(node) };
}

function stageBuilder(node: ts.Node): ts.Expression | undefined {
  if (ts.isShorthandPropertyAssignment(node)) return node.name.text === 'stackBuilder' ? node.name : undefined;
  return ts.isPropertyAssignment(node) && keyOf(node.name) === 'stackBuilder' ? node.initializer : undefined;
}

function placeOfEnd(evaluator: Evaluator, node: ts.CallExpression, walks: Walks): ClusterPlace {
  const [, id] = node.arguments;
  const isNested = walks.some(({ chain }) =>
    [...chain.keys()].some((call) => isMethodCall(call) && call.expression.name.text === 'compatibilityMode'),
  );
  const stackId = id && !isNested ? { evaluator, node: id } : undefined;
  return { id: idAt(node, node.getEnd()), span: firstCallee(node), written: writtenName(id), ...(stackId ? { stackId } : {}) };
}

function placeOfStage(node: ts.Node): ClusterPlace {
  const stage = ts.isObjectLiteralExpression(node.parent) ? node.parent : undefined;
  const id = stage?.properties.find((property) => property.name && keyOf(property.name) === 'id');
  const written = id && ts.isPropertyAssignment(id) ? writtenName(id.initializer) : id ? 'id' : '';
  const name = ts.isPropertyAssignment(node) ? node.name : node;
  return { id: idAt(node, node.getStart()), span: spanOf(name), written };
}

/** Of `new EksBlueprint(scope, { id })`. */
export function placeOfStack(node: ts.NewExpression, { call, at }: Made): ClusterPlace {
  const properties = call.arguments?.[1];
  const id = subjectOf(argumentsOf(at, properties && at.place(properties)).field('id'));
  return { id: idAt(node, node.getStart()), span: constructorSpan(node), written: writtenName(id?.node) };
}

/** Of a builder that is built where nobody sees it. */
export function placeOfBuilder({ node }: Instance): ClusterPlace {
  const span = ts.isNewExpression(node) ? constructorSpan(node) : firstCallee(node);
  return { id: idAt(node, node.getEnd()), span, written: holderName(node) };
}

function idAt(node: ts.Node, offset: number): string {
  return `${node.getSourceFile().fileName}#${offset}`;
}

/** `blueprints.EksBlueprint.builder` of a chain: where it begins. */
function firstCallee(node: ts.Node): Span {
  let first = node;
  for (let next = first; isMethodCall(next); next = next.expression.expression) first = next;
  return isMethodCall(first) ? { ...spanOf(first), end: first.expression.getEnd() } : spanOf(first);
}

/** The name of the variable, field or property that holds what a builder's chain gives. */
function holderName(node: ts.Node): string {
  let child = node;
  while (isLink(child.parent, child)) child = child.parent;
  const { parent } = child;
  const isHolder = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent);
  return isHolder && ts.isIdentifier(parent.name) ? parent.name.text : '';
}

function isLink(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isCallExpression(parent)) return parent.expression === child;
  return ts.isPropertyAccessExpression(parent) || ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent);
}
