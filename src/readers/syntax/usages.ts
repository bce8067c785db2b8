/** Whether a declared name is ever read in its file, or leaves it. */
import { declarationOf, type Declaration } from './scope.ts';
import { descendants, ts } from './typescript.ts';

const reads = new WeakMap<ts.SourceFile, ReadonlySet<Declaration>>();

/** Whether anything in the file reads the name, or exports it. */
export function isUsed(declaration: Declaration): boolean {
  const file = declaration.getSourceFile();
  const known = reads.get(file) ?? collectReads(file);
  reads.set(file, known);
  return known.has(declaration);
}

function collectReads(file: ts.SourceFile): ReadonlySet<Declaration> {
  const read = new Set<Declaration>();
  for (const node of descendants(file)) {
    if (!ts.isIdentifier(node) || namesItself(node)) continue;
    const declaration = declarationOf(node);
    if (declaration) read.add(declaration);
  }
  return read;
}

/** The identifier is the name of a declaration, a member or a key: no read of a variable. */
function namesItself(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.name === node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.name === node;
  return ts.isBindingElement(parent) && (parent.name === node || parent.propertyName === node);
}
