/** The files of a commit as a repository at the other end of the network has them. */
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

export type RemoteBlob = { readonly bytes: Uint8Array } | { readonly why: string };

/** A repository at the other end of the network. */
export interface RemoteRepository {
  /** All files of a commit. Rejects with an error whose message is one line. */
  tree(commit: string): Promise<RemoteTree>;
  /** Contents by id, an entry for each: its bytes, or why not. */
  blobs(wanted: readonly RemoteFile[]): Promise<ReadonlyMap<string, RemoteBlob>>;
}

/** Texts by the id of their content: base and head of a pull request share nearly all of them. */
export type BlobCache = Map<string, Promise<Loaded>>;

export interface ApiTree extends Tree {
  /** Every regular file by its path. */
  files(): Promise<ReadonlyMap<string, RemoteFile>>;
}

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
 * @param named paths that are read even where they lie in a folder that is left out
 * @returns a tree whose lists fail with the error of the API
 */
export function apiTree(api: RemoteRepository, commit: string, cache: BlobCache = new Map(), named: readonly string[] = []): ApiTree {
  let opened: Promise<Opened> | undefined;
  function open(): Promise<Opened> {
    return (opened ??= openTree(api, commit, named));
  }
  return {
    paths: async () => (await open()).paths,
    leftOut: async () => (await open()).leftOut,
    files: async () => (await open()).files,
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

export interface Needed {
  readonly isWanted: (path: string) => boolean;
  /** The nearest come first: there may be more than an API gives. */
  readonly nearness: (path: string) => number;
}

/**
 * Loads in one go what several trees will be asked for one after the other.
 *
 * @param api and `cache` are those of the trees
 */
export async function loadTogether(
  api: RemoteRepository,
  cache: BlobCache,
  trees: readonly ApiTree[],
  { isWanted, nearness }: Needed,
): Promise<void> {
  const wanted: RemoteFile[] = [];
  for (const tree of trees) {
    const [paths, files] = [await tree.paths(), await tree.files()];
    wanted.push(...paths.filter(isWanted).flatMap((path) => files.get(path) ?? []));
  }
  const ranked = wanted.map((file) => ({ file, rank: nearness(file.path) })).toSorted((a, b) => b.rank - a.rank);
  request(
    api,
    cache,
    ranked.map(({ file }) => file),
  );
  await Promise.all(wanted.flatMap(({ sha }) => cache.get(sha) ?? []));
}

async function openTree(api: RemoteRepository, commit: string, named: readonly string[]): Promise<Opened> {
  const { files, isTruncated } = await api.tree(commit);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return { files: byPath, isTruncated, ...listingOf(byPath.keys(), (path) => isLeftOut(path, named)) };
}

/** Begins to load what the cache lacks. */
function request(api: RemoteRepository, cache: BlobCache, files: readonly RemoteFile[]): void {
  const lacking = files.filter(({ path, sha, size }) => !cache.has(sha) && !tooLarge(path, size));
  const wanted = [...new Map(lacking.map((file) => [file.sha, file])).values()];
  if (wanted.length === 0) return;
  const loading = api.blobs(wanted);
  for (const { path, sha } of wanted)
    cache.set(
      sha,
      loading.then((blobs) => decoded(path, blobs.get(sha) ?? MISSING)),
    );
}

function decoded(path: string, blob: RemoteBlob): Loaded {
  return 'bytes' in blob ? decodeBlob(path, blob.bytes) : blob;
}

async function loadedOf(cache: BlobCache, file: RemoteFile | undefined): Promise<Loaded> {
  if (!file) return MISSING;
  return tooLarge(file.path, file.size) ?? (await cache.get(file.sha)) ?? MISSING;
}
