/** Real git repositories in temporary folders, the same bytes on every machine. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Contents by path; `null` removes, `link` makes a symbolic link. */
export type Files = Readonly<Record<string, string | Uint8Array | null | { readonly link: string }>>;

export interface TestRepository {
  readonly root: string;
  /** Runs git and gives what it printed. */
  git(...args: readonly string[]): string;
  write(files: Files): void;
  /** Commits everything after writing `files`; gives the commit's id. */
  commit(files: Files, message?: string): string;
  /** The bytes of an object that is a file; `undefined` where there is none. */
  blob(name: string): Uint8Array | undefined;
}

const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2026-11-24T12:00:00Z',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_COMMITTER_DATE: '2026-11-24T12:00:00Z',
};

/** An empty folder that is gone when the test is over (`keep`: whoever made it removes it). */
export function temporaryFolder({ keep = false } = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eks-lockstep-')));
  if (!keep) onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    rmSync(file, { recursive: true, force: true });
    if (content === null) continue;
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(file, content);
    else symlinkSync(content.link, file);
  }
}

/** A repository on branch `main` without a commit. */
export function createRepository(root = temporaryFolder()): TestRepository {
  const repository = openRepository(root);
  repository.git('init', '--quiet', '--initial-branch=main');
  repository.git('config', 'core.autocrlf', 'false');
  return repository;
}

/** A copy of a repository, far quicker than making it again. */
export function copyRepository({ root }: TestRepository): TestRepository {
  const copy = temporaryFolder();
  cpSync(root, copy, { recursive: true });
  return openRepository(copy);
}

function openRepository(root: string): TestRepository {
  function git(...args: readonly string[]): string {
    const env = { ...process.env, ...ENVIRONMENT };
    return execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', env, maxBuffer: 2 ** 28, stdio: 'pipe' });
  }
  function write(files: Files): void {
    writeFiles(root, files);
  }
  function commit(files: Files, message = 'change'): string {
    write(files);
    git('add', '--all', '--force');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD').trim();
  }
  function blob(name: string): Uint8Array | undefined {
    try {
      return execFileSync('git', ['-C', root, 'cat-file', 'blob', name], { maxBuffer: 2 ** 28, stdio: 'pipe' });
    } catch {
      return undefined;
    }
  }
  return { root, git, write, commit, blob };
}
