/** Reading a repository that is not there: lists, contents, changed files. */
import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { listPullRequestFiles, remoteRepository } from '../../src/github/remote-repository.ts';
import { apiTree } from '../../src/sources/api.ts';
import type { Fault } from '../support/fake-github.ts';
import { startFakeGitHub, type FakeGitHubPlan } from '../support/fake-github.ts';
import { createRepository, type Files } from '../support/git-repository.ts';
import { onTestFinished } from 'vitest';

const repository = { owner: 'octo', repo: 'infra' };

async function start(files: Files, plan: Partial<FakeGitHubPlan> = {}) {
  const git = createRepository();
  git.commit({ 'README.md': 'first\n' });
  git.git('checkout', '-q', '-b', 'feature');
  const head = git.commit(files);
  const github = await startFakeGitHub({ repository: git, base: 'main', head: 'feature', ...plan });
  onTestFinished(() => github.close());
  const client = createClient({ token: 'ghs_test', apiUrl: github.url, graphqlUrl: github.graphqlUrl, second: 5 });
  return { git, head, github, client, remote: remoteRepository(client, repository) };
}

const ODD: Files = {
  'plain.ts': 'plain\n',
  'empty.ts': '',
  'crlf.ts': 'a\r\nb\r\n',
  'mark.ts': '\uFEFFmark\n',
  'latin.ts': Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x0a]),
  'utf16.ts': Uint8Array.from([0xff, 0xfe, 0x61, 0x00, 0x0a, 0x00]),
  'cut.ts': Uint8Array.from([0xf0, 0x9f, 0x9a]),
  'binary.ts': Uint8Array.from([1, 0, 2]),
  'emoji 🚀 "quoted" \\ %2e%2e#?.ts': 'odd name\n',
  '") { viewer { login } } #.ts': 'hostile name\n',
  'sub/dir/deep.ts': 'deep\n',
  'link.ts': { link: 'plain.ts' },
};

const TEXTS = {
  'plain.ts': 'plain\n',
  'empty.ts': '',
  'crlf.ts': 'a\r\nb\r\n',
  'mark.ts': '\uFEFFmark\n',
  'emoji 🚀 "quoted" \\ %2e%2e#?.ts': 'odd name\n',
  '") { viewer { login } } #.ts': 'hostile name\n',
  'sub/dir/deep.ts': 'deep\n',
};

const PROBLEMS = [
  { path: 'binary.ts', message: 'is binary' },
  { path: 'cut.ts', message: 'is not valid UTF-8' },
  { path: 'latin.ts', message: 'is not valid UTF-8' },
  { path: 'utf16.ts', message: 'is UTF-16; only UTF-8 is read' },
];

