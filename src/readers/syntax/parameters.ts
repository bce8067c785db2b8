/** Parameters, the variables of loops, and what is taken apart from them. */
import { acrossSites } from './alternatives.ts';
import { sitesOf } from './call-sites.ts';
import { withDefault } from './defaults.ts';
import { onlyList } from './lists.ts';
import { turnsOf } from './loops.ts';
import { memberOf } from './members.ts';
import {
  ABSENT,
  type Activation,
  beside,
  type Calls,
  choiceKey,
  follow,
  found,
  type Item,
  limited,
  outside,
  type Place,
  reachedThrough,
  shortText,
  unread,
} from './places.ts';
import type { Solver } from './solver.ts';
import { ts } from './typescript.ts';

/** What a parameter may be: its argument where the call is known, else that of every call in the program. */
export function parameterItems(solver: Solver, calls: Calls | undefined, parameter: ts.ParameterDeclaration): readonly Item[] {
  const declaring = parameter.parent;
  const callee = ts.isConstructorDeclaration(declaring) ? declaring.parent : declaring;
  const activation = calls?.get(callee);
  if (activation) return argumentItems(solver, calls, activation, parameter);
  if (!isCallable(callee) || ts.isAccessor(callee)) return [outside(parameter, `\`${shortText(parameter.name)}\` is a parameter`)];
  const sites = sitesOf(solver, callee, calls);
  if (sites.sites.length === 0) return uncalled(solver, calls, parameter, sites.unread);
  return acrossSites(sites, choiceKey(callee, calls, 'call'), parameter, (each) =>
    argumentItems(solver, new Map([...(calls ?? []), [callee, each]]), each, parameter),
  );
}

/** What any instance of a class is made with. */
export function instanceArgument(solver: Solver, holder: ts.ClassLikeDeclaration, index: number, use: ts.Node): readonly Item[] {
  const sites = sitesOf(solver, holder, undefined);
  if (sites.sites.length === 0) return [outside(use, 'nothing in this repository makes an instance of its class')];
  return acrossSites(sites, choiceKey(holder, undefined, 'call'), use, ({ arguments: given, isOpen }) => {
    const argument = given[index];
    if (argument) return solver.resolve(argument);
    return [isOpen ? unread(use, 'it is called with a list that cannot be read') : ABSENT];
  });
}

function isCallable(node: ts.Node): node is ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration {
  return (
    ts.isClassLike(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node)
  );
}

/** Nobody calls it: only its default is left, for those who call it without. */
function uncalled(
  solver: Solver,
  calls: Calls | undefined,
  parameter: ts.ParameterDeclaration,
  unreadSites: readonly Item[],
): readonly Item[] {
  const [first] = unreadSites;
  const reason = first?.kind === 'unknown' ? first.reason : 'nothing in this repository says what it is';
  const missing = outside(parameter, `\`${shortText(parameter.name)}\` is a parameter, and ${reason}`);
  return parameter.initializer ? withDefault(solver, [missing], { node: parameter.initializer, ...(calls ? { calls } : {}) }) : [missing];
}

function argumentItems(
  solver: Solver,
  calls: Calls | undefined,
  activation: Activation,
  parameter: ts.ParameterDeclaration,
): readonly Item[] {
  const index = parameter.parent.parameters.filter((item) => !isThis(item)).indexOf(parameter);
  const { arguments: given, isOpen } = activation;
  if (parameter.dotDotDotToken) {
    if (isOpen) return [unread(parameter, 'it is called with a list that cannot be read')];
    return [found({ node: listNode(parameter), made: { kind: 'list', items: given.slice(index) } })];
  }
  const argument = given[index];
  const items: readonly Item[] = argument
    ? solver.resolve(argument)
    : isOpen
      ? [unread(parameter, 'it is called with a list that cannot be read')]
      : [{ kind: 'absent', via: [], choices: new Map() }];
  return parameter.initializer ? withDefault(solver, items, { node: parameter.initializer, ...(calls ? { calls } : {}) }) : items;
}

