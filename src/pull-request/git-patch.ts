/** The output of `git diff`, file by file. */
import { type Hunk, type Hunks, parseHunk } from './hunks.ts';

const FILE = 'diff --git ';
const NAME = /^(?<side>---|\+\+\+) (?<name>[^\n]+)$/;

/**
 * The hunks of each file that has any, by its path after the change (before it, where the file is gone). Binary files and pure
 * renames are not in it.
 *
 * @param patch with the prefixes `a/` and `b/`, and special names quoted (no `-z`)
 */
export function readGitPatch(patch: string): ReadonlyMap<string, Hunks> {
  const files = new Map<string, Hunks>();
  const lines = patch.split('\n');
  let path: string | undefined;
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const parsed = line.startsWith('@@') ? parseHunk(lines, at) : undefined;
    if (line.startsWith(FILE)) path = undefined;
    else if (line.startsWith('@@')) add(files, path, parsed?.hunk);
    else path = pathOf(line) ?? path;
    at = parsed?.next ?? at + 1;
  }
  return files;
}

/** A file that became a symbolic link, or the other way round, comes as two parts of the same path. */
function add(files: Map<string, Hunks>, path: string | undefined, hunk: Hunk | undefined): void {
  if (path === undefined) return;
  const before = files.get(path) ?? [];
  files.set(path, hunk && before !== 'unknown' ? [...before, hunk] : 'unknown');
}

/** The name in a `---` or `+++` line; git ends names that hold a blank with a tab. */
function pathOf(line: string): string | undefined {
  const name = NAME.exec(line)?.groups?.['name']?.replace(/\t$/, '');
  if (name === undefined || name === '/dev/null') return undefined;
  return unquote(name).slice('a/'.length);
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Undoes git's C-style quotes (https://git-scm.com/docs/git-config, `core.quotePath=false`: only single bytes are in octal). */
function unquote(name: string): string {
  if (!name.startsWith('"')) return name;
  return name.slice(1, -1).replaceAll(/\\(?:(?<octal>[0-7]{3})|(?<letter>.))/g, (_, octal: string | undefined, letter: string) => {
    return octal === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8));
  });
}
