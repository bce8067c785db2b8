/** Runs the evaluator within bounds: how deep, how many steps, and never in a circle. */
import { truthItems } from './conditions.ts';
import { type Item, type Place, reachedThrough, shortText, unread } from './places.ts';
import type { Program } from './program.ts';
import { reduce } from './reduce.ts';
import type { Said, Solver, Truth, ValueItem } from './solver.ts';
import type { ts } from './typescript.ts';
import { valueItems } from './values.ts';
import { NO_CHOICES } from './choices.ts';

/** Nobody hands a version through more places. */
const MAX_DEPTH = 80;
/** Of one question. */
const MAX_STEPS = 30_000;

/** An argument may call the same function again; what goes deeper calls itself. */
const MAX_ENTERED = 8;

/** The state of all questions about one program. */
export class Tracer implements Solver {
  readonly program: Program;
  readonly #said: (place: Place) => Said | readonly Said[] | undefined;
  readonly #answers = new Map<ts.Node, readonly Item[]>();
  readonly #active = new Set<ts.Node>();
  readonly #entered = new Map<ts.Node, number>();
  readonly #kept = new Map<string, Map<ts.Node, object | undefined>>();
  #depth = 0;
  #steps = 0;
  /** How often a bound cut an answer short; such answers are not kept. */
  #cuts = 0;

  constructor(program: Program, said: (place: Place) => Said | readonly Said[] | undefined) {
    this.program = program;
    this.#said = said;
  }

  said(place: Place): Said | readonly Said[] | undefined {
    return this.#said(place);
  }

  resolve(place: Place): readonly Item[] {
    const items = place.made || place.calls ? this.#bounded(place) : this.#keptItems(place);
    const arrived =
      place.via || place.choices ? reachedThrough(items, { via: place.via ?? [], choices: place.choices ?? NO_CHOICES }) : items;
    return place.written ? arrived.map((item) => withWritten(item, place.written)) : arrived;
  }

  values(place: Place): readonly ValueItem[] {
    return this.within(
      place.node,
      () => valueItems(this, place),
      (reason) => [unread(place.node, reason)],
    );
  }

  truths(place: Place): readonly Truth[] {
    return this.within(
      place.node,
      () => truthItems(this, place),
      () => [{ holds: undefined, choices: NO_CHOICES }],
    );
  }

  inside<T>(node: ts.Node, work: () => T, otherwise: T): T {
    const entered = this.#entered.get(node) ?? 0;
    if (entered >= MAX_ENTERED) {
      this.#cuts += 1;
      return otherwise;
    }
    this.#entered.set(node, entered + 1);
    try {
      return work();
    } finally {
      this.#entered.set(node, entered);
    }
  }

  kept<T extends object>(kind: string, node: ts.Node, make: () => T, otherwise: T): T {
    const answers = this.#kept.get(kind) ?? new Map<ts.Node, object | undefined>();
    this.#kept.set(kind, answers);
    if (answers.has(node)) return (answers.get(node) ?? otherwise) as T;
    answers.set(node, undefined);
    const made = make();
    answers.set(node, made);
    return made;
  }

  /** Runs one question; nesting that overflows the stack gives `otherwise`. */
  ask<T>(work: () => T, otherwise: () => T): T {
    if (this.#depth > 0) return work();
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#depth = 0;
      this.#active.clear();
      this.#entered.clear();
      for (const answers of this.#kept.values()) for (const [node, answer] of answers) if (!answer) answers.delete(node);
      return otherwise();
    }
  }

  #keptItems(place: Place): readonly Item[] {
    const { node } = place;
    const known = this.#answers.get(node);
    if (known) return known;
    if (this.#active.has(node)) {
      this.#cuts += 1;
      return [unread(node, `\`${shortText(node)}\` refers to itself`)];
    }
    const cuts = this.#cuts;
    this.#active.add(node);
    try {
      const items = this.#bounded({ node });
      if (this.#cuts === cuts) this.#answers.set(node, items);
      return items;
    } finally {
      this.#active.delete(node);
    }
  }

  #bounded(place: Place): readonly Item[] {
    return this.within(
      place.node,
      () => reduce(this, place),
      (reason) => [unread(place.node, reason)],
    );
  }

  within<T>(node: ts.Node, work: () => T, cut: (reason: string) => T): T {
    if (this.#depth === 0) this.#steps = 0;
    this.#steps += 1;
    if (this.#depth >= MAX_DEPTH || this.#steps > MAX_STEPS) {
      this.#cuts += 1;
      return cut(this.#depth >= MAX_DEPTH ? `\`${shortText(node)}\` is nested too deeply` : 'it takes too many steps to follow');
    }
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }
}

function withWritten(item: Item, written: ReadonlySet<string> | undefined): Item {
  if (item.kind !== 'found' || !written) return item;
  return { ...item, place: { ...item.place, written: new Set([...(item.place.written ?? []), ...written]) } };
}
