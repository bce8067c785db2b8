/** Loops over lists that the program writes down: every turn gives the loop's variables the values of one element. */
import { callId } from './arguments.ts';
import { elementsOf, entriesOf, isCollection, type List } from './lists.ts';
import { type Absent, type Activation, type Calls, type Place, type Unread, unread } from './places.ts';
import type { Solver } from './solver.ts';
import { bare, spanOf, ts } from './typescript.ts';

/** Something that enters a function, a class or a loop. */
export interface Site {
  readonly node: ts.Node;
  readonly activation: Activation;
}

export interface Sites {
  readonly sites: readonly Site[];
  /** Entries that nobody can follow. */
  readonly unread: readonly Unread[];
}

/** More turns are not told apart. */
const MAX_TURNS = 256;
const CALLBACK_METHODS = new Set(['forEach', 'map', 'flatMap', 'filter', 'find', 'findLast', 'some', 'every', 'findIndex']);

/** The turns of `for (const x of ...)` and `for (const x in ...)`. */
export function turnsOf(solver: Solver, loop: ts.ForOfStatement | ts.ForInStatement, calls: Calls | undefined): Sites {
  const place: Place = { node: loop.expression, ...(calls ? { calls } : {}) };
  const lists = ts.isForOfStatement(loop)
    ? elementsOf(solver, place)
    : entriesOf(solver, place).map((item) =>
        item.kind === 'entries' ? { kind: 'list' as const, elements: item.entries.map(({ key }) => key) } : item,
      );
  return sitesOf(lists, calls, (element) => [element]);
}

/** The turns of a callback: `list.forEach((x) => ...)`; `undefined` where a function is none. */
export function callbackTurns(solver: Solver, callback: ts.Expression, calls: Calls | undefined): Sites | undefined {
  const call = outermost(callback).parent;
  const [first] = ts.isCallExpression(call) ? call.arguments : [];
  if (!ts.isCallExpression(call) || !first || bare(first) !== callback) return undefined;
  const method = call.expression;
  if (!ts.isPropertyAccessExpression(method) || !CALLBACK_METHODS.has(method.name.text)) return undefined;
  const receiver: Place = { node: method.expression, ...(calls ? { calls } : {}) };
  const lists = elementsOf(solver, receiver);
  if (lists.every((list) => list.kind !== 'list')) return undefined;
  const isMap = isMapPlace(solver, receiver);
  return sitesOf(lists, calls, (element, index) =>
    isMap ? [part(element, 1), part(element, 0)] : [element, indexPlace(element, index), receiver],
  );
}

/** One turn for every element. */
function sitesOf(
  lists: readonly (List | Absent | Unread)[],
  calls: Calls | undefined,
  parameters: (element: Place, index: number) => readonly Place[],
): Sites {
  const sites: Site[] = [];
  const unreadLists: Unread[] = [];
  for (const list of lists) {
    if (list.kind === 'unknown') unreadLists.push(list);
    if (list.kind !== 'list') continue;
    if (list.elements.length > MAX_TURNS) {
      const [first] = list.elements;
      if (first) unreadLists.push(unread(first.node, `the list has more than ${MAX_TURNS} elements`));
      continue;
    }
    for (const [index, element] of list.elements.entries())
      sites.push({ node: element.node, activation: activationOf(element, index, calls, parameters(element, index)) });
  }
  return { sites, unread: unreadLists };
}

function activationOf(element: Place, index: number, calls: Calls | undefined, places: readonly Place[]): Activation {
  return { id: `${callId(element.node, calls)}#${index}`, arguments: places, isOpen: false };
}

/** The value or the key of an entry of a `Map`. */
function part(element: Place, index: number): Place {
  return { node: element.node, made: { kind: 'member', owner: element, name: String(index) } };
}

function indexPlace(element: Place, index: number): Place {
  const value = { kind: 'known', value: index, span: spanOf(element.node), notation: 'composed', via: [] } as const;
  return { node: element.node, made: { kind: 'value', value } };
}

function isMapPlace(solver: Solver, place: Place): boolean {
  const [only] = solver.resolve(place);
  if (only?.kind !== 'found' || only.place.made) return false;
  const node = bare(only.place.node);
  return isCollection(node) && node.expression.getText() === 'Map';
}

/** The expression around which only parentheses and the like stand. */
function outermost(node: ts.Expression): ts.Expression {
  let outer = node;
  while (ts.isExpression(outer.parent) && outer.parent !== node && bare(outer.parent) === node) outer = outer.parent;
  return outer;
}
