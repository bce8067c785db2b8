/** What an imported name stands for: the package it comes from and the path inside it, whatever it is called here. */
import { declarationOf, isWritten, type Declaration } from './scope.ts';
import { bare, ts } from './typescript.ts';

/** `aws.eks.Cluster` of `import * as aws from '@pulumi/aws'` is module `@pulumi/aws`, path `eks.Cluster`. */
export interface Qualified {
  readonly module: string;
  readonly path: readonly string[];
}

const MAX_ALIASES = 8;

/** The imported thing that an expression names; `undefined` for everything that is not a plain path into an import. */
export function qualify(expression: ts.Expression, depth = 0): Qualified | undefined {
  const node = bare(expression);
  if (ts.isPropertyAccessExpression(node)) return extend(qualify(node.expression, depth), node.name.text);
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    return ts.isStringLiteralLike(key) ? extend(qualify(node.expression, depth), key.text) : undefined;
  }
  if (ts.isIdentifier(node)) return qualifyDeclaration(declarationOf(node), depth);
  const required = requiredModule(node);
  return required === undefined ? undefined : { module: required, path: [] };
}

function extend(qualified: Qualified | undefined, name: string): Qualified | undefined {
  if (!qualified) return undefined;
  // `import aws from "@pulumi/aws"` and `aws.default.x` name the module itself
  return name === 'default' ? qualified : { ...qualified, path: [...qualified.path, name] };
}

function qualifyDeclaration(declaration: Declaration | undefined, depth: number): Qualified | undefined {
  if (!declaration || depth > MAX_ALIASES) return undefined;
  if (ts.isImportClause(declaration)) return { module: moduleName(declaration.parent), path: [] };
  if (ts.isNamespaceImport(declaration)) return { module: moduleName(declaration.parent.parent), path: [] };
  if (ts.isImportSpecifier(declaration)) {
    const name = (declaration.propertyName ?? declaration.name).text;
    return extend({ module: moduleName(declaration.parent.parent.parent), path: [] }, name);
  }
  if (ts.isImportEqualsDeclaration(declaration)) return qualifyImportEquals(declaration.moduleReference, depth);
  if (ts.isVariableDeclaration(declaration) && declaration.initializer && !isWritten(declaration))
    return qualify(declaration.initializer, depth + 1);
  if (ts.isBindingElement(declaration)) return qualifyDestructured(declaration, depth);
  return undefined;
}

/** `const { eks } = require('aws-cdk-lib')`, `const { Cluster } = aws.eks`. */
function qualifyDestructured(element: ts.BindingElement, depth: number): Qualified | undefined {
  const declaration = element.parent.parent;
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer || !ts.isIdentifier(element.name)) return undefined;
  const name = element.propertyName ?? element.name;
  return ts.isIdentifier(name) ? extend(qualify(declaration.initializer, depth + 1), name.text) : undefined;
}

function qualifyImportEquals(reference: ts.ModuleReference, depth: number): Qualified | undefined {
  if (ts.isExternalModuleReference(reference)) {
    return ts.isStringLiteralLike(reference.expression) ? { module: reference.expression.text, path: [] } : undefined;
  }
  const names = entityNames(reference);
  const [first, ...rest] = names;
  const root = first ? qualifyDeclaration(declarationOf(first), depth + 1) : undefined;
  return rest.reduce<Qualified | undefined>((qualified, name) => extend(qualified, name.text), root);
}

function entityNames(name: ts.EntityName): ts.Identifier[] {
  return ts.isIdentifier(name) ? [name] : [...entityNames(name.left), name.right];
}

function requiredModule(node: ts.Expression): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require') return undefined;
  const argument = node.arguments[0];
  return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}

function moduleName(declaration: ts.ImportDeclaration | ts.JSDocImportTag): string {
  return ts.isStringLiteralLike(declaration.moduleSpecifier) ? declaration.moduleSpecifier.text : '';
}

/** The import declarations of a file that bring something in from a package, in order. */
export function importsOf(file: ts.SourceFile): readonly ts.ImportDeclaration[] {
  return file.statements.filter((statement) => ts.isImportDeclaration(statement));
}
