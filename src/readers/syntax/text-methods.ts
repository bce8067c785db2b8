/** Methods of texts and the like that programs use on versions: computed here, never by running the program. */
import type { Step } from '../../model/value.ts';
import { type Choices, merge, NO_CHOICES } from './choices.ts';
import { composed, type Part } from './compose.ts';
import { onlyList } from './lists.ts';
import { safePattern } from './patterns.ts';
import { beside, type Item, type Place, type Primitive, unread } from './places.ts';
import { declarationOf } from './scope.ts';
import type { KnownItem, Solver, ValueItem } from './solver.ts';
import { bare, spanOf, ts } from './typescript.ts';

type Argument = Primitive | RegExp | undefined;
type Method = (text: string, a: Argument, b: Argument) => Primitive | undefined;

/** Longer texts are no versions. */
const MAX_TEXT = 1024;

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['toString', (text, a) => (a === undefined ? text : undefined)],
  ['valueOf', (text) => text],
  ['trim', (text) => text.trim()],
  ['trimStart', (text) => text.trimStart()],
  ['trimEnd', (text) => text.trimEnd()],
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['replace', (text, a, b) => replaced(text, a, b, false)],
  ['replaceAll', (text, a, b) => replaced(text, a, b, true)],
  ['slice', (text, a, b) => cut(a, b, (start, end) => text.slice(start, end))],
  ['substring', (text, a, b) => cut(a, b, (start, end) => text.substring(start, end))],
  ['concat', (text, a, b) => text + [a, b].map((part) => (part === undefined ? '' : String(part))).join('')],
  ['padStart', (text, a, b) => padded(a, b, (length, fill) => text.padStart(length, fill))],
  ['padEnd', (text, a, b) => padded(a, b, (length, fill) => text.padEnd(length, fill))],
  ['startsWith', (text, a) => (typeof a === 'string' ? text.startsWith(a) : undefined)],
  ['endsWith', (text, a) => (typeof a === 'string' ? text.endsWith(a) : undefined)],
  ['includes', (text, a) => (typeof a === 'string' ? text.includes(a) : undefined)],
  ['charAt', (text, a) => (typeof a === 'number' ? text.charAt(a) : undefined)],
  ['indexOf', (text, a) => (typeof a === 'string' ? text.indexOf(a) : undefined)],
]);

function replaced(text: string, a: Argument, b: Argument, all: boolean): string | undefined {
  if (typeof b !== 'string' || b.includes('$')) return undefined;
  if (typeof a === 'string') return all ? text.replaceAll(a, b) : text.replace(a, b);
  if (!(a instanceof RegExp)) return undefined;
  return all && !a.global ? undefined : text.replace(a, b);
}

function cut(a: Argument, b: Argument, take: (start: number, end: number | undefined) => string): string | undefined {
  if (typeof a !== 'number' || (b !== undefined && typeof b !== 'number')) return undefined;
  return take(a, b);
}

function padded(a: Argument, b: Argument, pad: (length: number, fill: string | undefined) => string): string | undefined {
  if (typeof a !== 'number' || a > MAX_TEXT || (b !== undefined && typeof b !== 'string')) return undefined;
  return pad(a, b);
}

