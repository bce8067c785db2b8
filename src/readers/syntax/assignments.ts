/** Variables that are given their value after they were declared, where it is certain which one they have at a use. */
import { branchItems } from './branches.ts';
import { choiceOf } from './choices.ts';
import { identifiersIn } from './identifiers.ts';
import { type Calls, choiceKey, chosen, type Item, type Place, travelled, unread } from './places.ts';
import type { Declaration } from './scope.ts';
import type { Solver } from './solver.ts';
import { switchItems } from './switches.ts';
import { ts } from './typescript.ts';

/**
 * What a variable holds at a use: the statements between the two are followed one after the other, with the branches of `if`,
 * `switch` and `try` as alternatives. Where a loop or a function writes to it, only running the program tells.
 */
export function assignedItems(
  solver: Solver,
  calls: Calls | undefined,
  declaration: Declaration,
  use: ts.Identifier,
  writes: readonly ts.Node[],
): readonly Item[] {
  const several = [unread(use, `\`${use.text}\` is assigned more than once`)];
  if (!ts.isVariableDeclaration(declaration) || use.getSourceFile() !== declaration.getSourceFile()) return several;
  const statement = declaration.parent.parent;
  const home = enclosingFunction(declaration);
  if (!ts.isVariableStatement(statement) || writes.some((write) => enclosingFunction(write) !== home)) return several;
  const items = new Assigned(solver, calls, declaration, statement, writes).before(use);
  return items ? travelled(items, use, use.text) : several;
}

class Assigned {
  readonly #solver: Solver;
  readonly #calls: Calls | undefined;
  readonly #declaration: ts.VariableDeclaration;
  readonly #statement: ts.VariableStatement;
  readonly #writes: readonly ts.Node[];
  /** A statement was met that cannot be followed. */
  #isLost = false;

  constructor(
    solver: Solver,
    calls: Calls | undefined,
    declaration: ts.VariableDeclaration,
    statement: ts.VariableStatement,
    writes: readonly ts.Node[],
  ) {
    this.#solver = solver;
    this.#calls = calls;
    this.#declaration = declaration;
    this.#statement = statement;
    this.#writes = writes;
  }

  /** What it holds where the program comes to a node; `undefined` where nobody can tell. */
  before(node: ts.Node): readonly Item[] | undefined {
    const path: { readonly statements: readonly ts.Statement[]; readonly index: number }[] = [];
    const block: ts.Node = this.#statement.parent;
    for (let child = node; child !== block; child = child.parent) {
      if (!child.parent || !this.#goesStraight(child) || this.#isWrittenBeside(child, node)) return undefined;
      const statements = statementsOf(child.parent);
      if (statements && ts.isStatement(child)) path.unshift({ statements, index: statements.indexOf(child) });
    }
    let items = this.#initial();
    for (const [depth, { statements, index }] of path.entries()) {
      const start = depth === 0 ? statements.indexOf(this.#statement) + 1 : 0;
      if (index < start) return undefined;
      items = this.#after(statements.slice(start, index), items);
    }
    return this.#isLost ? undefined : items;
  }

  /** Whether what surrounds the use comes to it once, after all that is written before it. */
  #goesStraight(node: ts.Node): boolean {
    if (ts.isFunctionLike(node)) {
      // it may be called at any time from where it is known by name
      const start = isHoisted(node) ? Math.min(...identifiersIn(node.getSourceFile(), node.name.text).map(({ pos }) => pos)) : node.pos;
      return this.#writes.every((write) => write.end <= start);
    }
    return !isLoop(node) || !this.#writes.some((write) => isWithin(write, node));
  }

  /** Whether the same statement writes to it elsewhere before the use: `f((v = 1), v)`, or what a `catch` clause comes after. */
  #isWrittenBeside(child: ts.Node, use: ts.Node): boolean {
    if (ts.isTryStatement(child.parent))
      return child !== child.parent.tryBlock && this.#writes.some((write) => isWithin(write, child.parent));
    return (
      ts.isStatement(child) &&
      !ts.isBlock(child) &&
      this.#writes.some((write) => write.end <= use.pos && ts.findAncestor(write, (outer) => ts.isStatement(outer)) === child)
    );
  }

