/** Names that hold the same object as another one: what is written to the one is written to the other. */
import { ANY_MEMBER, rootOf, type Target } from './roots.ts';
import { type Declaration, declarationOf } from './scope.ts';
import { bare, descendants, ts } from './typescript.ts';

/** `of` holds what `root` holds, or a member of it. */
export interface Link extends Target {
  readonly of: Declaration;
}

/** The names that a node gives to what other names hold already. */
export function linksAt(node: ts.Node): readonly Link[] {
  if (ts.isVariableDeclaration(node) && node.initializer) return linksTo(node, node.initializer);
  if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer))
    return node.initializer.declarations.flatMap((declaration) => namesIn(declaration).flatMap((of) => linksInto(of, node.expression)));
  return ts.isCallExpression(node) ? [...handedIn(node), ...ofCallback(node)] : [];
}

function linksTo(holder: ts.VariableDeclaration, value: ts.Expression): readonly Link[] {
  const { root, member } = rootOf(bare(value));
  if (!ts.isIdentifier(root)) return [];
  if (ts.isIdentifier(holder.name)) return [{ of: holder, root, ...(member === undefined ? {} : { member }) }];
  return namesIn(holder).map((of): Link => ({ of, root, member: member ?? keyOfBinding(of) }));
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

/** The parameters of a function that is called by its name hold its arguments. */
function handedIn(call: ts.CallExpression): readonly Link[] {
  const callee = ts.isIdentifier(call.expression) ? declarationOf(call.expression) : undefined;
  const called = callee && ts.isVariableDeclaration(callee) ? callee.initializer : callee;
  if (!called || !(ts.isFunctionDeclaration(called) || ts.isFunctionExpression(called) || ts.isArrowFunction(called))) return [];
  return called.parameters.flatMap((parameter, index): readonly Link[] => {
    const argument = call.arguments[index];
    const target = argument && rootOf(bare(argument));
    return target ? namesIn(parameter).map((of) => ({ ...target, of })) : [];
  });
}

/** The parameters of a callback hold elements of the list: `list.forEach((x) => { x.y = z; })`. */
function ofCallback(call: ts.CallExpression): readonly Link[] {
  const [callback] = call.arguments;
  if (!callback || !ts.isPropertyAccessExpression(call.expression) || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback)))
    return [];
  const list = call.expression.expression;
  return callback.parameters.flatMap((parameter) => namesIn(parameter).flatMap((of) => linksInto(of, list)));
}
