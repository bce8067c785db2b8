/** What a class says of its members, by its text alone. */
import { keyOf } from './objects.ts';
import { descendants, ts } from './typescript.ts';
import { ANY_MEMBER, CHANGES_CONTENTS, CONTENTS } from './roots.ts';

/** A place that gives a field its value. */
export interface Writer {
  readonly node: ts.Expression;
  /** `always`: in the constructor's own list of statements, after any initializer. */
  readonly where: 'initializer' | 'always' | 'sometimes';
}

export interface ClassMembers {
  readonly fields: ReadonlyMap<string, readonly Writer[]>;
  readonly statics: ReadonlyMap<string, ts.Expression | ts.FunctionLikeDeclaration>;
  readonly methods: ReadonlyMap<string, ts.MethodDeclaration>;
  readonly getters: ReadonlyMap<string, ts.GetAccessorDeclaration>;
  /** Members that are changed inside: `this.list.push(x)`, `this.config.version = y`. */
  readonly changed: ReadonlyMap<string, ReadonlySet<string>>;
}

const collected = new WeakMap<ts.ClassLikeDeclaration, ClassMembers>();

/** The members that a class itself declares or gives a value. */
export function membersOfClass(holder: ts.ClassLikeDeclaration): ClassMembers {
  const known = collected.get(holder);
  if (known) return known;
  const members = new Collector().collect(holder);
  collected.set(holder, members);
  return members;
}

/** The constructor with a body. */
export function constructorOf(holder: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined {
  return holder.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined) as
    | ts.ConstructorDeclaration
    | undefined;
}

/** The expression after `extends`. */
export function baseOf(holder: ts.ClassLikeDeclaration): ts.Expression | undefined {
  const clause = holder.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression;
}

class Collector {
  readonly #fields = new Map<string, Writer[]>();
  readonly #statics = new Map<string, ts.Expression | ts.FunctionLikeDeclaration>();
  readonly #methods = new Map<string, ts.MethodDeclaration>();
  readonly #getters = new Map<string, ts.GetAccessorDeclaration>();
  readonly #changed = new Map<string, Set<string>>();

  collect(holder: ts.ClassLikeDeclaration): ClassMembers {
    for (const member of holder.members) this.#addMember(member);
    for (const parameter of constructorOf(holder)?.parameters ?? []) {
      if (ts.isParameterPropertyDeclaration(parameter, parameter.parent) && ts.isIdentifier(parameter.name))
        this.#write(parameter.name.text, { node: parameter.name, where: 'always' });
    }
    for (const node of descendants(holder, (inner) => sharesThis(holder, inner))) this.#addWrite(node);
    return { fields: this.#fields, statics: this.#statics, methods: this.#methods, getters: this.#getters, changed: this.#changed };
  }

  #addMember(member: ts.ClassElement): void {
    const name = member.name && memberName(member.name);
    if (name === undefined) return;
    const isStatic =
      ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
    if (ts.isPropertyDeclaration(member) && member.initializer) {
      if (isStatic) this.#statics.set(name, member.initializer);
      else this.#write(name, { node: member.initializer, where: 'initializer' });
    } else if (ts.isMethodDeclaration(member) && member.body) (isStatic ? this.#statics : this.#methods).set(name, member);
    else if (ts.isGetAccessorDeclaration(member)) (isStatic ? this.#statics : this.#getters).set(name, member);
  }

  #addWrite(node: ts.Node): void {
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    ) {
      const name = ownMember(node.left);
      const isPlain = node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      if (name !== undefined)
        this.#write(name, { node: isPlain ? node.right : node, where: isPlain && isAlways(node) ? 'always' : 'sometimes' });
      else if (ts.isPropertyAccessExpression(node.left) || ts.isElementAccessExpression(node.left)) this.#change(node.left);
    } else if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      CHANGES_CONTENTS.has(node.expression.name.text)
    ) {
      this.#change(node.expression);
    } else if (ts.isDeleteExpression(node)) this.#change(node.expression);
  }

  /** `this.config.version = y`, `this.list.push(x)`: what lies below `this.config` or `this.list` is another now. */
  #change(left: ts.Expression): void {
    for (let node = left; ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node); node = node.expression) {
      const owner = ownMember(node.expression);
      if (owner === undefined) continue;
      const isMethod = node === left && ts.isCallExpression(left.parent);
      const below = isMethod ? CONTENTS : ts.isPropertyAccessExpression(node) ? node.name.text : ANY_MEMBER;
      this.#changed.set(owner, new Set([...(this.#changed.get(owner) ?? []), below]));
      return;
    }
  }

  #write(name: string, writer: Writer): void {
    const writers = this.#fields.get(name) ?? [];
    writers.push(writer);
    this.#fields.set(name, writers);
  }
}

/** `this` is another one in classes and functions inside. */
function sharesThis(holder: ts.ClassLikeDeclaration, node: ts.Node): boolean {
  if (node === holder || node.parent === holder) return true;
  return !ts.isClassLike(node) && (!ts.isFunctionLike(node) || ts.isArrowFunction(node));
}

function memberName(name: ts.PropertyName): string | undefined {
  return ts.isPrivateIdentifier(name) ? name.text : keyOf(name);
}

/** The name of `this.x`. */
function ownMember(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.expression.kind === ts.SyntaxKind.ThisKeyword ? node.name.text : undefined;
  if (!ts.isElementAccessExpression(node) || node.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** A statement of the constructor itself, under no condition. */
function isAlways(node: ts.BinaryExpression): boolean {
  const statement = node.parent;
  return ts.isExpressionStatement(statement) && ts.isBlock(statement.parent) && ts.isConstructorDeclaration(statement.parent.parent);
}
