/** How names of a framework are answered, and how much work an evaluation may be. */
import type { Item } from './hcl-values.ts';

/** What a name of the framework stands for. */
export interface Resolved {
  readonly items: readonly Item[];
  /** How many of the names behind the first one were used. */
  readonly taken: number;
}

/** The work of one reading. Counted, not timed, so that the same files always give the same facts. */
export class Budget {
  readonly #whole: Budget | undefined;
  #left: number;
  #depth = 0;

  /** @param whole what several parts share: each has its own bound, and all together have that one */
  constructor(steps: number, whole?: Budget) {
    this.#left = steps;
    this.#whole = whole;
  }

  get #isSpent(): boolean {
    return this.#left <= 0 || (this.#whole !== undefined && this.#whole.#isSpent);
  }

  charge(steps: number): void {
    this.#left -= steps;
    this.#whole?.charge(steps);
  }

  /** Runs `work`, or says why not. */
  spend<T>(work: () => T, cut: (reason: string) => T): T {
    if (this.#isSpent) return cut('the evaluation of its files takes too long');
    if (this.#depth >= MAX_DEPTH) return cut('it is nested too deeply, or leads back to itself');
    this.charge(1);
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }
}

const MAX_DEPTH = 120;