function isThis(parameter: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(parameter.name) && parameter.name.text === 'this';
}

function listNode(parameter: ts.ParameterDeclaration): ts.Expression {
  return parameter.name as ts.Identifier;
}

/** What the variable of a loop may be: its element where the turn is known, else every one. */
export function loopItems(solver: Solver, calls: Calls | undefined, loop: ts.ForOfStatement | ts.ForInStatement): readonly Item[] {
  const activation = calls?.get(loop);
  if (activation) return ofTurn(solver, activation, loop);
  return acrossSites(turnsOf(solver, loop, calls), choiceKey(loop, calls, 'loop'), loop.expression, (each) => ofTurn(solver, each, loop));
}

function ofTurn(solver: Solver, { arguments: [element] }: Activation, loop: ts.ForOfStatement | ts.ForInStatement): readonly Item[] {
  return element ? solver.resolve(element) : [unread(loop.expression, 'it has no elements')];
}

/** What a name takes out of the pattern that it stands in: `{ a: { b = 1 } }`, `[, x, ...rest]`. */
export function bindingItems(
  solver: Solver,
  calls: Calls | undefined,
  element: ts.BindingElement,
  whole: (holder: ts.VariableDeclaration | ts.ParameterDeclaration) => readonly Item[],
): readonly Item[] {
  const pattern = element.parent;
  const holder = pattern.parent;
  const owners = ts.isBindingElement(holder) ? bindingItems(solver, calls, holder, whole) : whole(holder);
  const around: Place = { node: element.name as ts.Identifier, ...(calls ? { calls } : {}) };
  const items = owners.flatMap((owner): readonly Item[] => {
    if (owner.kind !== 'found') return [owner];
    const parts = ts.isArrayBindingPattern(pattern)
      ? elementParts(solver, owner.place, element)
      : memberParts(solver, owner, element, around);
    return reachedThrough(parts, owner);
  });
  return element.initializer ? withDefault(solver, items, beside(around, element.initializer)) : limited(items, element);
}

function elementParts(solver: Solver, owner: Place, element: ts.BindingElement): readonly Item[] {
  const index = element.parent.elements.findIndex((item) => item === element);
  const elements = onlyList(solver, owner);
  if (typeof elements === 'string') return [unread(element, elements)];
  if (element.dotDotDotToken) return [found({ node: element.name as ts.Identifier, made: { kind: 'list', items: elements.slice(index) } })];
  const part = elements[index];
  return part ? solver.resolve(part) : [{ kind: 'absent', via: [], choices: new Map() }];
}

function memberParts(solver: Solver, owner: Item & { kind: 'found' }, element: ts.BindingElement, around: Place): readonly Item[] {
  if (element.dotDotDotToken) {
    const taken = element.parent.elements.flatMap((item) =>
      ts.isBindingElement(item) && item !== element ? [keyOfBinding(solver, item, around)] : [],
    );
    if (taken.some((key) => key === undefined)) return [unread(element, 'a computed key is taken out of it')];
    return [
      found({
        node: around.node,
        made: { kind: 'record', layers: [owner.place], without: new Set(taken.filter((key) => key !== undefined)) },
      }),
    ];
  }
  const name = keyOfBinding(solver, element, around);
  if (name === undefined) return [unread(element, 'it is taken out by a computed key')];
  const members = memberOf(solver, owner, name, around.node) ?? [unread(element, `\`${shortText(owner.place.node)}\` is computed`)];
  return follow(members, element, (member) => solver.resolve(member.place));
}

function keyOfBinding(solver: Solver, { name, propertyName }: ts.BindingElement, around: Place): string | undefined {
  const key = propertyName ?? name;
  if (ts.isIdentifier(key) || ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)) return key.text;
  if (!ts.isComputedPropertyName(key)) return undefined;
  const [only, ...others] = solver.values(beside(around, key.expression));
  return only?.kind === 'known' && others.length === 0 && only.choices.size === 0 ? String(only.known.value) : undefined;
}