/** Methods after which the text is still the one that is written, where they change nothing. */
const SAME = new Set(['toString', 'valueOf', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase']);

/** The values of a call such as `version.replace('v', '')`, `String(x)`, `['1', minor].join('.')`. */
export function methodValues(solver: Solver, place: Place, node: ts.CallExpression): readonly ValueItem[] | undefined {
  const { expression } = node;
  if (ts.isIdentifier(expression)) return declarationOf(expression) ? undefined : converted(solver, place, node, expression.text);
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const name = expression.name.text;
  if (name === 'join') return joined(solver, place, node, expression.expression);
  if (name === 'toFixed') return fixed(solver, place, node, expression.expression);
  const method = METHODS.get(name);
  const list = name === 'includes' ? onlyList(solver, beside(place, expression.expression)) : undefined;
  if (list && typeof list !== 'string') return inList(solver, place, node, list);
  return method && applied(solver, place, node, expression.expression, name, method);
}

function applied(
  solver: Solver,
  place: Place,
  node: ts.CallExpression,
  receiver: ts.Expression,
  name: string,
  method: Method,
): readonly ValueItem[] {
  const [first, second, ...more] = node.arguments;
  if (more.length > 0) return [unread(node, 'it is computed')];
  const given = [first, second].map((argument): readonly (ValueItem | RegExp | undefined)[] => {
    if (!argument) return [undefined];
    const pattern = ts.isRegularExpressionLiteral(bare(argument)) ? safePattern(bare(argument).getText()) : undefined;
    return pattern ? [pattern] : solver.values(beside(place, argument));
  });
  return solver.values(beside(place, receiver)).flatMap((text) =>
    (given[0] ?? []).flatMap((a) =>
      (given[1] ?? []).flatMap((b): readonly ValueItem[] => {
        const items = [text, a, b].flatMap((item) => (item === undefined || item instanceof RegExp ? [] : [item]));
        const choices = items.reduce<Choices | undefined>((all, item) => all && merge(all, item.choices), NO_CHOICES);
        if (!choices) return [];
        const open = items.find((item) => item.kind !== 'known');
        if (open?.kind === 'unknown') return [{ ...open, choices }];
        if (open || text.kind !== 'known') return [{ ...unread(node, 'a part of it is not given'), choices }];
        return [{ ...result(node, text, name, method, argumentOf(a), argumentOf(b)), choices }];
      }),
    ),
  );
}

function argumentOf(item: ValueItem | RegExp | undefined): Argument {
  return item === undefined || item instanceof RegExp ? item : item.kind === 'known' ? item.known.value : undefined;
}

function result(node: ts.CallExpression, item: KnownItem, name: string, method: Method, a: Argument, b: Argument): ValueItem {
  const { known } = item;
  if (typeof known.value !== 'string' && name !== 'toString') return unread(node, `\`${name}\` is called on something that is not text`);
  const text = String(known.value);
  const value = text.length > MAX_TEXT ? undefined : method(text, a, b);
  if (value === undefined) return unread(node, `\`${name}\` of it is not followed`);
  if (SAME.has(name) && value === text && (known.notation !== 'composed' || typeof known.value === 'string'))
    return { ...item, known: { ...known, value } };
  return made(node, value, item);
}

function made(node: ts.Node, value: Primitive, ...from: readonly KnownItem[]): ValueItem {
  const via = from.flatMap(({ known }): Step[] => [{ span: known.span, note: String(known.value) }, ...known.via]);
  return { kind: 'known', known: { kind: 'known', value, span: spanOf(node), notation: 'composed', via }, choices: new Map() };
}

/** `String(x)`, `Number(x)`, `parseInt(x)`, `Boolean(x)`. */
function converted(solver: Solver, place: Place, node: ts.CallExpression, name: string): readonly ValueItem[] | undefined {
  const [first, ...others] = node.arguments;
  if (!first || others.length > (name === 'parseInt' ? 1 : 0)) return undefined;
  const argument = beside(place, first);
  if (name === 'String') return composed([solver.values(argument)], spanOf(node), node);
  const convert = name === 'Number' ? Number : name === 'parseFloat' ? Number.parseFloat : name === 'parseInt' ? toInteger : undefined;
  if (!convert) return undefined;
  return solver.values(argument).map((item): ValueItem => {
    if (item.kind !== 'known') return item;
    const value = convert(String(item.known.value));
    return Number.isFinite(value)
      ? { ...made(node, value, item), choices: item.choices }
      : { ...unread(node, 'it is no number'), choices: item.choices };
  });
}

function toInteger(text: string): number {
  return Number.parseInt(text, 10);
}

/** `(1.3).toFixed(2)`. */
function fixed(solver: Solver, place: Place, node: ts.CallExpression, receiver: ts.Expression): readonly ValueItem[] | undefined {
  const [digits] = node.arguments;
  const [count, ...others] = digits ? solver.values(beside(place, digits)) : [];
  if (
    count?.kind !== 'known' ||
    others.length > 0 ||
    typeof count.known.value !== 'number' ||
    !(count.known.value >= 0 && count.known.value <= 20)
  )
    return undefined;
  const places = count.known.value;
  return solver.values(beside(place, receiver)).map((item): ValueItem => {
    if (item.kind !== 'known') return item;
    if (typeof item.known.value !== 'number') return { ...unread(node, 'it is no number'), choices: item.choices };
    return { ...made(node, item.known.value.toFixed(places), item), choices: item.choices };
  });
}

function joined(solver: Solver, place: Place, node: ts.CallExpression, receiver: ts.Expression): readonly ValueItem[] | undefined {
  const elements = onlyList(solver, beside(place, receiver));
  const [separator] = node.arguments;
  if (typeof elements === 'string' || elements.length > 64) return undefined;
  const between: Part = separator ? solver.values(beside(place, separator)) : ',';
  const parts = elements.flatMap((element, index): readonly Part[] => [...(index === 0 ? [] : [between]), solver.values(element)]);
  return composed(['', ...parts], spanOf(node), node);
}

/** `['1.29', '1.30'].includes(version)`. */
function inList(solver: Solver, place: Place, node: ts.CallExpression, list: readonly Place[]): readonly ValueItem[] | undefined {
  const [first] = node.arguments;
  if (!first || list.length > 256) return undefined;
  const known = list
    .map((element) => solver.values(element))
    .map(([only, ...others]) => (only?.kind === 'known' && others.length === 0 ? only.known.value : undefined));
  return solver.values(beside(place, first)).map((item): ValueItem => {
    if (item.kind !== 'known') return item;
    const isIn = known.includes(item.known.value);
    if (!isIn && known.includes(undefined)) return { ...unread(node, 'the list is computed'), choices: item.choices };
    return { ...made(node, isIn, item), choices: item.choices };
  });
}

/** `version.split('.')`: the lists of its pieces; `undefined` where the text is not known. */
export function splitLists(solver: Solver, place: Place, node: ts.CallExpression, receiver: Place): readonly Item[] | undefined {
  const [first, ...more] = node.arguments;
  const [separator, ...others] = first ? solver.values(beside(place, first)) : [];
  if (separator?.kind !== 'known' || separator.choices.size > 0 || more.length + others.length > 0) return undefined;
  const texts = solver.values(receiver);
  if (!texts.some((item) => item.kind === 'known' && typeof item.known.value === 'string' && item.known.value.length <= MAX_TEXT))
    return undefined;
  return texts.map((item): Item => {
    if (item.kind !== 'known') return { ...item, via: [] };
    const pieces = String(item.known.value).slice(0, MAX_TEXT).split(String(separator.known.value));
    const items = pieces.map((piece): Place => {
      const value = made(node, piece, item);
      return value.kind === 'known' ? { node, made: { kind: 'value', value: value.known } } : { node };
    });
    return { kind: 'found', place: { node, made: { kind: 'list', items } }, via: [], choices: item.choices };
  });
}
