/** Whether a condition holds, under each choice that its parts may rest on. */
import { merge, NO_CHOICES } from './choices.ts';
import { restingOn } from './environment.ts';
import { beside, type Found, type Place, written } from './places.ts';
import type { Solver, Truth, ValueItem } from './solver.ts';
import { bare, ts } from './typescript.ts';

const MAX_TRUTHS = 64;

/** Whether a place counts as true. */
export function truthItems(solver: Solver, place: Place): readonly Truth[] {
  const node = place.made ? undefined : bare(place.node);
  if (node && ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return solver
      .truths(beside(place, node.operand))
      .map((truth) => ({ ...truth, holds: truth.holds === undefined ? undefined : !truth.holds }));
  if (node && ts.isBinaryExpression(node)) {
    const compared = comparison(solver, place, node);
    if (compared) return compared;
  }
  return written(solver.resolve(place)).flatMap((item): readonly Truth[] => {
    if (item.kind === 'absent') return [{ holds: false, choices: item.choices }];
    if (item.kind === 'unknown') return [{ holds: undefined, choices: item.choices, ...restingOn(item) }];
    if (isObject(item)) return [{ holds: true, choices: item.choices }];
    return solver.values({ ...item.place, choices: item.choices }).map((value) => truthOf(value));
  });
}

function truthOf(value: ValueItem): Truth {
  if (value.kind === 'known') return { holds: Boolean(value.known.value), choices: value.choices };
  if (value.kind === 'absent') return { holds: false, choices: value.choices };
  return { holds: undefined, choices: value.choices, ...restingOn(value) };
}

/** Something with an identity, which always counts as true. */
export function isObject({ place }: Found): boolean {
  if (place.made) return !['value', 'external', 'member', 'result', 'argument'].includes(place.made.kind);
  const node = bare(place.node);
  return (
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isClassExpression(node)
  );
}

function comparison(solver: Solver, place: Place, node: ts.BinaryExpression): readonly Truth[] | undefined {
  const left = beside(place, node.left);
  const right = beside(place, node.right);
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return joined(
        solver.truths(left),
        () => solver.truths(right),
        (a) => a,
      );
    case ts.SyntaxKind.BarBarToken:
      return joined(
        solver.truths(left),
        () => solver.truths(right),
        (a) => !a,
      );
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsToken:
      return pairs(solver.values(left), solver.values(right), equality(node));
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
      return pairs(solver.values(left), solver.values(right), (a, b) => negated(equality(node)(a, b)));
    case ts.SyntaxKind.LessThanToken:
      return pairs(
        solver.values(left),
        solver.values(right),
        ordered((a, b) => a < b),
      );
    case ts.SyntaxKind.LessThanEqualsToken:
      return pairs(
        solver.values(left),
        solver.values(right),
        ordered((a, b) => a <= b),
      );
    case ts.SyntaxKind.GreaterThanToken:
      return pairs(
        solver.values(left),
        solver.values(right),
        ordered((a, b) => a > b),
      );
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return pairs(
        solver.values(left),
        solver.values(right),
        ordered((a, b) => a >= b),
      );
    case ts.SyntaxKind.InKeyword:
      return membership(solver, left, right);
    default:
      return undefined;
  }
}

/** `a && b`, `a || b`: the right side counts where the left one does not decide. */
function joined(left: readonly Truth[], right: () => readonly Truth[], goesOn: (holds: boolean) => boolean): readonly Truth[] {
  return left.flatMap((first): readonly Truth[] => {
    if (first.holds !== undefined && !goesOn(first.holds)) return [first];
    return right().flatMap((second): readonly Truth[] => {
      const choices = merge(first.choices, second.choices);
      if (!choices) return [];
      const decides = second.holds !== undefined && !goesOn(second.holds);
      const holds = first.holds === undefined && !decides ? undefined : second.holds;
      return [{ holds, choices, ...restingOn(first.holds === undefined ? first : second) }];
    });
  });
}

type Side = string | number | boolean | undefined;

/** A comparison of every two values that can meet. */
function pairs(left: readonly ValueItem[], right: readonly ValueItem[], test: (a: Side, b: Side) => boolean | undefined): readonly Truth[] {
  const truths = left.flatMap((a) =>
    right.flatMap((b): readonly Truth[] => {
      const choices = merge(a.choices, b.choices);
      if (!choices) return [];
      if (a.kind === 'unknown') return [{ holds: undefined, choices, ...restingOn(a) }];
      if (b.kind === 'unknown') return [{ holds: undefined, choices, ...restingOn(b) }];
      return [{ holds: test(sideOf(a), sideOf(b)), choices }];
    }),
  );
  return truths.length > MAX_TRUTHS ? [{ holds: undefined, choices: NO_CHOICES }] : truths;
}

function sideOf(item: ValueItem & { kind: 'known' | 'absent' }): Side {
  return item.kind === 'known' ? item.known.value : undefined;
}

/** `null` and `undefined` are one here, and `==` converts: where that matters nobody can tell. */
function equality({ left, right, operatorToken: { kind } }: ts.BinaryExpression): (a: Side, b: Side) => boolean | undefined {
  const isStrict = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  const namesNull = [left, right].some((side) => bare(side).kind === ts.SyntaxKind.NullKeyword);
  return (a, b) => {
    if (a === undefined && b === undefined) return isStrict && namesNull ? undefined : true;
    if (a === undefined || b === undefined || typeof a === typeof b) return a === b;
    return isStrict ? false : undefined;
  };
}

function negated(holds: boolean | undefined): boolean | undefined {
  return holds === undefined ? undefined : !holds;
}

/** An order that both sides have: of two numbers or of two texts. */
function ordered(test: (a: string | number, b: string | number) => boolean): (a: Side, b: Side) => boolean | undefined {
  return (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return test(a, b);
    return typeof a === 'string' && typeof b === 'string' ? test(a, b) : undefined;
  };
}

/** `'key' in object`. */
function membership(solver: Solver, key: Place, owner: Place): readonly Truth[] {
  return solver.values(key).flatMap((item): readonly Truth[] => {
    if (item.kind !== 'known') return [{ holds: undefined, choices: item.choices }];
    const name = String(item.known.value);
    const members = solver.resolve({ node: owner.node, made: { kind: 'member', owner, name }, choices: item.choices });
    return members.map(({ kind, choices }): Truth => ({ holds: kind === 'unknown' ? undefined : kind === 'found', choices }));
  });
}
