/** All questions about expressions of one program, with what a framework adds to the language. */
import type { Unknown, Value } from '../../model/value.ts';
import { answerOf } from './answers.ts';
import { type Base, baseBehind } from './bases.ts';
import { whenOf } from './choices.ts';
import { isGuarded, reachOf } from './guards.ts';
import { qualified, type Qualified } from './imports.ts';
import { memberPlaces } from './members.ts';
import { fieldFrom, type Field } from './objects.ts';
import { type Origin, type Origins, originsOf } from './origins.ts';
import { type Calls, type Item, type Place, type Primitive, shortText, written } from './places.ts';
import type { Program } from './program.ts';
import type { Resolved } from './resolved.ts';
import { situationsOf } from './situations.ts';
import type { Said } from './solver.ts';
import { Tracer } from './tracer.ts';
import { bare, spanOf, ts } from './typescript.ts';

/**
 * What a framework knows of an expression: a value it stands for, another expression that decides it, or one answer for each
 * alternative that it tells apart. `at` answers in the calls that lead to the expression.
 */
export type Special = (node: ts.Expression, at: Evaluator) => Said | readonly Said[] | undefined;

/** One way to reach a node: `at` knows the parameters and the loops' variables there. */
export interface Situation {
  readonly at: Evaluator;
  /** What tells it from the others, for people. */
  readonly when?: string;
}

/** An expression, seen from every call, or a place that knows its calls: a field, something resolved. */
export type Subject = ts.Expression | Place;

interface Inside {
  readonly plain: Tracer;
  readonly full: Tracer;
  readonly calls: Calls | undefined;
}

export class Evaluator {
  readonly program: Program;
  /** Knows the language alone. */
  readonly #plain: Tracer;
  /** Knows the framework too. */
  readonly #full: Tracer;
  readonly #calls: Calls | undefined;

  /**
   * @param special what the framework knows of an expression, asked before the language is
   * @param inside the state of another evaluator of the same program
   */
  constructor(program: Program, special: Special = () => undefined, inside?: Inside) {
    this.program = program;
    this.#plain = inside?.plain ?? new Tracer(program, () => undefined);
    this.#full = inside?.full ?? new Tracer(program, (place) => special(bare(place.node), this.#in(place.calls)));
    this.#calls = inside?.calls;
  }

  /** An expression in the calls that are known here: what a framework says another one is the same as. */
  place(expression: ts.Expression): Place {
    return this.#placeOf(expression);
  }

  /** The values that an expression can have. */
  evaluate(subject: Subject): Value<Primitive> {
    const place = this.#placeOf(subject);
    const missing = unknown(place.node, 'it is not given');
    return this.#value(place) ?? missing;
  }

  /** A field as text: absent, unknown, or its value. Numbers and booleans become the text they stand for, their notation tells. */
  text(field: Field): Value<string> | undefined {
    const value = this.#valueOf(field);
    if (!value || value.kind === 'unknown') return value;
    if (value.kind === 'known') return { ...value, value: String(value.value) };
    return { ...value, alternatives: value.alternatives.map((known) => ({ ...known, value: String(known.value) })) };
  }

  /** A field as a boolean; anything else is unknown. */
  boolean(field: Field): Value<boolean> | undefined {
    const value = this.#valueOf(field);
    if (!value || value.kind === 'unknown') return value;
    const all = value.kind === 'known' ? [value] : value.alternatives;
    const unread: Unknown[] = value.kind === 'known' ? [] : [...value.unread];
    const alternatives = all.flatMap((known) => {
      if (typeof known.value === 'boolean') return [{ ...known, value: known.value }];
      unread.push({ kind: 'unknown', reason: 'it is no boolean', span: known.span });
      return [];
    });
    const [only] = alternatives;
    if (!only) return unread[0];
    return alternatives.length === 1 && unread.length === 0 ? only : { kind: 'one-of', alternatives, unread };
  }

  /** The expressions that one may stand for. Never empty. */
  resolve(subject: Subject): readonly Resolved[] {
    return this.#resolved(this.#plain, subject);
  }

  /** The same where what the framework knows decides which: a layer that is chosen by the version of the cluster. */
  resolveKnowing(subject: Subject): readonly Resolved[] {
    return this.#resolved(this.#full, subject);
  }