describe('the files of a commit', () => {
  test('are read as they are, whatever their names and bytes, in few requests', async () => {
    const { head, github, remote } = await start(ODD);
    const tree = apiTree(remote, head);
    const paths = await tree.paths();
    expect(paths).toEqual(['README.md', ...Object.keys(ODD)].filter((path) => path !== 'link.ts').toSorted());
    const { texts, problems } = await tree.read(paths);
    expect(Object.fromEntries(texts)).toEqual({ 'README.md': 'first\n', ...TEXTS });
    expect(problems).toEqual(PROBLEMS);
    expect(github.breaches).toEqual([]);
    // the byte order mark and the four that are no UTF-8 come one by one
    expect(github.requests.map((request) => request.split(/[ /]/)[0])).toEqual([
      'get',
      'graphql',
      ...Array.from({ length: 5 }, () => 'get'),
    ]);
  });

  const refusals: readonly Omit<Fault, 'times'>[] = [
    { operation: 'graphql', status: 403, message: 'Resource not accessible by integration' },
    { operation: 'graphql', status: 200, type: 'FORBIDDEN', message: 'Resource not accessible by integration' },
    { operation: 'graphql', status: 502 },
    { operation: 'graphql' },
  ];

  test.each(refusals)('come one by one where GraphQL is refused: %o', async (fault) => {
    const { head, remote, github } = await start(ODD, { faults: [{ ...fault, times: 99 }] });
    const tree = apiTree(remote, head);
    const { texts, problems } = await tree.read(await tree.paths());
    expect(Object.fromEntries(texts)).toEqual({ 'README.md': 'first\n', ...TEXTS });
    expect(problems).toEqual(PROBLEMS);
    expect(github.breaches).toEqual([]);
  });

  test('that GraphQL cuts come whole', async () => {
    const long = 'x'.repeat(5_000);
    const { head, remote, github } = await start({ 'long.ts': long, 'short.ts': 'y' }, { longestText: 1_000 });
    const { texts } = await apiTree(remote, head).read(['long.ts', 'short.ts']);
    expect(Object.fromEntries(texts)).toEqual({ 'long.ts': long, 'short.ts': 'y' });
    expect(github.requests).toHaveLength(3);
  });

  test('come a hundred to a request, and each content once for base and head', async () => {
    const files = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`f${index}.ts`, `content ${index}\n`]));
    const { git, head, remote, github } = await start(files);
    const next = git.commit({ 'f7.ts': 'changed\n', 'copy.ts': 'content 8\n' });
    const cache = new Map();
    const [before, after] = [apiTree(remote, head, cache), apiTree(remote, next, cache)];
    const reads = [await before.read(await before.paths()), await after.read(await after.paths())];
    expect(reads.map(({ texts, problems }) => [texts.size, problems.length])).toEqual([
      [251, 0],
      [252, 0],
    ]);
    expect(reads[1]?.texts.get('f7.ts')).toBe('changed\n');
    expect(github.requests.filter((request) => request.startsWith('graphql'))).toHaveLength(4);
    expect(github.requests).toHaveLength(6);
  });

  test('are asked for in requests of two megabytes', async () => {
    const megabyte = 'z'.repeat(2 ** 20 - 1);
    const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.ts`, `${name}${megabyte}`]));
    const { head, remote, github } = await start(files);
    const { texts } = await apiTree(remote, head).read(Object.keys(files));
    expect([...texts.values()].map(({ length }) => length)).toEqual(Array.from({ length: 5 }, () => 2 ** 20));
    expect(github.requests.filter((request) => request.startsWith('graphql'))).toHaveLength(3);
  });

  test('larger than two megabytes are not asked for', async () => {
    const { head, remote, github } = await start({ 'big.ts': 'b'.repeat(2 ** 21 + 1) });
    const { problems } = await apiTree(remote, head).read(['big.ts']);
    expect(problems).toEqual([{ path: 'big.ts', message: 'is 2.1 MB, larger than the 2 MB that are read' }]);
    expect(github.requests).toHaveLength(1);
  });

  test('that need more than forty requests stay unread, the last first', async () => {
    const files = Object.fromEntries(Array.from({ length: 42 }, (_, index) => [`f${10 + index}.ts`, `content ${index}\n`]));
    const { head, remote, github } = await start(files);
    const listed = (await remote.tree(head)).files.filter(({ path }) => path.endsWith('.ts'));
    const blobs = await remote.blobs(listed.map((file) => ({ ...file, size: 2 ** 21 })));
    const unread = listed.filter(({ sha }) => 'why' in (blobs.get(sha) ?? {}));
    expect(unread.map(({ path }) => path)).toEqual(['f50.ts', 'f51.ts']);
    expect(github.requests.filter((request) => request.startsWith('graphql'))).toHaveLength(40);
    expect(github.requests.filter((request) => request.includes('/git/blobs/'))).toHaveLength(0);
  });

  test('that cannot be had, and those beyond what is worth asking one by one, are problems', async () => {
    const files = Object.fromEntries(Array.from({ length: 203 }, (_, index) => [`f${index}.ts`, `content ${index}\n`]));
    const blob = 'get /repos/{owner}/{repo}/git/blobs/{file_sha}';
    const faults: Fault[] = [
      { operation: 'graphql', status: 403, times: 99 },
      { operation: blob, status: 404, message: 'Not Found', times: 1 },
      { operation: blob, status: 403, message: 'Resource not accessible by integration', times: 1 },
    ];
    const { head, remote, github } = await start(files, { faults });
    const { texts, problems } = await apiTree(remote, head).read(Object.keys(files));
    expect(texts.size).toBe(198);
    expect(problems.map(({ message }) => message).toSorted()).toEqual([
      'could not be fetched: GitHub does not find it',
      ...Array.from(
        { length: 3 },
        () => 'could not be fetched: it would take too many requests; a checkout before this step brings every file',
      ),
      'could not be fetched: its content was refused (HTTP 403, `Resource not accessible by integration`): the token needs `contents: read`.',
    ]);
    expect(github.requests.filter((request) => request.includes('/git/blobs/'))).toHaveLength(200);
    expect(github.requests.filter((request) => request.startsWith('graphql'))).toHaveLength(1);
  });
});

describe('the list of files', () => {
  test('that GitHub cuts says so', async () => {
    const { head, remote } = await start({ 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c' }, { longestTree: 2 });
    const tree = apiTree(remote, head);
    expect(await tree.paths()).toHaveLength(2);
    expect((await tree.read([])).problems).toEqual([
      { path: '.', message: 'holds more files than GitHub lists; those beyond were not read' },
    ]);
  });

  test('that is refused rejects with a sentence', async () => {
    const { head, remote } = await start({}, { permissions: { contents: 'none' } });
    await expect(apiTree(remote, head).paths()).rejects.toThrow(
      'The list of files was refused (HTTP 403, `Resource not accessible by integration`): the token needs `contents: read`.',
    );
  });
});

describe('the changed files of a pull request', () => {
  test('are all listed, on as many pages as there are', async () => {
    const files = Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`f${index}.ts`, `content ${index}\n`]));
    const { client, github } = await start(files);
    expect(await listPullRequestFiles(client, repository, 1)).toHaveLength(130);
    expect(github.requests).toHaveLength(2);
  });

  test('that may not be read reject with a sentence', async () => {
    const { client } = await start({}, { permissions: { 'pull-requests': 'none' } });
    await expect(listPullRequestFiles(client, repository, 1)).rejects.toThrow('the token needs `pull-requests: read`');
  });
});
