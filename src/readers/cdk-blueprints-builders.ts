/** Builders of blueprints: what is called on each, however far apart the calls stand. */
import { blueprintsName, builderFactory, isBuilderName, madeBy } from './cdk-blueprints-names.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { beside, type Calls, type Place } from './syntax/places.ts';
import { declarationOf } from './syntax/scope.ts';
import { bare, ts } from './syntax/typescript.ts';
import { writesTo } from './syntax/writes.ts';

/** One builder, in one call of the function that makes it. */
export interface Instance {
  /** `EksBlueprint.builder()`, `new BlueprintBuilder()`, `other.clone()`. */
  readonly node: ts.CallExpression | ts.NewExpression;
  /** Tells the calls of the function around it apart; empty where any is meant. */
  readonly key: string;
  readonly calls: Calls | undefined;
}

/** One way from an expression back to a builder. */
export interface Walk {
  /** The builder, the one that it is a clone of, and so on. */
  readonly lineage: readonly [Instance, ...Instance[]];
  /** The calls of the chain, with the calls of functions that lead to each. */
  readonly chain: ReadonlyMap<ts.Node, Calls | undefined>;
}

export type Walks = readonly [Walk, ...Walk[]];

/** `builder.version(...)`. */
export interface Step {
  readonly node: MethodCall;
  readonly method: string;
  readonly instance: Instance;
  /** The receiver may be another builder. */
  readonly isOneOfSeveral: boolean;
}

export type MethodCall = ts.CallExpression & { readonly expression: ts.PropertyAccessExpression };

/** What ends a chain: it gives a stack. */
const ENDS: ReadonlySet<string> = new Set(['build', 'buildAsync']);
/** What changes a cluster. */
const SETTERS: ReadonlySet<string> = new Set(['version', 'clusterProvider', 'addOns', 'withBlueprintProps']);

/** Of one expression: names with several values multiply. */
const MOST_WALKS = 16;

export function isMethodCall(node: ts.Node): node is MethodCall {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression);
}

export function isEnd(node: ts.Node): node is MethodCall {
  return isMethodCall(node) && ENDS.has(node.expression.name.text);
}

/** Finds the builders behind expressions. */
export class Builders {
  readonly #evaluator: Evaluator;
  /** By expression, where no function around it is known to be called; none while it is being asked. */
  readonly #known = new Map<ts.Node, readonly Walk[]>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** Every way from an expression back to a builder, together for each builder; none for what is no builder. */
  behind(expression: ts.Expression): readonly Walks[] {
    const byInstance = new Map<string, [Walk, ...Walk[]]>();
    for (const walk of this.#walks({ node: expression })) {
      const key = walk.lineage.map(({ node, key: calls }) => `${node.getSourceFile().fileName}:${node.end} ${calls}`).join('\n');
      const same = byInstance.get(key);
      if (same) same.push(walk);
      else byInstance.set(key, [walk]);
    }
    return [...byInstance.values()];
  }

  /** The step that a call makes, for each builder that its receiver may be. */
  stepsAt(node: ts.Node): readonly Step[] {
    if (!isMethodCall(node) || !SETTERS.has(node.expression.name.text)) return [];
    const method = node.expression.name.text;
    const builders = this.behind(node.expression.expression);
    return builders.map(([{ lineage }]) => ({ node, method, instance: lineage[0], isOneOfSeveral: builders.length > 1 }));
  }

  #walks(place: Place): readonly Walk[] {
    if (place.calls) return this.#find(place);
    const known = this.#known.get(place.node);
    if (known) return known;
    this.#known.set(place.node, []);
    const walks = this.#find(place);
    this.#known.set(place.node, walks);
    return walks;
  }

  #find(place: Place): readonly Walk[] {
    const walks = this.#evaluator.resolve(place).flatMap((target) => {
      if (target.kind === 'unknown') return assignedTo(place.node).flatMap((node) => this.#walks({ node }));
      return target.made ? [] : this.#through(target);
    });
    return walks.length > MOST_WALKS ? [] : walks;
  }

  #through(place: Place): readonly Walk[] {
    const node = bare(place.node);
    const builder = builderIn(this.#evaluator, place, node);
    if (builder) return [{ lineage: [instanceOf(builder, place.calls)], chain: new Map() }];
    if (!isMethodCall(node) || ENDS.has(node.expression.name.text)) return [];
    return this.#walks(beside(place, node.expression.expression)).map((walk) => after(walk, node, place.calls));
  }
}

/** Everything that a variable is given: what is called on a builder gives it back, so `b = b.account('1')` is no other builder. */
function assignedTo(use: ts.Expression): readonly ts.Expression[] {
  const name = bare(use);
  const declaration = ts.isIdentifier(name) ? declarationOf(name) : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return [];
  const values = writesTo(declaration).whole.map((write) => (ts.isBinaryExpression(write) ? write.right : undefined));
  return [declaration.initializer, ...values].filter((value) => value !== undefined);
}

function after({ lineage, chain }: Walk, node: MethodCall, calls: Calls | undefined): Walk {
  if (node.expression.name.text === 'clone') return { lineage: [instanceOf(node, calls), ...lineage], chain };
  return { lineage, chain: new Map([...chain, [node, calls]]) };
}

/** The node itself where it makes a builder. */
function builderIn(evaluator: Evaluator, place: Place, node: ts.Expression): Instance['node'] | undefined {
  if (ts.isNewExpression(node)) return isBuilderName(madeBy(node, evaluator)?.name ?? '') ? node : undefined;
  if (!isMethodCall(node) || node.expression.name.text !== 'builder') return undefined;
  return builderFactory(blueprintsName(evaluator, beside(place, node.expression))) === undefined ? undefined : node;
}

function instanceOf(node: Instance['node'], calls: Calls | undefined): Instance {
  const ids: string[] = [];
  for (let parent: ts.Node | undefined = node.parent; parent; parent = parent.parent) {
    const activation = calls?.get(parent);
    if (activation) ids.push(activation.id);
  }
  return { node, key: ids.join(' '), calls };
}

/** The builder that all others on the way are clones of. */
export function oldest([{ lineage }]: Walks): Instance {
  return lineage.at(-1) ?? lineage[0];
}
