/** What an expression of HCL may be: each way it can turn out, with the choices it rests on and the places it travelled through. */
import type { Span } from '../../model/span.ts';
import type { Known, Step } from '../../model/value.ts';
import { type Choices, merge, NO_CHOICES } from './choices.ts';
import type { Expression, Template } from './hcl-tree.ts';

export type Primitive = string | number | boolean;

/** Made when somebody asks, once. */
export type Lazy = () => readonly Item[];

export interface Entry {
  readonly key: Known<string>;
  readonly value: Lazy;
}

/** Something that the framework knows more of than its text says: a resource, a module, an attribute of one. */
export interface External {
  /** As the program writes it: `aws_eks_cluster.main.name`. */
  readonly name: string;
  get(attribute: string, span: Span): readonly Item[];
  /** The instance of a key, or of any where the key is not known. */
  at(key: Primitive | undefined, span: Span): readonly Item[];
  /** Its instances, where it stands for several; `undefined` where it is one thing. */
  elements(): readonly Lazy[] | undefined;
  /** What it is known to be before anything runs. */
  plain(): readonly Item[];
}

export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly span: Span;
  /**
   * `error`: evaluating it fails, which `try` catches. `lookup`: AWS picks the value when it runs. `given`: it is known when it runs,
   * and is neither null nor empty.
   */
  readonly says?: 'error' | 'lookup' | 'given';
}

export interface List {
  readonly kind: 'list';
  readonly elements: readonly Lazy[];
  /** Its elements are their own keys. */
  readonly isSet?: boolean;
  /** Why there may be other elements. */
  readonly more?: string;
  readonly span: Span;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, Entry>;
  /** Why there may be other entries. */
  readonly more?: string;
  readonly span: Span;
}

export type HclValue =
  | { readonly kind: 'plain'; readonly known: Known<Primitive> }
  | { readonly kind: 'null'; readonly span: Span }
  | List
  | ObjectValue
  | { readonly kind: 'external'; readonly external: External; readonly span: Span }
  /** What `yamlencode` or `jsonencode` makes of a value. */
  | { readonly kind: 'encoded'; readonly value: Lazy; readonly span: Span }
  | Unknown;

/** One way in which an expression may turn out. */
export interface Item {
  readonly value: HclValue;
  readonly choices: Choices;
  /** From the literal to the use. */
  readonly via: readonly Step[];
  /** The text with parts that it was put together from. */
  readonly made?: Made;
}

/** Where an expression is evaluated: the names it can use. */
export interface Scope {
  /** Tells places apart in which the same text means something else. */
  readonly identityOf: (text: string) => string;
  readonly evaluate: (expression: Expression) => readonly Item[];
  /** Counts work that no evaluation counts, such as the turns of a loop. */
  readonly charge: (steps: number) => void;
  /** The same with more names, each an object or a plain value. */
  readonly with: (names: ReadonlyMap<string, Lazy>, identity: string) => Scope;
}

/** A template, and where its parts are evaluated. */
export interface Made {
  readonly template: Template;
  readonly scope: Scope;
}

export function itemOf(value: HclValue, { choices, via }: Pick<Item, 'choices' | 'via'> = { choices: NO_CHOICES, via: [] }): Item {
  return { value, choices, via };
}

export function plain(known: Omit<Known<Primitive>, 'kind' | 'via'>): Item {
  return itemOf({ kind: 'plain', known: { kind: 'known', via: [], ...known } });
}

export function unknown(span: Span, reason: string, says?: Unknown['says']): Item {
  return itemOf({ kind: 'unknown', span, reason, ...(says === undefined ? {} : { says }) });
}

/** What was reached by way of another item: under the choices of both, and through the places of both. */
export function reached(items: readonly Item[], through: Pick<Item, 'choices' | 'via'>): readonly Item[] {
  if (through.choices.size === 0 && through.via.length === 0) return items;
  return items.flatMap((item) => {
    const choices = merge(item.choices, through.choices);
    return choices ? [{ ...item, choices, via: [...item.via, ...through.via] }] : [];
  });
}

/** With what the framework knows put in the place of what it stands for. */
export function forced(items: readonly Item[]): readonly Item[] {
  if (items.every(({ value }) => value.kind !== 'external')) return items;
  return items.flatMap((item) => (item.value.kind === 'external' ? reached(item.value.external.plain(), item) : [item]));
}

const MAX_ALTERNATIVES = 32;

/** So many items that every part of an evaluation stays small; what is cut off is told. */
export function limited(items: readonly Item[], span: Span): readonly Item[] {
  if (items.length <= MAX_ALTERNATIVES) return items;
  return [...items.slice(0, MAX_ALTERNATIVES - 1), unknown(span, `it has more than ${MAX_ALTERNATIVES - 1} alternatives`)];
}

/** A question that is answered once; `whileAsked` while the answer is being made, so that a circle ends. */
export function once(make: Lazy, whileAsked: Lazy): Lazy {
  let answer: readonly Item[] | undefined;
  let isAsked = false;
  return () => {
    if (answer) return answer;
    if (isAsked) return whileAsked();
    isAsked = true;
    try {
      answer = make();
      return answer;
    } finally {
      isAsked = false;
    }
  };
}

/** One way in which several values turn out together. */
export interface Combination {
  readonly items: readonly Item[];
  readonly choices: Choices;
}

const MAX_COMBINATIONS = 64;

/** Every way in which several lists of alternatives can meet; `undefined` where there are too many. */
export function combinations(lists: readonly (readonly Item[])[]): readonly Combination[] | undefined {
  let results: readonly Combination[] = [{ items: [], choices: NO_CHOICES }];
  for (const list of lists) {
    results = results.flatMap((result) =>
      list.flatMap((item) => {
        const choices = merge(result.choices, item.choices);
        return choices ? [{ items: [...result.items, item], choices }] : [];
      }),
    );
    if (results.length > MAX_COMBINATIONS) return undefined;
  }
  return results;
}
