/** What a file exports under a name: a declaration, an expression, or something from yet another file. */
import { ts } from './typescript.ts';

export type Export =
  /** A name of the file itself; the node is where it is named. */
  | { readonly kind: 'local'; readonly name: ts.Identifier }
  | { readonly kind: 'expression'; readonly node: ts.Expression }
  | { readonly kind: 'declaration'; readonly node: ts.FunctionDeclaration | ts.ClassDeclaration }
  /** `undefined` as name: the whole module. */
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string | undefined };

export interface Exports {
  readonly named: ReadonlyMap<string, Export>;
  /** `export * from`. */
  readonly stars: readonly string[];
  /** `module.exports = ...`, `export = ...`, the value of a JSON file. */
  readonly whole: ts.Expression | undefined;
  /** Names that are given a value more than once. */
  readonly ambiguous: ReadonlySet<string>;
}

const collected = new WeakMap<ts.SourceFile, Exports>();

/** Everything that a file exports. */
export function exportsOf(file: ts.SourceFile): Exports {
  const known = collected.get(file);
  if (known) return known;
  const exports = file.fileName.endsWith('.json') ? jsonExports(file) : new Collector(file).exports();
  collected.set(file, exports);
  return exports;
}

function jsonExports({ statements: [first] }: ts.SourceFile): Exports {
  return {
    named: new Map(),
    stars: [],
    whole: first && ts.isExpressionStatement(first) ? first.expression : undefined,
    ambiguous: new Set(),
  };
}

class Collector {
  readonly #file: ts.SourceFile;
  readonly #named = new Map<string, Export>();
  readonly #stars: string[] = [];
  readonly #ambiguous = new Set<string>();
  #whole: ts.Expression | undefined;

  constructor(file: ts.SourceFile) {
    this.#file = file;
  }

  exports(): Exports {
    for (const statement of this.#file.statements) this.#add(statement);
    return { named: this.#named, stars: this.#stars, whole: this.#whole, ambiguous: this.#ambiguous };
  }

  #add(statement: ts.Statement): void {
    if (ts.isExportDeclaration(statement)) this.#addDeclaration(statement);
    else if (ts.isExportAssignment(statement)) this.#addAssignment(statement);
    else if (ts.isExpressionStatement(statement)) this.#addCommonJs(statement.expression);
    else if (isExported(statement)) this.#addStatement(statement);
  }

  #addStatement(statement: ts.Statement): void {
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) for (const local of namesIn(name)) this.#local(local.text, local);
    } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      if (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true)
        this.#named.set('default', { kind: 'declaration', node: statement });
      else if (statement.name) this.#local(statement.name.text, statement.name);
    } else if (ts.isEnumDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) this.#local(statement.name.text, statement.name);
    else if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name)) this.#local(statement.name.text, statement.name);
  }

  #local(exported: string, name: ts.Identifier): void {
    this.#named.set(exported, { kind: 'local', name });
  }

  #addDeclaration({ exportClause, moduleSpecifier }: ts.ExportDeclaration): void {
    const specifier = moduleSpecifier && ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : undefined;
    if (!exportClause) {
      if (specifier !== undefined) this.#stars.push(specifier);
    } else if (ts.isNamespaceExport(exportClause)) {
      if (specifier !== undefined) this.#named.set(exportClause.name.text, { kind: 'from', specifier, name: undefined });
    } else {
      for (const { name, propertyName } of exportClause.elements) {
        const source = propertyName ?? name;
        if (specifier !== undefined) this.#named.set(name.text, { kind: 'from', specifier, name: source.text });
        else if (ts.isIdentifier(source)) this.#local(name.text, source);
      }
    }
  }

  #addAssignment({ expression, isExportEquals }: ts.ExportAssignment): void {
    if (isExportEquals === true) this.#whole = expression;
    else this.#named.set('default', { kind: 'expression', node: expression });
  }

  /** `module.exports = x`, `exports.a = x`, `module.exports.a = exports.b = x`. */
  #addCommonJs(expression: ts.Expression): void {
    let node = expression;
    while (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const target = node.left;
      if (isModuleExports(target)) this.#whole = this.#whole ? this.#doubt('default', node.right) : node.right;
      else if (ts.isPropertyAccessExpression(target) && (isModuleExports(target.expression) || isName(target.expression, 'exports'))) {
        const { text } = target.name;
        if (this.#named.has(text)) this.#doubt(text, node.right);
        else this.#named.set(text, { kind: 'expression', node: valueOf(node.right) });
      }
      node = node.right;
    }
  }

  #doubt(name: string, node: ts.Expression): ts.Expression {
    this.#ambiguous.add(name);
    return node;
  }
}

/** The value at the end of `a = b = value`. */
function valueOf(expression: ts.Expression): ts.Expression {
  let node = expression;
  while (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) node = node.right;
  return node;
}

function isModuleExports(node: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'exports' && isName(node.expression, 'module');
}

function isName(node: ts.Expression, text: string): boolean {
  return ts.isIdentifier(node) && node.text === text;
}

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function namesIn(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

/** The names under which a file exports something that it calls `local` itself. */
export function exportedAs(file: ts.SourceFile, local: string): readonly string[] {
  const { named, whole } = exportsOf(file);
  const names = [...named].flatMap(([exported, entry]) => {
    if (entry.kind === 'local') return entry.name.text === local ? [exported] : [];
    const isNamed = entry.kind === 'expression' && ts.isIdentifier(entry.node) && entry.node.text === local;
    const declares = entry.kind === 'declaration' && entry.node.name?.text === local;
    return isNamed || declares ? [exported] : [];
  });
  const isWhole = whole && ts.isIdentifier(whole) && whole.text === local;
  return isWhole ? [...names, 'default'] : names;
}
