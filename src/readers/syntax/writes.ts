/** What a file writes to after it was declared: whole variables, or members of what they hold. */
import { type Link, linksAt } from './links.ts';
import { ANY_MEMBER, below, CHANGES_CONTENTS, CONTENTS, rootOf, type Target } from './roots.ts';
import { type Declaration, declarationsOf } from './scope.ts';
import { descendants, ts } from './typescript.ts';

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

function writesIn(file: ts.SourceFile): ReadonlyMap<Declaration, Writes> {
  const known = collected.get(file);
  if (known) return known;
  const writes = collect(file);
  collected.set(file, writes);
  return writes;
}

type Collected = Map<Declaration, { whole: ts.Node[]; members: Set<string> }>;

/** Chains of names that are longer are not followed. */
const MAX_ROUNDS = 8;

function collect(file: ts.SourceFile): ReadonlyMap<Declaration, Writes> {
  const writes: Collected = new Map();
  const links: Link[] = [];
  for (const node of descendants(file)) {
    for (const target of writeTargets(node)) record(writes, target, node);
    links.push(...linksAt(node));
  }
  for (let round = 0, changed = true; changed && round < MAX_ROUNDS; round += 1) {
    changed = false;
    for (const { of, root, member, only } of links) {
      for (const name of writes.get(of)?.members ?? []) {
        if (only === undefined || only === name) changed = record(writes, { root, member: member ?? name }, root) || changed;
      }
    }
  }
  return writes;
}

/** Whether it was news. */
function record(writes: Collected, { root, member, isDeep }: Target, node: ts.Node): boolean {
  let isNew = false;
  for (const declaration of ts.isIdentifier(root) ? declarationsOf(root) : []) {
    const known = writes.get(declaration) ?? { whole: [], members: new Set<string>() };
    writes.set(declaration, known);
    if (member === undefined) known.whole.push(node);
    else {
      isNew ||= !known.members.has(member);
      known.members.add(member);
      if (isDeep) known.members.add(below(member));
    }
  }
  return isNew;
}

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
  if (!CHANGES_CONTENTS.has(callee.name.text)) return [];
  const { root, member } = rootOf(callee.expression);
  return [{ root, member: member ?? CONTENTS }];
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
