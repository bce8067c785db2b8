/** Defaults of the program: when one decides what is looked up or tested, and when whatever the environment may say is open. */
import type { Choices } from './choices.ts';
import type { Item } from './places.ts';
import type { Solver } from './solver.ts';

/** What may rest on a value from outside of the program. */
export interface Resting {
  /** The environment variable that says it. */
  readonly variable?: string;
  /** The program has a default for it that is a version, not the name of one of several places to deploy to. */
  readonly isSettled?: boolean;
  readonly choices: Choices;
}

/** A version, or the minor of one: another one in the environment is another program, while `dev` and `prod` are both this one. */
const VERSION = /^v?\d+(?:[._]\d+)+$|^\d{2}$/i;

const ENVIRONMENT = '~ environment ';

/** The choice between a variable and the program's default for it. */
export function environmentKey(variable: string): string {
  return `${ENVIRONMENT}${variable}`;
}

/** The choices that rest on environment variables. */
export function onEnvironment(choices: Choices): Choices {
  return new Map([...choices].filter(([key]) => key.startsWith(ENVIRONMENT)));
}

/** Whether a default settles what a value from outside is taken for. */
export function settles(solver: Solver, defaults: readonly Item[]): boolean {
  return defaults.length > 0 && defaults.every((item) => item.kind === 'found' && isVersion(solver, item));
}

function isVersion(solver: Solver, item: Item & { readonly kind: 'found' }): boolean {
  const values = solver.values(item.place);
  return values.length > 0 && values.every((value) => value.kind === 'known' && VERSION.test(String(value.known.value)));
}

/**
 * What a decision goes by, as when an entry is looked up or a condition is tested: the default where it settles the variable, else
 * whatever the variable may be, of which the default is one.
 */
export function decisive<T extends Resting>(items: readonly T[], isOpen: (item: T) => boolean): readonly T[] {
  const open = items.filter((item) => item.variable !== undefined && isOpen(item));
  if (open.length === 0) return items;
  const [settled, unsettled] = [open.filter((item) => item.isSettled === true), open.filter((item) => item.isSettled !== true)];
  const keys = new Set(unsettled.map(({ variable }) => environmentKey(variable ?? '')));
  const rest = items.filter((item) => !settled.includes(item) && (open.includes(item) || ![...keys].some((key) => item.choices.has(key))));
  return rest.length === 0 ? items : rest;
}

/** What carries the variable on to what is made from it. */
export function restingOn({ variable, isSettled }: Partial<Resting>): Pick<Resting, 'variable' | 'isSettled'> {
  return { ...(variable === undefined ? {} : { variable }), ...(isSettled === undefined ? {} : { isSettled }) };
}
