/** Calls: of functions of the repository, and of the few built-in ones that only hand values on. */
import { builtInItems } from './built-ins.ts';
import { calledArguments } from './arguments.ts';
import { calleeIn } from './call-sites.ts';
import { requiredItems } from './imports.ts';
import { beside, entering, found, type Found, type Item, limited, type Place, reachedThrough, shortText, travelled } from './places.ts';
import { returnedItems } from './returns.ts';
import { declarationOf } from './scope.ts';
import type { Solver } from './solver.ts';
import { bare, ts } from './typescript.ts';

/** What a call gives; the call itself where nobody of this program knows. */
export function callItems(solver: Solver, place: Place, node: ts.CallExpression): readonly Item[] {
  const leaf = [found(beside(place, node))];
  const required = requiredSpecifier(node);
  if (required !== undefined) return requiredItems(solver, required, node);
  const builtIn = builtInItems(solver, place, node);
  if (builtIn) return builtIn;
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return leaf;
  const callees = solver.resolve(beside(place, node.expression));
  const results = callees.map((callee) => (callee.kind === 'found' ? called(solver, place, node, callee) : undefined));
  if (results.every((result) => result === undefined)) return leaf;
  const items = results.flatMap((result, index): readonly Item[] => {
    const callee = callees[index];
    if (!callee) return [];
    if (callee.kind !== 'found') return [callee];
    return reachedThrough(result ?? leaf, { via: [], choices: callee.choices });
  });
  return limited(travelled(items, node, shortText(node)), node);
}

function called(solver: Solver, place: Place, node: ts.CallExpression, callee: Found): readonly Item[] | undefined {
  const target = calleeIn(callee);
  if (!target || ts.isClassLike(target)) return undefined;
  const activation = calledArguments(solver, node, place.calls);
  return returnedItems(solver, target, entering(target, callee.place.calls, activation));
}

/** `require('./config')` where nothing else is called `require`. */
function requiredSpecifier(node: ts.CallExpression): string | undefined {
  const [specifier] = node.arguments;
  const { expression } = node;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
  if (!ts.isIdentifier(expression) || expression.text !== 'require' || declarationOf(expression)) return undefined;
  return specifier && ts.isStringLiteralLike(bare(specifier)) ? (bare(specifier) as ts.StringLiteralLike).text : undefined;
}
