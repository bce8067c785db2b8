/** Evaluates expressions of HCL as far as the texts of a repository decide them. */
import { accessed } from './hcl-access.ts';
import { callItems } from './hcl-functions.ts';
import { composed } from './hcl-compose.ts';
import { forItems } from './hcl-for.ts';
import { conditionalItems, operationItems } from './hcl-operators.ts';
import { objectItems } from './hcl-objects.ts';
import type { Budget, Resolved } from './hcl-scope.ts';
import type { Call, Expression, Traversal } from './hcl-tree.ts';
import { itemOf, type Item, type Lazy, limited, once, plain, unknown, type Scope } from './hcl-values.ts';

export interface World {
  readonly identity: string;
  readonly budget: Budget;
  /** What a name of the framework stands for: `var`, `local`, `module`, a type of resource. */
  readonly resolve: (root: string, names: readonly string[], place: Traversal) => Resolved;
  /** What a function of the framework gives; `undefined` for one of the language. */
  readonly call?: (call: Call, scope: Scope) => readonly Item[] | undefined;
}

/** The outermost scope of a world. */
export function scopeOf(world: World): Scope {
  return inner(world, world.identity, new Map());
}

function inner(world: World, identity: string, names: ReadonlyMap<string, Lazy>): Scope {
  const scope: Scope = {
    identityOf: (text) => ((text.match(/\w+/g) ?? []).some((word) => names.has(word)) ? identity : world.identity),
    evaluate: (expression) =>
      world.budget.spend(
        () => limited(itemsOf(expression, scope, world, names), expression.span),
        (reason) => [unknown(expression.span, reason)],
      ),
    charge: (steps) => world.budget.charge(steps),
    with: (more, id) => inner(world, `${identity} ${id}`, new Map([...names, ...more])),
  };
  return scope;
}

function itemsOf(expression: Expression, scope: Scope, world: World, names: ReadonlyMap<string, Lazy>): readonly Item[] {
  const { span } = expression;
  switch (expression.kind) {
    case 'literal':
      return [plain({ value: expression.value, span, notation: expression.notation })];
    case 'null':
      return [itemOf({ kind: 'null', span })];
    case 'template':
      return composed(expression, scope);
    case 'list':
      return [itemOf({ kind: 'list', elements: expression.items.map((item) => lazily(item, scope)), span })];
    case 'object':
      return objectItems(expression, scope);
    case 'traversal':
      return traversalItems(expression, scope, world, names);
    case 'call':
      return world.call?.(expression, scope) ?? callItems(expression, scope);
    case 'conditional':
      return conditionalItems(expression, scope);
    case 'operation':
      return operationItems(expression, scope);
    case 'for':
      return forItems(expression, scope);
    case 'broken':
      return [unknown(span, expression.reason)];
  }
}

function lazily(expression: Expression, scope: Scope): Lazy {
  return once(
    () => scope.evaluate(expression),
    () => [unknown(expression.span, 'it leads back to itself')],
  );
}

function traversalItems(traversal: Traversal, scope: Scope, world: World, names: ReadonlyMap<string, Lazy>): readonly Item[] {
  const { root, accesses } = traversal;
  if (typeof root !== 'string') return accessed(scope.evaluate(root), accesses, traversal, scope);
  const local = names.get(root);
  if (local) return accessed(local(), accesses, traversal, scope);
  const end = accesses.findIndex(({ kind }) => kind !== 'get');
  const leading = accesses.slice(0, end === -1 ? undefined : end).flatMap((access) => (access.kind === 'get' ? [access.name] : []));
  const { items, taken } = world.resolve(root, leading, traversal);
  return accessed(items, accesses.slice(taken), traversal, scope);
}
