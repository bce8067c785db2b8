/** Functions over texts and numbers. */
import type { Span } from '../../model/span.ts';
import { codeSpan } from '../../model/markdown.ts';
import { stepsOf } from './hcl-compose.ts';
import { firstGroups, matched } from './hcl-patterns.ts';
import type { Call } from './hcl-tree.ts';
import { combinations, forced, itemOf, type Item, plain, type Primitive, unknown, type Scope } from './hcl-values.ts';

/** What a function makes of plain values; `undefined` where this reader does not follow it. */
type TextFunction = (...values: readonly Primitive[]) => Primitive | readonly string[] | undefined;

export const TEXT_FUNCTIONS: ReadonlyMap<string, TextFunction> = new Map<string, TextFunction>([
  ['format', formatted],
  ['replace', (text, from, to) => replaced(String(text), String(from), String(to))],
  ['split', (separator, text) => String(text).split(String(separator))],
  ['trimprefix', (text, prefix) => withoutStart(String(text), String(prefix))],
  ['trimsuffix', (text, suffix) => withoutEnd(String(text), String(suffix))],
  ['trimspace', (text) => String(text).trim()],
  ['chomp', (text) => String(text).replace(/(?:\r?\n)+$/, '')],
  ['lower', (text) => String(text).toLowerCase()],
  ['upper', (text) => String(text).toUpperCase()],
  ['substr', (text, start, length) => part(String(text), Number(start), Number(length))],
  ['startswith', (text, prefix) => String(text).startsWith(String(prefix))],
  ['endswith', (text, suffix) => String(text).endsWith(String(suffix))],
  ['strcontains', (text, piece) => String(text).includes(String(piece))],
  ['regex', (pattern, text) => firstGroups(String(pattern), String(text))],
  ['max', (...numbers) => Math.max(...numbers.map(Number))],
  ['min', (...numbers) => Math.min(...numbers.map(Number))],
  ['dirname', (path) => String(path).replace(/\/?[^/]*$/, '') || '.'],
  ['basename', (path) => String(path).replace(/^.*\//, '')],
  ['floor', (number) => Math.floor(Number(number))],
]);

/** Calls a function on every combination of what its arguments may be. */
export function textCall(call: Call, calculate: TextFunction, scope: Scope): readonly Item[] {
  const { span } = call;
  const ways = call.isExpanded ? undefined : combinations(call.arguments.map((argument) => forced(scope.evaluate(argument))));
  if (!ways) return [unknown(span, `${codeSpan(call.text)} is computed`)];
  return ways.map(({ items, choices }) => ({ ...resultOf(call, calculate, items), choices }));
}

function resultOf(call: Call, calculate: TextFunction, items: readonly Item[]): Item {
  const { span, text } = call;
  const values: Primitive[] = [];
  for (const { value } of items) {
    if (value.kind === 'unknown') return itemOf(value);
    if (value.kind !== 'plain') return unknown(span, `${codeSpan(text)} is computed`, value.kind === 'null' ? 'error' : undefined);
    values.push(value.known.value);
  }
  const result = calculate(...values);
  if (result === undefined || Number.isNaN(result)) return unknown(span, `${codeSpan(text)} is computed`);
  if (typeof result === 'object') return listOf(result, span);
  return (
    (NARROWING.has(call.name) ? inside(items, result) : undefined) ?? {
      ...plain({ value: result, span, notation: 'composed' }),
      via: items.flatMap(steps),
    }
  );
}

function listOf(texts: readonly string[], span: Span): Item {
  return itemOf({ kind: 'list', elements: texts.map((value) => () => [plain({ value, span, notation: 'composed' })]), span });
}

function steps({ value, via }: Item): Item['via'] {
  return value.kind === 'plain' ? stepsOf(value.known, via) : via;
}

/** What these give is a piece of their first argument. */
const NARROWING = new Set(['chomp', 'trimprefix', 'trimspace', 'trimsuffix']);

/** What is left of a literal when something around it is taken away is still written there. */
function inside(items: readonly Item[], result: Primitive): Item | undefined {
  const [item] = items;
  if (item?.value.kind !== 'plain') return undefined;
  const { known } = item.value;
  const text = String(known.value);
  const at = text.indexOf(String(result));
  if (known.notation !== 'text' || result === '' || at === -1 || text.indexOf(String(result), at + 1) !== -1) return undefined;
  const start = known.span.start + at;
  const narrowed = { ...known, value: result, span: { ...known.span, start, end: start + String(result).length } };
  return { ...item, value: { kind: 'plain', known: narrowed } };
}

/** `%s`, `%d`, `%v`, `%q` and `%.2f`. */
function formatted(...[pattern, ...values]: readonly Primitive[]): string | undefined {
  let isCertain = true;
  let next = 0;
  const text = String(pattern).replaceAll(/%(?<verb>%|[sdvq]|\.(?<digits>\d)f|.?)/g, (verb, letter: string, digits: string | undefined) => {
    if (letter === '%') return '%';
    const value = values[next];
    next += 1;
    if (value === undefined || letter === 'q' || letter === '') isCertain = false;
    if (digits !== undefined) return Number(value).toFixed(Number(digits));
    if (!'sdv'.includes(letter)) isCertain = false;
    return String(value ?? verb);
  });
  return isCertain && next === values.length ? text : undefined;
}

function replaced(text: string, from: string, to: string): string | undefined {
  if (!/^\/.*\/$/s.test(from)) return text.replaceAll(from, () => to);
  return matched(from.slice(1, -1), text, to);
}

function withoutStart(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function withoutEnd(text: string, suffix: string): string {
  return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

function part(text: string, start: number, length: number): string | undefined {
  if (start < 0 || Number.isNaN(length)) return undefined;
  return text.slice(start, length < 0 ? undefined : start + length);
}
