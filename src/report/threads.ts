/** What becomes of the conversations on the diff that earlier runs began. */
import { fingerprintsIn } from './marker.ts';

/** A conversation on the diff as it stands now. */
export interface ReviewThread {
  /** For resolving and reopening it; `undefined` where GitHub did not say. */
  readonly id: string | undefined;
  /** Its first comment was written by our own account. Other programs may share that account. */
  readonly isByUs: boolean;
  /** Of its first comment: where our marker stands. Lines above may quote a repository, and with it a marker. */
  readonly lastLine: string;
  /** Somebody who is no program said something in it. */
  readonly isAnswered: boolean;
  /** `unknown` where GitHub did not say. */
  readonly state: 'open' | 'resolved-by-us' | 'resolved-by-others' | 'unknown';
}

/** The fingerprints of what stands on the head. */
export interface HeadFindings {
  /** Those that the pull request brings. */
  readonly fresh: ReadonlySet<string>;
  /** All of them. */
  readonly standing: ReadonlySet<string>;
  /** Something could not be read or asked: then what is not found is not known to be gone. */
  readonly isPartial: boolean;
}

/** Ids of threads. */
export interface ThreadChanges {
  readonly resolve: readonly string[];
  readonly reopen: readonly string[];
}

export interface ThreadDecisions extends ThreadChanges {
  /** Fingerprints that a thread of ours speaks of already: they are not said again. */
  readonly posted: ReadonlySet<string>;
}

/**
 * Resolves our threads whose findings are all gone, and reopens those that we resolved and whose findings are back. A thread that
 * a person answered or resolved stays as that person left it, and is not repeated either.
 */
export function decideThreads(threads: readonly ReviewThread[], head: HeadFindings): ThreadDecisions {
  const ours = threads.flatMap((thread) => {
    const fingerprints = thread.isByUs ? fingerprintsIn(thread.lastLine) : [];
    return fingerprints.length > 0 ? [{ thread, fingerprints }] : [];
  });
  const decided = ours.map(({ thread, fingerprints }) => ({ thread, change: changeOf(thread, fingerprints, head) }));
  return {
    posted: new Set(ours.flatMap(({ fingerprints }) => fingerprints)),
    resolve: idsOf(decided, 'resolve'),
    reopen: idsOf(decided, 'reopen'),
  };
}

type Change = 'resolve' | 'reopen' | 'none';

function changeOf({ state, isAnswered }: ReviewThread, fingerprints: readonly string[], head: HeadFindings): Change {
  if (isAnswered) return 'none';
  const isGone = !head.isPartial && !fingerprints.some((fingerprint) => head.standing.has(fingerprint));
  if (state === 'open' && isGone) return 'resolve';
  const isBack = fingerprints.some((fingerprint) => head.fresh.has(fingerprint));
  return state === 'resolved-by-us' && isBack ? 'reopen' : 'none';
}

function idsOf(decided: readonly { readonly thread: ReviewThread; readonly change: Change }[], wanted: Change): readonly string[] {
  return decided.flatMap(({ thread, change }) => (change === wanted && thread.id !== undefined ? [thread.id] : []));
}
