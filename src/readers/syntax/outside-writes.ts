/** Fields of instances that code outside of their class writes to: `stack.version = '1.34'`. */
import { membersOfClass } from './class-members.ts';
import { identifiersIn } from './identifiers.ts';
import type { Solver } from './solver.ts';
import { bare, ts } from './typescript.ts';

/** Whether a file that names the class gives the field of an instance another value. */
export function isWrittenOutside(solver: Solver, holder: ts.ClassLikeDeclaration, name: string): boolean {
  const className = holder.name?.text;
  if (className === undefined || name.startsWith('#') || !membersOfClass(holder).fields.has(name)) return false;
  const written = solver.kept('outside writes', holder, () => new Map<string, boolean>(), new Map<string, boolean>());
  const known = written.get(name);
  if (known !== undefined) return known;
  // until it is known, so that a circle ends
  written.set(name, false);
  const paths = solver.program.mentions(className, holder.getSourceFile().fileName);
  const isWritten = paths.some((path) => isWrittenIn(solver, path, name));
  written.set(name, isWritten);
  return isWritten;
}

function isWrittenIn(solver: Solver, path: string, name: string): boolean {
  if (!mayWrite(solver.program.project.text(path) ?? '', name)) return false;
  const file = solver.program.file(path);
  return file !== undefined && identifiersIn(file, name).some((identifier) => isWrite(solver, identifier));
}

/** A look at the text alone: is there anything like `x.name =`? */
function mayWrite(text: string, name: string): boolean {
  for (let at = text.indexOf(`.${name}`); at !== -1; at = text.indexOf(`.${name}`, at + 1)) {
    const isOwn = text.slice(at - 'this'.length, at) === 'this';
    if (!isOwn && /^\s*(?:\+|\?\?|\|\||&&)?=(?![=>])/.test(text.slice(at + 1 + name.length, at + name.length + 40))) return true;
  }
  return false;
}

function isWrite(solver: Solver, identifier: ts.MemberName): boolean {
  const access = identifier.parent;
  if (!ts.isPropertyAccessExpression(access) || access.name !== identifier) return false;
  const assignment = access.parent;
  if (!ts.isBinaryExpression(assignment) || assignment.left !== access) return false;
  const receiver = bare(access.expression);
  if (receiver.kind === ts.SyntaxKind.ThisKeyword) return false;
  return solver
    .resolve({ node: receiver })
    .some((item) => item.kind === 'found' && !item.place.made && ts.isNewExpression(bare(item.place.node)));
}
