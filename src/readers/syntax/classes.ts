/** Members of classes: of one instance, of any instance as a method sees it, and static ones. */
import { calledArguments } from './arguments.ts';
import { baseOf, type ClassMembers, constructorOf, membersOfClass, type Writer } from './class-members.ts';
import { extensionsOf, isCreated } from './call-sites.ts';
import { choiceOf } from './choices.ts';
import { type Activation, type Calls, callsAround, choiceKey, chosen, found, type Item, limited, type Place, unread } from './places.ts';
import { isWrittenOutside } from './outside-writes.ts';
import type { Solver } from './solver.ts';
import { ts } from './typescript.ts';

const MAX_BASES = 8;

/** The class of the repository that an expression names. */
export function classNamed(solver: Solver, place: Place): ts.ClassLikeDeclaration | undefined {
  const items = solver.resolve(place);
  const [item] = items;
  return items.length === 1 && item?.kind === 'found' ? classIn(item.place) : undefined;
}

function classIn({ made, node }: Place): ts.ClassLikeDeclaration | undefined {
  if (made) return made.kind === 'class' ? made.node : undefined;
  return ts.isClassExpression(node) ? node : undefined;
}

/** A member of the object that `new X(...)` makes; `undefined` where `X` is not of the repository or has no such member. */
export function instanceMember(
  solver: Solver,
  instance: Place,
  creation: ts.NewExpression,
  name: string,
  use: ts.Expression,
): readonly Item[] | undefined {
  const holder = classNamed(solver, { node: creation.expression, ...(instance.calls ? { calls: instance.calls } : {}) });
  return holder && inherited(solver, holder, name, instanceCalls(solver, holder, instance, creation), use, 0);
}

/** The constructor calls of one instance: of its class, and of every class of the repository below it. */
export function instanceCalls(solver: Solver, holder: ts.ClassLikeDeclaration, instance: Place, creation: ts.NewExpression): Calls {
  const calls = new Map<ts.Node, Activation>(callsAround(instance.calls, holder));
  let activation: Activation = { ...calledArguments(solver, creation, instance.calls), self: instance };
  let current: ts.ClassLikeDeclaration | undefined = holder;
  for (let depth = 0; current && depth < MAX_BASES; depth += 1) {
    calls.set(current, activation);
    const superCall = superCallOf(current);
    if (superCall) activation = { ...calledArguments(solver, superCall, new Map(calls)), self: instance };
    const base = baseOf(current);
    current = base && classNamed(solver, { node: base });
  }
  return calls;
}

/** `super(...)` in the constructor of a class. */
export function superCallOf(holder: ts.ClassLikeDeclaration): ts.CallExpression | undefined {
  for (const statement of constructorOf(holder)?.body?.statements ?? []) {
    const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (call && ts.isCallExpression(call) && call.expression.kind === ts.SyntaxKind.SuperKeyword) return call;
  }
  return undefined;
}

/** A member of a class or of the classes that it extends. */
function inherited(
  solver: Solver,
  holder: ts.ClassLikeDeclaration,
  name: string,
  calls: Calls | undefined,
  use: ts.Expression,
  depth: number,
): readonly Item[] | undefined {
  const own = ownMember(membersOfClass(holder), name, calls, use);
  if (own && isWrittenOutside(solver, holder, name)) return [unread(use, `\`${name}\` is given another value outside of its class`)];
  if (own || depth > MAX_BASES) return own;
  const base = baseOf(holder);
  const next = base && classNamed(solver, { node: base, ...(calls ? { calls } : {}) });
  return next && inherited(solver, next, name, enteringBase(solver, holder, next, calls), use, depth + 1);
}

/** The calls inside a base class: what this class hands to it, whatever others do. */
function enteringBase(solver: Solver, holder: ts.ClassLikeDeclaration, base: ts.ClassLikeDeclaration, calls: Calls | undefined): Calls {
  if (calls?.has(base)) return calls;
  const superCall = superCallOf(holder);
  const handed = superCall ? calledArguments(solver, superCall, calls) : (calls?.get(holder) ?? argumentsOfAny(solver, holder, base));
  return new Map([...(calls ?? []), [base, { ...handed, lowest: calls?.get(holder)?.lowest ?? holder }]]);
}

/** A class without a constructor hands on what any instance of it is made with. */
function argumentsOfAny(solver: Solver, holder: ts.ClassLikeDeclaration, base: ts.ClassLikeDeclaration): Activation {
  let current: ts.ClassLikeDeclaration | undefined = base;
  for (let depth = 0; current && !constructorOf(current) && depth < MAX_BASES; depth += 1) {
    const next = baseOf(current);
    current = next && classNamed(solver, { node: next });
  }
  const parameters = current ? (constructorOf(current)?.parameters ?? []) : [];
  return {
    id: `${idOf(holder)} instance`,
    arguments: parameters.map(({ name }, index) => ({ node: name as ts.Identifier, made: { kind: 'argument', of: holder, index } })),
    isOpen: parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined),
  };
}

