/** Built-in functions that make lists and objects out of others: what they give is written somewhere in the program. */
import { chosenEntries } from './elements.ts';
import { listMethod } from './list-methods.ts';
import { elementsOf, type Entry, entriesOf, isCollection, onlyList } from './lists.ts';
import { beside, follow, found, type Item, type Place, reachedThrough, unread } from './places.ts';
import { declarationOf } from './scope.ts';
import type { Solver } from './solver.ts';
import { splitLists } from './text-methods.ts';
import { bare, ts } from './typescript.ts';

/** What a call of a built-in function gives; `undefined` for every other call. */
export function builtInItems(solver: Solver, place: Place, node: ts.CallExpression): readonly Item[] | undefined {
  const { expression } = node;
  if (ts.isIdentifier(expression))
    return expression.text === 'structuredClone' && !declarationOf(expression) ? handedOn(solver, place, node) : undefined;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const { name, expression: receiver } = expression;
  const global = ts.isIdentifier(receiver) && !declarationOf(receiver) ? receiver.text : undefined;
  if (global === 'Object') return ofObject(solver, place, node, name.text);
  if (global === 'Array') return name.text === 'from' && node.arguments.length === 1 ? listItems(solver, place, node) : undefined;
  const owner = beside(place, receiver);
  if (name.text === 'get') return fromMap(solver, place, node, owner);
  return name.text === 'split' ? splitLists(solver, place, node, owner) : listMethod(solver, place, node, name.text, owner);
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
      return entryLists(solver, beside(place, first), node, ({ key, value }) => ({
        node: value.node,
        made: { kind: 'list', items: [key, value] },
      }));
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

function fromEntries(solver: Solver, list: Place, node: ts.CallExpression): readonly Item[] | undefined {
  const entries = pairsOf(solver, list);
  return (
    entries && [
      found({ node, made: { kind: 'record', layers: entries.map(({ name, value }) => ({ node, made: { kind: 'entry', name, value } })) } }),
    ]
  );
}

function listItems(solver: Solver, place: Place, node: ts.CallExpression): readonly Item[] | undefined {
  const [first] = node.arguments;
  return (
    first &&
    elementsOf(solver, beside(place, first)).map((list) =>
      list.kind === 'list' ? found({ node, made: { kind: 'list', items: list.elements } }) : list,
    )
  );
}

/** `new Map([[key, value], ...]).get(key)`. */
function fromMap(solver: Solver, place: Place, node: ts.CallExpression, receiver: Place): readonly Item[] | undefined {
  const [key] = node.arguments;
  const [owner, ...others] = solver.resolve(receiver);
  if (!key || owner?.kind !== 'found' || others.length > 0 || owner.place.made || !isCollection(bare(owner.place.node))) return undefined;
  if (owner.place.written?.size) return [unread(node, 'the map is changed after it is made')];
  const entries = pairsOf(solver, owner.place);
  const parts = entries && chosenEntries(solver, entries, beside(place, key), node);
  return (
    parts &&
    reachedThrough(
      follow(parts, node, (part) => solver.resolve(part.place)),
      owner,
    )
  );
}

/** A list of `[key, value]` as entries; `undefined` where a key is computed. */
function pairsOf(solver: Solver, list: Place): readonly Entry[] | undefined {
  const pairs = onlyList(solver, list);
  if (typeof pairs === 'string') return undefined;
  const entries = pairs.map((pair): Entry | undefined => {
    const [key, value] = [0, 1].map((index): Place => ({ node: pair.node, made: { kind: 'member', owner: pair, name: String(index) } }));
    const [known, ...others] = key ? solver.values(key) : [];
    return key && value && known?.kind === 'known' && others.length === 0 ? { name: String(known.known.value), key, value } : undefined;
  });
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}
