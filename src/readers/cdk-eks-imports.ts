/** How a file names what it takes from the EKS modules of CDK. */
import { type EksModule, eksName } from './cdk-names.ts';
import { ts } from './syntax/typescript.ts';

/** A module itself: what lies deeper in one does not export everything. */
const WHOLE_MODULE = /^aws-cdk-lib$|\/aws-eks(?:-v2(?:-alpha)?)?$/;

interface Named {
  readonly module: EksModule;
  readonly text: string;
}

/**
 * `eks.NodegroupAmiType` of a file that imports a module under a name, `NodegroupAmiType` where it imports that; `undefined` where it
 * imports neither, or the enumerations of two modules and nobody says which is meant: they are not the same type.
 */
export function importedName(file: ts.SourceFile, member: string, module: EksModule | undefined): string | undefined {
  const all = file.statements.flatMap((statement) => namesIn(statement, member));
  const fitting = all.filter((named) => module === undefined || named.module === module);
  const modules = new Set(fitting.map((named) => named.module));
  return modules.size === 1 ? fitting[0]?.text : undefined;
}

function namesIn(statement: ts.Statement, member: string): readonly Named[] {
  if (ts.isImportEqualsDeclaration(statement)) return requiredName(statement, member);
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const from = statement.moduleSpecifier.text;
  const bindings = statement.importClause?.namedBindings;
  if (!bindings || statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  if (ts.isNamespaceImport(bindings)) return namedIn(from, [], bindings.name.text, member);
  return bindings.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .flatMap(({ propertyName, name }) => namedIn(from, [(propertyName ?? name).text], name.text, member));
}

/** `import eks = require('aws-cdk-lib/aws-eks')`. */
function requiredName({ moduleReference, name, isTypeOnly }: ts.ImportEqualsDeclaration, member: string): readonly Named[] {
  if (isTypeOnly || !ts.isExternalModuleReference(moduleReference) || !ts.isStringLiteral(moduleReference.expression)) return [];
  return namedIn(moduleReference.expression.text, [], name.text, member);
}

function namedIn(from: string, path: readonly string[], local: string, member: string): readonly Named[] {
  const imported = WHOLE_MODULE.test(from) ? eksName({ module: from, path }) : undefined;
  if (!imported) return [];
  if (imported.path.length === 0) return [{ module: imported.module, text: `${local}.${member}` }];
  return imported.path.join('.') === member ? [{ module: imported.module, text: local }] : [];
}
