/** What a file writes to after it was declared: whole variables, or members of what they hold. */
import { declarationOf, declarationsOf, type Declaration } from './scope.ts';
import { descendants, ts } from './typescript.ts';

/** Stands for any member. */
export const ANY_MEMBER = '*';
const NONE: Writes = { whole: [], members: new Set() };

export interface Writes {
  /** The nodes that give the variable another value. */
  readonly whole: readonly ts.Node[];
  /** Members of the object that it holds. */
  readonly members: ReadonlySet<string>;
}

const collected = new WeakMap<ts.SourceFile, ReadonlyMap<Declaration, Writes>>();

/** Everything that the file of a declaration writes to its variable. */
export function writesTo(declaration: Declaration): Writes {
  return writesIn(declaration.getSourceFile()).get(declaration) ?? NONE;
}

/** Whether something after the declaration assigns the variable, or a member of the object that it holds. */
export function isWritten(declaration: Declaration): boolean {
  const { whole, members } = writesTo(declaration);
  return whole.length > 0 || members.size > 0;
}

function writesIn(file: ts.SourceFile): ReadonlyMap<Declaration, Writes> {
  const known = collected.get(file);
  if (known) return known;
  const writes = collect(file);
  collected.set(file, writes);
  return writes;
}

interface Target {
  readonly root: ts.Expression;
  /** The member of the root that is written; absent: the variable itself. */
  readonly member?: string;
}

function collect(file: ts.SourceFile): ReadonlyMap<Declaration, Writes> {
  const writes = new Map<Declaration, { whole: ts.Node[]; members: Set<string> }>();
  const calls: ts.CallExpression[] = [];
  for (const node of descendants(file)) {
    if (ts.isCallExpression(node)) calls.push(node);
    for (const { root, member } of writeTargets(node)) record(root, member, node);
  }
  // a function that changes its parameter changes what its callers hand in
  for (const call of calls) {
    for (const [argument, members] of changedArguments(call, writes)) for (const member of members) record(argument, member, call);
  }
  return writes;

  function record(root: ts.Expression, member: string | undefined, node: ts.Node): void {
    const declarations = ts.isIdentifier(root) ? declarationsOf(root) : [];
    for (const declaration of declarations) {
      const known = writes.get(declaration) ?? { whole: [], members: new Set<string>() };
      writes.set(declaration, known);
      if (member === undefined) known.whole.push(node);
      else known.members.add(member);
    }
  }
}

function changedArguments(
  call: ts.CallExpression,
  writes: ReadonlyMap<Declaration, Writes>,
): readonly (readonly [ts.Expression, ReadonlySet<string>])[] {
  const callee = ts.isIdentifier(call.expression) ? declarationOf(call.expression) : undefined;
  const called = callee && ts.isVariableDeclaration(callee) ? callee.initializer : callee;
  if (!called || !(ts.isFunctionDeclaration(called) || ts.isFunctionExpression(called) || ts.isArrowFunction(called))) return [];
  return called.parameters.flatMap((parameter, index) => {
    const argument = call.arguments[index];
    const members = writes.get(parameter)?.members;
    return argument && members ? [[rootOf(argument).root, members] as const] : [];
  });
}

const MUTATORS = new Set(['push', 'unshift', 'splice', 'pop', 'shift', 'sort', 'reverse', 'set', 'delete', 'clear', 'fill', 'copyWithin', 'add']);
const OBJECT_MUTATORS = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf']);

/** What a node writes to: the left of an assignment, `x++`, `delete x.y`, `x.push()`, `Object.assign(x)`, `for (x of ...)`. */
function writeTargets(node: ts.Node): readonly Target[] {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return assignedIn(node.left);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken ? [rootOf(node.operand)] : [];
  }
  if (ts.isDeleteExpression(node)) return [rootOf(node.expression)];
  if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && !ts.isVariableDeclarationList(node.initializer))
    return assignedIn(node.initializer);
  if (ts.isVariableDeclaration(node)) return repeated(node);
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? mutated(node, node.expression) : [];
}

function mutated(call: ts.CallExpression, callee: ts.PropertyAccessExpression): readonly Target[] {
  const [first] = call.arguments;
  if (OBJECT_MUTATORS.has(callee.name.text) && first && callee.expression.getText() === 'Object') {
    const { root, member } = rootOf(first);
    return [{ root, member: member ?? ANY_MEMBER }];
  }
  if (!MUTATORS.has(callee.name.text)) return [];
  const { root, member } = rootOf(callee.expression);
  return [{ root, member: member ?? ANY_MEMBER }];
}

/** A second `var` of the same name is another value of the first. */
function repeated(node: ts.VariableDeclaration): readonly Target[] {
  if (!node.initializer || !ts.isIdentifier(node.name)) return [];
  const declarations = declarationsOf(node.name);
  return declarations.length > 1 && declarations[0] !== node ? [{ root: node.name }] : [];
}

/** The variables and members on the left of an assignment, also in patterns: `[a, b.c] = ...`, `({ d } = ...)`. */
function assignedIn(left: ts.Expression): readonly Target[] {
  if (!ts.isArrayLiteralExpression(left) && !ts.isObjectLiteralExpression(left)) return [rootOf(left)];
  const targets: Target[] = [];
  for (const node of descendants(left)) {
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) targets.push(rootOf(node));
  }
  return targets;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** The variable at the start of `x.y[z]`, and the member of it. `this.x` counts as a root with a member. */
export function rootOf(expression: ts.Expression): Target {
  let node = expression;
  let member: string | undefined;
  for (;;) {
    if (ts.isPropertyAccessExpression(node)) member = node.name.text;
    else if (ts.isElementAccessExpression(node))
      member = ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : ANY_MEMBER;
    else if (!isWrapper(node)) return { root: node, ...(member === undefined ? {} : { member }) };
    node = node.expression;
  }
}

function isWrapper(node: ts.Expression): node is ts.ParenthesizedExpression | ts.NonNullExpression | ts.AsExpression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node);
}
