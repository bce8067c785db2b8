/** Two ways to go: the one that the condition chooses, or both as alternatives. */
import { choiceOf } from './choices.ts';
import { isObject } from './conditions.ts';
import { withDefault } from './defaults.ts';
import { decisive } from './environment.ts';
import {
  beside,
  type Calls,
  chosen,
  type Found,
  idsAround,
  type Item,
  limited,
  type Place,
  reachedThrough,
  shortText,
  unread,
} from './places.ts';
import { declarationOf } from './scope.ts';
import type { Solver, ValueItem } from './solver.ts';
import { descendants, ts } from './typescript.ts';

/** What the branches give, each under the condition that leads to it. */
export function branchItems(
  solver: Solver,
  condition: Place,
  whenTrue: () => readonly Item[],
  whenFalse: () => readonly Item[],
): readonly Item[] {
  const key = conditionKey(condition.node, condition.calls);
  const text = condition.node.getText();
  const items = decisive(solver.truths(condition), ({ holds }) => holds === undefined).flatMap((truth): readonly Item[] => {
    const through = { via: [], choices: truth.choices };
    if (truth.holds !== undefined) return reachedThrough(truth.holds ? whenTrue() : whenFalse(), through);
    if (truth.isSettled)
      return [{ ...unread(condition.node, `\`${shortText(condition.node)}\` rests on what is given`), choices: truth.choices }];
    const either = [
      ...chosen(whenTrue(), key, choiceOf('true', `when ${text}`)),
      ...chosen(whenFalse(), key, choiceOf('false', `unless ${text}`)),
    ];
    return reachedThrough(either, through);
  });
  return limited(items, condition.node);
}

/** The same condition on the same variables is one choice, wherever it is asked. */
export function conditionKey(node: ts.Node, calls: Calls | undefined): string {
  const declarations = new Set<string>();
  for (const inner of descendants(node)) {
    if (!ts.isIdentifier(inner) || (ts.isPropertyAccessExpression(inner.parent) && inner.parent.name === inner)) continue;
    const declaration = declarationOf(inner);
    if (declaration) declarations.add(`${declaration.getSourceFile().fileName} ${String(declaration.pos).padStart(9, '0')}`);
  }
  return `${[...declarations].join(' ') || '~'} if ${node.getText()} ${idsAround(calls, node)}`;
}

/** `c ? a : b`. */
export function conditionalItems(solver: Solver, place: Place, node: ts.ConditionalExpression): readonly Item[] {
  return branchItems(
    solver,
    beside(place, node.condition),
    () => solver.resolve(beside(place, node.whenTrue)),
    () => solver.resolve(beside(place, node.whenFalse)),
  );
}

/** `a ?? b`, `a || b`, `a && b`; `undefined` for other operators. */
export function fallbackItems(solver: Solver, place: Place, node: ts.BinaryExpression): readonly Item[] | undefined {
  const left = beside(place, node.left);
  const right = beside(place, node.right);
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionToken:
      return withDefault(solver, given(solver, left, false), right);
    case ts.SyntaxKind.BarBarToken:
      return withDefault(solver, given(solver, left, true), right);
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return branchItems(
        solver,
        left,
        () => solver.resolve(right),
        () => [{ kind: 'absent', via: [], choices: new Map() }],
      );
    default:
      return undefined;
  }
}

/** The left side with what certainly lets the right one through as absent, and what cannot be told as unknown. */
function given(solver: Solver, left: Place, letsEmptyThrough: boolean): readonly Item[] {
  return solver.resolve(left).flatMap((item): readonly Item[] => {
    if (item.kind !== 'found' || isObject(item)) return [item];
    const values = solver.values(item.place);
    const passes = values.some((value) => value.kind !== 'known' || (letsEmptyThrough && !value.known.value));
    return passes
      ? reachedThrough(
          values.map((value) => itemOf(value, item, letsEmptyThrough)),
          item,
        )
      : [item];
  });
}

function itemOf(value: ValueItem, { place }: Found, letsEmptyThrough: boolean): Item {
  if (value.kind === 'unknown') return value;
  const { choices } = value;
  if (value.kind === 'absent' || (letsEmptyThrough && !value.known.value)) return { kind: 'absent', via: [], choices };
  return { kind: 'found', place: { node: place.node, made: { kind: 'value', value: value.known } }, via: [], choices };
}
