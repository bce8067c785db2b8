/** Many objects of a git repository through one process. */
import { gitError, type GitSettings, startGit } from './git-command.ts';

/**
 * The contents of blobs, in the order asked for; `undefined` where the repository lacks one.
 *
 * @param ids full object ids
 * @throws GitError when git ends before it gave all of them
 */
export async function readBlobs(
  root: string,
  ids: readonly string[],
  settings: GitSettings = {},
): Promise<readonly (Uint8Array | undefined)[]> {
  if (ids.length === 0) return [];
  const output = await batch(root, ids, settings);
  const blobs: (Uint8Array | undefined)[] = [];
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf('\n', at);
    const size = sizeIn(output.toString('latin1', at, end), id);
    const start = end + 1;
    blobs.push(size === undefined ? undefined : output.subarray(start, start + size));
    at = size === undefined ? start : start + size + 1;
  }
  return blobs;
}

/** A header is `<id> blob <size>`, or `<id> missing`. */
function sizeIn(header: string, id: string): number | undefined {
  const size = /^(?<id>[0-9a-f]+) blob (?<size>\d+)$/.exec(header)?.groups;
  if (size?.['id'] === id) return Number(size['size']);
  if (header === `${id} missing`) return undefined;
  throw gitError('', 'cat-file', `git cat-file answered ${JSON.stringify(header.slice(0, 80))}`);
}

function batch(root: string, ids: readonly string[], settings: GitSettings): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = startGit(root, ['cat-file', '--batch'], settings);
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    // when git ends early the pipe breaks; its exit status tells more
    child.stdin?.on('error', () => undefined);
    child.on('error', (error: NodeJS.ErrnoException) => reject(gitError(root, error.code)));
    child.on('close', (status) => {
      if (status === 0) resolve(Buffer.concat(chunks));
      else reject(gitError(root, status));
    });
    child.stdin?.end(ids.map((id) => `${id}\n`).join(''));
  });
}
