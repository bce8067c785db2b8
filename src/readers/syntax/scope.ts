/** Which declaration a name means, by the scopes around it. */
import { descendants, ts } from './typescript.ts';

export type Declaration =
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.ParameterDeclaration
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ClassDeclaration
  | ts.ClassExpression
  | ts.EnumDeclaration
  | ts.ModuleDeclaration
  | ts.ImportSpecifier
  | ts.NamespaceImport
  | ts.ImportClause
  | ts.ImportEqualsDeclaration;

type Names = ReadonlyMap<string, readonly Declaration[]>;
type Named = readonly [name: string, declaration: Declaration];
const NO_NAMES: Names = new Map();
const scopes = new WeakMap<ts.Node, Names>();

/** The declaration that an identifier refers to; `undefined` for globals and names this does not model. */
export function declarationOf(identifier: ts.Identifier): Declaration | undefined {
  return declarationsOf(identifier).at(-1);
}

/** All declarations of the name in the scope where it is found: `var` may repeat one, functions may have overloads. */
export function declarationsOf(identifier: ts.Identifier): readonly Declaration[] {
  const { parent } = identifier;
  // a function's own name stands outside the function
  const start = ts.isFunctionDeclaration(parent) && parent.name === identifier ? parent.parent : parent;
  for (let node: ts.Node | undefined = start; node; node = node.parent) {
    const found = isScope(node) ? namesIn(node).get(identifier.text) : undefined;
    if (found) return found;
  }
  return [];
}

type Scope =
  | ts.SourceFile
  | ts.Block
  | ts.ModuleBlock
  | ts.CaseBlock
  | ts.SignatureDeclaration
  | ts.ForStatement
  | ts.ForOfStatement
  | ts.ForInStatement
  | ts.CatchClause
  | ts.ClassLikeDeclaration;

function isScope(node: ts.Node): node is Scope {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isModuleBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isFunctionLike(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isCatchClause(node) ||
    ts.isClassLike(node)
  );
}

function namesIn(scope: Scope): Names {
  const known = scopes.get(scope);
  if (known) return known;
  const names = gathered(namesOf(scope));
  scopes.set(scope, names);
  return names;
}

function gathered(named: readonly Named[]): Names {
  if (named.length === 0) return NO_NAMES;
  const names = new Map<string, Declaration[]>();
  for (const [name, declaration] of named) {
    const others = names.get(name);
    if (others) others.push(declaration);
    else names.set(name, [declaration]);
  }
  return names;
}

function namesOf(scope: Scope): readonly Named[] {
  if (ts.isSourceFile(scope)) return [...hoistedNames(scope), ...statementNames(scope.statements)];
  if (ts.isBlock(scope) || ts.isModuleBlock(scope)) return statementNames(scope.statements);
  if (ts.isCaseBlock(scope)) return scope.clauses.flatMap((clause) => statementNames(clause.statements));
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const list = scope.initializer;
    return list && ts.isVariableDeclarationList(list) ? list.declarations.flatMap((declaration) => bindingNames(declaration)) : [];
  }
  if (ts.isCatchClause(scope)) return scope.variableDeclaration ? bindingNames(scope.variableDeclaration) : [];
  if (ts.isClassLike(scope)) return ts.isClassExpression(scope) && scope.name ? [[scope.name.text, scope]] : [];
  return functionNames(scope);
}

function functionNames(scope: ts.SignatureDeclaration): readonly Named[] {
  const own: readonly Named[] = ts.isFunctionExpression(scope) && scope.name ? [[scope.name.text, scope]] : [];
  const body = 'body' in scope ? scope.body : undefined;
  const parameters = scope.parameters.flatMap((parameter) => bindingNames(parameter));
  const hoisted = body && ts.isBlock(body) ? hoistedNames(body) : [];
  // a parameter and a `var` of its name are one variable
  return [...own, ...parameters, ...hoisted];
}

/** `var` declarations below a function or file, outside the blocks where {@link statementNames} finds them anyway. */
function hoistedNames(root: ts.SourceFile | ts.Block): readonly Named[] {
  if (!/\bvar\b/.test(root.getSourceFile().text)) return [];
  const named: Named[] = [];
  for (const node of descendants(root, (inner) => inner === root || !ts.isFunctionLike(inner))) {
    if (!ts.isVariableDeclarationList(node) || (node.flags & ts.NodeFlags.BlockScoped) !== 0) continue;
    if (node.parent.parent === root) continue;
    named.push(...node.declarations.flatMap((declaration) => bindingNames(declaration)));
  }
  return named;
}

function statementNames(statements: readonly ts.Statement[]): readonly Named[] {
  return statements.flatMap((statement) => namesOfStatement(statement));
}

function namesOfStatement(statement: ts.Statement): readonly Named[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap((declaration) => bindingNames(declaration));
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name ? [[statement.name.text, statement]] : [];
  if (ts.isEnumDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) return [[statement.name.text, statement]];
  if (ts.isModuleDeclaration(statement)) return ts.isIdentifier(statement.name) ? [[statement.name.text, statement]] : [];
  if (ts.isImportDeclaration(statement)) return importNames(statement.importClause);
  return [];
}

function importNames(clause: ts.ImportClause | undefined): readonly Named[] {
  const names: readonly Named[] = clause?.name ? [[clause.name.text, clause]] : [];
  const bindings = clause?.namedBindings;
  if (!bindings) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, [bindings.name.text, bindings]];
  return [...names, ...bindings.elements.map((element): Named => [element.name.text, element])];
}

function bindingNames(declaration: ts.VariableDeclaration | ts.BindingElement | ts.ParameterDeclaration): readonly Named[] {
  const names: Named[] = [];
  const open: (ts.VariableDeclaration | ts.BindingElement | ts.ParameterDeclaration)[] = [declaration];
  for (let next = open.pop(); next; next = open.pop()) {
    if (ts.isIdentifier(next.name)) names.push([next.name.text, next]);
    else for (const element of next.name.elements.toReversed()) if (ts.isBindingElement(element)) open.push(element);
  }
  return names;
}
