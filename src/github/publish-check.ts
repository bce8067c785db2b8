/** The check run on the head commit, with as many annotations as there are. */
import type { CheckAnnotation, CheckPayload } from '../report/payload.ts';
import { createOnce, NO_RETRY } from './once.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { Target } from './target.ts';

export interface CheckResult {
  readonly outcome: 'created' | 'unchanged' | 'incomplete' | 'refused';
  readonly refused: readonly Refusal[];
}

/** https://docs.github.com/en/rest/checks/runs#update-a-check-run */
const ANNOTATIONS_A_REQUEST = 50;

/** Creates the check run, unless the newest of that name on the commit says the same. */
export async function publishCheck(target: Target, check: CheckPayload): Promise<CheckResult> {
  const [first = [], ...more] = chunksOf(check.annotations, ANNOTATIONS_A_REQUEST);
  try {
    const [newest] = await ourRuns(target, check);
    if (newest?.digest === check.digest && newest.annotations === check.annotations.length) return { outcome: 'unchanged', refused: [] };
    const { id } = await createOnce(
      () => create(target, check, first),
      () => findRun(target, check),
    );
    return await appendAll(target, id, check, more);
  } catch (error) {
    return { outcome: 'refused', refused: [refusalOf('The check run', error, 'checks: write')] };
  }
}

interface Run {
  readonly id: number;
  /** How many it has. */
  readonly annotations: number;
}

interface ExistingRun extends Run {
  readonly digest: string | null;
}

async function findRun(target: Target, check: CheckPayload): Promise<Run | undefined> {
  return (await ourRuns(target, check)).find(({ digest }) => digest === check.digest);
}

/**
 * Ours of that name, the newest first: GitHub gives the latest of each check suite, so there may be several. A job of that name is a
 * check run too, whose external id is a UUID.
 */
async function ourRuns({ client, repository, headSha }: Target, { name }: CheckPayload): Promise<readonly ExistingRun[]> {
  const asked = { ...repository, ref: headSha, check_name: name, filter: 'latest', per_page: 100 } as const;
  const { data } = await client.rest.checks.listForRef(asked);
  return data.check_runs
    .filter(({ external_id: digest }) => !UUID.test(digest ?? ''))
    .map(({ id, external_id: digest, output }) => ({ id, digest, annotations: output.annotations_count }))
    .toSorted((a, b) => b.id - a.id);
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

async function create({ client, repository, headSha }: Target, check: CheckPayload, annotations: readonly CheckAnnotation[]): Promise<Run> {
  const { data } = await client.rest.checks.create({
    ...repository,
    name: check.name,
    head_sha: headSha,
    external_id: check.digest,
    status: 'completed',
    conclusion: check.conclusion,
    output: outputOf(check, annotations),
    ...NO_RETRY,
  });
  return { id: data.id, annotations: annotations.length };
}

async function appendAll(target: Target, id: number, check: CheckPayload, chunks: readonly CheckAnnotation[][]): Promise<CheckResult> {
  let expected = ANNOTATIONS_A_REQUEST;
  try {
    for (const annotations of chunks) {
      expected += annotations.length;
      await createOnce(
        () => append(target, id, check, annotations),
        async () => ((await findRun(target, check))?.annotations === expected ? 'there' : undefined),
      );
    }
    return { outcome: 'created', refused: [] };
  } catch (error) {
    return { outcome: 'incomplete', refused: [refusalOf('Some annotations of the check run', error, 'checks: write')] };
  }
}

/** Annotations add up; what else is said replaces what was. */
async function append({ client, repository }: Target, id: number, check: CheckPayload, annotations: readonly CheckAnnotation[]) {
  await client.rest.checks.update({ ...repository, check_run_id: id, output: outputOf(check, annotations), ...NO_RETRY });
  return 'appended';
}

function outputOf({ title, summary }: CheckPayload, annotations: readonly CheckAnnotation[]) {
  return { title, summary, annotations: annotations.map(annotationOf) };
}

function annotationOf({ path, startLine, endLine, columns, level, title, message }: CheckAnnotation) {
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    ...(columns ? { start_column: columns.start, end_column: columns.end } : {}),
    annotation_level: level,
    title,
    message,
  };
}

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
