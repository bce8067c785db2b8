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
  #left: number;
  #depth = 0;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** Runs `work`, or says why not. */
  spend<T>(work: () => T, cut: (reason: string) => T): T {
    if (this.#left <= 0) return cut('the evaluation of its files takes too long');
    if (this.#depth >= MAX_DEPTH) return cut('it is nested too deeply, or leads back to itself');
    this.#left -= 1;
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }
}

const MAX_DEPTH = 120;
