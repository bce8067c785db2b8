/** What a function returns, where its statements can be followed without running them. */
import { branchItems, conditionKey } from './branches.ts';
import { choiceOf } from './choices.ts';
import { ABSENT, type Calls, choiceKey, chosen, type Item, limited, type Place, reachedThrough, shortText, unread } from './places.ts';
import type { Solver } from './solver.ts';
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
    if (ts.isSwitchStatement(statement)) return this.#switch(statement, rest);
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

  #switch(statement: ts.SwitchStatement, rest: Rest): readonly Item[] {
    const { clauses } = statement.caseBlock;
    const subject = placeIn(statement.expression, this.#calls);
    const items = this.#solver.values(subject).flatMap((value): readonly Item[] => {
      const through = { via: [], choices: value.choices };
      if (value.kind === 'unknown') return reachedThrough(this.#anyClause(statement, rest), through);
      const found = this.#clauseOf(clauses, value.kind === 'known' ? value.known.value : undefined);
      if (found === undefined) return [{ ...unread(statement, 'a case is computed'), choices: value.choices }];
      return reachedThrough(this.#clause(clauses, found, rest), through);
    });
    return limited(items, statement);
  }

  /** The clause that a value enters; -1 for none, `undefined` where nobody can tell. */
  #clauseOf(clauses: readonly ts.CaseOrDefaultClause[], value: unknown): number | undefined {
    for (const [index, clause] of clauses.entries()) {
      if (ts.isDefaultClause(clause)) continue;
      const [only, ...others] = this.#solver.values(placeIn(clause.expression, this.#calls));
      if (only?.kind !== 'known' || others.length > 0) return undefined;
      if (only.known.value === value) return index;
    }
    return clauses.findIndex((clause) => ts.isDefaultClause(clause));
  }

  #clause(clauses: readonly ts.CaseOrDefaultClause[], index: number, rest: Rest): readonly Item[] {
    if (index < 0) return rest();
    // a clause falls through to the next one until a `break`
    const statements = clauses.slice(index).flatMap((clause) => [...clause.statements]);
    const end = statements.findIndex((item) => ts.isBreakStatement(item));
    return this.after(end === -1 ? statements : statements.slice(0, end), 0, rest);
  }

  #anyClause(statement: ts.SwitchStatement, rest: Rest): readonly Item[] {
    const { clauses } = statement.caseBlock;
    const key = conditionKey(statement.expression, this.#calls);
    const subject = statement.expression.getText();
    const items = clauses.flatMap((clause, index) => {
      const label = ts.isDefaultClause(clause) ? `${subject} is none of the others` : `${subject} is ${shortText(clause.expression)}`;
      return chosen(this.#clause(clauses, index, rest), key, choiceOf(String(index), label));
    });
    if (clauses.some((clause) => ts.isDefaultClause(clause))) return items;
    return [...items, ...chosen(rest(), key, choiceOf('none', `${subject} is none of the others`))];
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
