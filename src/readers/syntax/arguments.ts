/** The arguments of a call as the function sees them. */
import { elementsOf } from './lists.ts';
import { type Activation, type Calls, idsAround, type Place } from './places.ts';
import type { Solver } from './solver.ts';
import { ts } from './typescript.ts';

/** A call as the function that it enters sees it. */
export function calledArguments(solver: Solver, call: ts.CallExpression | ts.NewExpression, calls: Calls | undefined): Activation {
  const around = calls ? { calls } : {};
  const places: Place[] = [];
  let isOpen = false;
  for (const argument of call.arguments ?? []) {
    if (!ts.isSpreadElement(argument)) {
      places.push({ node: argument, ...around });
      continue;
    }
    const lists = elementsOf(solver, { node: argument.expression, ...around });
    const [only] = lists;
    isOpen = only?.kind !== 'list' || lists.length > 1;
    if (isOpen || only?.kind !== 'list') break;
    places.push(...only.elements);
  }
  return { id: callId(call, calls), arguments: places, isOpen };
}

/** Equal for the same call in the same calls. */
export function callId(node: ts.Node, calls: Calls | undefined): string {
  const around = idsAround(calls, node);
  return `${node.getSourceFile().fileName}:${node.pos}${around === '' ? '' : `(${around})`}`.slice(0, 400);
}
