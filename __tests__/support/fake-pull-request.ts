/** The pull request of the fake GitHub: two revisions of a real git repository, and where comments may sit between them. */
import type { TestRepository } from './git-repository.ts';

export interface FakePullRequest {
  readonly repository: TestRepository;
  /** Revisions; they may move while the fake runs. */
  readonly base: string;
  readonly head: string;
  /** Where the branch lies, if that is a fork: `mallory/infra`. */
  readonly headRepository?: string;
  /** Files whose `patch` GitHub leaves out, with their counts set to 0. */
  readonly withoutPatch?: readonly string[];
}

/** An entry of `GET pulls/{n}/files`. */
export interface FakeFile {
  readonly sha: string | null;
  readonly filename: string;
  readonly previous_filename?: string;
  readonly status: string;
  readonly additions: number;
  readonly deletions: number;
  readonly changes: number;
  readonly patch?: string;
}

/** The anchor of a review comment. */
export interface Anchor {
  readonly path: string;
  readonly line?: number;
  readonly side?: string;
  readonly start_line?: number;
  readonly start_side?: string;
}

const STATUSES: Readonly<Record<string, string>> = { A: 'added', D: 'removed', M: 'modified', R: 'renamed', T: 'changed' };

/** By the ids of base and head, as git is asked for the same ones again and again. */
const known = new WeakMap<TestRepository, Map<string, readonly FakeFile[]>>();

/** The files between merge base and head, as `git diff` tells them. */
export function filesOf(request: FakePullRequest): readonly FakeFile[] {
  const { repository, base, head, withoutPatch = [] } = request;
  const lists = known.get(repository) ?? new Map<string, readonly FakeFile[]>();
  const key = [repository.git('rev-parse', base, head), ...withoutPatch].join('\n');
  const files = lists.get(key) ?? listFiles(request);
  known.set(repository, lists.set(key, files));
  return files;
}

/** `:100644 100644 <id> <id> R095`, then one path, or two for a rename. */
const RAW = /:\d{6} \d{6} [0-9a-f]+ (?<sha>[0-9a-f]+) (?<letter>[A-Z])\d*\0(?:(?<=R\d*\0)(?<previous>[^\0]+)\0)?(?<filename>[^\0]+)\0/g;

function listFiles({ repository, base, head, withoutPatch = [] }: FakePullRequest): readonly FakeFile[] {
  const from = repository.git('merge-base', base, head).trim();
  const raw = repository.git('diff', '--raw', '-z', '--no-abbrev', '-M', from, head);
  // both list the same files in the same order, and no line of a patch begins like that
  const patches = repository.git('diff', '-M', from, head).split(/^(?=diff --git )/m);
  return [...raw.matchAll(RAW)].map(({ groups = {} }, index): FakeFile => {
    const { sha = '', letter = '', previous, filename = '' } = groups;
    const patch = withoutPatch.includes(filename) ? undefined : patchIn(patches[index] ?? '');
    return {
      sha: letter === 'D' ? null : sha,
      filename,
      ...(previous === undefined ? {} : { previous_filename: previous }),
      status: STATUSES[letter] ?? 'changed',
      ...countsOf(patch),
      ...(patch === undefined ? {} : { patch }),
    };
  });
}

/** GitHub's `patch` begins at the first `@@` and has no line break at its end. */
function patchIn(diff: string): string | undefined {
  const at = diff.indexOf('\n@@');
  return at === -1 ? undefined : diff.slice(at + 1, -1);
}

function countsOf(patch = ''): Pick<FakeFile, 'additions' | 'deletions' | 'changes'> {
  const lines = patch.split('\n');
  const additions = lines.filter((line) => line.startsWith('+')).length;
  const deletions = lines.filter((line) => line.startsWith('-')).length;
  return { additions, deletions, changes: additions + deletions };
}

/** Why GitHub refuses an anchor, in the words of its `errors`; `undefined` where it takes it. */
export function refusalOfAnchor(files: readonly FakeFile[], anchor: Anchor): string | undefined {
  const { path, line = 0, side = 'RIGHT', start_line: start, start_side: startSide = side } = anchor;
  if (side !== 'RIGHT' || startSide !== 'RIGHT') throw new Error('only the right-hand side is emulated');
  const file = files.find(({ filename }) => filename === path);
  if (!file) return 'Path could not be resolved';
  const hunks = hunkOfLine(file.patch);
  if (!hunks.has(line)) return 'Line could not be resolved';
  if (start === undefined) return undefined;
  if (start >= line) return 'Start line must precede the end line.';
  if (!hunks.has(start)) return 'Start line could not be resolved';
  return hunks.get(start) === hunks.get(line) ? undefined : 'Start line must be part of the same hunk as the line.';
}

/** The right-hand lines that a diff shows, with the number of their hunk. */
function hunkOfLine(patch = ''): ReadonlyMap<number, number> {
  const shown = new Map<number, number>();
  let next = 0;
  let hunk = 0;
  for (const line of patch === '' ? [] : patch.split('\n')) {
    const header = /^@@ -\d+(?:,\d+)? \+(?<start>\d+)/.exec(line)?.groups;
    if (header) {
      next = Number(header['start']);
      hunk++;
    } else if (!line.startsWith('-') && !line.startsWith('\\')) shown.set(next++, hunk);
  }
  return shown;
}
