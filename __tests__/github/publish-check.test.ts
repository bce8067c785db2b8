/** The check run where others of its name stand on the commit. */
import { describe, expect, test } from 'vitest';
import type { GitHubClient } from '../../src/github/client.ts';
import { publishCheck } from '../../src/github/publish-check.ts';
import { check } from '../support/publishing.ts';

/** What GitHub lists for the name: the latest of each check suite. */
async function outcomeBeside(runs: readonly { readonly id: number; readonly external_id: string }[]) {
  const listed = runs.map((run) => ({ ...run, output: { annotations_count: 0 } }));
  const checks = {
    listForRef: () => Promise.resolve({ data: { check_runs: listed } }),
    create: () => Promise.resolve({ data: { id: 99 } }),
  };
  const client = { rest: { checks } } as unknown as GitHubClient;
  const target = { client, repository: { owner: 'octo', repo: 'infra' }, token: 'ghs_x', number: 1, headSha: 'a'.repeat(40) };
  return (await publishCheck(target, check(0, 'digest 1'))).outcome;
}

describe('a check run', () => {
  const own = { id: 5, external_id: 'digest 1' };

  test('is made anew where a newer one of another suite says something else', async () => {
    expect(await outcomeBeside([own, { id: 7, external_id: 'digest 2' }])).toBe('created');
    expect(await outcomeBeside([{ id: 7, external_id: 'digest 2' }, own])).toBe('created');
    expect(await outcomeBeside([{ id: 4, external_id: 'digest 2' }, own])).toBe('unchanged');
  });

  test('is not made anew because a job has its name', async () => {
    expect(await outcomeBeside([{ id: 9, external_id: '12345678-90ab-cdef-1234-567890abcdef' }, own])).toBe('unchanged');
  });
});
