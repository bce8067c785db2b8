/** The built Action on a pull request of the fake GitHub: what every scenario shares. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, vi } from 'vitest';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import { type FakeGitHub, type FakeGitHubPlan, startFakeGitHub } from '../support/fake-github.ts';
import { createRepository, type Files, temporaryFolder, type TestRepository } from '../support/git-repository.ts';
import { type ActionOutcome, type ActionRun, runAction } from '../support/runner.ts';

// scenarios mostly wait for their runs, so several go at once, on machines that have other things to do
vi.setConfig({ testTimeout: 90_000, maxConcurrency: 4 });

const endings: (() => unknown)[] = [];

afterAll(async () => {
  for (const end of endings) await end();
});

/** For what outlives its test: tests that run at the same time have no end of their own. */
export function atTheEnd(end: () => unknown): void {
  endings.push(end);
}

function folder(): string {
  const made = temporaryFolder({ keep: true });
  atTheEnd(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** The day of every run, so that no calendar moves under a scenario. */
const TODAY = '2026-11-26';

export type StagePlan = Partial<Omit<FakeGitHubPlan, 'repository' | 'base' | 'head'>> & { readonly base?: Files; readonly head: Files };

export interface Outcome extends ActionOutcome {
  /** What this run asked GitHub for, without the queries: `graphql pullRequest 200`. */
  readonly requests: readonly string[];
}

export interface Stage {
  readonly github: FakeGitHub;
  readonly git: TestRepository;
  /** A run of the Action as it is built; on the pull request as it is by now, unless an event says otherwise. */
  run(options?: Partial<ActionRun>): Promise<Outcome>;
  /** One more commit on the branch of the pull request. */
  push(files: Files): void;
}

/** A pull request from `feature` to `main` that makes `head` of `base`. */
export async function startStage({ base = {}, head, ...plan }: StagePlan): Promise<Stage> {
  const git = createRepository(folder());
  git.commit({ 'README.md': '# Infrastructure\n', ...base }, 'Base');
  git.git('checkout', '-q', '-b', 'feature');
  git.commit(head, 'Head');
  const github = await startFakeGitHub({ repository: git, base: 'main', head: 'feature', ...plan });
  atTheEnd(() => github.close());
  return {
    github,
    git,
    push: (files) => void git.commit(files, 'More'),
    run: async (options = {}) => {
      const before = github.requests.length;
      const outcome = await runAction('.', {
        event: pullRequestEvent(git, plan),
        ...options,
        env: { ...environment(github, git), ...options.env },
      });
      expect(github.breaches).toEqual([]);
      return { ...outcome, requests: github.requests.slice(before).map((request) => request.replace(/\?\S*/, '')) };
    },
  };
}

function environment({ url, graphqlUrl }: FakeGitHub, git: TestRepository): Record<string, string> {
  return {
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: graphqlUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/infra',
    GITHUB_SHA: sha(git, 'feature'),
    NODE_COMPILE_CACHE: join(tmpdir(), 'eks-lockstep-compile-cache'),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(SHIFTED_DATE)}`,
  };
}

/** Time goes on as usual, on another day. */
const SHIFTED_DATE = `
const shift = Date.parse('${TODAY}T12:00:00Z') - Date.now();
globalThis.Date = class extends Date {
  constructor(...parts) { parts.length === 0 ? super(Date.now()) : super(...parts); }
  static now() { return super.now() + shift; }
};`;

export function sha(git: TestRepository, revision: string): string {
  return git.git('rev-parse', revision).trim();
}

/** The event of a pull request as it is by now. */
export function pullRequestEvent(git: TestRepository, { headRepository = 'octo/infra' }: Pick<FakeGitHubPlan, 'headRepository'> = {}) {
  return {
    action: 'synchronize',
    pull_request: {
      number: 1,
      state: 'open',
      draft: false,
      base: { sha: sha(git, 'main'), ref: 'main', repo: { full_name: 'octo/infra' } },
      head: { sha: sha(git, 'feature'), ref: 'feature', repo: { full_name: headRepository } },
    },
  };
}

/** The event of a new comment on it. */
export function commentEvent(body: string, login = 'octocat', issue: object = { number: 1, pull_request: { url: 'x' } }) {
  return { action: 'created', issue, comment: { id: 77, body, user: { login, id: 583_231 } } };
}

const catalog = snapshotCatalog();

/** EKS offers it for 1.32 to 1.35, and no longer for 1.36. */
export const OLD_PROXY = 'v1.32.13-eksbuild.28';
export const NEW_PROXY = catalog.defaultVersion('kube-proxy', '1.36') ?? '';

/** A Pulumi program with one cluster and its kube-proxy. */
export function program({ version = '1.36', proxy = NEW_PROXY, name = 'main' } = {}): string {
  return `import * as aws from '@pulumi/aws';

const cluster = new aws.eks.Cluster('${name}', {
  version: '${version}',
  roleArn: 'arn:aws:iam::111122223333:role/eks',
  vpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
});

new aws.eks.Addon('${name}-proxy', {
  clusterName: cluster.name,
  addonName: 'kube-proxy',
  addonVersion: '${proxy}',
});
`;
}

/** So many programs of the same kind, a finding each. */
export function brokenPrograms(count: number): Files {
  const names = Array.from({ length: count }, (_, index) => `c${String(index + 1).padStart(3, '0')}`);
  return Object.fromEntries(names.map((name) => [`${name}.ts`, program({ name, proxy: OLD_PROXY })]));
}

/** A clone as `actions/checkout` makes it, at the merge of the pull request or at a revision. */
export function checkout(
  git: TestRepository,
  { revision, depth = 1 }: { readonly revision?: string; readonly depth?: number } = {},
): string {
  const ref = 'refs/pull/1/merge';
  const merged = git.git('merge-tree', '--write-tree', 'main', 'feature').trim();
  const merge = git.git('commit-tree', merged, '-p', 'main', '-p', 'feature', '-m', 'Merge').trim();
  git.git('update-ref', ref, merge);
  git.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const root = folder();
  git.git('init', '-q', root);
  const fetch = ['-C', root, 'fetch', '-q', ...(depth === 0 ? [] : [`--depth=${depth}`]), `file://${git.root}`];
  git.git(
    ...fetch,
    ...(depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*', `+${ref}:refs/remotes/pull/1/merge`] : [revision ? sha(git, revision) : ref]),
  );
  git.git('-C', root, 'checkout', '-q', '--detach', depth === 0 ? merge : 'FETCH_HEAD');
  return root;
}
