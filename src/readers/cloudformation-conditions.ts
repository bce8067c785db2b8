/** What the conditions of a template come to, as far as the template tells. */
import { type Call, callAt, referencesIn } from './cloudformation-calls.ts';
import type { Template } from './cloudformation-template.ts';
import { itemsOf, type Reached, stringAt } from './syntax/yaml-tree.ts';

export interface Verdict {
  /** With the defaults of all parameters; `undefined` where that cannot be told. */
  readonly holds: boolean | undefined;
  /** What it rests on. */
  readonly parameters: ReadonlySet<string>;
}

const MAX_DEPTH = 20;
/** Of all conditions of a template together. */
const MAX_STEPS = 5000;
const UNTOLD: Verdict = { holds: undefined, parameters: new Set(['']) };

/** Judges the condition of a name. */
export class Conditions {
  readonly #template: Template;
  readonly #text: (place: Reached) => string | undefined;
  readonly #verdicts = new Map<string, Verdict>();
  #steps = 0;

  /** @param text the one text that a place comes to with the defaults of all parameters */
  constructor(template: Template, text: (place: Reached) => string | undefined) {
    this.#template = template;
    this.#text = text;
  }

  verdict(name: string, depth = 0): Verdict {
    const known = this.#verdicts.get(name);
    if (known) return known;
    const place = this.#template.conditions.get(name);
    this.#verdicts.set(name, UNTOLD);
    const verdict = place ? this.#judge(place, depth) : UNTOLD;
    this.#verdicts.set(name, verdict);
    return verdict;
  }

  #judge(place: Reached, depth: number): Verdict {
    const call = callAt(place);
    this.#steps += 1;
    if (!call || depth > MAX_DEPTH || this.#steps > MAX_STEPS) return UNTOLD;
    if (call.name === 'Condition') return this.verdict(stringAt(call.argument) ?? '', depth + 1);
    if (call.name === 'Equals') return this.#equals(call);
    const parts = itemsOf(call.argument).map((item) => this.#judge(item, depth + 1));
    return {
      holds: combined(
        call.name,
        parts.map(({ holds }) => holds),
      ),
      parameters: new Set(parts.flatMap(({ parameters }) => [...parameters])),
    };
  }

  #equals({ argument }: Call): Verdict {
    const [left, right] = itemsOf(argument);
    if (!left || !right) return UNTOLD;
    const [a, b] = [this.#text(left), this.#text(right)];
    return { holds: a === undefined || b === undefined ? undefined : a === b, parameters: new Set(referencesIn(argument)) };
  }
}

function combined(name: string, parts: readonly (boolean | undefined)[]): boolean | undefined {
  const [first] = parts;
  if (name === 'Not') return first === undefined ? undefined : !first;
  const decisive = name === 'Or';
  if (name !== 'And' && name !== 'Or') return undefined;
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
}