function ownMember(members: ClassMembers, name: string, calls: Calls | undefined, use: ts.Expression): readonly Item[] | undefined {
  const around = calls ? { calls } : {};
  const getter = members.getters.get(name);
  if (getter) return [found({ node: use, made: { kind: 'result', of: getter }, ...around })];
  const method = members.methods.get(name);
  if (method) return [found({ node: use, made: { kind: 'function', node: method }, ...around })];
  const writers = members.fields.get(name);
  if (!writers) return undefined;
  const writer = decidingWriter(writers);
  if (!writer) return [unread(use, `\`this.${name}\` is given a value in ${writers.length} places`)];
  const written = members.changed.get(name);
  return [found({ node: writer.node, ...around, ...(written ? { written } : {}) })];
}

/** The one place, or the constructor over an initializer. */
function decidingWriter(writers: readonly Writer[]): Writer | undefined {
  if (writers.length === 1) return writers[0];
  const assigned = writers.filter(({ where }) => where !== 'initializer');
  return assigned.length === 1 && assigned[0]?.where === 'always' ? assigned[0] : undefined;
}

/** A static member, also of a class below. */
export function staticMember(
  solver: Solver,
  holder: ts.ClassLikeDeclaration,
  name: string,
  use: ts.Expression,
  depth = 0,
): readonly Item[] | undefined {
  const member = membersOfClass(holder).statics.get(name);
  if (member && ts.isGetAccessorDeclaration(member)) return [found({ node: use, made: { kind: 'result', of: member } })];
  if (member && ts.isMethodDeclaration(member)) return [found({ node: use, made: { kind: 'function', node: member } })];
  if (member) return [found({ node: member as ts.Expression })];
  const base = depth > MAX_BASES ? undefined : baseOf(holder);
  const next = base && classNamed(solver, { node: base });
  return next && staticMember(solver, next, name, use, depth + 1);
}

/** What `this` is: one instance inside its calls, the class itself in static members, any instance otherwise. */
export function thisItems(place: Place): readonly Item[] {
  for (let node: ts.Node | undefined = place.node.parent, from: ts.Node = place.node; node; from = node, node = node.parent) {
    if (ts.isClassLike(node) && ts.isClassElement(from)) {
      if (isStaticElement(from)) return [found({ node: place.node, made: { kind: 'class', node } })];
      const activation = place.calls?.get(node);
      const made = { kind: 'instance', node: activation?.lowest ?? node } as const;
      return [found(activation?.self ?? { node: place.node, made, ...(place.calls ? { calls: place.calls } : {}) })];
    }
    if (ts.isFunctionLike(node) && !ts.isArrowFunction(node) && !ts.isClassElement(node)) break;
  }
  return [unread(place.node, '`this` is not of a class')];
}

/** What `super` is: the same instance, as the class below sees it. */
export function superItems(solver: Solver, place: Place): readonly Item[] {
  const holder = ts.findAncestor(place.node, ts.isClassLike);
  const base = holder && baseOf(holder);
  const node = base && classNamed(solver, { node: base });
  const calls = node && enteringBase(solver, holder, node, place.calls);
  return node && calls ? [found({ node: place.node, made: { kind: 'instance', node, isSuper: true }, calls })] : [found(place)];
}

function isStaticElement(element: ts.ClassElement): boolean {
  if (ts.isClassStaticBlockDeclaration(element)) return true;
  return ts.canHaveModifiers(element) && ts.getModifiers(element)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
}

/** A member as the methods of a class see it: what the class says, or any class that extends it and says otherwise. */
export function anyInstanceMember(
  solver: Solver,
  place: Place,
  holder: ts.ClassLikeDeclaration,
  name: string,
  use: ts.Expression,
): readonly Item[] | undefined {
  const isSuper = place.made?.kind === 'instance' && place.made.isSuper === true;
  const own = inherited(solver, holder, name, place.calls, use, 0);
  if (isSuper) return own;
  const extensions = extensionsOf(solver, holder);
  const options = extensions.flatMap((extension) => {
    const items = ownMember(membersOfClass(extension), name, undefined, use);
    return items ? [{ holder: extension, items }] : [];
  });
  if (options.length === 0) return own ?? outside(holder, name, use);
  const isOwnUsed = own && (extensions.length > options.length || isCreated(solver, holder));
  if (isOwnUsed) options.unshift({ holder, items: own });
  const [only] = options;
  if (options.length === 1 && only) return only.items;
  const key = choiceKey(holder, undefined, 'class');
  return limited(
    options.flatMap(({ holder: option, items }) =>
      chosen(items, key, choiceOf(idOf(option), `class ${option.name?.text ?? 'without a name'}`)),
    ),
    use,
  );
}

function idOf(node: ts.Node): string {
  return `${node.getSourceFile().fileName}:${node.pos}`;
}

/** A member that only an unknown class below could have is for the framework to know. */
function outside(holder: ts.ClassLikeDeclaration, name: string, use: ts.Expression): readonly Item[] | undefined {
  return baseOf(holder) ? undefined : [unread(use, `\`this.${name}\` is not given a value in this class`)];
}
