/** What other files write to an object that a file exports. */
import { exportedAs } from './exports.ts';
import type { Program } from './program.ts';
import { type Declaration } from './scope.ts';
import { ts } from './typescript.ts';
import { writesTo } from './writes.ts';

const NONE: ReadonlySet<string> = new Set();

/** The members of a variable that files which import it write to. */
export function writtenElsewhere(program: Program, declaration: Declaration): ReadonlySet<string> {
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return NONE;
  if (!ts.isSourceFile(declaration.parent.parent.parent)) return NONE;
  const file = declaration.getSourceFile();
  const names = exportedAs(file, declaration.name.text);
  if (names.length === 0) return NONE;
  const members = names.flatMap((name) =>
    program
      .mentions(name, file.fileName)
      .flatMap((path) =>
        path === file.fileName || !mayWrite(program.project.text(path) ?? '', name) ? [] : writtenIn(program, path, name),
      ),
  );
  return members.length === 0 ? NONE : new Set(members);
}

const WRITE_AFTER =
  /^\s*(?:(?:!|\?)?\.\s*\w+\s*|\[[^\]]{0,80}\]\s*)*(?:(?:\+|\?\?|\|\|)?=(?![=>])|\.\s*(?:push|unshift|splice|set|add|sort|reverse|delete|clear|fill|pop|shift)\s*\()/;
const ASSIGNED = /Object\s*\.\s*assign\s*\(\s*$/;

/** A look at the text alone: is there anything like `name.x = ` or `name.push(`? */
function mayWrite(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    if (WRITE_AFTER.test(text.slice(at + name.length, at + name.length + 200))) return true;
    if (ASSIGNED.test(text.slice(Math.max(0, at - 40), at))) return true;
  }
  return false;
}

function writtenIn(program: Program, path: string, name: string): readonly string[] {
  const file = program.file(path);
  const imports = file?.statements.filter((statement) => ts.isImportDeclaration(statement)) ?? [];
  return imports.flatMap(({ importClause }) => {
    const bindings = importClause?.namedBindings;
    const specifiers =
      bindings && ts.isNamedImports(bindings) ? bindings.elements.filter((item) => (item.propertyName ?? item.name).text === name) : [];
    const declarations: readonly Declaration[] = name === 'default' && importClause?.name ? [importClause, ...specifiers] : specifiers;
    return declarations.flatMap((declaration) => [...writesTo(declaration).members]);
  });
}
