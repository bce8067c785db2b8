/** What a reader is: one dialect, from texts to facts. */
import type { Fact } from '../model/fact.ts';
import type { Problem } from '../model/finding.ts';
import type { SourceText } from '../model/span.ts';

/** What the files of one dialect gave: facts, and what could not be read. */
export interface Reading {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** The texts of a repository that some reader wants, for values that are decided in another file. */
export interface Project {
  /** The text of a file, or `undefined` where there is none. */
  text(path: string): string | undefined;
  /** Every path that has a text, sorted. */
  readonly paths: readonly string[];
}

export interface Reader {
  readonly id: string;
  /** By the path alone: is the text worth fetching? */
  readonly wantsPath: (path: string) => boolean;
  /** A first look at the text, never a parse: does it speak of anything that this reader turns into facts? */
  readonly accepts: (file: SourceText) => boolean;
  /**
   * Reads all accepted files of one state of a repository together. Total: gives facts and problems, never throws for what a file
   * says. Loads its parser when first called; it is not called where nothing was accepted.
   */
  readonly read: (files: readonly SourceText[], project: Project) => Promise<Reading>;
}
