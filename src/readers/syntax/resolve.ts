/** From an expression to the expressions that it may stand for, through names, members and choices of the same file. */
import type { Span } from '../../model/span.ts';
import type { Step } from '../../model/value.ts';
import { lookUp, type Field } from './objects.ts';
import { declarationOf, isWritten, type Declaration } from './scope.ts';
import { bare, spanOf, ts } from './typescript.ts';

/** An expression that is no name, with the places on the way to it (from the use backwards), or why there is none. */
export type Resolved =
  | { readonly kind: 'expression'; readonly node: ts.Expression; readonly via: readonly Step[]; readonly when?: string }
  | { readonly kind: 'unknown'; readonly reason: string; readonly span: Span };

/** How far names are followed, and how many alternatives are kept. */
const MAX_STEPS = 24;
const MAX_ALTERNATIVES = 16;

/** What an expression may stand for. Never empty. */
export function resolve(expression: ts.Expression, steps = 0): readonly Resolved[] {
  const node = bare(expression);
  if (steps > MAX_STEPS) return [unknown(node, `it passes through more than ${MAX_STEPS} places`)];
  if (ts.isIdentifier(node)) return resolveName(node, steps);
  if (ts.isPropertyAccessExpression(node)) return resolveMember(node, node.name.text, steps);
  if (ts.isElementAccessExpression(node)) return resolveElement(node, steps);
  if (ts.isConditionalExpression(node)) return resolveChoice(node, steps);
  if (ts.isBinaryExpression(node) && isFallback(node.operatorToken.kind)) return resolveFallback(node, steps);
  return [{ kind: 'expression', node, via: [] }];
}

function isFallback(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}

/** `a ?? b`: `a` where it is certain, else `a` or the default. */
function resolveFallback(node: ts.BinaryExpression, steps: number): readonly Resolved[] {
  const left = resolve(node.left, steps + 1);
  if (left.every((item) => item.kind === 'expression' && isLiteral(item.node))) return left;
  return limit([...left, ...label(resolve(node.right, steps + 1), 'the default')], node);
}

function isLiteral(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) ? node.text !== '' : ts.isNumericLiteral(node);
}

function resolveChoice(node: ts.ConditionalExpression, steps: number): readonly Resolved[] {
  const condition = node.condition.getText();
  const whenTrue = label(resolve(node.whenTrue, steps + 1), `when ${condition}`);
  const whenFalse = label(resolve(node.whenFalse, steps + 1), `unless ${condition}`);
  return limit([...whenTrue, ...whenFalse], node);
}

function label(items: readonly Resolved[], when: string): readonly Resolved[] {
  return items.map((item) => (item.kind === 'expression' ? { ...item, when: item.when ? `${when}, ${item.when}` : when } : item));
}

function limit(items: readonly Resolved[], node: ts.Node): readonly Resolved[] {
  return items.length <= MAX_ALTERNATIVES ? items : [unknown(node, `it has more than ${MAX_ALTERNATIVES} alternatives`)];
}

function resolveName(identifier: ts.Identifier, steps: number): readonly Resolved[] {
  const declaration = declarationOf(identifier);
  if (!declaration) return [unknown(identifier, `\`${identifier.text}\` is not declared in this file`)];
  const initializer = initializerOf(declaration);
  if (typeof initializer === 'string') return [unknown(identifier, initializer)];
  return travelled(resolve(initializer, steps + 1), identifier, identifier.text);
}

/** What a declaration gives its name, or why that cannot be told from this file. */
function initializerOf(declaration: Declaration): ts.Expression | string {
  if (ts.isParameter(declaration)) return `\`${declaration.name.getText()}\` is a parameter`;
  if (ts.isImportClause(declaration) || ts.isNamespaceImport(declaration) || ts.isImportSpecifier(declaration)) {
    return `\`${declaration.name?.getText() ?? ''}\` is imported`;
  }
  if (isWritten(declaration)) return `\`${declaration.name?.getText() ?? ''}\` is assigned more than once`;
  if (ts.isVariableDeclaration(declaration) && declaration.initializer) return declaration.initializer;
  if (ts.isBindingElement(declaration)) return destructured(declaration);
  return `\`${declaration.name?.getText() ?? ''}\` has no value that can be read here`;
}

function destructured(element: ts.BindingElement): ts.Expression | string {
  const name = `\`${element.name.getText()}\``;
  const holder = element.parent.parent;
  if (!ts.isVariableDeclaration(holder) || !holder.initializer || element.dotDotDotToken) return `${name} is destructured`;
  const key = element.propertyName ?? element.name;
  if (!ts.isObjectBindingPattern(element.parent) || !ts.isIdentifier(key)) return `${name} is destructured`;
  const field = fieldOf(holder.initializer, key.text, 1);
  return field.state === 'given' ? field.node : `${name} is destructured`;
}

