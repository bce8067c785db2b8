/** What the fake GitHub remembers of its pull request. */
import type { FakePullRequest } from './fake-pull-request.ts';

export interface FakeUser {
  readonly login: string;
  readonly type: 'Bot' | 'User';
}

export interface FakeComment {
  readonly id: number;
  body: string;
  readonly user: FakeUser;
}

export interface FakeReviewComment extends FakeComment {
  readonly path: string;
  readonly line?: number;
  readonly start_line?: number;
  readonly side?: 'RIGHT';
  readonly subject_type?: 'file' | 'line';
  /** The comment that began the thread. */
  readonly in_reply_to_id?: number;
}

export interface FakeReview {
  readonly body: string;
  readonly commit_id: string;
  readonly comments: readonly Omit<FakeReviewComment, 'id' | 'user'>[];
}

export interface FakeAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: string;
  readonly message: string;
}

export interface FakeOutput {
  readonly title: string;
  readonly summary: string;
  readonly annotations?: readonly FakeAnnotation[];
}

export interface FakeCheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  readonly status: string;
  readonly conclusion: string | null;
  output: FakeOutput & { readonly annotations: readonly FakeAnnotation[] };
}

/** The account behind the token of Actions. */
export const ACTIONS_BOT: FakeUser = { login: 'github-actions[bot]', type: 'Bot' };
export const OCTOCAT: FakeUser = { login: 'octocat', type: 'User' };

export type Scope = 'contents' | 'pull-requests' | 'checks';
/** What a token lacks: scopes that are not `write`. */
export type Permissions = Readonly<Partial<Record<Scope, 'none' | 'read'>>>;

export interface FakeStatePlan extends FakePullRequest {
  readonly permissions?: Permissions;
  readonly isClosed?: boolean;
  readonly longestTree?: number;
  /** Texts longer than so many bytes are cut by GraphQL. */
  readonly longestText?: number;
  /** `admin`, `write`, ... by login; nobody else is known. */
  readonly collaborators?: Readonly<Record<string, string>>;
  /** Why the branch takes no commit. */
  readonly protection?: string;
}

/** A thread is known by its first comment. */
interface FakeThread {
  readonly opening: FakeReviewComment;
  readonly comments: readonly FakeReviewComment[];
}

export class FakeState {
  readonly plan: FakeStatePlan;
  readonly reviews: FakeReview[] = [];
  readonly reviewComments: FakeReviewComment[] = [];
  readonly issueComments: FakeComment[] = [];
  readonly checkRuns: FakeCheckRun[] = [];
  /** Who resolved the thread that a comment began. */
  readonly resolvedBy = new Map<number, FakeUser | null>();
  readonly contentsAsked: string[] = [];
  #lastId = 0;

  constructor(plan: FakeStatePlan) {
    this.plan = plan;
  }

  /** Begins where another pull request, of the same commits, stands. */
  continueFrom(other: FakeState): void {
    this.reviews.push(...structuredClone(other.reviews));
    this.reviewComments.push(...structuredClone(other.reviewComments));
    this.issueComments.push(...structuredClone(other.issueComments));
    this.checkRuns.push(...structuredClone(other.checkRuns));
    for (const [id, user] of other.resolvedBy) this.resolvedBy.set(id, user);
    this.#lastId = other.#lastId;
  }

  nextId(): number {
    return ++this.#lastId;
  }

  threads(): readonly FakeThread[] {
    const openings = this.reviewComments.filter((comment) => comment.in_reply_to_id === undefined);
    return openings.map((opening) => ({
      opening,
      comments: [opening, ...this.reviewComments.filter((comment) => comment.in_reply_to_id === opening.id)],
    }));
  }

  /** Somebody begins a thread on a file. */
  comment(user: FakeUser, body: string, path = 'index.ts'): FakeReviewComment {
    const comment = { id: this.nextId(), user, body, path };
    this.reviewComments.push(comment);
    return comment;
  }

  /** Somebody answers in a thread. */
  reply({ id, path }: FakeReviewComment, user: FakeUser, body = 'Is it?'): void {
    this.reviewComments.push({ id: this.nextId(), user, body, path, in_reply_to_id: id });
  }
}

/** The account behind a token. */
export function userOf(token: string): FakeUser {
  return token.startsWith('ghs_') ? ACTIONS_BOT : OCTOCAT;
}

/** Whether a token's permissions allow that. */
export function isAllowed({ permissions = {} }: FakeStatePlan, scope: Scope, access: 'read' | 'write'): boolean {
  const granted = permissions[scope] ?? 'write';
  return granted === 'write' || (granted === 'read' && access === 'read');
}
