/** Methods of lists whose result is made of the same elements, or of what a callback makes of each. */
import { calleeIn } from './call-sites.ts';
import { type Choices, merge, NO_CHOICES } from './choices.ts';
import { onlyList } from './lists.ts';
import { callbackTurns } from './loops.ts';
import { ABSENT, beside, entering, found, type Item, limited, type Place, reachedThrough, unread } from './places.ts';
import type { Solver, Truth } from './solver.ts';
import { bare, spanOf, ts } from './typescript.ts';

const MAX_OPEN = 64;

/** A call of a method on a list whose elements are known. */
interface MethodCall {
  readonly solver: Solver;
  readonly place: Place;
  readonly node: ts.CallExpression;
  readonly elements: readonly Place[];
}

type Method = (call: MethodCall) => readonly Item[] | undefined;

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['map', (call) => listOf(call, resultsOf(call))],
  ['flatMap', (call) => listOf(call, flattened(call.solver, resultsOf(call)))],
  ['flat', (call) => (call.node.arguments.length === 0 ? listOf(call, flattened(call.solver, call.elements)) : undefined)],
  ['filter', (call) => listOf(call, filtered(call))],
  ['find', (call) => firstThat(call)],
  ['at', (call) => elementAt(call)],
  ['slice', (call) => listOf(call, sliced(call))],
  ['values', (call) => listOf(call, call.elements)],
  [
    'entries',
    (call) =>
      listOf(
        call,
        call.elements.map((element, index) => pairPlace(element, index)),
      ),
  ],
  ['concat', (call) => listOf(call, concatenated(call))],
]);

/** What a method of a list gives; `undefined` for other methods, and where the list or the callback cannot be read. */
export function listMethod(
  solver: Solver,
  place: Place,
  node: ts.CallExpression,
  name: string,
  receiver: Place,
): readonly Item[] | undefined {
  const method = METHODS.get(name);
  const elements = method && onlyList(solver, receiver);
  return method && elements !== undefined && typeof elements !== 'string' ? method({ solver, place, node, elements }) : undefined;
}

function listOf({ node }: MethodCall, items: readonly Place[] | undefined): readonly Item[] | undefined {
  return items && [found({ node, made: { kind: 'list', items } })];
}

/** The elements of all lists in a list; what is no list cannot be read. */
function flattened(solver: Solver, lists: readonly Place[] | undefined): readonly Place[] | undefined {
  const all: Place[] = [];
  for (const list of lists ?? []) {
    const elements = onlyList(solver, list);
    if (typeof elements === 'string') return undefined;
    all.push(...elements);
  }
  return lists && all;
}

function concatenated({ solver, place, node, elements }: MethodCall): readonly Place[] | undefined {
  const added = flattened(
    solver,
    node.arguments.map((argument) => beside(place, argument)),
  );
  return added && [...elements, ...added];
}

/** `[index, element]`. */
function pairPlace(element: Place, index: number): Place {
  const value = { kind: 'known', value: index, span: spanOf(element.node), notation: 'composed', via: [] } as const;
  return { node: element.node, made: { kind: 'list', items: [{ node: element.node, made: { kind: 'value', value } }, element] } };
}

/** What the callback gives for every element. */
function resultsOf({ solver, place, node }: MethodCall): readonly Place[] | undefined {
  const [callback] = node.arguments;
  if (!callback) return undefined;
  const [item, ...others] = solver.resolve(beside(place, callback));
  const callee = item?.kind === 'found' && others.length === 0 ? calleeIn(item) : undefined;
  const turns = callbackTurns(solver, bare(callback), place.calls);
  if (item?.kind !== 'found' || !callee || ts.isClassLike(callee) || !turns || turns.unread.length > 0) return undefined;
  return turns.sites.map(({ activation }) => ({
    node: callback,
    made: { kind: 'result', of: callee },
    calls: entering(callee, item.place.calls, activation),
  }));
}

function filtered(call: MethodCall): readonly Place[] | undefined {
  const verdicts = resultsOf(call)?.map((result) => call.solver.truths(result));
  if (verdicts?.length !== call.elements.length || verdicts.some((truths) => !isDecided(truths))) return undefined;
  return call.elements.filter((_, index) => verdicts[index]?.[0]?.holds === true);
}

function isDecided(truths: readonly Truth[]): boolean {
  const [only] = truths;
  return truths.length === 1 && only?.holds !== undefined && only.choices.size === 0;
}

/** The first element for which the callback holds, under every choice that it rests on. */
function firstThat(call: MethodCall): readonly Item[] | undefined {
  const { solver, node, elements } = call;
  const results = resultsOf(call);
  if (results?.length !== elements.length) return undefined;
  const items: Item[] = [];
  let open: readonly Choices[] = [NO_CHOICES];
  for (const [index, element] of elements.entries()) {
    const result = results[index];
    if (open.length === 0 || open.length > MAX_OPEN || !result) break;
    const next: Choices[] = [];
    for (const { holds, choices } of solver.truths(result)) {
      for (const before of open) {
        const both = merge(before, choices);
        if (!both) continue;
        if (holds === false) next.push(both);
        else
          items.push(
            ...reachedThrough(holds ? [found(element)] : [unread(node, 'it depends on which element is meant')], {
              via: [],
              choices: both,
            }),
          );
      }
    }
    open = next;
  }
  const missing = open.flatMap((choices) => reachedThrough([ABSENT], { via: [], choices }));
  return limited([...items, ...missing], node).flatMap((item) =>
    item.kind === 'found' ? reachedThrough(solver.resolve(item.place), item) : [item],
  );
}

function sliced(call: MethodCall): readonly Place[] | undefined {
  const numbers = numbersOf(call);
  return numbers && call.elements.slice(numbers[0], numbers[1]);
}

function elementAt(call: MethodCall): readonly Item[] | undefined {
  const numbers = numbersOf(call);
  const element = numbers && call.elements.at(numbers[0] ?? 0);
  if (!numbers) return undefined;
  return element ? call.solver.resolve(element) : [ABSENT];
}

/** The arguments, where all are known numbers. */
function numbersOf({ solver, place, node }: MethodCall): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const argument of node.arguments) {
    const [only, ...others] = solver.values(beside(place, argument));
    if (only?.kind !== 'known' || others.length > 0 || typeof only.known.value !== 'number') return undefined;
    numbers.push(only.known.value);
  }
  return numbers;
}
