/** From items with choices to the values that readers hand on. */
import type { Known, Unknown, Value } from '../../model/value.ts';
import { FRAMEWORK, whenOf } from './choices.ts';
import { onEnvironment } from './environment.ts';
import { MAX_ALTERNATIVES, type Primitive, unread } from './places.ts';
import type { KnownItem, ValueItem } from './solver.ts';
import type { ts } from './typescript.ts';

/** All items as one value; `undefined` where it is certainly not given. */
export function answerOf(items: readonly ValueItem[], node: ts.Node): Value<Primitive> | undefined {
  const known = items.filter((item) => item.kind === 'known');
  const absent = items.filter((item) => item.kind === 'absent');
  const open = items.filter((item) => item.kind === 'unknown' && (item.variable === undefined || known.length === 0));
  if (items.length === 0) return { ...plain(unread(node, 'no way through the program leads here')) };
  if (known.length === 0 && open.length === 0) return undefined;
  const [first] = known;
  if (first && open.length + absent.length === 0 && known.every((item) => isSame(item, first))) {
    const single = asOne(items, known, first);
    if (single) return single;
  }
  const alternatives = fewest(distinct(known.map((item) => withWhen(item))));
  if (alternatives.length > MAX_ALTERNATIVES) return plain(unread(node, `it has more than ${MAX_ALTERNATIVES} alternatives`));
  const missing = absent.map((item): Unknown => {
    const when = whenOf(item.choices);
    return plain(unread(node, when === undefined ? 'it is not given' : `it is not given (${when})`));
  });
  const unknowns = distinct([...open.flatMap((item) => (item.kind === 'unknown' ? [plain(item)] : [])), ...missing]);
  const [alternative] = alternatives;
  if (!alternative) return unknowns[0];
  return alternatives.length === 1 && unknowns.length === 0 ? alternative : { kind: 'one-of', alternatives, unread: unknowns };
}

/** Where too many ways lead to a few places, the places without the ways. */
function fewest(alternatives: readonly Known<Primitive>[]): readonly Known<Primitive>[] {
  if (alternatives.length <= MAX_ALTERNATIVES) return alternatives;
  return distinct(alternatives.map(({ when: _way, ...known }) => known));
}

/** One value for all items of one place; a value that only holds while an environment variable is not set never goes without saying so. */
function asOne(items: readonly ValueItem[], known: readonly KnownItem[], first: KnownItem): Known<Primitive> | undefined {
  const unset = onEnvironment(first.choices);
  if (known.some(({ choices }) => whenOf(onEnvironment(choices)) !== whenOf(unset))) return undefined;
  const when = whenOf(unset);
  if (when !== undefined) return { ...first.known, when };
  return items.length === known.length ? withoutWhen(known, first) : undefined;
}

function isSame({ known: a }: KnownItem, { known: b }: KnownItem): boolean {
  return a.value === b.value && a.span.path === b.span.path && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** What holds under every choice rests on none; what a framework tells apart keeps its name. */
function withoutWhen(items: readonly KnownItem[], first: KnownItem): Known<Primitive> {
  const said = items.length === 1 ? first.choices.get(FRAMEWORK) : undefined;
  return said ? { ...first.known, when: said.label } : first.known;
}

function withWhen({ known, choices }: KnownItem): Known<Primitive> {
  const when = whenOf(choices);
  return when === undefined ? known : { ...known, when };
}

function plain({ reason, span }: { readonly reason: string; readonly span: Unknown['span'] }): Unknown {
  return { kind: 'unknown', reason, span };
}

/** Equal alternatives once. */
function distinct<T extends Known<Primitive> | Unknown>(values: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const value of values) {
    const { span } = value;
    const said = value.kind === 'known' ? `${typeof value.value} ${value.value} ${value.when ?? ''}` : value.reason;
    const key = `${span.path} ${span.start} ${span.end} ${said}`;
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}
