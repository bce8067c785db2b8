/** Which declaration a name means, by the scopes around it, and whether anything writes to it later. */
import { descendants, ts } from './typescript.ts';

export type Declaration =
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.ParameterDeclaration
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.ImportSpecifier
  | ts.NamespaceImport
  | ts.ImportClause
  | ts.ImportEqualsDeclaration;

type Names = ReadonlyMap<string, Declaration>;
const NO_NAMES: Names = new Map();
const scopes = new WeakMap<ts.Node, Names>();

/** The declaration that an identifier refers to; `undefined` for globals and names this does not model. */
export function declarationOf(identifier: ts.Identifier): Declaration | undefined {
  for (let node: ts.Node | undefined = identifier.parent; node; node = node.parent) {
    const found = namesIn(node).get(identifier.text);
    if (found) return found;
  }
  return undefined;
}

function namesIn(node: ts.Node): Names {
  const known = scopes.get(node);
  if (known) return known;
  const names = collectNames(node);
  scopes.set(node, names);
  return names;
}

function collectNames(node: ts.Node): Names {
  if (ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node))
    return statementNames(node.statements);
  if (ts.isFunctionLike(node)) return new Map(node.parameters.flatMap((parameter) => bindingNames(parameter)));
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const list = node.initializer;
    return list && ts.isVariableDeclarationList(list)
      ? new Map(list.declarations.flatMap((declaration) => bindingNames(declaration)))
      : NO_NAMES;
  }
  if (ts.isCatchClause(node) && node.variableDeclaration) return new Map(bindingNames(node.variableDeclaration));
  return NO_NAMES;
}

function statementNames(statements: ts.NodeArray<ts.Statement>): Names {
  return new Map([...statements].flatMap((statement) => namesOfStatement(statement)));
}

function namesOfStatement(statement: ts.Statement): [string, Declaration][] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap((declaration) => bindingNames(declaration));
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name ? [[statement.name.text, statement]] : [];
  if (ts.isEnumDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) return [[statement.name.text, statement]];
  if (ts.isImportDeclaration(statement)) return importNames(statement.importClause);
  return [];
}

function importNames(clause: ts.ImportClause | undefined): [string, Declaration][] {
  const names: [string, Declaration][] = clause?.name ? [[clause.name.text, clause]] : [];
  const bindings = clause?.namedBindings;
  if (!bindings) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, [bindings.name.text, bindings]];
  return [...names, ...bindings.elements.map((element): [string, Declaration] => [element.name.text, element])];
}

function bindingNames(declaration: ts.VariableDeclaration | ts.BindingElement | ts.ParameterDeclaration): [string, Declaration][] {
  if (ts.isIdentifier(declaration.name)) return [[declaration.name.text, declaration]];
  return [...declaration.name.elements].flatMap((element) => (ts.isBindingElement(element) ? bindingNames(element) : []));
}

const writes = new WeakMap<ts.SourceFile, ReadonlySet<Declaration>>();

/** Whether something after the declaration assigns the variable, or a member of the object that it holds. */
export function isWritten(declaration: Declaration): boolean {
  const file = declaration.getSourceFile();
  const known = writes.get(file) ?? collectWrites(file);
  writes.set(file, known);
  return known.has(declaration);
}

function collectWrites(file: ts.SourceFile): ReadonlySet<Declaration> {
  const written = new Set<Declaration>();
  for (const node of descendants(file)) {
    const target = writeTarget(node);
    const declaration = target && ts.isIdentifier(target) ? declarationOf(target) : undefined;
    if (declaration) written.add(declaration);
  }
  return written;
}

const MUTATORS = new Set(['push', 'unshift', 'splice', 'pop', 'shift', 'sort', 'reverse', 'set', 'delete', 'clear', 'fill']);

/** The variable that a node writes to: the left of an assignment, `x++`, `delete x.y`, `x.push()`, `Object.assign(x)`. */
function writeTarget(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return rootOf(node.left);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken ? rootOf(node.operand) : undefined;
  }
  if (ts.isDeleteExpression(node)) return rootOf(node.expression);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    if (MUTATORS.has(name.text)) return rootOf(expression);
    const first = node.arguments[0];
    if (name.text === 'assign' && first && expression.getText() === 'Object') return rootOf(first);
  }
  return undefined;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function rootOf(expression: ts.Expression): ts.Expression {
  let node = expression;
  while (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node)
  )
    node = node.expression;
  return node;
}
