/** Built-in functions that make lists and objects out of others: what they give is written somewhere in the program. */
import { callId } from './arguments.ts';
import { calleeIn } from './call-sites.ts';
import { elementsOf, entriesOf, isCollection, onlyList } from './lists.ts';
import { ABSENT, beside, callsAround, found, type Found, type Item, limited, type Place, reachedThrough, unread } from './places.ts';
import { declarationOf } from './scope.ts';
import type { Solver } from './solver.ts';
import { bare, ts } from './typescript.ts';

/** What a call of a built-in function gives; `undefined` for every other call. */
export function builtInItems(solver: Solver, place: Place, node: ts.CallExpression): readonly Item[] | undefined {
  const { expression } = node;
  if (ts.isIdentifier(expression)) return expression.text === 'structuredClone' && !declarationOf(expression) ? handedOn(solver, place, node) : undefined;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const { name, expression: receiver } = expression;
  const global = ts.isIdentifier(receiver) && !declarationOf(receiver) ? receiver.text : undefined;
  if (global === 'Object') return ofObject(solver, place, node, name.text);
  if (global === 'Array') return name.text === 'from' && node.arguments.length === 1 ? listItems(solver, place, node) : undefined;
  return ofList(solver, place, node, name.text, beside(place, receiver));
}

function handedOn(solver: Solver, place: Place, { arguments: [first] }: ts.CallExpression): readonly Item[] | undefined {
  return first && solver.resolve(beside(place, first));
}

function ofObject(solver: Solver, place: Place, node: ts.CallExpression, name: string): readonly Item[] | undefined {
  const [first] = node.arguments;
  if (!first) return undefined;
  switch (name) {
    case 'freeze':
    case 'seal':
    case 'preventExtensions':
      return handedOn(solver, place, node);
    case 'assign':
      if (node.arguments.some((argument) => ts.isSpreadElement(argument))) return undefined;
      return [found({ node, made: { kind: 'record', layers: node.arguments.map((argument) => beside(place, argument)) } })];
    case 'entries':
      return entryLists(solver, beside(place, first), node, ({ key, value }) => ({ node: value.node, made: { kind: 'list', items: [key, value] } }));
    case 'keys':
      return entryLists(solver, beside(place, first), node, ({ key }) => key);
    case 'values':
      return entryLists(solver, beside(place, first), node, ({ value }) => value);
    case 'fromEntries':
      return fromEntries(solver, beside(place, first), node);
    default:
      return undefined;
  }
}

type ToElement = (entry: { readonly key: Place; readonly value: Place }) => Place;

function entryLists(solver: Solver, owner: Place, node: ts.CallExpression, toElement: ToElement): readonly Item[] {
  return entriesOf(solver, owner).map((item) =>
    item.kind === 'entries' ? found({ node, made: { kind: 'list', items: item.entries.map((entry) => toElement(entry)) } }) : item,
  );
}

function fromEntries(solver: Solver, pairs: Place, node: ts.CallExpression): readonly Item[] | undefined {
  const lists = onlyList(solver, pairs);
  return typeof lists === 'string' ? undefined : [found({ node, made: { kind: 'record', layers: lists.map((pair) => ({ node, made: { kind: 'pair', pair } })) } })];
}

function listItems(solver: Solver, place: Place, node: ts.CallExpression): readonly Item[] | undefined {
  const [first] = node.arguments;
  return first && elementsOf(solver, beside(place, first)).map((list) => (list.kind === 'list' ? found({ node, made: { kind: 'list', items: list.elements } }) : list));
}

function ofList(solver: Solver, place: Place, node: ts.CallExpression, name: string, receiver: Place): readonly Item[] | undefined {
  switch (name) {
    case 'get':
      return fromMap(solver, place, node, receiver);
    case 'map':
    case 'flatMap':
    case 'filter':
    case 'find':
    case 'at':
    case 'concat':
    case 'slice':
    case 'entries':
    case 'values':
    case 'keys':
      break;
    default:
      return undefined;
  }
  const elements = onlyList(solver, receiver);
  if (typeof elements === 'string') return undefined;
  return undefined;
}
