/** What an imported name stands for: an export of another file, or a path into a package. */
import { type Export, exportsOf } from './exports.ts';
import { found, type Item, type Place, unread } from './places.ts';
import type { Solver } from './solver.ts';
import { ts } from './typescript.ts';

/** `aws.eks.Cluster` of `import * as aws from '@pulumi/aws'` is module `@pulumi/aws`, path `eks.Cluster`. */
export interface Qualified {
  readonly module: string;
  readonly path: readonly string[];
}

/** What a name that an import declares stands for. */
export function importedItems(
  solver: Solver,
  use: ts.Expression,
  declaration: ts.ImportClause | ts.NamespaceImport | ts.ImportSpecifier | ts.ImportEqualsDeclaration,
): readonly Item[] {
  if (ts.isImportEqualsDeclaration(declaration)) return importEquals(solver, use, declaration.moduleReference);
  const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
  const specifier = statement && ts.isStringLiteralLike(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '';
  const name = ts.isImportSpecifier(declaration)
    ? (declaration.propertyName ?? declaration.name).text
    : ts.isImportClause(declaration)
      ? 'default'
      : undefined;
  return moduleItems(solver, specifier, name, use);
}

function importEquals(solver: Solver, use: ts.Expression, reference: ts.ModuleReference): readonly Item[] {
  if (ts.isExternalModuleReference(reference))
    return ts.isStringLiteralLike(reference.expression) ? requiredItems(solver, reference.expression.text, use, reference) : [];
  if (ts.isIdentifier(reference)) return solver.resolve({ node: reference });
  const owner: Place = { node: use, made: { kind: 'member', owner: entityPlace(reference.left, use), name: reference.right.text } };
  return solver.resolve(owner);
}

function entityPlace(name: ts.EntityName, use: ts.Expression): Place {
  if (ts.isIdentifier(name)) return { node: name };
  return { node: use, made: { kind: 'member', owner: entityPlace(name.left, use), name: name.right.text } };
}

/** `require('./config')`: the whole of what a module exports. */
export function requiredItems(solver: Solver, specifier: string, use: ts.Expression, from: ts.Node = use): readonly Item[] {
  const path = solver.program.locate(specifier, from.getSourceFile().fileName);
  const file = path === undefined ? undefined : solver.program.file(path);
  const whole = file && exportsOf(file).whole;
  return whole ? solver.resolve({ node: whole }) : moduleItems(solver, specifier, undefined, use, from);
}

/** A module, or what it exports under a name, as seen from the file that names it. */
function moduleItems(
  solver: Solver,
  specifier: string,
  name: string | undefined,
  use: ts.Expression,
  from: ts.Node = use,
  seen: Set<string> = new Set(),
): readonly Item[] {
  const path = solver.program.locate(specifier, from.getSourceFile().fileName);
  if (path === undefined)
    return specifier.startsWith('.') ? [unread(use, `\`${specifier}\` is not in the repository`)] : [external(specifier, name, use)];
  const file = solver.program.file(path);
  if (!file) return [unread(use, `\`${path}\` could not be parsed`)];
  return name === undefined ? [found({ node: use, made: { kind: 'module', file } })] : exported(solver, file, name, use, seen);
}

function external(module: string, name: string | undefined, use: ts.Expression): Item {
  const path = name === undefined || name === 'default' ? [] : [name];
  const item = found({ node: use, made: { kind: 'external', module, path } });
  return { ...item, reason: `it comes from the package \`${module}\`` };
}

/** What a file exports under a name, through every file that re-exports it. */
export function exported(
  solver: Solver,
  file: ts.SourceFile,
  name: string,
  use: ts.Expression,
  seen: Set<string> = new Set(),
): readonly Item[] {
  return lookUp(solver, file, name, use, seen) ?? [unread(use, `\`${file.fileName}\` exports no \`${name}\``)];
}

function lookUp(solver: Solver, file: ts.SourceFile, name: string, use: ts.Expression, seen: Set<string>): readonly Item[] | undefined {
  const key = `${file.fileName} ${name}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  const { named, whole, ambiguous, stars } = exportsOf(file);
  if (ambiguous.has(name)) return [unread(use, `\`${file.fileName}\` exports \`${name}\` more than once`)];
  const entry = named.get(name);
  if (entry) return entryItems(solver, file, entry, use, seen);
  if (whole) return wholeItems(solver, whole, name, use);
  if (name === 'default')
    return named.size > 0 && stars.length === 0 && !isEsModule(file) ? [found({ node: use, made: { kind: 'module', file } })] : undefined;
  return throughStars(solver, file, stars, name, use, seen);
}

function entryItems(solver: Solver, file: ts.SourceFile, entry: Export, use: ts.Expression, seen: Set<string>): readonly Item[] {
  switch (entry.kind) {
    case 'local':
      return solver.resolve({ node: entry.name });
    case 'expression':
      return solver.resolve({ node: entry.node });
    case 'declaration':
      return [
        found({
          node: use,
          made: ts.isClassDeclaration(entry.node) ? { kind: 'class', node: entry.node } : { kind: 'function', node: entry.node },
        }),
      ];
    case 'from':
      return moduleItems(solver, entry.specifier, entry.name, use, file, seen);
  }
}

/** The object behind `module.exports`, or a member of it. */
function wholeItems(solver: Solver, whole: ts.Expression, name: string, use: ts.Expression): readonly Item[] {
  if (name === 'default') return solver.resolve({ node: whole });
  return solver.resolve({ node: use, made: { kind: 'member', owner: { node: whole }, name } });
}

/** Of `export *` from several packages nobody can tell which one has the name. */
function throughStars(
  solver: Solver,
  file: ts.SourceFile,
  stars: readonly string[],
  name: string,
  use: ts.Expression,
  seen: Set<string>,
): readonly Item[] | undefined {
  const packages: string[] = [];
  for (const specifier of stars) {
    const path = solver.program.locate(specifier, file.fileName);
    const next = path === undefined ? undefined : solver.program.file(path);
    const items = next && lookUp(solver, next, name, use, seen);
    if (items) return items;
    if (path === undefined && !specifier.startsWith('.')) packages.push(specifier);
  }
  const [only, ...others] = packages;
  if (only === undefined) return undefined;
  return others.length === 0 ? [external(only, name, use)] : [unread(use, `one of ${packages.length} packages exports \`${name}\``)];
}

function isEsModule(file: ts.SourceFile): boolean {
  return file.statements.some(
    (statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement),
  );
}

/**
 * The imported thing that an expression names; `undefined` for everything of the repository itself, and for members under another
 * name: `versions.dev` holds a constant of a package, but does not name it.
 */
export function qualified(items: readonly Item[], named: ts.Expression): Qualified | undefined {
  const [item] = items;
  if (items.length !== 1 || item?.kind !== 'found' || item.place.made?.kind !== 'external') return undefined;
  const { module, path } = item.place.made;
  const isElsewhere = ts.isPropertyAccessExpression(named) && item.place.node !== named && path.at(-1) !== named.name.text;
  return isElsewhere ? undefined : { module, path };
}
