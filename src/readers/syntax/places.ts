/** Where the evaluator stands: an expression, the calls that lead to it, and what it turned out to be. */
import type { Span } from '../../model/span.ts';
import type { Known, Step } from '../../model/value.ts';
import { type Choices, merge, NO_CHOICES } from './choices.ts';
import { spanOf, type ts } from './typescript.ts';

export type Primitive = string | number | boolean;

/** An expression together with the calls that lead to it. Everything but `node` may be left out. */
export interface Place {
  /** The expression, or where to point for what no expression holds. */
  readonly node: ts.Expression;
  /** The calls whose parameters are known here; of any other function every call counts. */
  readonly calls?: Calls;
  /** What stands here instead of the expression itself. */
  readonly made?: Made;
  /** Places travelled through on the way here. */
  readonly via?: readonly Step[];
  readonly choices?: Choices;
  /** Members that something writes to later; `*` for any, `[]` for the elements of a list. */
  readonly written?: ReadonlySet<string>;
  /** Where the question was asked: only alternatives under which that is reached count. */
  readonly asked?: ts.Node;
}

/** What entered a function, a class or the body of a loop: the innermost call of each. */
export type Calls = ReadonlyMap<ts.Node, Activation>;

/** One call of a function, one instance of a class, one turn of a loop. */
export interface Activation {
  /** Equal for equal calls. */
  readonly id: string;
  readonly arguments: readonly Place[];
  /** A spread hides which arguments follow the listed ones. */
  readonly isOpen: boolean;
  /** What `this` is. */
  readonly self?: Place;
  /** The class that `this` has at least, where a class below it hands on the arguments. */
  readonly lowest?: ts.ClassLikeDeclaration;
}

/** What a place holds that no single expression says. */
export type Made =
  | { readonly kind: 'value'; readonly value: Known<Primitive> }
  | { readonly kind: 'list'; readonly items: readonly Place[] }
  /** Objects laid over each other, the last one on top. */
  | { readonly kind: 'record'; readonly layers: readonly Place[]; readonly without?: ReadonlySet<string> }
  /** An object with one field. */
  | { readonly kind: 'entry'; readonly name: string; readonly value: Place }
  | { readonly kind: 'function'; readonly node: ts.FunctionLikeDeclaration }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration }
  | { readonly kind: 'enum'; readonly node: ts.EnumDeclaration }
  /** Any instance of a class, seen from inside it; with `isSuper` what it has from that class, whatever classes below say. */
  | { readonly kind: 'instance'; readonly node: ts.ClassLikeDeclaration; readonly isSuper?: boolean }
  | { readonly kind: 'module'; readonly file: ts.SourceFile }
  /** Something from a package that is not in the repository. */
  | { readonly kind: 'external'; readonly module: string; readonly path: readonly string[] }
  /** A member, or the result of a function in these calls, that is looked up when somebody asks. */
  | { readonly kind: 'member'; readonly owner: Place; readonly name: string }
  | { readonly kind: 'result'; readonly of: ts.FunctionLikeDeclaration }
  /** What any instance of a class is made with. */
  | { readonly kind: 'argument'; readonly of: ts.ClassLikeDeclaration; readonly index: number };

/** What a place turned out to be: something, certainly nothing (`undefined`, a member that is not there), or nobody can tell. */
export type Item = Found | Absent | Unread;

interface Travelled {
  /** From what was found back to the use. */
  readonly via: readonly Step[];
  readonly choices: Choices;
}

export interface Found extends Travelled {
  readonly kind: 'found';
  readonly place: Place;
  /** Why it could not be followed any further. */
  readonly reason?: string;
  /** That is so because of what the program does, not because it comes from outside. */
  readonly isLost?: boolean;
  /** The part of an object literal that holds it. */
  readonly property?: ts.ObjectLiteralElementLike;
}

export interface Absent extends Travelled {
  readonly kind: 'absent';
  /** Only possible, as when a key is unknown: what has a default counts it, everything else goes by what is written. */
  readonly isOther?: boolean;
}

