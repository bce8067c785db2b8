/** The fake GitHub's `createCommitOnBranch`: a real commit in the real repository. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeError } from './fake-github-error.ts';
import type { FakeStatePlan } from './fake-github-state.ts';

export interface CommitInput {
  readonly branch: { readonly branchName: string };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string };
  readonly fileChanges: { readonly additions: readonly { readonly path: string; readonly contents: string }[] };
}

/** The id of the new commit. */
export function commitOnBranch({ repository, protection }: FakeStatePlan, input: CommitInput): string {
  const { branch, expectedHeadOid: expected, message, fileChanges } = input;
  const ref = `refs/heads/${branch.branchName}`;
  const tip = repository.git('rev-parse', ref).trim();
  if (tip !== expected) throw new FakeError('STALE_DATA', `Expected branch to point to "${expected}" but it did not.  Pull and try again.`);
  if (protection !== undefined) throw new FakeError('UNPROCESSABLE', protection);
  const scratch = mkdtempSync(join(tmpdir(), 'eks-lockstep-commit-'));
  try {
    const index = ['-c', `core.worktree=${scratch}`] as const;
    repository.git('read-tree', tip);
    for (const { path, contents } of fileChanges.additions) {
      const file = join(scratch, 'content');
      writeFileSync(file, Buffer.from(contents, 'base64'));
      const id = repository.git('hash-object', '-w', '--no-filters', file).trim();
      repository.git(...index, 'update-index', '--add', '--cacheinfo', `100644,${id},${path}`);
    }
    const tree = repository.git('write-tree').trim();
    const text = [message.headline, message.body ?? ''].join('\n\n');
    const commit = repository.git('commit-tree', tree, '-p', tip, '-m', text).trim();
    repository.git('update-ref', ref, commit, tip);
    return commit;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