/** `config.version`, `Versions.K8S`, `this.version`. */
function resolveMember(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, name: string, steps: number): readonly Resolved[] {
  const owner = bare(node.expression);
  if (owner.kind === ts.SyntaxKind.ThisKeyword) return resolveThis(node, name, steps);
  if (ts.isIdentifier(owner)) {
    const declaration = declarationOf(owner);
    if (declaration && ts.isEnumDeclaration(declaration)) return resolveEnumMember(declaration, node, name, steps);
  }
  const field = fieldOf(owner, name, steps);
  if (field.state === 'given') return travelled(resolve(field.node, steps + 1), node, node.getText());
  // not a member of an object literal: the caller may know what it is (`cluster.name`, `KubernetesVersion.V1_34`)
  return [{ kind: 'expression', node, via: [] }];
}

function resolveElement(node: ts.ElementAccessExpression, steps: number): readonly Resolved[] {
  const key = bare(node.argumentExpression);
  if (ts.isStringLiteralLike(key)) return resolveMember(node, key.text, steps);
  const owner = resolve(node.expression, steps + 1);
  const list = owner.length === 1 && owner[0]?.kind === 'expression' ? owner[0].node : undefined;
  if (list && ts.isArrayLiteralExpression(list) && ts.isNumericLiteral(key)) {
    const element = list.elements[Number(key.text)];
    if (element && !list.elements.some((item) => ts.isSpreadElement(item)))
      return travelled(resolve(element, steps + 1), node, node.getText());
  }
  return [{ kind: 'expression', node, via: [] }];
}

function resolveEnumMember(declaration: ts.EnumDeclaration, use: ts.Node, name: string, steps: number): readonly Resolved[] {
  const member = declaration.members.find(
    (item) => (ts.isIdentifier(item.name) || ts.isStringLiteral(item.name)) && item.name.text === name,
  );
  if (!member?.initializer) return [unknown(use, `\`${declaration.name.text}.${name}\` has no written value`)];
  return travelled(resolve(member.initializer, steps + 1), use, use.getText());
}

/** `this.x`, where exactly one place of the class gives it a value. */
function resolveThis(use: ts.Expression, name: string, steps: number): readonly Resolved[] {
  const holder = ts.findAncestor(use, ts.isClassLike);
  const writers = holder ? fieldWriters(holder, name) : [];
  const [writer] = writers;
  if (!writer) return [unknown(use, `\`this.${name}\` is not given a value in this class`)];
  if (writers.length > 1) return [unknown(use, `\`this.${name}\` is given a value in ${writers.length} places`)];
  return travelled(resolve(writer, steps + 1), use, `this.${name}`);
}

const fields = new WeakMap<ts.ClassLikeDeclaration, ReadonlyMap<string, readonly ts.Expression[]>>();

function fieldWriters(holder: ts.ClassLikeDeclaration, name: string): readonly ts.Expression[] {
  const known = fields.get(holder) ?? collectFields(holder);
  fields.set(holder, known);
  return known.get(name) ?? [];
}

function collectFields(holder: ts.ClassLikeDeclaration): ReadonlyMap<string, readonly ts.Expression[]> {
  const writers = new Map<string, ts.Expression[]>();
  function add(name: string, value: ts.Expression): void {
    writers.set(name, [...(writers.get(name) ?? []), value]);
  }
  for (const member of holder.members) {
    if (ts.isPropertyDeclaration(member) && member.initializer && ts.isIdentifier(member.name)) add(member.name.text, member.initializer);
  }
  function visit(node: ts.Node): void {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left)) {
      if (node.left.expression.kind === ts.SyntaxKind.ThisKeyword) add(node.left.name.text, node.right);
    }
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(holder, visit);
  return writers;
}

/** A field of what an expression stands for, where that is one object literal. */
export function fieldOf(owner: ts.Expression, name: string, steps: number): Field {
  const targets = resolve(owner, steps + 1);
  const [target] = targets;
  if (!target || targets.length > 1) return { state: 'unknown', reason: 'it depends on which object is meant', node: owner };
  if (target.kind === 'unknown') return { state: 'unknown', reason: target.reason, node: owner };
  if (!ts.isObjectLiteralExpression(target.node))
    return { state: 'unknown', reason: `\`${shortText(target.node)}\` is computed`, node: owner };
  return lookUp(target.node, name, (spread) => literalOf(spread, steps + 1));
}

/** The object literal that an expression stands for, or why there is none. */
export function literalOf(expression: ts.Expression, steps = 0): ts.ObjectLiteralExpression | string {
  const targets = resolve(expression, steps + 1);
  const [target] = targets;
  if (!target || targets.length > 1) return 'it depends on which object is meant';
  if (target.kind === 'unknown') return target.reason;
  return ts.isObjectLiteralExpression(target.node) ? target.node : `\`${shortText(target.node)}\` is computed`;
}

/** The start of an expression's text on one line, for messages. */
export function shortText(node: ts.Node): string {
  const text = node.getText().replaceAll(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function travelled(items: readonly Resolved[], use: ts.Node, note: string): readonly Resolved[] {
  const step: Step = { span: spanOf(use), note };
  return items.map((item) => (item.kind === 'expression' ? { ...item, via: [...item.via, step] } : item));
}

function unknown(node: ts.Node, reason: string): Resolved {
  return { kind: 'unknown', reason, span: spanOf(node) };
}
