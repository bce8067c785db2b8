/** The variable that an access begins with. */
import { ts } from './typescript.ts';

/** Stands for any member. */
export const ANY_MEMBER = '*';

/** Stands for the elements of a list, a map or a set: `push` of anything else is a method like others. */
export const CONTENTS = '[]';

/** Methods that change the elements of what they are called on. */
export const CHANGES_CONTENTS: ReadonlySet<string> = new Set([
  'add',
  'clear',
  'copyWithin',
  'delete',
  'fill',
  'pop',
  'push',
  'reverse',
  'set',
  'shift',
  'sort',
  'splice',
  'unshift',
]);

/** A variable, or a member of what it holds. */
export interface Target {
  readonly root: ts.Expression;
  /** Absent: the variable itself. */
  readonly member?: string;
  /** A member of that member, or deeper. */
  readonly isDeep?: boolean;
}

/** What lies below a member, as the name of a write: the member still holds the same object. */
export function below(member: string): string {
  return `${member}.`;
}

/** The variable at the start of `x.y[z]`, and the member of it. `this.x` counts as a root with a member. */
export function rootOf(expression: ts.Expression): Target {
  let node = expression;
  let member: string | undefined;
  let depth = 0;
  for (;;) {
    if (ts.isPropertyAccessExpression(node)) member = node.name.text;
    else if (ts.isElementAccessExpression(node))
      member = ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : ANY_MEMBER;
    else if (!isWrapper(node)) return { root: node, ...(member === undefined ? {} : { member, isDeep: depth > 1 }) };
    if (!isWrapper(node)) depth += 1;
    node = node.expression;
  }
}

function isWrapper(node: ts.Expression): node is ts.ParenthesizedExpression | ts.NonNullExpression | ts.AsExpression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node);
}
