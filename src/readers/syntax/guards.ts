/** The conditions under which a node is reached: what is around it, and what leaves before it. */
import { type Choices, merge } from './choices.ts';
import type { Calls } from './places.ts';
import type { Solver, Truth } from './solver.ts';
import { ts } from './typescript.ts';

interface Guard {
  readonly condition: ts.Expression;
  /** What it must be. */
  readonly holds: boolean;
}

/** Whether a node is reached, as far as anybody can tell, when these choices are made. */
export type IsReached = (choices: Choices) => boolean;

const MAX_GUARDS = 32;

/** Tells for which choices a node is reached. */
export function reachOf(solver: Solver, node: ts.Node, calls: Calls | undefined): IsReached {
  const guards = guardsOf(node);
  if (guards.length === 0) return () => true;
  const known = guards.map(({ condition, holds }) => ({ holds, truths: solver.truths({ node: condition, ...(calls ? { calls } : {}) }) }));
  return (choices) => known.every(({ holds, truths }) => mayHold(truths, holds, choices));
}

/** Whether reaching a node depends on any condition at all. */
export function isGuarded(node: ts.Node): boolean {
  return guardsOf(node).length > 0;
}

function mayHold(truths: readonly Truth[], holds: boolean, choices: Choices): boolean {
  const possible = truths.filter((truth) => merge(truth.choices, choices) !== undefined);
  return possible.length === 0 || possible.some((truth) => truth.holds === undefined || truth.holds === holds);
}

function guardsOf(node: ts.Node): readonly Guard[] {
  const guards: Guard[] = [];
  for (let child = node; !ts.isSourceFile(child) && guards.length < MAX_GUARDS; child = child.parent) {
    const { parent } = child;
    const guard = guardAt(parent, child);
    if (guard) guards.push(guard);
    if (ts.isBlock(parent)) guards.push(...leavingBefore(parent.statements, child));
  }
  return guards.slice(0, MAX_GUARDS);
}

function guardAt(parent: ts.Node, child: ts.Node): Guard | undefined {
  if (ts.isIfStatement(parent) && child !== parent.expression)
    return { condition: parent.expression, holds: child === parent.thenStatement };
  if (ts.isConditionalExpression(parent) && child !== parent.condition)
    return { condition: parent.condition, holds: child === parent.whenTrue };
  if (!ts.isBinaryExpression(parent) || child !== parent.right) return undefined;
  if (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return { condition: parent.left, holds: true };
  return parent.operatorToken.kind === ts.SyntaxKind.BarBarToken ? { condition: parent.left, holds: false } : undefined;
}

/** `if (!addon.enabled) continue;` before a statement, and `if (addon.enabled) { ... } else continue;`. */
function leavingBefore(statements: readonly ts.Statement[], child: ts.Node): readonly Guard[] {
  const guards: Guard[] = [];
  for (const statement of statements) {
    if (statement === child) break;
    if (!ts.isIfStatement(statement)) continue;
    const { expression: condition, thenStatement, elseStatement } = statement;
    if (leaves(thenStatement)) guards.push({ condition, holds: false });
    if (elseStatement && leaves(elseStatement)) guards.push({ condition, holds: true });
  }
  return guards;
}

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last) || ts.isBreakStatement(last))
  );
}
