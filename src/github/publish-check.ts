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
    const existing = await findRun(target, check);
    if (existing?.annotations === check.annotations.length) return { outcome: 'unchanged', refused: [] };
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

async function findRun({ client, repository, headSha }: Target, { name, digest }: CheckPayload): Promise<Run | undefined> {
  const { data } = await client.rest.checks.listForRef({ ...repository, ref: headSha, check_name: name, filter: 'latest' });
  const run = data.check_runs.find(({ external_id: id }) => id === digest);
  return run && { id: run.id, annotations: run.output.annotations_count };
}

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