  #resolved(tracer: Tracer, subject: Subject): readonly Resolved[] {
    const place = this.#placeOf(subject);
    const items = tracer.ask(
      () => written(tracer.resolve(place)),
      () => [],
    );
    return items.length === 0
      ? [unknown(place.node, 'no way through the program leads here')]
      : items.map((item) => resolvedFrom(item, place.node));
  }

  /** A field of what an expression stands for, by dotted path. */
  field(owner: Subject, path: string): Field {
    const [name = '', ...rest] = path.split('.');
    const place = this.#placeOf(owner);
    const items = this.#full.ask(
      () => memberPlaces(this.#full, place, name, place.node),
      () => [],
    );
    const field = fieldFrom(items, { ...place, asked: place.asked ?? place.node }, name);
    if (rest.length === 0 || field.state === 'absent') return field;
    if (field.state === 'given') return this.field(field, rest.join('.'));
    return field.several ? this.field(field.several, rest.join('.')) : field;
  }

  /** The object literal that an expression stands for, or why there is none. */
  literal(subject: Subject): ts.ObjectLiteralExpression | string {
    const [target, ...others] = this.resolve(subject);
    if (!target || others.length > 0) return 'it depends on which object is meant';
    if (target.kind === 'unknown') return target.reason;
    return ts.isObjectLiteralExpression(target.node) && !target.made ? target.node : `\`${shortText(target.node)}\` is computed`;
  }

  /** The imported thing that an expression names, through every file of the repository that hands it on. */
  qualify(subject: Subject): Qualified | undefined {
    return this.#qualified(this.#plain, subject);
  }

  /** The same where what the framework knows decides which. */
  qualifyKnowing(subject: Subject): Qualified | undefined {
    return this.#qualified(this.#full, subject);
  }

  #qualified(tracer: Tracer, subject: Subject): Qualified | undefined {
    const place = this.#placeOf(subject);
    return tracer.ask(
      () => qualified(tracer.resolve(place), bare(place.node)),
      () => undefined,
    );
  }

  /** The one `new X(...)` that an expression leads back to. */
  origin(subject: Subject): ts.NewExpression | undefined {
    const { origins, isOpen } = this.#origins(subject);
    const [node, ...others] = new Set(origins.map((origin) => origin.node));
    return isOpen || others.length > 0 ? undefined : node;
  }

  /** Every `new X(...)` that an expression may lead back to; one that leads elsewhere in some alternative is among them too. */
  origins(subject: Subject): readonly Origin[] {
    return this.#origins(subject).origins;
  }

  /** An argument of a creation, in the calls that lead to it where they are known. */
  argument(creation: ts.NewExpression | Origin, index: number): Place | undefined {
    const origin = this.#placeOf(creation);
    const node = ts.isNewExpression(origin.node) ? origin.node.arguments?.[index] : undefined;
    return node && { node, ...(origin.calls ? { calls: origin.calls } : {}) };
  }

  /** What `new X(...)` hands to the class of a package that `X` of the repository extends; `at` reads the arguments. */
  base(creation: ts.NewExpression): (Pick<Base, 'of' | 'call'> & { readonly at: Evaluator }) | undefined {
    const base = this.#plain.ask(
      () => baseBehind(this.#plain, creation, this.#calls),
      () => undefined,
    );
    return base && { of: base.of, call: base.call, at: base.call === creation ? this : this.#in(base.calls) };
  }

  /** Every call, turn of a loop and instance in which a node is reached. A single one without `when` means any; none, that it is never reached. */
  situations(node: ts.Node): readonly Situation[] {
    const situations = this.#plain.ask(
      () => situationsOf(this.#plain, node),
      () => [{ calls: undefined, labels: [] }],
    );
    return situations.map(({ calls, labels }) => ({ at: this.#in(calls), ...(labels.length > 0 ? { when: labels.join(', ') } : {}) }));
  }

  /** Whether anything may lead to a node; one inside a function that nobody calls may be reached from outside of the repository. */
  isReached(node: ts.Node): boolean {
    return !isGuarded(node) || this.situations(node).length > 0;
  }

  #origins(subject: Subject): Origins {
    const place = this.#placeOf(subject);
    return this.#plain.ask(
      () => originsOf(this.#plain, place, reachOf(this.#plain, place.asked ?? place.node, this.#calls)),
      () => ({ origins: [], isOpen: true }),
    );
  }

  #valueOf(field: Field): Value<Primitive> | undefined {
    if (field.state === 'absent') return undefined;
    if (field.state === 'given') return this.#value(field);
    return field.several ? this.#value(field.several) : unknown(field.node, field.reason);
  }

  #value(place: Place): Value<Primitive> | undefined {
    return this.#full.ask(
      () => {
        const isReached = reachOf(this.#full, place.asked ?? place.node, this.#calls);
        const items = this.#full.values(place).filter(({ choices }) => isReached(choices));
        return answerOf(items, place.node);
      },
      () => unknown(place.node, 'it is nested too deeply'),
    );
  }

  #placeOf(subject: Subject): Place {
    if ('node' in subject) return subject;
    return this.#calls ? { node: subject, calls: this.#calls } : { node: subject };
  }

  /** The same program, seen from inside some calls. */
  #in(calls: Calls | undefined): Evaluator {
    return calls === this.#calls ? this : new Evaluator(this.program, undefined, { plain: this.#plain, full: this.#full, calls });
  }
}

function unknown(node: ts.Node, reason: string): Unknown {
  return { kind: 'unknown', reason, span: spanOf(node) };
}

function resolvedFrom(item: Item, use: ts.Expression): Resolved {
  if (item.kind === 'absent') return unknown(use, 'it is not given');
  if (item.kind === 'unknown') return { kind: 'unknown', reason: item.reason, span: item.span };
  const when = whenOf(item.choices);
  return { kind: 'expression', ...item.place, via: item.via, choices: item.choices, ...(when === undefined ? {} : { when }) };
}
