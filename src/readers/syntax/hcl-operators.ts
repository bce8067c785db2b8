/** Conditions and operators of HCL. */
import { codeSpan } from '../../model/markdown.ts';
import { type Choices, choiceOf, NO_CHOICES } from './choices.ts';
import { choiceKey } from './hcl-access.ts';
import type { Conditional, Expression } from './hcl-tree.ts';
import { combinations, forced, type HclValue, type Item, plain, type Primitive, reached, unknown, type Scope } from './hcl-values.ts';

type Operation = Extract<Expression, { readonly kind: 'operation' }>;

/** Whether something holds, under some choices; `undefined` where nobody can tell. */
export interface Truth {
  readonly holds: boolean | undefined;
  readonly choices: Choices;
  /** It cannot be evaluated at all. */
  readonly error?: Item;
}

/** The branch that the condition chooses, or both, each under its own choice. */
export function conditionalItems({ condition, yes, no }: Conditional, scope: Scope): readonly Item[] {
  const key = choiceKey(condition, scope);
  return truthsOf(scope.evaluate(condition)).flatMap((truth): readonly Item[] => {
    const through = { choices: truth.choices, via: [] };
    if (truth.error) return [truth.error];
    if (truth.holds !== undefined) return reached(scope.evaluate(truth.holds ? yes : no), through);
    const either = [
      ...reached(scope.evaluate(yes), chosen(key, 'true', `when ${condition.text}`)),
      ...reached(scope.evaluate(no), chosen(key, 'false', `unless ${condition.text}`)),
    ];
    return reached(either, through);
  });
}

function chosen(key: string, option: string, label: string): Pick<Item, 'choices' | 'via'> {
  return { choices: new Map([[key, choiceOf(option, label)]]), via: [] };
}

/** What each item says as a condition: `true`, `false`, or the same as text. */
export function truthsOf(items: readonly Item[]): readonly Truth[] {
  return forced(items).map((item): Truth => {
    const { value, choices } = item;
    if (value.kind === 'plain' && String(value.known.value) === 'true') return { holds: true, choices };
    if (value.kind === 'plain' && String(value.known.value) === 'false') return { holds: false, choices };
    return { holds: undefined, choices, ...(value.kind === 'unknown' && value.says === 'error' ? { error: item } : {}) };
  });
}

/** A comparison, a sum, a negation. */
export function operationItems(operation: Operation, scope: Scope): readonly Item[] {
  const lists = operation.operands.map((operand) => forced(scope.evaluate(operand)));
  const ways = combinations(lists);
  if (!ways) return [unknown(operation.span, 'it has too many alternatives')];
  return ways.map(({ items, choices }) => ({ ...calculated(operation, items), choices }));
}

function calculated({ operator, span, text }: Operation, items: readonly Item[]): Item {
  const [left, right] = items.map(({ value }) => value);
  const value = left && (right ? binary(operator, left, right) : unary(operator, left));
  if (value !== undefined) return plain({ value, span, notation: 'composed' });
  const open = items.find((item) => item.value.kind === 'unknown');
  return open ? { ...open, choices: NO_CHOICES } : unknown(span, `${codeSpan(text)} is computed`);
}

function unary(operator: string, value: HclValue): Primitive | undefined {
  if (value.kind !== 'plain') return undefined;
  const { value: operand } = value.known;
  if (operator === '-') return typeof operand === 'number' ? -operand : undefined;
  return String(operand) === 'true' ? false : String(operand) === 'false' ? true : undefined;
}

function binary(operator: string, left: HclValue, right: HclValue): Primitive | undefined {
  switch (operator) {
    case '&&':
    case '||':
      return logical(operator, left, right);
    case '==':
      return isEqual(left, right);
    case '!=': {
      const same = isEqual(left, right);
      return same === undefined ? undefined : !same;
    }
    default:
      return left.kind === 'plain' && right.kind === 'plain' ? arithmetic(operator, left.known.value, right.known.value) : undefined;
  }
}

/** One side may be enough. */
function logical(operator: '&&' | '||', left: HclValue, right: HclValue): boolean | undefined {
  const settles = operator === '||';
  const sides = [left, right].map((side) => (side.kind === 'plain' ? String(side.known.value) : ''));
  if (sides.includes(String(settles))) return settles;
  return sides.every((side) => side === String(!settles)) ? !settles : undefined;
}

function isEqual(left: HclValue, right: HclValue): boolean | undefined {
  if ((isGiven(left) && isNothing(right)) || (isGiven(right) && isNothing(left))) return false;
  if (left.kind === 'unknown' || right.kind === 'unknown' || left.kind === 'external' || right.kind === 'external') return undefined;
  if (left.kind === 'null' || right.kind === 'null') return left.kind === right.kind;
  if (left.kind === 'plain' && right.kind === 'plain') return left.known.value === right.known.value;
  const sizes = [left, right].map(sizeOf);
  const [a, b] = sizes;
  if (a === undefined || b === undefined || a === b) return a === 0 && b === 0 ? true : undefined;
  return false;
}

function isGiven(value: HclValue): boolean {
  return value.kind === 'unknown' && (value.says === 'given' || value.says === 'lookup');
}

function isNothing(value: HclValue): boolean {
  return value.kind === 'null' || (value.kind === 'plain' && value.known.value === '');
}

/** How many elements a list or an object certainly has. */
export function sizeOf(value: HclValue): number | undefined {
  if (value.kind === 'list') return value.more === undefined ? value.elements.length : undefined;
  if (value.kind === 'object') return value.more === undefined ? value.entries.size : undefined;
  return undefined;
}

function arithmetic(operator: string, a: Primitive, b: Primitive): Primitive | undefined {
  const left = Number(a);
  const right = Number(b);
  if (typeof a === 'boolean' || typeof b === 'boolean' || Number.isNaN(left) || Number.isNaN(right)) return undefined;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return rounded(left + right);
    case '-':
      return rounded(left - right);
    case '*':
      return rounded(left * right);
    default:
      return undefined;
  }
}

/** HCL counts in decimals: 1.1 + 0.2 is 1.3 there. */
function rounded(value: number): number {
  return Number(value.toPrecision(14));
}
