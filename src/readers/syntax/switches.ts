/** `switch`: which clause a value enters, and what the clauses give. */
import { conditionKey } from './branches.ts';
import { choiceOf } from './choices.ts';
import { decisive } from './environment.ts';
import { type Calls, chosen, type Item, limited, type Place, reachedThrough, shortText, unread } from './places.ts';
import type { Solver } from './solver.ts';
import { descendants, ts } from './typescript.ts';

/** What the statements give that a value runs through, up to the `break`; none where it enters no clause. */
type Through = (statements: readonly ts.Statement[]) => readonly Item[];

/** What a `switch` gives for each value of its subject, each under the clause that leads to it. */
export function switchItems(solver: Solver, calls: Calls | undefined, statement: ts.SwitchStatement, through: Through): readonly Item[] {
  const { clauses } = statement.caseBlock;
  const subject = placeIn(statement.expression, calls);
  const items = decisive(solver.values(subject), ({ kind }) => kind === 'unknown').flatMap((value): readonly Item[] => {
    const { choices } = value;
    if (value.kind === 'unknown' && value.isSettled) return [value];
    if (value.kind === 'unknown') return reachedThrough(anyClause(statement, calls, through), { via: [], choices });
    const entered = clauseOf(solver, calls, clauses, value.kind === 'known' ? value.known.value : undefined);
    if (entered === undefined) return [{ ...unread(statement, 'a case is computed'), choices }];
    return reachedThrough(throughClause(clauses, entered, through), { via: [], choices });
  });
  return limited(items, statement);
}

function placeIn(node: ts.Expression, calls: Calls | undefined): Place {
  return calls ? { node, calls } : { node };
}

/** The clause that a value enters; -1 for none, `undefined` where nobody can tell. */
function clauseOf(
  solver: Solver,
  calls: Calls | undefined,
  clauses: readonly ts.CaseOrDefaultClause[],
  value: unknown,
): number | undefined {
  for (const [index, clause] of clauses.entries()) {
    if (ts.isDefaultClause(clause)) continue;
    const [only, ...others] = solver.values(placeIn(clause.expression, calls));
    if (only?.kind !== 'known' || others.length > 0) return undefined;
    if (only.known.value === value) return index;
  }
  return clauses.findIndex((clause) => ts.isDefaultClause(clause));
}

/** A clause falls through to the next one until a `break`. */
function statementsFrom(clauses: readonly ts.CaseOrDefaultClause[], index: number): readonly ts.Statement[] {
  if (index < 0) return [];
  const statements = clauses.slice(index).flatMap((clause) => unwrapped(clause.statements));
  const end = statements.findIndex((item) => ts.isBreakStatement(item));
  return end === -1 ? statements : statements.slice(0, end);
}

/** What a clause gives; one that may leave the `switch` half-way cannot be followed. */
function throughClause(clauses: readonly ts.CaseOrDefaultClause[], index: number, through: Through): readonly Item[] {
  const statements = statementsFrom(clauses, index);
  const early = statements.find((statement) => mayBreak(statement));
  return early ? [unread(early, `\`${shortText(early)}\` may leave the \`switch\``)] : through(statements);
}

function mayBreak(statement: ts.Statement): boolean {
  return [...descendants(statement, keepsBreaks)].some((node) => ts.isBreakStatement(node));
}

/** What a \`break\` inside it leaves is outside. */
function keepsBreaks(node: ts.Node): boolean {
  return !ts.isFunctionLike(node) && !ts.isSwitchStatement(node) && !ts.isIterationStatement(node, false);
}

/** `case 'a': { ...; break; }` */
function unwrapped(statements: readonly ts.Statement[]): readonly ts.Statement[] {
  return statements.flatMap((statement) => (ts.isBlock(statement) ? [...statement.statements] : [statement]));
}

/** One alternative for each clause with statements, under all the cases that lead to it. */
function anyClause(statement: ts.SwitchStatement, calls: Calls | undefined, through: Through): readonly Item[] {
  const { clauses } = statement.caseBlock;
  // two statements number their clauses differently, whatever they ask about
  const key = `${conditionKey(statement.expression, calls)} at ${statement.pos}`;
  const subject = statement.expression.getText();
  const others = 'none of the others';
  let cases: string[] = [];
  const items: Item[] = [];
  for (const [index, clause] of clauses.entries()) {
    cases.push(ts.isDefaultClause(clause) ? others : shortText(clause.expression));
    if (clause.statements.length === 0 && index < clauses.length - 1) continue;
    items.push(...chosen(throughClause(clauses, index, through), key, choiceOf(String(index), `${subject} is ${cases.join(' or ')}`)));
    cases = [];
  }
  if (clauses.some((clause) => ts.isDefaultClause(clause))) return items;
  return [...items, ...chosen(through([]), key, choiceOf('none', `${subject} is ${others}`))];
}