export interface Unread extends Travelled {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly span: Span;
  /** The environment variable that says it: where a program has a default for it, the default is what the repository says. */
  readonly variable?: string;
  /** The program has a default for it that is a version: what else it may be is not gone into. */
  readonly isSettled?: boolean;
  /** Comes from outside of the program, which may leave it out: a default of the program counts. */
  readonly isOutside?: boolean;
}

export function found(place: Place): Found {
  return { kind: 'found', place, via: [], choices: NO_CHOICES };
}

export const ABSENT: Absent = { kind: 'absent', via: [], choices: NO_CHOICES };

export function unread(node: ts.Node, reason: string): Unread {
  return { kind: 'unknown', reason, span: spanOf(node), via: [], choices: NO_CHOICES };
}

/** What only somebody outside of the program says. */
export function outside(node: ts.Node, reason: string): Unread {
  return { ...unread(node, reason), isOutside: true };
}

/** The items that the program writes down, without what is only possible. */
export function written(items: readonly Item[]): readonly Item[] {
  return items.filter((item) => item.kind !== 'absent' || item.isOther !== true);
}

/** More values of one field are not told apart. */
export const MAX_ALTERNATIVES = 16;
/** More ways are not followed; most of them lead to the same few values. */
const MAX_WAYS = 64;

/** All items, or one that says there are too many. */
export function limited(items: readonly Item[], node: ts.Node): readonly Item[] {
  return written(items).length <= MAX_WAYS ? items : [unread(node, `it has more than ${MAX_ALTERNATIVES} alternatives`)];
}

/** What `items` are when reached through another item, or none where the choices contradict each other. */
export function reachedThrough(items: readonly Item[], { via, choices }: Travelled): readonly Item[] {
  return items.flatMap((item) => {
    const both = merge(item.choices, choices);
    return both ? [{ ...item, via: [...item.via, ...via], choices: both }] : [];
  });
}

/** Goes on from every item that was found. */
export function follow(items: readonly Item[], node: ts.Node, next: (item: Found) => readonly Item[]): readonly Item[] {
  return limited(
    items.flatMap((item) => (item.kind === 'found' ? reachedThrough(next(item), item) : [item])),
    node,
  );
}

/** The items with one more place on the way to the use. */
export function travelled(items: readonly Item[], use: ts.Node, note: string): readonly Item[] {
  const step: Step = { span: spanOf(use), note };
  return items.map((item) => (item.kind === 'found' ? { ...item, via: [...item.via, step] } : item));
}

/** The items under one more choice; those that chose otherwise are left out. */
export function chosen(items: readonly Item[], key: string, choice: { readonly option: string; readonly label: string }): readonly Item[] {
  return reachedThrough(items, { via: [], choices: new Map([[key, choice]]) });
}

/** Where a choice is made: sorts by file and position. */
export function choiceKey(node: ts.Node, calls: Calls | undefined, kind: string): string {
  return `${node.getSourceFile().fileName} ${String(node.pos).padStart(9, '0')} ${kind} ${idsAround(calls, node)}`;
}

/** Equal for the same calls around a node. */
export function idsAround(calls: Calls | undefined, node: ts.Node): string {
  return [...(callsAround(calls, node)?.values() ?? [])].map(({ id }) => id).join(' ');
}

/** The calls that still hold at a node: those of functions around it. */
export function callsAround(calls: Calls | undefined, node: ts.Node): Calls | undefined {
  if (!calls) return undefined;
  const around = new Map<ts.Node, Activation>();
  for (let parent: ts.Node | undefined = node.parent; parent; parent = parent.parent) {
    const activation = calls.get(parent);
    if (activation) around.set(parent, activation);
  }
  return around.size === 0 ? undefined : around;
}

/** The calls that hold inside a function: those around it, and the one that enters it. */
export function entering(callee: ts.Node, calls: Calls | undefined, activation: Activation): Calls {
  return new Map([...(callsAround(calls, callee) ?? []), [callee, activation]]);
}

/** A place in the same calls as another. */
export function beside(place: Place, node: ts.Expression): Place {
  return place.calls ? { node, calls: place.calls } : { node };
}

/** The start of an expression's text on one line, for messages. */
export function shortText(node: ts.Node): string {
  const { text } = node.getSourceFile();
  const start = node.getStart();
  const line = text.slice(start, Math.min(node.getEnd(), start + 200)).replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
