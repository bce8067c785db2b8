/** A pull request on the fake GitHub, a client for it, and payloads to publish there. */
import { rmSync } from 'node:fs';
import { afterAll, expect, onTestFinished } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { publish, type PublishResult } from '../../src/github/publish.ts';
import type { Target } from '../../src/github/target.ts';
import { type PullRequestState, readPullRequestState } from '../../src/github/threads.ts';
import type { CheckPayload, FileComment, PublishPayload, ReviewComment, SummaryPayload } from '../../src/report/payload.ts';
import { findingsMarker, SUMMARY_MARKER } from '../../src/report/marker.ts';
import { decideThreads } from '../../src/report/threads.ts';
import { type FakeGitHub, type FakeGitHubPlan, startFakeGitHub } from './fake-github.ts';
import { copyRepository, createRepository, temporaryFolder, type TestRepository } from './git-repository.ts';

export const repository = { owner: 'octo', repo: 'infra' };

/** What counts as a second while we wait, so that tests need not. */
const SECOND = 5;

export interface Stage {
  readonly github: FakeGitHub;
  readonly git: TestRepository;
  readonly target: Target;
}

export type StagePlan = Partial<Omit<FakeGitHubPlan, 'repository'>> & {
  readonly token?: string;
  readonly readOnly?: string;
  readonly timeout?: number;
};

const templates: TestRepository[] = [];

afterAll(() => {
  for (const { root } of templates) rmSync(root, { recursive: true, force: true });
});

/** Made once for a test file, and copied. */
function template(): TestRepository {
  const [made] = templates;
  if (made) return made;
  const git = createRepository(temporaryFolder({ keep: true }));
  git.commit({ 'index.ts': LINES.join(''), 'other.ts': 'other\n' });
  git.git('checkout', '-q', '-b', 'feature');
  git.commit({ 'index.ts': LINES.join('').replace('line 10\n', 'new 10\n').replace('line 40\n', 'new 40\n'), 'new.ts': 'a\n' });
  templates.push(git);
  return git;
}

const LINES = Array.from({ length: 60 }, (_, index) => `line ${index + 1}\n`);

/** A pull request that changes lines 10 and 40 of `index.ts` and adds `new.ts`; its branch is `feature`. */
export async function startStage({ token = 'ghs_test', readOnly, timeout = 5_000, ...plan }: StagePlan = {}): Promise<Stage> {
  const git = copyRepository(template());
  const head = git.git('rev-parse', 'feature').trim();
  const github = await startFakeGitHub({ repository: git, base: 'main', head: 'feature', ...plan });
  onTestFinished(() => github.close());
  const client = createClient({ token, apiUrl: github.url, graphqlUrl: github.graphqlUrl, second: SECOND, timeout });
  return { github, git, target: { client, repository, token, number: 1, headSha: head, readOnly } };
}

/** The fingerprint of a made-up finding. */
export function fingerprint(seed: string): string {
  return Buffer.from(seed).toString('hex').padEnd(16, '0').slice(0, 16);
}

export function lineComment(line: number, seed: string, startLine?: number): ReviewComment {
  const fingerprints = [fingerprint(seed)];
  const body = `Finding ${seed}.\n\n${findingsMarker(fingerprints)}`;
  return { path: 'index.ts', line, body, fingerprints, ...(startLine === undefined ? {} : { startLine }) };
}

export function fileComment(path: string, seed: string): FileComment {
  const { body, fingerprints } = lineComment(1, seed);
  return { path, body, fingerprints };
}

export function summary(text: string, onlyIfThere = false): SummaryPayload {
  return { body: `${SUMMARY_MARKER}\n${text}`, marker: SUMMARY_MARKER, onlyIfThere };
}

export function check(annotations = 0, digest = 'digest 1'): CheckPayload {
  const rows = Array.from({ length: annotations }, (_, index) => index + 1);
  return {
    name: 'eks-lockstep',
    title: 'Findings',
    summary: 'Some.',
    conclusion: 'failure',
    annotations: rows.map((line) => ({ path: 'index.ts', startLine: line, endLine: line, level: 'failure', title: 'T', message: 'M' })),
    digest,
  };
}

export function review(comments: readonly ReviewComment[], fileComments: readonly FileComment[] = []): PublishPayload {
  return { review: { body: 'A review.', comments, fileComments } };
}

export interface RunPlan {
  /** Seeds of the findings on the head; all of them new. */
  readonly findings?: readonly string[];
  readonly isPartial?: boolean;
}

export interface Run extends PublishResult {
  readonly state: PullRequestState;
  /** What this run asked GitHub for. */
  readonly requests: readonly string[];
}

/** One run as `main` makes it: read, decide, publish. */
export async function run(
  { github, target }: Stage,
  payload: PublishPayload,
  { findings = [], isPartial = false }: RunPlan = {},
): Promise<Run> {
  const before = github.requests.length;
  const state = await readPullRequestState(target);
  const standing = new Set(findings.map(fingerprint));
  const result = await publish(target, state, payload, decideThreads(state.threads, { fresh: standing, standing, isPartial }));
  expect(github.breaches).toEqual([]);
  return { ...result, state, requests: github.requests.slice(before) };
}
