/** The check run on the head commit, with as many annotations as there are. */
import type { CheckAnnotation, CheckPayload } from '../report/payload.ts';
import { refusalSentence } from './refusal.ts';
import type { Target } from './target.ts';

export interface CheckResult {
  readonly outcome: 'created' | 'unchanged' | 'incomplete' | 'refused';
  /** Sentences. */
  readonly refused: readonly string[];
}

/** https://docs.github.com/en/rest/checks/runs#update-a-check-run */
const ANNOTATIONS_A_REQUEST = 50;

/** Creates the check run, unless the newest of that name on the commit says the same. */
export async function publishCheck(target: Target, check: CheckPayload): Promise<CheckResult> {
  const [first = [], ...more] = chunksOf(check.annotations, ANNOTATIONS_A_REQUEST);
  try {
    if (await isThere(target, check)) return { outcome: 'unchanged', refused: [] };
    const id = await create(target, check, first);
    return await appendAll(target, id, check, more);
  } catch (error) {
    return { outcome: 'refused', refused: [refusalSentence('The check run', error, 'checks: write')] };
  }
}

async function isThere({ client, repository, headSha }: Target, { name, digest, annotations }: CheckPayload): Promise<boolean> {
  const { data } = await client.rest.checks.listForRef({ ...repository, ref: headSha, check_name: name, filter: 'latest' });
  return data.check_runs.some((run) => run.external_id === digest && run.output.annotations_count === annotations.length);
}

async function create(
  { client, repository, headSha }: Target,
  check: CheckPayload,
  annotations: readonly CheckAnnotation[],
): Promise<number> {
  const { data } = await client.rest.checks.create({
    ...repository,
    name: check.name,
    head_sha: headSha,
    external_id: check.digest,
    status: 'completed',
    conclusion: check.conclusion,
    output: outputOf(check, annotations),
    // no second try: the first may have been carried out although its answer got lost
    request: { retries: 0 },
  });
  return data.id;
}

async function appendAll(target: Target, id: number, check: CheckPayload, chunks: readonly CheckAnnotation[][]): Promise<CheckResult> {
  try {
    for (const annotations of chunks) await append(target, id, check, annotations);
    return { outcome: 'created', refused: [] };
  } catch (error) {
    return { outcome: 'incomplete', refused: [refusalSentence('Some annotations of the check run', error, 'checks: write')] };
  }
}

/** Annotations add up; what else is said replaces what was. */
async function append({ client, repository }: Target, id: number, check: CheckPayload, annotations: readonly CheckAnnotation[]) {
  await client.rest.checks.update({ ...repository, check_run_id: id, output: outputOf(check, annotations), request: { retries: 0 } });
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
