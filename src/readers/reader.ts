/** What a reader is: one dialect, from text to facts. */
import type { Fact } from '../model/fact.ts';
import type { Problem } from '../model/finding.ts';
import type { SourceText } from '../model/span.ts';

/** What one file gave: facts, and what could not be read. */
export interface Reading {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** The files of a repository, for values that are decided in another file. */
export interface Project {
  /** The text of a file, or `undefined` where there is none. */
  text(path: string): string | undefined;
}

export interface Reader {
  readonly id: string;
  /** By the path alone: is the text worth fetching? */
  readonly wantsPath: (path: string) => boolean;
  /** A first look at the text, never a parse. */
  readonly accepts: (file: SourceText) => boolean;
  /** Total: gives facts and problems, never throws for what a file says. Loads its parser when first called. */
  readonly read: (file: SourceText, project: Project) => Promise<Reading>;
}
