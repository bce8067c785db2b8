/** The contents of many files in few requests. They are asked for by id: no name of a file, which is a stranger's, goes out. */
import type { GitHubClient, RepositoryName } from './client.ts';
import { failureOf, isNotFound, partialData } from './failure.ts';
import { refusalOf } from './refusal.ts';

export interface BlobName {
  /** The id of the content. */
  readonly sha: string;
  /** In bytes. */
  readonly size: number;
}

/** What came of one content. */
export type RemoteBlob = { readonly bytes: Uint8Array } | { readonly why: string };

/** GitHub gives a GraphQL answer ten seconds; bytes count as much as files. */
const BATCH = { files: 100, bytes: 2 * 2 ** 20 };
/** A run must not eat up the 1,000 requests that a repository's workflows share in an hour. */
const MOST_SINGLE_REQUESTS = 200;
const REQUESTS_AT_ONCE = 8;
/** Some 4,000 files, and a minute. */
const MOST_BATCHES = 40;
const TOO_MANY = { why: 'could not be fetched: it would take too many requests; a checkout before this step brings every file' };

/**
 * By GraphQL, a hundred to a request; one by one what GraphQL cuts, does not give as it is, or refuses.
 *
 * @param wanted the most important first: of more than some 4,000 the rest stays unread
 * @returns an entry for each id; never rejects for what GitHub says
 */
export async function readBlobs(
  client: GitHubClient,
  repository: RepositoryName,
  wanted: readonly BlobName[],
): Promise<ReadonlyMap<string, RemoteBlob>> {
  const blobs = new Map<string, RemoteBlob>();
  let isRefused = false;
  const batches = batchesOf(uniquely(wanted));
  for (const { sha } of batches.slice(MOST_BATCHES).flat()) blobs.set(sha, TOO_MANY);
  for (const batch of batches.slice(0, MOST_BATCHES)) {
    const answer: Batch = isRefused ? REFUSED : await readBatch(client, repository, batch);
    isRefused = answer.isRefused;
    for (const [sha, bytes] of answer.found) blobs.set(sha, { bytes });
  }
  const left = uniquely(wanted).filter(({ sha }) => !blobs.has(sha));
  for (const { sha } of left.slice(MOST_SINGLE_REQUESTS)) blobs.set(sha, TOO_MANY);
  await readSingly(client, repository, left.slice(0, MOST_SINGLE_REQUESTS), blobs);
  return blobs;
}

function uniquely(wanted: readonly BlobName[]): readonly BlobName[] {
  return [...new Map(wanted.map((blob) => [blob.sha, blob])).values()];
}

function batchesOf(wanted: readonly BlobName[]): readonly BlobName[][] {
  const batches: BlobName[][] = [];
  let room = 0;
  for (const blob of wanted) {
    const last = batches.at(-1);
    room -= blob.size;
    if (last && room >= 0 && last.length < BATCH.files) last.push(blob);
    else {
      batches.push([blob]);
      room = BATCH.bytes - blob.size;
    }
  }
  return batches;
}

interface Batch {
  readonly found: ReadonlyMap<string, Uint8Array>;
  /** The whole request; another one would fare no better. */
  readonly isRefused: boolean;
}

const REFUSED: Batch = { found: new Map(), isRefused: true };

async function readBatch(client: GitHubClient, repository: RepositoryName, batch: readonly BlobName[]): Promise<Batch> {
  const variables = Object.fromEntries(batch.map(({ sha }, index) => [`o${index}`, sha]));
  try {
    const answer = await client.graphql<Answer>(documentOf(batch.length), { ...repository, ...variables });
    return { found: exactIn(answer, batch), isRefused: false };
  } catch (error) {
    if (!failureOf(error)) throw error;
    const partial = partialData(error) as Answer | undefined;
    return partial?.repository ? { found: exactIn(partial, batch), isRefused: false } : REFUSED;
  }
}

function documentOf(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const parameters = indexes.map((index) => `$o${index}: GitObjectID!`).join(', ');
  const fields = indexes.map((index) => `o${index}: object(oid: $o${index}) { ...content }`).join(' ');
  return `query ($owner: String!, $repo: String!, ${parameters}) { repository(owner: $owner, name: $repo) { ${fields} } }
fragment content on Blob { byteSize text }`;
}

/** Stands for bytes that are no text. */
const REPLACEMENT = '\uFFFD';

interface Answer {
  readonly repository: Readonly<Record<string, Content | null>> | null;
}

interface Content {
  readonly byteSize?: number;
  /** `null` for binary files. */
  readonly text?: string | null;
}

/** GraphQL speaks UTF-8 and cuts: what was in another encoding, lost its byte order mark or its end, differs in length or has gaps. */
function exactIn({ repository }: Answer, batch: readonly BlobName[]): ReadonlyMap<string, Uint8Array> {
  const found = batch.flatMap(({ sha }, index): [string, Uint8Array][] => {
    const { byteSize, text } = repository?.[`o${index}`] ?? {};
    if (typeof text !== 'string' || text.includes(REPLACEMENT)) return [];
    const bytes = new TextEncoder().encode(text);
    return bytes.length === byteSize ? [[sha, bytes]] : [];
  });
  return new Map(found);
}

async function readSingly(
  client: GitHubClient,
  repository: RepositoryName,
  wanted: readonly BlobName[],
  blobs: Map<string, RemoteBlob>,
): Promise<void> {
  const queue = wanted.values();
  async function work(): Promise<void> {
    for (const { sha } of queue) blobs.set(sha, await readOne(client, repository, sha));
  }
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work));
}

async function readOne(client: GitHubClient, repository: RepositoryName, sha: string): Promise<RemoteBlob> {
  try {
    const { data } = await client.rest.git.getBlob({ ...repository, file_sha: sha, ...AS_BYTES });
    const body: unknown = data;
    if (body === null) return { bytes: new Uint8Array() };
    if (!(body instanceof ReadableStream)) throw new TypeError('the body of an answer is no stream');
    return { bytes: new Uint8Array(await new Response(body).arrayBuffer()) };
  } catch (error) {
    if (isNotFound(error)) return { why: 'could not be fetched: GitHub does not find it' };
    return { why: `could not be fetched: ${refusalOf('its content', error, 'contents: read').sentence}` };
  }
}

/** Octokit would decode the answer as UTF-8: a byte order mark and every sign of a binary file would be gone. */
const AS_BYTES = { mediaType: { format: 'raw' }, request: { parseSuccessResponseBody: false } };
