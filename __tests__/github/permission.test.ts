/** Who may give orders. */
import { expect, test } from 'vitest';
import { findWriteAccess } from '../../src/github/permission.ts';
import type { Fault } from '../support/fake-github.ts';
import { repository, startStage } from '../support/publishing.ts';

const collaborators = { ada: 'admin', max: 'maintain', wim: 'write', tim: 'triage', rob: 'read', non: 'none' };

test.each([
  ['ada', true],
  ['max', true],
  ['wim', true],
  ['tim', false],
  ['rob', false],
  ['non', false],
  ['stranger', false],
  ['../../issues', false],
  ['__proto__', false],
])('%s may write: %s', async (login, mayWrite) => {
  const { target, github } = await startStage({ collaborators });
  expect(await findWriteAccess(target.client, repository, login)).toEqual({ mayWrite });
  expect(github.breaches).toEqual([]);
});

const PERMISSION = 'get /repos/{owner}/{repo}/collaborators/{username}/permission';

test.each<Omit<Fault, 'operation' | 'times'>>([{ status: 403 }, { status: 500 }, {}])(
  'where that cannot be read the answer is no: %o',
  async (fault) => {
    const { target } = await startStage({ collaborators, faults: [{ operation: PERMISSION, times: 9, ...fault }] });
    const { mayWrite, refused } = await findWriteAccess(target.client, repository, 'ada');
    expect(mayWrite).toBe(false);
    expect(refused).toMatch(/^The question who may write to the repository (?:was refused|failed) /);
  },
);
