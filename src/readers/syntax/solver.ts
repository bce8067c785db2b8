/** What the parts of the evaluator ask each other. */
import type { Known, Unknown } from '../../model/value.ts';
import type { Choices } from './choices.ts';
import type { Absent, Item, Place, Primitive, Unread } from './places.ts';
import type { Program } from './program.ts';
import type { ts } from './typescript.ts';

/** One value that an expression may have; its `when` is in the choices. */
export type ValueItem = KnownItem | Absent | Unread;

export interface KnownItem {
  readonly kind: 'known';
  readonly known: Known<Primitive>;
  readonly choices: Choices;
}

/** Whether a condition holds, under some choices; `undefined` where nobody can tell. */
export interface Truth {
  readonly holds: boolean | undefined;
  /** The environment variable on which it rests. */
  readonly variable?: string;
  readonly isSettled?: boolean;
  readonly choices: Choices;
}

/** What a framework says of an expression. */
export type Said =
  | Known<Primitive>
  | Unknown
  /** Not set here, so that a default applies. */
  | { readonly kind: 'absent'; readonly when?: string }
  /** Another expression decides it; a place or a field may be spread into it. */
  | ({ readonly kind: 'same-as' } & Place);

export interface Solver {
  readonly program: Program;
  /** Follows names, members, calls and choices until nothing is left to follow. */
  resolve(place: Place): readonly Item[];
  /** The numbers, texts and booleans that a place may hold. */
  values(place: Place): readonly ValueItem[];
  /** Whether a place holds something that counts as true. */
  truths(place: Place): readonly Truth[];
  /** What the framework knows of an expression. */
  said(place: Place): Said | readonly Said[] | undefined;
  /** Runs `work` one level deeper, or gives what `cut` makes of the reason why it is too deep or takes too long. */
  within<T>(node: ts.Node, work: () => T, cut: (reason: string) => T): T;
  /** Runs `work` inside a function or class, unless that has been entered so often that it would never end. */
  inside<T>(node: ts.Node, work: () => T, otherwise: T): T;
  /** Keeps an answer about a node that depends on the program alone; `otherwise` while it is being made. */
  kept<T extends object>(kind: string, node: ts.Node, make: () => T, otherwise: T): T;
}
