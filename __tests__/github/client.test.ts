/** The way to GitHub: its addresses, its errors, its pace. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { refusalOf } from '../../src/github/refusal.ts';
import { isWrite, startPace } from '../../src/github/pace.ts';
import { readOnlyReason } from '../../src/github/target.ts';
import { readPullRequestState } from '../../src/github/threads.ts';
import { lineComment, review, run, startStage } from '../support/publishing.ts';

describe('GitHub Enterprise Server', () => {
  test('has REST and GraphQL at addresses of its own', async () => {
    const stage = await startStage({ isEnterprise: true });
    const result = await run(stage, review([lineComment(10, 'a')]), { findings: ['a'] });
    expect(result).toMatchObject({ posted: 1, refused: [] });
    expect(result.requests).toEqual([
      'graphql pullRequest 200',
      'graphql pullRequest 200',
      'post /api/v3/repos/octo/infra/pulls/1/reviews 200',
    ]);
  });
});

describe('GraphQL', () => {
  test('is asked where we are told, not where REST lets expect it', async () => {
    const [rest, graphql] = [await startStage(), await startStage()];
    const client = createClient({ token: 'ghs_test', apiUrl: rest.github.url, graphqlUrl: graphql.github.graphqlUrl });
    expect(await readPullRequestState({ ...rest.target, client })).toMatchObject({ isReadable: true, refused: [] });
    expect([rest.github.requests, graphql.github.requests]).toEqual([[], ['graphql pullRequest 200']]);
  });
});

describe('an error that GitHub did not cause', () => {
  test('is a bug of ours and not put in words', () => {
    expect(() => refusalOf('The review', new TypeError('x is undefined'), 'checks: write')).toThrow('x is undefined');
    expect(() => refusalOf('The review', 'a text', 'checks: write')).toThrow('a text');
  });
});

describe('an answer that breaks off', () => {
  test('is asked for again, and not taken for the whole', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      const body = '{"default_branch":"main"}';
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      if (asked++ > 0) response.end(body);
      else response.write(body.slice(0, 9), () => response.destroy());
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createClient({ token: 'ghs_test', apiUrl: url, graphqlUrl: `${url}/graphql`, second: 5 });
    const { data } = await client.rest.repos.get({ owner: 'octo', repo: 'infra' });
    expect({ asked, branch: data.default_branch }).toEqual({ asked: 2, branch: 'main' });
  });
});

describe('the pace of writing', () => {
  test('lets eight go at once, then one a second', async () => {
    const began = Date.now();
    const pace = startPace(40);
    const gone = await Promise.all(Array.from({ length: 11 }, () => pace().then(() => Date.now() - began)));
    expect(Math.max(...gone.slice(0, 8))).toBeLessThan(gone[8] ?? 0);
    expect(gone[10]).toBeGreaterThanOrEqual(118);
  });
});

test.each([
  [{ method: 'GET' }, false],
  [{ method: 'HEAD' }, false],
  [{ method: 'POST' }, true],
  [{ method: 'PATCH' }, true],
  [{ method: 'POST', query: '\nquery ($owner: String!) { viewer { login } }' }, false],
  [{ method: 'POST', query: '\nmutation ($id: ID!) { x }' }, true],
])('%o writes: %s', (asked, writes) => {
  expect(isWrite(asked)).toBe(writes);
});

describe('what an event tells of its token', () => {
  test.each([
    ['pull_request', true, true],
    ['pull_request', false, false],
    ['pull_request_target', true, false],
  ])('%s, fork %s: read only %s', (trigger, isFork, isReadOnly) => {
    expect(readOnlyReason({ trigger, isFork }) !== undefined).toBe(isReadOnly);
  });
});
