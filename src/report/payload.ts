/** What is sent to GitHub, ready rendered: the report side decides every word of it, the GitHub side only sends it. */

/** A comment on the diff. Its body ends in the hidden comment of {@link file://./marker.ts} that lists its fingerprints. */
interface DiffComment {
  readonly path: string;
  /** Markdown, at most 65,536 characters. */
  readonly body: string;
  /** The findings it speaks of: the comment's identity, whatever its words and its place. */
  readonly fingerprints: readonly string[];
}

/** On lines of the right-hand side of the diff. */
export interface ReviewComment extends DiffComment {
  /** First line of a range, 1-based; absent for a single line. */
  readonly startLine?: number;
  /** Last line, 1-based. */
  readonly line: number;
}

/** On a changed file as a whole; GitHub takes these one by one, not inside a review. */
export type FileComment = DiffComment;

/** One review: its own text and the line comments that go with it. */
export interface ReviewPayload {
  readonly body: string;
  readonly comments: readonly ReviewComment[];
  readonly fileComments: readonly FileComment[];
}

/** The one comment of ours in the conversation, rewritten by every run. At most 65,536 characters; contains `marker`. */
export interface SummaryPayload {
  readonly body: string;
  /** The hidden HTML comment by which it is found again. */
  readonly marker: string;
  /** Nothing to say, unless something was said before: then the comment is only edited, never created. */
  readonly onlyIfThere: boolean;
}

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
