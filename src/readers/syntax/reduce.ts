/** One step of following an expression: by what kind of expression it is. */
import { conditionalItems, fallbackItems } from './branches.ts';
import { callItems } from './calls.ts';
import { superItems, thisItems } from './classes.ts';
import { accessItems } from './elements.ts';
import { memberPlaces } from './members.ts';
import { nameItems } from './names.ts';
import { instanceArgument } from './parameters.ts';
import { ABSENT, beside, follow, found, type Item, type Place } from './places.ts';
import { returnedItems } from './returns.ts';
import { saidItems } from './said.ts';
import type { Solver } from './solver.ts';
import { bare, ts } from './typescript.ts';

/** What a place stands for; itself where there is nothing to follow. */
export function reduce(solver: Solver, place: Place): readonly Item[] {
  if (place.made) return reduceMade(solver, place, place.made);
  const node = bare(place.node);
  const said = solver.said(place);
  if (said) return saidItems(solver, place, said);
  if (ts.isIdentifier(node)) return nameItems(solver, place, node);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return accessItems(solver, place, node);
  if (ts.isConditionalExpression(node)) return conditionalItems(solver, place, node);
  if (ts.isBinaryExpression(node)) return fallbackItems(solver, place, node) ?? itself(place, node);
  if (ts.isCallExpression(node)) return callItems(solver, place, node);
  if (node.kind === ts.SyntaxKind.ThisKeyword) return thisItems({ ...place, node });
  if (node.kind === ts.SyntaxKind.SuperKeyword) return superItems(solver, { ...place, node });
  if (node.kind === ts.SyntaxKind.NullKeyword || ts.isVoidExpression(node) || ts.isOmittedExpression(node)) return [ABSENT];
  return itself(place, node);
}

function itself(place: Place, node: ts.Expression): readonly Item[] {
  return [found({ ...beside(place, node), ...(place.written ? { written: place.written } : {}) })];
}

function reduceMade(solver: Solver, place: Place, made: NonNullable<Place['made']>): readonly Item[] {
  if (made.kind === 'member')
    return follow(memberPlaces(solver, made.owner, made.name, place.node), place.node, (member) => solver.resolve(member.place));
  if (made.kind === 'argument') return instanceArgument(solver, made.of, made.index, place.node);
  if (made.kind === 'result') return returnedItems(solver, made.of, place.calls);
  const { node, calls, written } = place;
  return [found({ node, made, ...(calls ? { calls } : {}), ...(written ? { written } : {}) })];
}