  #initial(): readonly Item[] {
    const { initializer, name } = this.#declaration;
    return initializer
      ? this.#solver.resolve(this.#place(initializer))
      : [unread(this.#declaration, `\`${name.getText()}\` is not always given a value`)];
  }

  #after(statements: readonly ts.Statement[], items: readonly Item[]): readonly Item[] {
    let current = items;
    for (const statement of statements) {
      if (this.#isWrittenIn(statement)) current = this.#through(statement, current);
      // what follows is not reached this way
      else if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isContinueStatement(statement)) return [];
    }
    return current;
  }

  #through(statement: ts.Statement, items: readonly Item[]): readonly Item[] {
    if (ts.isBlock(statement)) return this.#after(statement.statements, items);
    if (ts.isIfStatement(statement)) {
      const { expression, thenStatement, elseStatement } = statement;
      if (this.#isWrittenIn(expression)) return this.#lost();
      return branchItems(
        this.#solver,
        this.#place(expression),
        () => this.#after([thenStatement], items),
        () => (elseStatement ? this.#after([elseStatement], items) : items),
      );
    }
    if (ts.isSwitchStatement(statement) && this.#isWrittenIn(statement.expression)) return this.#lost();
    if (ts.isSwitchStatement(statement)) return switchItems(this.#solver, this.#calls, statement, (inside) => this.#after(inside, items));
    if (ts.isTryStatement(statement)) return this.#tried(statement, items);
    const value = ts.isExpressionStatement(statement) ? this.#assigned(statement.expression) : undefined;
    return value ? this.#solver.resolve(this.#place(value)) : this.#lost();
  }

  #lost(): readonly Item[] {
    this.#isLost = true;
    return [];
  }

  #isWrittenIn(node: ts.Node): boolean {
    return this.#writes.some((write) => isWithin(write, node));
  }

  #tried({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, items: readonly Item[]): readonly Item[] {
    // where it fails after one of several, it has the value of that one
    if (this.#writes.filter((write) => isWithin(write, tryBlock)).length > 1) return this.#lost();
    const tried = this.#after(tryBlock.statements, items);
    const key = choiceKey(tryBlock, this.#calls, 'try');
    const either = catchClause
      ? [
          ...chosen(tried, key, choiceOf('try', 'unless it fails')),
          ...chosen(this.#after(catchClause.block.statements, items), key, choiceOf('catch', 'when it fails')),
        ]
      : tried;
    return finallyBlock ? this.#after(finallyBlock.statements, either) : either;
  }

  /** The right side of a plain assignment to the variable. */
  #assigned(node: ts.Expression): ts.Expression | undefined {
    if (!this.#writes.includes(node) || !ts.isBinaryExpression(node)) return undefined;
    return node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(node.left) ? node.right : undefined;
  }

  #place(node: ts.Expression): Place {
    return this.#calls ? { node, calls: this.#calls } : { node };
  }
}

function statementsOf(node: ts.Node): readonly ts.Statement[] | undefined {
  return ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node)
    ? node.statements
    : undefined;
}

function enclosingFunction(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node.parent, (outer) => ts.isFunctionLike(outer) || ts.isPropertyDeclaration(outer));
}

function isHoisted(node: ts.Node): node is ts.FunctionDeclaration & { readonly name: ts.Identifier } {
  return ts.isFunctionDeclaration(node) && node.name !== undefined;
}

function isLoop(node: ts.Node): boolean {
  return (
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isWhileStatement(node) ||
    ts.isDoStatement(node) ||
    ts.isLabeledStatement(node)
  );
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
