/** Names that hold the same object as another one: what is written to the one is written to the other. */
import { identifiersIn } from './identifiers.ts';
import { keyOf } from './objects.ts';
import { ANY_MEMBER, below, rootOf, type Target } from './roots.ts';
import { type Declaration, declarationOf } from './scope.ts';
import { bare, descendants, ts } from './typescript.ts';

/** `of` holds what `root` holds, or a member of it. */
export interface Link extends Target {
  readonly of: Declaration;
  /** The one write to `of` that is one to `root`. */
  readonly only?: string;
}

/** The names that a node gives to what other names hold already. */
export function linksAt(node: ts.Node): readonly Link[] {
  if (ts.isVariableDeclaration(node) && node.initializer) return linksTo(node, node.initializer);
  if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer))
    return node.initializer.declarations.flatMap((declaration) => namesIn(declaration).flatMap((of) => linksInto(of, node.expression)));
  if (ts.isNewExpression(node)) return handedIn(node);
  return ts.isCallExpression(node) ? [...handedIn(node), ...ofCallback(node)] : [];
}

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
]);

function linksTo(holder: ts.VariableDeclaration, value: ts.Expression): readonly Link[] {
  const node = bare(value);
  if (ts.isConditionalExpression(node)) return [...linksTo(holder, node.whenTrue), ...linksTo(holder, node.whenFalse)];
  if (ts.isBinaryExpression(node) && LOGICAL.has(node.operatorToken.kind))
    return [...linksTo(holder, node.left), ...linksTo(holder, node.right)];
  const { root, member } = rootOf(node);
  if (ts.isObjectLiteralExpression(root) && member === undefined) return linksToParts(holder, root);
  if (!ts.isIdentifier(root)) return [];
  if (ts.isIdentifier(holder.name)) return [{ of: holder, root, ...(member === undefined ? {} : { member }) }];
  return namesIn(holder).map((of): Link => ({ of, root, member: member ?? keyOfBinding(of) }));
}

/** An object that holds others: what is written below a member is written to the one that stands there. */
function linksToParts(holder: ts.VariableDeclaration, literal: ts.ObjectLiteralExpression): readonly Link[] {
  return literal.properties.flatMap((property): readonly Link[] => {
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) return [];
    const target = rootOf(bare(ts.isPropertyAssignment(property) ? property.initializer : property.name));
    const key = keyOf(property.name);
    if (!ts.isIdentifier(target.root) || key === undefined) return [];
    if (ts.isIdentifier(holder.name)) return [{ of: holder, root: target.root, member: target.member ?? ANY_MEMBER, only: below(key) }];
    return namesIn(holder).flatMap((of) => (keyOfBinding(of) === key ? [{ ...target, of }] : []));
  });
}

function keyOfBinding(declaration: Declaration): string {
  if (!ts.isBindingElement(declaration) || ts.isBindingElement(declaration.parent.parent)) return ANY_MEMBER;
  const key = declaration.propertyName ?? declaration.name;
  return ts.isIdentifier(key) && ts.isObjectBindingPattern(declaration.parent) && !declaration.dotDotDotToken ? key.text : ANY_MEMBER;
}

/** Every name that a declaration introduces. */
function namesIn(declaration: ts.VariableDeclaration | ts.BindingElement | ts.ParameterDeclaration): readonly Declaration[] {
  if (ts.isIdentifier(declaration.name)) return [declaration];
  return declaration.name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element) : []));
}

/** Elements of whatever lists an expression is made of. */
function linksInto(of: Declaration, list: ts.Expression): readonly Link[] {
  const links: Link[] = [];
  for (const node of descendants(list, (inner) => !ts.isFunctionLike(inner))) {
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
    if (ts.isIdentifier(node) && !isMember) links.push({ of, root: node, member: ANY_MEMBER });
  }
  return links;
}

/** The parameters of a function hold the arguments of its calls. */
function handedIn(call: ts.CallExpression | ts.NewExpression): readonly Link[] {
  return calledBy(call).flatMap(({ parameters }) =>
    parameters.flatMap((parameter, index): readonly Link[] => {
      const argument = call.arguments?.[index];
      const target = argument && rootOf(bare(argument));
      return target ? namesIn(parameter).map((of) => ({ ...target, of })) : [];
    }),
  );
}

/** What a call may enter, as far as its own file tells; of a method every one of that name. */
function calledBy(call: ts.CallExpression | ts.NewExpression): readonly ts.SignatureDeclaration[] {
  const callee = bare(call.expression);
  if (ts.isPropertyAccessExpression(callee)) {
    return identifiersIn(call.getSourceFile(), callee.name.text).flatMap(({ parent }) => (ts.isMethodDeclaration(parent) ? [parent] : []));
  }
  const declared = ts.isIdentifier(callee) ? declarationOf(callee) : undefined;
  const called = declared && ts.isVariableDeclaration(declared) ? declared.initializer : (declared ?? callee);
  if (!called) return [];
  if (ts.isClassLike(called)) return called.members.filter((member) => ts.isConstructorDeclaration(member));
  return ts.isFunctionDeclaration(called) || ts.isFunctionExpression(called) || ts.isArrowFunction(called) ? [called] : [];
}

/** The parameters of a callback hold elements of the list: `list.forEach((x) => { x.y = z; })`. */
function ofCallback(call: ts.CallExpression): readonly Link[] {
  const [callback] = call.arguments;
  if (!callback || !ts.isPropertyAccessExpression(call.expression) || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback)))
    return [];
  const list = call.expression.expression;
  return callback.parameters.flatMap((parameter) => namesIn(parameter).flatMap((of) => linksInto(of, list)));
}
