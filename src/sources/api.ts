/** The files of a commit that only GitHub has: a shallow clone without the base, or no clone at all. */
import { mapConcurrently } from './concurrently.ts';
import { decodeBlob, tooLarge } from './decode.ts';
import { isLeftOut } from './left-out.ts';
import { type Listing, listingOf, type Loaded, type Tree, treeRead } from './tree.ts';

/** One regular file of a commit. */
export interface RemoteFile {
  readonly path: string;
  /** The id of its content. */
  readonly sha: string;
  /** In bytes. */
  readonly size: number;
}

export interface RemoteTree {
  readonly files: readonly RemoteFile[];
  /** GitHub cuts lists of more than 100,000 entries or 7 MB (https://docs.github.com/en/rest/git/trees#get-a-tree). */
  readonly isTruncated: boolean;
}

/** A repository at the other end of the network. Both calls reject with an error whose message is one line. */
export interface RemoteRepository {
  /** All files of a commit. */
  tree(commit: string): Promise<RemoteTree>;
  /** One file of a commit; `undefined` where there is none. */
  bytes(path: string, commit: string): Promise<Uint8Array | undefined>;
}

/** Texts by the id of their content: base and head of a pull request share nearly all of them. */
export type BlobCache = Map<string, Promise<Loaded>>;

const REQUESTS_AT_ONCE = 8;

interface Opened extends Listing {
  readonly files: ReadonlyMap<string, RemoteFile>;
  readonly isTruncated: boolean;
}

const MISSING: Loaded = { why: 'is not in the commit' };
const TRUNCATED: Loaded = { why: 'holds more files than GitHub lists; those beyond were not read' };

/**
 * The tree of a commit by way of an API. A file costs one request, once for each content in the cache.
 *
 * @param cache shared by trees of the same repository
 * @returns a tree whose lists fail with the error of the API
 */
export function apiTree(api: RemoteRepository, commit: string, cache: BlobCache = new Map()): Tree {
  let opened: Promise<Opened> | undefined;
  function open(): Promise<Opened> {
    return (opened ??= openTree(api, commit));
  }
  return {
    paths: async () => (await open()).paths,
    leftOut: async () => (await open()).leftOut,
    read: async (paths) => {
      const { files, isTruncated } = await open();
      const loaded = await mapConcurrently(paths, REQUESTS_AT_ONCE, async (path) => {
        const file = files.get(path);
        return [path, file ? await cached(cache, file, () => load(api, file, commit)) : MISSING] as const;
      });
      return treeRead(isTruncated ? [...loaded, ['.', TRUNCATED]] : loaded);
    },
  };
}

async function openTree(api: RemoteRepository, commit: string): Promise<Opened> {
  const { files, isTruncated } = await api.tree(commit);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return { files: byPath, isTruncated, ...listingOf(byPath.keys(), (path) => isLeftOut(path)) };
}

async function cached(cache: BlobCache, { sha }: RemoteFile, fetchIt: () => Promise<Loaded>): Promise<Loaded> {
  const loading = cache.get(sha) ?? fetchIt();
  cache.set(sha, loading);
  return loading;
}

async function load(api: RemoteRepository, { path, size }: RemoteFile, commit: string): Promise<Loaded> {
  const refusal = tooLarge(size);
  if (refusal) return refusal;
  try {
    const bytes = await api.bytes(path, commit);
    return bytes ? decodeBlob(bytes) : { why: 'could not be fetched: GitHub does not find it' };
  } catch (error) {
    return { why: `could not be fetched: ${error instanceof Error ? error.message : String(error)}` };
  }
}
