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

export interface FakeStatePlan extends FakePullRequest {
  readonly longestTree?: number;
}

export class FakeState {
  readonly plan: FakeStatePlan;
  readonly reviews: FakeReview[] = [];
  readonly reviewComments: FakeReviewComment[] = [];
  readonly issueComments: FakeComment[] = [];
  readonly checkRuns: FakeCheckRun[] = [];
  #lastId = 0;

  constructor(plan: FakeStatePlan) {
    this.plan = plan;
  }

  nextId(): number {
    return ++this.#lastId;
  }
}
