/** What a name stands for: through its declaration, whatever kind that is. */
import { importedItems } from './imports.ts';
import { assignedItems } from './assignments.ts';
import { bindingItems, loopItems, parameterItems } from './parameters.ts';
import { ABSENT, type Calls, callsAround, found, type Item, type Place, outside, travelled, unread } from './places.ts';
import { type Declaration, declarationsOf } from './scope.ts';
import type { Solver } from './solver.ts';
import { ts } from './typescript.ts';
import { writesTo } from './writes.ts';
import { writtenElsewhere } from './writes-elsewhere.ts';

/** The things that a name may stand for. */
export function nameItems(solver: Solver, place: Place, identifier: ts.Identifier): readonly Item[] {
  const declarations = declarationsOf(identifier);
  const declaration = declarations.at(-1);
  if (!declaration)
    return identifier.text === 'undefined' ? [ABSENT] : [outside(identifier, `\`${identifier.text}\` is not declared in this file`)];
  if (declarations.filter((item) => ts.isVariableDeclaration(item) && item.initializer).length > 1)
    return [unread(identifier, `\`${identifier.text}\` is declared more than once`)];
  const calls = callsAround(place.calls, declaration);
  const { whole, members } = writesTo(declaration);
  const items =
    whole.length > 0
      ? assignedItems(solver, calls, declaration, identifier, whole)
      : travelled(declaredItems(solver, calls, declaration, identifier), identifier, identifier.text);
  const elsewhere = writtenElsewhere(solver.program, declaration);
  return members.size === 0 && elsewhere.size === 0 ? items : items.map((item) => changed(item, new Set([...members, ...elsewhere])));
}

function changed(item: Item, members: ReadonlySet<string>): Item {
  if (item.kind !== 'found') return item;
  return { ...item, place: { ...item.place, written: new Set([...(item.place.written ?? []), ...members]) } };
}

function declaredItems(solver: Solver, calls: Calls | undefined, declaration: Declaration, use: ts.Identifier): readonly Item[] {
  if (ts.isParameter(declaration) || ts.isVariableDeclaration(declaration)) return holderItems(solver, calls, declaration);
  if (ts.isBindingElement(declaration)) return bindingItems(solver, calls, declaration, (holder) => holderItems(solver, calls, holder));
  if (
    ts.isImportClause(declaration) ||
    ts.isNamespaceImport(declaration) ||
    ts.isImportSpecifier(declaration) ||
    ts.isImportEqualsDeclaration(declaration)
  )
    return importedItems(solver, use, declaration);
  const around = calls ? { calls } : {};
  if (ts.isFunctionDeclaration(declaration)) return [found({ node: use, made: { kind: 'function', node: declaration }, ...around })];
  if (ts.isClassDeclaration(declaration)) return [found({ node: use, made: { kind: 'class', node: declaration }, ...around })];
  if (ts.isEnumDeclaration(declaration)) return [found({ node: use, made: { kind: 'enum', node: declaration } })];
  if (ts.isFunctionExpression(declaration) || ts.isClassExpression(declaration)) return [found({ node: declaration, ...around })];
  return [unread(use, `\`${use.text}\` is a namespace`)];
}

/** What a variable or parameter holds as a whole, before a pattern takes it apart. */
function holderItems(solver: Solver, calls: Calls | undefined, holder: ts.VariableDeclaration | ts.ParameterDeclaration): readonly Item[] {
  if (ts.isParameter(holder)) return parameterItems(solver, calls, holder);
  const loop = holder.parent.parent;
  if (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) return loopItems(solver, calls, loop);
  if (holder.initializer) return solver.resolve({ node: holder.initializer, ...(calls ? { calls } : {}) });
  return [outside(holder, `\`${holder.name.getText()}\` has no value that can be read here`)];
}
