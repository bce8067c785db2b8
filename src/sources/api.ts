/** The files of a commit that only GitHub has: a shallow clone without the base, or no clone at all. */
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

/** A repository at the other end of the network. */
export interface RemoteRepository {
  /** All files of a commit. Rejects with an error whose message is one line. */
  tree(commit: string): Promise<RemoteTree>;
  /** Contents by id, an entry for each: its bytes, or why not. */
  blobs(wanted: readonly RemoteFile[]): Promise<ReadonlyMap<string, { readonly bytes: Uint8Array } | { readonly why: string }>>;
}

/** Texts by the id of their content: base and head of a pull request share nearly all of them. */
export type BlobCache = Map<string, Promise<Loaded>>;

interface Opened extends Listing {
  readonly files: ReadonlyMap<string, RemoteFile>;
  readonly isTruncated: boolean;
}

const MISSING = { why: 'is not in the commit' };
const TRUNCATED: Loaded = { why: 'holds more files than GitHub lists; those beyond were not read' };

/**
 * The tree of a commit by way of an API. All files of one `read` are asked for together, each content once for each cache.
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
      const wanted = paths.map((path) => [path, files.get(path)] as const);
      request(
        api,
        cache,
        wanted.flatMap(([, file]) => file ?? []),
      );
      const loaded = await Promise.all(wanted.map(async ([path, file]) => [path, await loadedOf(cache, file)] as const));
      return treeRead(isTruncated ? [...loaded, ['.', TRUNCATED]] : loaded);
    },
  };
}

async function openTree(api: RemoteRepository, commit: string): Promise<Opened> {
  const { files, isTruncated } = await api.tree(commit);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return { files: byPath, isTruncated, ...listingOf(byPath.keys(), (path) => isLeftOut(path)) };
}

/** Begins to load what the cache lacks. */
function request(api: RemoteRepository, cache: BlobCache, files: readonly RemoteFile[]): void {
  const wanted = files.filter(({ path, sha, size }) => !cache.has(sha) && !tooLarge(path, size));
  if (wanted.length === 0) return;
  const loading = api.blobs(wanted);
  for (const { path, sha } of wanted)
    cache.set(
      sha,
      loading.then((blobs) => decoded(path, blobs.get(sha) ?? MISSING)),
    );
}

function decoded(path: string, blob: { readonly bytes: Uint8Array } | { readonly why: string }): Loaded {
  return 'bytes' in blob ? decodeBlob(path, blob.bytes) : blob;
}

async function loadedOf(cache: BlobCache, file: RemoteFile | undefined): Promise<Loaded> {
  if (!file) return MISSING;
  return tooLarge(file.path, file.size) ?? (await cache.get(file.sha)) ?? MISSING;
}
