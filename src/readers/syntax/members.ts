/** Members of what an expression stands for: fields of objects, exports of modules, members of classes and enums. */
import { anyInstanceMember, instanceMember, staticMember } from './classes.ts';
import { exported } from './imports.ts';
import { isList, onlyList } from './lists.ts';
import { keyOf } from './objects.ts';
import { ABSENT, beside, found, type Found, follow, type Item, type Place, reachedThrough, shortText, unread } from './places.ts';
import type { Solver } from './solver.ts';
import { bare, ts } from './typescript.ts';
import { ANY_MEMBER, CONTENTS } from './roots.ts';

/** The places that a member of an owner may have, not yet followed further. */
export function memberPlaces(solver: Solver, owner: Place, name: string, use: ts.Expression): readonly Item[] {
  return solver.within(
    use,
    () => follow(solver.resolve(owner), use, (item) => memberOf(solver, item, name, use) ?? [computed(item)]),
    (reason) => [unread(use, reason)],
  );
}

function computed({ place, reason, isLost }: Found): Item {
  return { ...unread(place.node, reason ?? `\`${shortText(place.node)}\` is computed`), isOutside: isLost !== true };
}

/** The same for an owner that was found; `undefined` where it is nothing with members that can be read. */
export function memberOf(solver: Solver, owner: Found, name: string, use: ts.Expression): readonly Item[] | undefined {
  const { place } = owner;
  if (place.written && (place.written.has(name) || place.written.has(ANY_MEMBER) || (isList(place) && place.written.has(CONTENTS))))
    return [unread(use, `\`${shortText(place.node)}\` is changed after it is declared`)];
  if (place.made) return memberOfMade(solver, place, place.made, name, use);
  const node = bare(place.node);
  if (ts.isObjectLiteralExpression(node)) return inLiteral(solver, place, node, name, node.properties.length);
  if (ts.isArrayLiteralExpression(node)) return elementOf(solver, place, node, name);
  if (ts.isNewExpression(node)) return instanceMember(solver, place, node, name, use);
  if (ts.isClassExpression(node)) return staticMember(solver, node, name, use);
  if (isEnvironment(node))
    return [{ ...unread(use, `\`${name}\` of the environment is only known when the program runs`), variable: name }];
  return isPlainValue(node) ? [ABSENT] : undefined;
}

function memberOfMade(
  solver: Solver,
  place: Place,
  made: NonNullable<Place['made']>,
  name: string,
  use: ts.Expression,
): readonly Item[] | undefined {
  switch (made.kind) {
    case 'external':
      // `import aws from` and `aws.default` name the module itself
      return [found({ node: use, made: name === 'default' ? made : { ...made, path: [...made.path, name] } })];
    case 'module':
      return exported(solver, made.file, name, use);
    case 'enum':
      return enumMember(made.node, name, use);
    case 'class':
      return staticMember(solver, made.node, name, use);
    case 'instance':
      return anyInstanceMember(solver, place, made.node, name, use);
    case 'record':
      return made.without?.has(name) === true ? [ABSENT] : inLayers(solver, made.layers, name, use);
    case 'entry':
      return made.name === name ? [found(made.value)] : [ABSENT];
    case 'list': {
      const item = made.items[Number(name)];
      return /^\d+$/.test(name) ? [item ? found(item) : ABSENT] : undefined;
    }
    default:
      return undefined;
  }
}

function elementOf(solver: Solver, place: Place, list: ts.ArrayLiteralExpression, name: string): readonly Item[] | undefined {
  if (!/^\d+$/.test(name)) return undefined;
  const elements = list.elements.some((item) => ts.isSpreadElement(item)) ? onlyList(solver, place) : undefined;
  if (typeof elements === 'string') return [unread(place.node, elements)];
  const written = list.elements[Number(name)];
  const element = elements ? elements[Number(name)] : written && beside(place, written);
  return element ? [found(element)] : [ABSENT];
}

function enumMember(declaration: ts.EnumDeclaration, name: string, use: ts.Expression): readonly Item[] {
  const member = declaration.members.find((item) => keyOf(item.name) === name);
  if (!member) return [unread(use, `\`${declaration.name.text}\` has no member \`${name}\``)];
  if (!member.initializer) return [unread(use, `\`${declaration.name.text}.${name}\` has no written value`)];
  return [found({ node: member.initializer })];
}

/** The last one written wins; what is spread after it may hide it. */
function inLiteral(solver: Solver, place: Place, literal: ts.ObjectLiteralExpression, name: string, end: number): readonly Item[] {
  for (let index = end - 1; index >= 0; index -= 1) {
    const property = literal.properties[index];
    if (!property) continue;
    if (ts.isSpreadAssignment(property)) {
      const spread = memberPlaces(solver, beside(place, property.expression), name, property.expression);
      return spread.flatMap((item) => {
        if (item.kind === 'absent') return reachedThrough(inLiteral(solver, place, literal, name, index), item);
        return item.kind === 'found'
          ? [item]
          : [{ ...item, reason: `\`...${shortText(property.expression)}\` may set it: ${item.reason}` }];
      });
    }
    const key = keyIn(solver, place, property.name);
    if (key === undefined) return [unread(property, 'a computed key may set it')];
    if (key === name) return [inProperty(place, property)];
  }
  return [ABSENT];
}

function inProperty(place: Place, property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>): Item {
  if (ts.isPropertyAssignment(property)) return { ...found(beside(place, property.initializer)), property };
  if (ts.isShorthandPropertyAssignment(property)) return { ...found(beside(place, property.name)), property };
  if (ts.isSetAccessorDeclaration(property)) return unread(property, 'it is an accessor');
  const literal = property.parent as ts.ObjectLiteralExpression;
  const made = ts.isMethodDeclaration(property)
    ? ({ kind: 'function', node: property } as const)
    : ({ kind: 'result', of: property } as const);
  return { ...found({ ...beside(place, literal), made }), property };
}

/** The text of a key, also where it is a constant in brackets. */
export function keyIn(solver: Solver, place: Place, name: ts.PropertyName): string | undefined {
  const written = keyOf(name);
  if (written !== undefined || !ts.isComputedPropertyName(name)) return written;
  const values = solver.values(beside(place, name.expression));
  const [only] = values;
  return values.length === 1 && only?.kind === 'known' && only.choices.size === 0 ? String(only.known.value) : undefined;
}

function inLayers(solver: Solver, layers: readonly Place[], name: string, use: ts.Expression): readonly Item[] {
  const top = layers.at(-1);
  if (!top) return [ABSENT];
  return memberPlaces(solver, top, name, use).flatMap((item) =>
    item.kind === 'absent' ? reachedThrough(inLayers(solver, layers.slice(0, -1), name, use), item) : [item],
  );
}

/** `process.env`. */
function isEnvironment(node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'env' &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'process'
  );
}

/** A value without members of its own: spreading it sets nothing. */
function isPlainValue(node: ts.Expression): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}
