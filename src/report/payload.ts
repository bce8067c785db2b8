/** What is sent to GitHub, ready rendered: the report side decides every word of it, the GitHub side only sends it. */

/** A rendered text with the hidden comment by which it is found again. */
interface Marked {
  /** Markdown; contains `marker`. */
  readonly body: string;
  /** The hidden HTML comment inside `body` that names what it speaks of; equal markers are the same thing, whatever else the bodies say. */
  readonly marker: string;
}

/** A line comment on the right-hand side of the diff. */
export interface ReviewComment extends Marked {
  readonly path: string;
  /** First line of a range, 1-based; absent for a single line. */
  readonly startLine?: number;
  /** Last line, 1-based. */
  readonly line: number;
}

/** One review: its own text and the line comments that go with it. */
export interface ReviewPayload {
  readonly body: string;
  readonly comments: readonly ReviewComment[];
}

/** The one comment of ours in the conversation, rewritten by every run. At most 65,536 characters. */
export type SummaryPayload = Marked;

/** A line note of a check run: title at most 255 characters, message at most 64 KB. */
export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** 1-based; only where `startLine` is `endLine`. */
  readonly columns?: { readonly start: number; readonly end: number };
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

export type Conclusion = 'success' | 'failure' | 'neutral';

export interface CheckPayload {
  readonly name: string;
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
  readonly conclusion: Conclusion;
  readonly annotations: readonly CheckAnnotation[];
  /** A digest of everything above: a check run that carries the same one on the same commit is not made again. */
  readonly digest: string;
}

/** What one run has to say on a pull request; an absent part is not sent. */
export interface PublishPayload {
  readonly review?: ReviewPayload;
  readonly summary?: SummaryPayload;
  readonly check?: CheckPayload;
}
