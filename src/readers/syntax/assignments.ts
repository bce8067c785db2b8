/** Variables that are given their value after they were declared, where it is certain which one they have. */
import { type Calls, type Item, travelled, unread } from './places.ts';
import { branchItems } from './branches.ts';
import type { Declaration } from './scope.ts';
import type { Solver } from './solver.ts';
import { ts } from './typescript.ts';

/**
 * A variable that one chain of `if`, right in the block of its declaration, gives a value; everything else that is assigned more
 * than once cannot be told without running the program.
 */
export function assignedItems(
  solver: Solver,
  calls: Calls | undefined,
  declaration: Declaration,
  use: ts.Identifier,
  writes: readonly ts.Node[],
): readonly Item[] {
  const several = [unread(use, `\`${use.text}\` is assigned more than once`)];
  if (!ts.isVariableDeclaration(declaration)) return several;
  const around = calls ? { calls } : {};
  const only = writes.length === 1 && !declaration.initializer ? writes[0] : undefined;
  const value = only && plainValue(only);
  if (only && value && isStatementBeside(only, declaration) && isAfter(use, only))
    return travelled(solver.resolve({ node: value, ...around }), use, use.text);
  const statement = chainAround(writes, declaration);
  if (!statement || !isAfter(use, statement)) return several;
  const initial = declaration.initializer;
  const items = valueAfter(statement, () =>
    initial ? solver.resolve({ node: initial, ...around }) : [unread(use, `\`${use.text}\` is not always given a value`)],
  );
  return items ? travelled(items, use, use.text) : several;

  function valueAfter(branch: ts.Statement | undefined, otherwise: () => readonly Item[]): readonly Item[] | undefined {
    if (!branch) return otherwise();
    if (ts.isIfStatement(branch)) {
      const whenTrue = valueAfter(branch.thenStatement, otherwise);
      const whenFalse = valueAfter(branch.elseStatement, otherwise);
      if (!whenTrue || !whenFalse) return undefined;
      return branchItems(
        solver,
        { node: branch.expression, ...around },
        () => whenTrue,
        () => whenFalse,
      );
    }
    const statements = ts.isBlock(branch) ? branch.statements : [branch];
    const inside = writes.filter((write) => isWithin(write, branch));
    if (inside.length === 0) return otherwise();
    const [write] = inside;
    const assigned = write && plainValue(write);
    const isDirect = write !== undefined && statements.some((item) => ts.isExpressionStatement(item) && item.expression === write);
    return inside.length === 1 && assigned && isDirect ? solver.resolve({ node: assigned, ...around }) : undefined;
  }
}

/** The one `if` that holds all writes and stands in the same block as the declaration. */
function chainAround(writes: readonly ts.Node[], declaration: ts.VariableDeclaration): ts.IfStatement | undefined {
  const block = declaration.parent.parent.parent;
  const [statement, ...others] = new Set(writes.map((write) => ts.findAncestor(write, (node) => node.parent === block)));
  return others.length === 0 && statement && ts.isIfStatement(statement) && statement.pos >= declaration.end ? statement : undefined;
}

function isStatementBeside(write: ts.Node, declaration: ts.VariableDeclaration): boolean {
  return ts.isExpressionStatement(write.parent) && write.parent.parent === declaration.parent.parent.parent;
}

/** Behind a statement and in the same file. */
function isAfter(use: ts.Node, statement: ts.Node): boolean {
  return use.pos >= statement.end && use.getSourceFile() === statement.getSourceFile();
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}

function plainValue(write: ts.Node): ts.Expression | undefined {
  return ts.isBinaryExpression(write) && write.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(write.left)
    ? write.right
    : undefined;
}
