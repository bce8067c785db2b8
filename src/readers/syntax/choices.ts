/** The choices that a value rests on: which call, which branch, which element. Two values that chose differently never meet. */

/** One way to go where a program leaves several open. */
export interface Choice {
  /** Tells the options of one choice apart. */
  readonly option: string;
  /** For people: `when env === 'prod'`, `coredns`. */
  readonly label: string;
}

/** What was chosen, by the place of the choice. */
export type Choices = ReadonlyMap<string, Choice>;

export const NO_CHOICES: Choices = new Map();

/** The choice among alternatives that a framework tells apart, such as stacks: one for the whole program. */
export const FRAMEWORK = ' framework';

const LONGEST_LABEL = 100;

/** A text on one line of bounded length. */
export function labelOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST_LABEL ? `${line.slice(0, LONGEST_LABEL - 1)}…` : line;
}

/** A choice with its label. */
export function choiceOf(option: string, label: string): Choice {
  return { option, label: labelOf(label) };
}

/** Both together; `undefined` where they contradict each other. */
export function merge(a: Choices, b: Choices): Choices | undefined {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const merged = new Map(a);
  for (const [key, choice] of b) {
    const other = merged.get(key);
    if (other && other.option !== choice.option) return undefined;
    merged.set(key, choice);
  }
  return merged;
}

/** All choices in words, always in the same order, so that equal choices read the same in every field. */
export function whenOf(choices: Choices): string | undefined {
  if (choices.size === 0) return undefined;
  const ordered = [...choices].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [...new Set(ordered.map(([, { label }]) => label))].join(', ');
}
