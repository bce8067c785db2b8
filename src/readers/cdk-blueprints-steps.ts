/** Which calls on a builder count where it is used, in their order, and whether each certainly does. */
import type { Instance, MethodCall, Step, Walks } from './cdk-blueprints-builders.ts';
import type { Calls } from './syntax/places.ts';
import { ts } from './syntax/typescript.ts';

/** Every step of a program, by the builder it is called on. */
export type Steps = ReadonlyMap<ts.Node, readonly Step[]>;

/** A call that counts for one use of a builder. */
export interface Applied {
  readonly node: MethodCall;
  readonly method: string;
  /** The calls of functions that lead from the use to it. */
  readonly calls: Calls | undefined;
  /** Otherwise it stands under a condition, or what it is called on may be another builder. */
  readonly isCertain: boolean;
}

/**
 * The calls on a builder and on those that it is a clone of, the earliest first.
 *
 * @param walks every way from the use to the one builder
 * @param use the call that ends the chain; `undefined` where nobody sees one
 */
export function stepsOf(walks: Walks, use: ts.Node | undefined, steps: Steps): readonly Applied[] {
  const [{ lineage }] = walks;
  const levels = lineage.map((instance, index) => {
    const until = lineage[index - 1]?.node ?? use;
    const counting = (steps.get(instance.node) ?? []).filter((step) => belongs(step, instance) && !isLater(step, instance, until));
    return counting.toSorted(byOrder).map((step) => applied(step, instance, until, walks));
  });
  return levels.toReversed().flat();
}

function belongs(step: Step, { key }: Instance): boolean {
  return step.instance.key === '' || key === '' || step.instance.key === key;
}

/** Where both stand in one function, what is written below a use comes after it. */
function isLater({ node, instance }: Step, { key }: Instance, until: ts.Node | undefined): boolean {
  return until !== undefined && instance.key === key && functionAround(node) === functionAround(until) && node.getEnd() > until.getEnd();
}

/** What happens inside the function that makes the builder comes first. */
function byOrder(a: Step, b: Step): number {
  const isInside = Number(b.instance.key === '') - Number(a.instance.key === '');
  const [pathA, pathB] = [a.node.getSourceFile().fileName, b.node.getSourceFile().fileName];
  if (isInside !== 0) return isInside;
  return pathA === pathB ? a.node.getEnd() - b.node.getEnd() : pathA < pathB ? -1 : 1;
}

function applied(step: Step, instance: Instance, until: ts.Node | undefined, walks: Walks): Applied {
  const { node, method, isOneOfSeveral } = step;
  const chains = walks.filter(({ chain }) => chain.has(node));
  const isAlways =
    belongsAlone(step, instance) && (isAlwaysWith(node, instance.node) || (until !== undefined && isAlwaysWith(node, until)));
  const isCertain = chains.length === walks.length || isAlways;
  return { node, method, calls: chains[0]?.chain.get(node) ?? instance.calls, isCertain: isCertain && !isOneOfSeveral };
}

function belongsAlone(step: Step, { key }: Instance): boolean {
  return step.instance.key === '' || step.instance.key === key;
}

/** Whether a node is reached whenever another one of its file is: nothing around it alone decides that. */
function isAlwaysWith(node: ts.Node, other: ts.Node): boolean {
  if (node.getSourceFile() !== other.getSourceFile()) return false;
  for (let child = node; !ts.isSourceFile(child); child = child.parent) {
    const { parent } = child;
    const isCommon = parent.pos <= other.pos && other.end <= parent.end;
    if (isCommon && ts.isFunctionLike(parent)) return true;
    if (decides(parent, child)) return false;
    if (isCommon) return true;
  }
  return true;
}

/** Whether a node decides if one of its parts is reached. */
function decides(parent: ts.Node, child: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return child !== parent.expression;
  if (ts.isConditionalExpression(parent)) return child !== parent.condition;
  if (ts.isBinaryExpression(parent)) return child === parent.right && isShortcut(parent.operatorToken.kind);
  if (ts.isIterationStatement(parent, false)) return child === parent.statement;
  return ts.isCaseOrDefaultClause(parent) || ts.isCatchClause(parent) || ts.isFunctionLike(parent);
}

function isShortcut(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken
  );
}

function functionAround(node: ts.Node): ts.Node {
  return ts.findAncestor(node, (parent) => ts.isFunctionLike(parent)) ?? node.getSourceFile();
}
