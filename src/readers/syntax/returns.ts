/** What a function returns, where its statements can be followed without running them. */
import { branchItems } from './branches.ts';
import { choiceOf } from './choices.ts';
import { ABSENT, type Calls, choiceKey, chosen, type Item, type Place, shortText, unread } from './places.ts';
import type { Solver } from './solver.ts';
import { switchItems } from './switches.ts';
import { descendants, ts } from './typescript.ts';

/** What a call of `callee` gives, its parameters bound in `calls`. */
export function returnedItems(solver: Solver, callee: ts.FunctionLikeDeclaration, calls: Calls | undefined): readonly Item[] {
  const { body } = callee;
  if (!body) return [unread(callee, 'it has no body')];
  if (callee.asteriskToken) return [unread(callee, 'it is a generator')];
  if (!ts.isBlock(body)) return solver.inside(callee, () => solver.resolve(placeIn(body, calls)), [unread(callee, 'it calls itself')]);
  return solver.inside(callee, () => new Body(solver, calls).after(body.statements, 0, () => [ABSENT]), [
    unread(callee, 'it calls itself'),
  ]);
}

function placeIn(node: ts.Expression, calls: Calls | undefined): Place {
  return calls ? { node, calls } : { node };
}

/** What lies behind the end of a list of statements. */
type Rest = () => readonly Item[];

class Body {
  readonly #solver: Solver;
  readonly #calls: Calls | undefined;

  constructor(solver: Solver, calls: Calls | undefined) {
    this.#solver = solver;
    this.#calls = calls;
  }

  /** What the statements from `index` on return, or what comes after them. */
  after(statements: readonly ts.Statement[], index: number, rest: Rest): readonly Item[] {
    for (let at = index; at < statements.length; at += 1) {
      const statement = statements[at];
      if (!statement || !mayEnd(statement)) continue;
      return this.#through(statement, () => this.after(statements, at + 1, rest));
    }
    return rest();
  }

  #through(statement: ts.Statement, rest: Rest): readonly Item[] {
    if (ts.isReturnStatement(statement))
      return statement.expression ? this.#solver.resolve(placeIn(statement.expression, this.#calls)) : [ABSENT];
    // a branch that throws gives no value
    if (ts.isThrowStatement(statement)) return [];
    if (ts.isBlock(statement)) return this.after(statement.statements, 0, rest);
    if (ts.isIfStatement(statement)) {
      const { thenStatement, elseStatement } = statement;
      return branchItems(
        this.#solver,
        placeIn(statement.expression, this.#calls),
        () => this.after([thenStatement], 0, rest),
        () => (elseStatement ? this.after([elseStatement], 0, rest) : rest()),
      );
    }
    if (ts.isSwitchStatement(statement)) return switchItems(this.#solver, this.#calls, statement, (inside) => this.after(inside, 0, rest));
    if (ts.isTryStatement(statement)) return this.#try(statement, rest);
    return [unread(statement, `\`${shortText(statement)}\` may return or not`)];
  }

  /** What the block gives, or the handler if the block fails. */
  #try({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, rest: Rest): readonly Item[] {
    if (finallyBlock && mayEnd(finallyBlock)) return [unread(finallyBlock, 'it returns at last')];
    const tried = this.after(tryBlock.statements, 0, rest);
    if (!catchClause) return tried;
    const caught = this.after(catchClause.block.statements, 0, rest);
    const key = choiceKey(tryBlock, this.#calls, 'try');
    return [...chosen(tried, key, choiceOf('try', 'unless it fails')), ...chosen(caught, key, choiceOf('catch', 'when it fails'))];
  }
}

/** Whether a statement can end a function, or decides something that does. */
function mayEnd(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return true;
  if (
    ts.isVariableStatement(statement) ||
    ts.isExpressionStatement(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement)
  )
    return false;
  for (const node of descendants(statement, (inner) => !ts.isFunctionLike(inner) && !ts.isClassLike(inner))) {
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return true;
  }
  return false;
}
