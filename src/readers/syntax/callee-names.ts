/** Under which names a function or a class is known in the files of a program. */
import { exportedAs } from './exports.ts';
import { identifiersIn } from './identifiers.ts';
import { keyOf } from './objects.ts';
import { folderOf } from './paths.ts';
import type { Program } from './program.ts';
import { ts } from './typescript.ts';

/** What is called: a function, or a class through its constructor. */
export type Callee = ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration;

const MAX_NAMES = 12;

/** A place where one of the names stands; whether it means the callee is for the caller to find out. */
export interface Mention {
  /** The identifier, or the access that ends in it. */
  readonly node: ts.Expression;
  readonly file: ts.SourceFile;
}

/** Every place of the program that may name the callee. */
export function mentionsOf(program: Program, callee: Callee): readonly Mention[] {
  const file = callee.getSourceFile();
  const own = nameOf(callee);
  const elsewhere = new Set([...(own === undefined ? [] : exportedAs(file, own)), ...defaultNames(program, file, callee, own)]);
  if (own !== undefined && !isOfFileAlone(callee, elsewhere)) elsewhere.add(own);
  const mentions = new Map<ts.Node, Mention>();
  if (own !== undefined) for (const alias of addMentions(mentions, file, own)) elsewhere.add(alias);
  for (const name of elsewhere) {
    for (const path of program.mentions(name, file.fileName)) {
      const other = program.file(path);
      // names grow while they are read: an alias of an alias counts too
      for (const alias of other ? addMentions(mentions, other, name) : []) if (elsewhere.size < MAX_NAMES) elsewhere.add(alias);
    }
  }
  return [...mentions.values()];
}

/** Adds every mention of a name in a file, and gives the names that others go by there. */
function addMentions(mentions: Map<ts.Node, Mention>, file: ts.SourceFile, name: string): readonly string[] {
  return identifiersIn(file, name).flatMap((identifier) => {
    const node = accessEndingIn(identifier);
    mentions.set(node, { node, file });
    return aliasOf(node) ?? [];
  });
}

/** Neither exported nor a member of anything: no other file can name it. */
function isOfFileAlone(callee: Callee, exportedNames: ReadonlySet<string>): boolean {
  if (callee.name && ts.isPrivateIdentifier(callee.name)) return true;
  if (ts.isMethodDeclaration(callee)) return ts.getModifiers(callee)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) === true;
  const isDeclared = ts.isFunctionDeclaration(callee) || ts.isClassDeclaration(callee) || ts.isVariableDeclaration(callee.parent);
  return isDeclared && exportedNames.size === 0;
}

/** What a function or class is called where it is declared. */
export function nameOf(callee: Callee): string | undefined {
  const { name } = callee;
  if (name) return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) ? name.text : ts.isPropertyName(name) ? keyOf(name) : undefined;
  const expression = ts.isExpression(callee) ? outermostWrapper(callee) : undefined;
  return expression && aliasOf(expression);
}

/** The name that an expression is given where it stands: `const x = ...`, `{ x: ... }`, `this.x = ...`, `export { y as x }`. */
function aliasOf(node: ts.Expression): string | undefined {
  const { parent } = node;
  if ((ts.isExportSpecifier(parent) || ts.isImportSpecifier(parent)) && parent.propertyName === node) return parent.name.text;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return ts.isIdentifier(parent.name) ? parent.name.text : undefined;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name.text;
  if (ts.isVariableDeclaration(parent) && parent.initializer === node) return ts.isIdentifier(parent.name) ? parent.name.text : undefined;
  if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === node) return keyOf(parent.name);
  if (ts.isBinaryExpression(parent) && parent.right === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return ts.isPropertyAccessExpression(parent.left) ? parent.left.name.text : undefined;
  return undefined;
}

/** `helpers.add` for its `add`, with parentheses and the like around it. */
function accessEndingIn(identifier: ts.MemberName): ts.Expression {
  const { parent } = identifier;
  return outermostWrapper(ts.isPropertyAccessExpression(parent) && parent.name === identifier ? parent : identifier);
}

function outermostWrapper(node: ts.Expression): ts.Expression {
  let outer = node;
  while (ts.isParenthesizedExpression(outer.parent) || ts.isNonNullExpression(outer.parent) || ts.isAsExpression(outer.parent))
    outer = outer.parent;
  return outer;
}

/** The names that importers give to what a file exports as its default or as a whole. */
function defaultNames(program: Program, file: ts.SourceFile, callee: Callee, own: string | undefined): readonly string[] {
  const isDefault =
    (own !== undefined && exportedAs(file, own).includes('default')) ||
    ts.isExportAssignment(callee.parent) ||
    (ts.canHaveModifiers(callee) && ts.getModifiers(callee)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true) ||
    (ts.isBinaryExpression(callee.parent) && /^(?:module\.)?exports$/.test(callee.parent.left.getText()));
  if (!isDefault) return [];
  return program.mentions(stemOf(file.fileName), file.fileName).flatMap((path) => {
    const other = program.file(path);
    return other ? [...other.statements].flatMap((statement) => defaultNamesIn(program, statement, file.fileName)) : [];
  });
}

/** What an import must name: the file without its extension, or the folder of an index. */
function stemOf(path: string): string {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const folder = folderOf(path);
  return stem === 'index' && folder !== '' ? folder.slice(folder.lastIndexOf('/') + 1) : stem;
}

function defaultNamesIn(program: Program, statement: ts.Statement, path: string): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      const specifier = initializer && ts.isCallExpression(initializer) ? initializer.arguments[0] : undefined;
      return specifier && ts.isIdentifier(name) && leadsTo(program, specifier, path) ? [name.text] : [];
    });
  }
  if (ts.isImportDeclaration(statement) && leadsTo(program, statement.moduleSpecifier, path)) {
    const bindings = statement.importClause?.namedBindings;
    const named =
      bindings && ts.isNamedImports(bindings) ? bindings.elements.filter(({ propertyName }) => propertyName?.text === 'default') : [];
    return [...(statement.importClause?.name ? [statement.importClause.name.text] : []), ...named.map(({ name }) => name.text)];
  }
  if (ts.isExportDeclaration(statement) && statement.moduleSpecifier && leadsTo(program, statement.moduleSpecifier, path)) {
    const clause = statement.exportClause;
    return clause && ts.isNamedExports(clause)
      ? clause.elements.filter((item) => (item.propertyName ?? item.name).text === 'default').map(({ name }) => name.text)
      : [];
  }
  return [];
}

function leadsTo(program: Program, specifier: ts.Expression, path: string): boolean {
  return ts.isStringLiteralLike(specifier) && program.locate(specifier.text, specifier.getSourceFile().fileName) === path;
}
